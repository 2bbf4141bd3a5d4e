import GRDB

/// The tables of a store, by numbered migrations. A migration that has been released never changes.
enum StoreSchema {
  /// Marks a SQLite file as a store of the desk: `BLdk`.
  static let applicationID: Int32 = 0x424C_646B

  /// The number of the last migration, which is the `user_version` of the file.
  static let version = 2

  /// All migrations up to a number.
  static func migrator(upTo last: Int = version) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (index, sql) in [book, accounts].prefix(last).enumerated() {
      migrator.registerMigration("v\(index + 1)") { db in
        try db.execute(sql: sql)
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.execute(sql: "PRAGMA user_version = \(index + 1)")
      }
    }
    return migrator
  }

  /// The journal with what each entry changed, the state that follows from it, and an index of all visits.
  private static let book = """
    CREATE TABLE journal (
      version INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      recorded REAL NOT NULL,
      account TEXT NOT NULL,
      action TEXT NOT NULL,
      visit TEXT,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX journal_at ON journal (at);
    CREATE INDEX journal_visit ON journal (visit) WHERE visit IS NOT NULL;

    CREATE TABLE change (
      part TEXT NOT NULL,
      version INTEGER NOT NULL REFERENCES journal (version),
      text TEXT,
      PRIMARY KEY (part, version)
    ) STRICT;
    CREATE INDEX change_version ON change (version);

    CREATE TRIGGER journal_kept BEFORE DELETE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
    CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
    CREATE TRIGGER change_kept BEFORE DELETE ON change
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
    CREATE TRIGGER change_fixed BEFORE UPDATE ON change
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

    CREATE TABLE part (
      part TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      text TEXT NOT NULL,
      FOREIGN KEY (part, version) REFERENCES change (part, version)
    ) STRICT;

    CREATE TABLE visit (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      since INTEGER NOT NULL REFERENCES journal (version),
      version INTEGER NOT NULL REFERENCES journal (version),
      is_open INTEGER NOT NULL,
      plate TEXT NOT NULL,
      phone TEXT NOT NULL,
      customer TEXT NOT NULL,
      day TEXT,
      dated TEXT NOT NULL,
      status TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX visit_open ON visit (id) WHERE is_open;
    CREATE INDEX visit_id ON visit (id, version);
    CREATE INDEX visit_day ON visit (day);
    CREATE INDEX visit_dated ON visit (dated, version, plate, phone, customer, id);
    """

  /// Who may use the desk, who is signed in, and what was changed about that.
  private static let accounts = """
    CREATE TABLE account (
      name TEXT PRIMARY KEY,
      role TEXT NOT NULL,
      advisor TEXT,
      password_hash TEXT NOT NULL
    ) STRICT;

    CREATE TABLE session (
      token_hash TEXT PRIMARY KEY,
      account TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE,
      csrf TEXT NOT NULL,
      expires REAL NOT NULL
    ) STRICT;
    CREATE INDEX session_account ON session (account);
    CREATE INDEX session_expires ON session (expires);

    CREATE TABLE audit (
      number INTEGER PRIMARY KEY,
      recorded REAL NOT NULL,
      account TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_kept BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
    CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
    """
}
