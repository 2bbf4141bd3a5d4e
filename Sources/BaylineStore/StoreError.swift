import BaylineFormats
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
