import Foundation
import GRDB

/// What people may see and do.
package enum Role: String, CaseIterable, Sendable {
  case coordinator, advisor, supervisor, parts, manager, display
}

/// Somebody who may use the desk.
package struct Account: Hashable, Sendable {
  package var name: String
  package var role: Role
  /// The advisor of the site who this is, if any.
  package var advisor: String?
  /// A salted slow hash with its parameters, as text.
  package var passwordHash: String

  package init(name: String, role: Role, advisor: String? = nil, passwordHash: String) {
    self.name = name
    self.role = role
    self.advisor = advisor
    self.passwordHash = passwordHash
  }
}

/// The signed-in browser or program of an account. Only the hash of its token is stored.
package struct StoredSession: Hashable, Sendable {
  package var tokenHash: String
  package var account: String
  /// Secret that forms must repeat.
  package var csrf: String
  /// In seconds since 1970.
  package var expires: Double

  package init(tokenHash: String, account: String, csrf: String, expires: Double) {
    self.tokenHash = tokenHash
    self.account = account
    self.csrf = csrf
    self.expires = expires
  }
}

/// An entry of the audit trail: a change of who may use the desk.
package struct AuditEntry: Hashable, Sendable {
  /// The real time, in seconds since 1970.
  package var recorded: Double
  /// Who did it: the name of an account.
  package var by: String
  /// `added`, `changed` or `removed`.
  package var action: String
  /// The account concerned.
  package var account: String
  /// What was changed, without secrets.
  package var detail: String
}

extension BookStore {
  /// All accounts, by name.
  package func accounts() throws -> [Account] { try accounts(where: "true ORDER BY name", []) }

  package func account(_ name: String) throws -> Account? {
    try accounts(where: "name = ?", [name]).first
  }

  private func accounts(where condition: String, _ arguments: StatementArguments) throws -> [Account] {
    try StoreError.reading {
      let sql = "SELECT name, role, advisor, password_hash FROM account WHERE \(condition)"
      let rows = try pool.read { try Row.fetchAll($0, sql: sql, arguments: arguments) }
      return try rows.map { row in
        let name: String = row["name"]
        guard let role = Role(rawValue: row["role"]) else {
          throw StoreError.damaged(detail: "account \(name) has an unknown role")
        }
        return Account(name: name, role: role, advisor: row["advisor"], passwordHash: row["password_hash"])
      }
    }
  }

  /// Adds or replaces an account; its sessions end.
  package func save(_ account: Account, by: String) throws {
    let older = try self.account(account.name)
    try StoreError.writing {
      try pool.write { db in
        try db.execute(
          sql: """
            INSERT INTO account (name, role, advisor, password_hash) VALUES (?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET role = excluded.role, advisor = excluded.advisor,
              password_hash = excluded.password_hash
            """,
          arguments: [account.name, account.role.rawValue, account.advisor, account.passwordHash])
        try db.execute(sql: "DELETE FROM session WHERE account = ?", arguments: [account.name])
        try Self.audit(
          older == nil ? "added" : "changed", account.name, Self.changes(from: older, to: account), by: by, db
        )
      }
    }
  }

  /// What is different, in words of the store.
  private static func changes(from older: Account?, to account: Account) -> String {
    var changes: [String] = []
    if older?.role != account.role { changes.append("role \(account.role.rawValue)") }
    if older?.advisor != account.advisor { changes.append("advisor \(account.advisor ?? "-")") }
    if older?.passwordHash != account.passwordHash { changes.append("password") }
    return changes.joined(separator: ", ")
  }

  /// Removes an account and its sessions.
  package func removeAccount(_ name: String, by: String) throws {
    try StoreError.writing {
      try pool.write { db in
        try db.execute(sql: "DELETE FROM account WHERE name = ?", arguments: [name])
        if db.changesCount > 0 { try Self.audit("removed", name, "", by: by, db) }
      }
    }
  }

  private static func audit(
    _ action: String, _ subject: String, _ detail: String, by account: String, _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT INTO audit (recorded, account, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
      arguments: [Date().timeIntervalSince1970, account, action, subject, detail])
  }

  /// The last changes of accounts, the newest first.
  package func audit(limit: Int) throws -> [AuditEntry] {
    try StoreError.reading {
      try pool.read { db in
        try Row.fetchAll(
          db, sql: "SELECT * FROM audit ORDER BY number DESC LIMIT ?", arguments: [max(0, limit)]
        ).map { row in
          AuditEntry(
            recorded: row["recorded"], by: row["account"], action: row["action"], account: row["subject"],
            detail: row["detail"])
        }
      }
    }
  }

  /// A session that has not expired.
  package func session(tokenHash: String) throws -> StoredSession? {
    try StoreError.reading {
      let row = try pool.read { db in
        try Row.fetchOne(
          db, sql: "SELECT * FROM session WHERE token_hash = ? AND expires > ?",
          arguments: [tokenHash, Date().timeIntervalSince1970])
      }
      return row.map { row in
        StoredSession(
          tokenHash: row["token_hash"], account: row["account"], csrf: row["csrf"], expires: row["expires"])
      }
    }
  }

  /// Adds or prolongs a session of an account; those that have expired are removed.
  package func save(_ session: StoredSession) throws {
    try StoreError.writing {
      try pool.write { db in
        try db.execute(
          sql: "DELETE FROM session WHERE expires <= ?", arguments: [Date().timeIntervalSince1970])
        try db.execute(
          sql: """
            INSERT INTO session (token_hash, account, csrf, expires) VALUES (?, ?, ?, ?)
            ON CONFLICT (token_hash) DO UPDATE SET expires = excluded.expires
            """,
          arguments: [session.tokenHash, session.account, session.csrf, session.expires])
      }
    }
  }

  package func removeSession(tokenHash: String) throws {
    try StoreError.writing {
      try pool.write { db in
        try db.execute(sql: "DELETE FROM session WHERE token_hash = ?", arguments: [tokenHash])
      }
    }
  }
}
