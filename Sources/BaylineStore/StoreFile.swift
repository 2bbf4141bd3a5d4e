import BaylineWording
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
  init(path: String, _ words: Glossary) throws {
    func refuse(_ detail: String) -> StoreError { .notAStore(path: path, detail: detail) }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      self = .new
      return
    }
    if isFolder.boolValue { throw refuse(words("这是文件夹, 不是文件", "it is a folder, not a file")) }
    guard let start = Self.start(of: path) else {
      throw refuse(words("无法读取该文件", "it cannot be read"))
    }
    if start.isEmpty {
      self = .new
      return
    }
    guard start.count == 100, start.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw refuse(words("这不是 SQLite 文件", "it is not a SQLite file"))
    }
    let found: Marks
    do { found = try Marks(path: path) } catch {
      throw refuse(words("SQLite 无法读取该文件 (\(error))", "SQLite cannot read it (\(error))"))
    }
    // A program that ends while it makes a store leaves an empty one.
    if found.application == 0, found.tables.isSubset(of: ["grdb_migrations"]) {
      self = .new
      return
    }
    guard found.application == StoreSchema.applicationID else {
      throw refuse(words("这是其他程序的 SQLite 文件", "it is a SQLite file of another program"))
    }
    guard found.version <= StoreSchema.version else {
      throw refuse(
        words(
          "它由更新的预约台写成: 版本 \(found.version), 本程序到 \(StoreSchema.version) 为止; 请用更新的程序",
          """
          a newer desk wrote it: it has version \(found.version), and this program knows \(StoreSchema.version); \
          use the newer program
          """))
    }
    self = .store(version: found.version)
  }

  /// By what SQLite files are told apart.
  private struct Marks {
    var application: Int32
    var version: Int
    var tables: Set<String>

    /// Reads them without changing the file.
    init(path: String) throws {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      self = try DatabaseQueue(path: path, configuration: configuration).read { db in
        Marks(
          application: try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
          version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
          tables: try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"))
      }
    }

    private init(application: Int32, version: Int, tables: Set<String>) {
      self.application = application
      self.version = version
      self.tables = tables
    }
  }

  /// The first hundred bytes of a file, which are SQLite's header; `nil` if it cannot be read.
  private static func start(of path: String) -> [UInt8]? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    do { return Array(try file.read(upToCount: 100) ?? Data()) } catch { return nil }
  }

  /// Makes an empty file that its owner alone can read, as it will hold phone numbers; SQLite's files beside it follow.
  ///
  /// - Throws: ``StoreError/unwritable(detail:)``.
  static func makePrivate(_ path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw StoreError.ofSystem(path) }
    close(file)
  }
}
