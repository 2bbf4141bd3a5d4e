import BaylineFormats
package import BaylineWording
import Foundation
import GRDB

/// Why the store does not do what it was asked.
package enum StoreError: Error, Hashable, Sendable {
  /// Another change came first; the store has this version.
  case movedOn(version: Int)
  /// The file is not a store of the desk, or one of a later program.
  case notAStore(path: String, detail: String)
  /// The journal does not give the state that is stored.
  case damaged(detail: String)
  /// Another desk has the store open.
  case inUse(path: String)
  /// The book contradicts itself or could not be read again; nothing was written.
  case invalid(detail: String)
  /// The file could not be written, and is as it was.
  case unwritable(detail: String)
}

extension StoreError {
  /// What is wrong and what to do.
  package func text(_ words: Glossary) -> String {
    switch self {
    case .movedOn:
      words("预约簿已有改动; 请刷新后再做一次", "the book has changed meanwhile; reload and do it again")
    case .notAStore(let path, let detail):
      words(
        "\(path): \(detail); 请指定预约台的存储文件, 或一个还不存在的文件",
        "\(path): \(detail); name a store of the desk, or a file that does not exist yet")
    case .damaged(let detail):
      words("存储已损坏 (\(detail)); 请用备份恢复", "the store is damaged (\(detail)); restore a backup")
    case .inUse(let path):
      words(
        "\(path): 另一个预约台正在使用; 请先关闭它",
        "\(path): another desk is using it; close that first")
    case .invalid(let detail):
      words(
        "这一改动前后矛盾, 未写入 (\(detail))",
        "the change contradicts itself and was not written (\(detail))")
    case .unwritable(let detail):
      words(
        "无法写入, 未作任何改动 (\(detail)); 请检查磁盘空间和权限",
        "nothing could be written, and nothing was changed (\(detail)); check the disk and its permissions")
    }
  }

  /// The last error of the system, at a file.
  static func ofSystem(_ path: String) -> StoreError {
    .unwritable(detail: "\(path): \(String(cString: strerror(errno)))")
  }

  /// Does something that writes, so that errors of the file system and of SQLite become ``unwritable(detail:)``.
  static func writing<Value>(_ body: () throws -> Value) throws -> Value {
    try translating({ .unwritable(detail: $0) }, body)
  }

  /// Does something that reads, so that errors of SQLite and texts that cannot be read become ``damaged(detail:)``.
  static func reading<Value>(_ body: () throws -> Value) throws -> Value {
    try translating({ .damaged(detail: $0) }, body)
  }

  /// Reads what is about to be written, so that what could not be read again becomes ``invalid(detail:)``.
  static func checking<Value>(_ body: () throws -> Value) throws -> Value {
    try translating({ .invalid(detail: $0) }, body)
  }

  private static func translating<Value>(
    _ error: (String) -> StoreError, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let known as StoreError {
      throw known
    } catch let problems as Diagnostics {
      let lines = problems.elements.prefix(3).map { "\($0.file) \($0.place): \($0.code)" }
      throw error(lines.joined(separator: "; "))
    } catch let database as DatabaseError {
      throw error("SQLite \(database.resultCode.rawValue): \(database.message ?? "no message")")
    } catch let other {
      throw error("\(other)")
    }
  }
}
