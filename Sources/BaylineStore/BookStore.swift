package import BaylineModel

/// A book in a SQLite file: an append-only journal, and the state that follows from it.
///
/// Every change is one transaction. A change that was acknowledged survives the loss of power (`synchronous=FULL`).
package final class BookStore: Sendable {
  /// Opens a store, migrating one of an older version after a backup beside it.
  package init(path: String) throws { fatalError("not yet") }

  /// The book; `nil` in a new store.
  package func load() throws -> Book? { fatalError("not yet") }

  /// Begins a book in a new store.
  package func begin(_ book: Book, at time: CivilTime, by account: String) throws -> Book {
    fatalError("not yet")
  }

  /// Replaces a book by its next version.
  ///
  /// - Parameter book: The changed book, with the version that it was made from.
  /// - Returns: The book with its new version.
  /// - Throws: ``StoreError/movedOn(version:)`` if the store has a later version.
  package func commit(
    _ book: Book, _ action: String, visit: String? = nil, detail: String, at time: CivilTime,
    by account: String
  ) throws -> Book { fatalError("not yet") }

  /// The last entries of the journal, the newest first.
  package func journal(visit: String? = nil, before version: Int = .max, limit: Int) throws -> [JournalEntry]
  {
    fatalError("not yet")
  }

  /// The book as it follows from the journal alone, up to a version.
  package func rebuilt(upTo version: Int = .max) throws -> Book? { fatalError("not yet") }

  /// Visits of a plate, phone or name, the newest first, those that are over too.
  package func visits(matching text: String, limit: Int) throws -> [VisitRecord] { fatalError("not yet") }

  /// Visits that arrived on a day, or were to.
  package func visits(on day: CivilDate) throws -> [VisitRecord] { fatalError("not yet") }

  /// Any visit, also one that is over; `nil` if there is none.
  package func visit(_ id: String) throws -> VisitRecord? { fatalError("not yet") }
}

package enum StoreError: Error, Hashable, Sendable {
  /// Another change came first; the store has this version.
  case movedOn(version: Int)
  /// The file is not a store of the desk, or one of a later program.
  case notAStore(path: String, detail: String)
  /// The journal does not give the state that is stored.
  case damaged(detail: String)
}
