package import BaylineModel
import BaylineWording
import Foundation
import GRDB
import Synchronization

/// A book in a SQLite file: an append-only journal, and the state that follows from it.
///
/// Every change is one transaction. A change that was acknowledged survives the loss of power (`synchronous=FULL`).
package final class BookStore: Sendable {
  /// Where the store is.
  package let path: String
  let pool: DatabasePool
  /// The words of refusals.
  let words: Glossary
  private let lock: StoreLock
  /// The last version that was written; `nil` until it is needed.
  private let last = Mutex<StoredBook?>(nil)

  /// Opens a store, migrating one of an older version after a backup beside it.
  ///
  /// - Parameters:
  ///   - path: The file; if there is none, it is made.
  ///   - language: That of refusals.
  /// - Throws: ``StoreError``.
  package init(path: String, _ language: Language = .english) throws {
    self.path = path
    words = Glossary(language)
    lock = try StoreLock(store: path)
    let file = try StoreFile(path: path, words)
    if file == .new { try StoreFile.makePrivate(path) }
    pool = try StoreError.writing {
      var configuration = Configuration()
      configuration.foreignKeysEnabled = true
      configuration.busyMode = .timeout(10)
      configuration.label = "book"
      configuration.prepareDatabase { db in
        // Where `fsync` does not reach the disk, as on macOS.
        try db.execute(sql: "PRAGMA fullfsync = ON")
      }
      let pool = try DatabasePool(path: path, configuration: configuration)
      // GRDB chooses NORMAL, which may lose the last transactions with the power.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return pool
    }
    if case .store(let version) = file, version < StoreSchema.version {
      try backup(to: Self.freeName("\(path).before-v\(StoreSchema.version)"))
    }
    try StoreError.writing { try StoreSchema.migrator().migrate(pool) }
  }

  /// Closes the store, which is then a single file; nothing can be read or written any more.
  package func close() throws {
    try StoreError.writing {
      try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      try pool.close()
    }
    lock.release()
  }

  /// A name that no file has.
  private static func freeName(_ name: String) -> String {
    var (free, number) = (name, 1)
    while FileManager.default.fileExists(atPath: free) {
      number += 1
      free = "\(name)-\(number)"
    }
    return free
  }

  /// The book; `nil` in a new store.
  ///
  /// - Throws: ``StoreError/damaged(detail:)``.
  package func load() throws -> Book? {
    try last.withLock { try current(&$0)?.book }
  }

  /// Begins a book in a new store.
  ///
  /// - Returns: The book, with records of all visits.
  /// - Throws: ``StoreError/movedOn(version:)`` if there is a book, ``StoreError/invalid(detail:)``.
  package func begin(_ book: Book, at time: CivilTime, by account: String) throws -> Book {
    try last.withLock { last in
      if let current = try current(&last) { throw StoreError.movedOn(version: current.book.version) }
      let entry = Entry("began", visit: nil, detail: "", at: time, by: account)
      return try write(book, entry, after: &last)
    }
  }

  /// Replaces a book by its next version.
  ///
  /// The records of the visits of the demand get the appointments, assignments and reasons that demand and schedule have.
  ///
  /// - Parameter book: The changed book, with the version that it was made from.
  /// - Returns: The book with its new version.
  /// - Throws: ``StoreError/movedOn(version:)`` if the store has a later version; ``StoreError/invalid(detail:)`` if it
  ///   could not be read again; ``StoreError/unwritable(detail:)``. The store is then as it was.
  package func commit(
    _ book: Book, _ action: String, visit: String? = nil, detail: String, at time: CivilTime,
    by account: String
  ) throws -> Book {
    try last.withLock { last in
      let current = try current(&last)
      guard let current, current.book.version == book.version else {
        throw StoreError.movedOn(version: current?.book.version ?? 0)
      }
      return try write(book, Entry(action, visit: visit, detail: detail, at: time, by: account), after: &last)
    }
  }

  private func current(_ last: inout StoredBook?) throws -> StoredBook? {
    if last == nil {
      last = try StoreError.reading { try pool.read { try StateTable.book(in: $0) } }
    }
    return last
  }

  private func write(_ book: Book, _ entry: Entry, after last: inout StoredBook?) throws -> Book {
    var book = book.synchronized()
    try book.checkWhole()
    let version = (last?.book.version ?? 0) + 1
    book.version = version
    let next = last?.followed(by: book) ?? StoredBook(first: book)
    let changes = next.changes(since: last)
    try next.checkReadable(changes, since: last)
    try StoreError.writing {
      try pool.write { db in
        let stored = try StateTable.version(in: db)
        guard stored == version - 1 else { throw StoreError.movedOn(version: stored) }
        try entry.insert(version, changes, into: db)
        try StateTable.apply(changes, of: next.book, version: version, to: db)
      }
    }
    // Only now: a transaction that failed leaves the old book.
    last = next
    return book
  }
}
