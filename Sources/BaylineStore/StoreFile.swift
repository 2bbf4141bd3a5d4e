import Foundation
import GRDB

/// What a file is before it is opened as a store.
enum StoreFile: Equatable {
  /// There is none, or it is empty.
  case new
  /// A store with a schema of this number.
  case store(version: Int)

  /// Looks at a file without changing it.
  ///
  /// - Throws: ``StoreError/notAStore(path:detail:)``.
  init(path: String) throws {
    func refuse(_ detail: String) -> StoreError { .notAStore(path: path, detail: detail) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      self = .new
      return
    }
    if isFolder.boolValue { throw refuse("This is a folder, not a file.") }
    guard let start = Self.start(of: path) else { throw refuse("The file cannot be read.") }
    if start.isEmpty {
      self = .new
      return
    }
    guard start.count == 100, start.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw refuse(
        "This is not a SQLite file. Name the store of the desk, or a file that does not exist yet.")
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    let found: (id: Int32, version: Int, tables: Set<String>)
    do {
      found = try DatabaseQueue(path: path, configuration: configuration).read { db in
        (
          try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
          try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
          try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        )
      }
    } catch {
      throw refuse("SQLite cannot read the file: \(error).")
    }
    // A program that ends while it makes a store leaves an empty one.
    if found.id == 0, found.tables.isSubset(of: ["grdb_migrations"]) {
      self = .new
      return
    }
    guard found.id == StoreSchema.applicationID else {
      throw refuse("This is a SQLite file of another program. Name the store of the desk.")
    }
    guard found.version <= StoreSchema.version else {
      throw refuse(
        """
        A newer desk wrote this store: it has version \(found.version), and this program knows \
        \(StoreSchema.version). Start the newer desk, or name another store.
        """)
    }
    self = .store(version: found.version)
  }

  /// The first hundred bytes of a file, which are SQLite's header; `nil` if it cannot be read.
  private static func start(of path: String) -> [UInt8]? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    do { return Array(try file.read(upToCount: 100) ?? Data()) } catch { return nil }
  }
}
