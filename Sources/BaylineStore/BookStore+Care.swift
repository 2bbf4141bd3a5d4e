import Foundation
import GRDB

extension BookStore {
  /// Checks the file, and that the state is what follows from the journal.
  ///
  /// - Throws: ``StoreError/damaged(detail:)``.
  /// - Complexity: linear in the size of the store.
  package func check() throws {
    try StoreError.reading {
      try pool.read { db in
        let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(3)")
        guard faults == ["ok"] else { throw StoreError.damaged(detail: faults.joined(separator: "; ")) }
        try db.checkForeignKeys()
        try Self.checkState(db)
      }
    }
  }

  private static func checkState(_ db: Database) throws {
    let last = try StateTable.version(in: db)
    guard try Int.fetchOne(db, sql: "SELECT count(*) FROM journal") == last else {
      throw StoreError.damaged(detail: "entries of the journal are missing")
    }
    var stored: [String: (version: Int, text: String)] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT part, version, text FROM part") {
      stored[row["part"]] = (row["version"], row["text"])
    }
    var open: [String: Int] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT id, version FROM visit WHERE is_open") {
      open[row["id"]] = row["version"]
    }
    for (part, version, text) in try parts(upTo: last, in: db) {
      guard let found = stored.removeValue(forKey: part), found.version == version,
        found.text.utf8.elementsEqual(text.utf8)
      else { throw StoreError.damaged(detail: "\(part) is not as the journal has it in version \(version)") }
      guard case .visit(let id) = PartKey(part) else { continue }
      guard open.removeValue(forKey: id) == version else {
        throw StoreError.damaged(detail: "\(part) is not in the index")
      }
    }
    if let extra = stored.keys.min() { throw StoreError.damaged(detail: "\(extra) is not in the journal") }
    if let extra = open.keys.min() {
      throw StoreError.damaged(detail: "the index has visit \(extra), which is over")
    }
    guard last > 0 else { return }
    _ = try StateTable.book(in: db)
  }

  /// Copies the store to a file while it is open, as of this moment.
  ///
  /// An older backup there is replaced as a whole; any other file is refused.
  ///
  /// - Throws: ``StoreError/notAStore(path:detail:)``, ``StoreError/inUse(path:)``, ``StoreError/unwritable(detail:)``.
  package func backup(to target: String) throws {
    let files = FileManager.default
    if files.fileExists(atPath: target) {
      let (own, other) = (URL(filePath: path), URL(filePath: target))
      guard own.resolvingSymlinksInPath() != other.resolvingSymlinksInPath() else {
        throw StoreError.inUse(path: target)
      }
      _ = try StoreFile(path: target, words)
    }
    let unfinished = "\(target).unfinished"
    try StoreError.writing {
      try? files.removeItem(atPath: unfinished)
      defer { try? files.removeItem(atPath: unfinished) }
      try StoreFile.makePrivate(unfinished)
      do {
        let copy = try DatabaseQueue(path: unfinished)
        try pool.backup(to: copy)
        // A single file, without a journal beside it.
        try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
      }
      guard rename(unfinished, target) == 0 else { throw StoreError.ofSystem(target) }
    }
  }
}
