import Bayline
import BaylineStore

/// A made-up shop with a book for two weeks, whose first day is half run.
enum DemoShop {
  /// Begins the book in a new store and lets the morning of `now` happen.
  static func begin(in store: BookStore, at now: CivilTime, _ language: Language) async throws -> Book {
    fatalError("not yet")
  }
}
