import Bayline
import BaylineStore
import BaylineWording
import Synchronization

/// The book of one workshop and everything that people do with it.
///
/// Reading never waits: ``book`` is the last committed version. Searching happens on a copy, beside the requests; a result is
/// committed only against the version that it was made from, and otherwise made again.
actor Desk {
  nonisolated let store: BookStore
  nonisolated let clock: DeskClock
  /// What calls are answered from.
  nonisolated let calls = CallCache()
  private nonisolated let current: Mutex<Book>
  private nonisolated let watchers = Mutex<[Int: AsyncStream<Int>.Continuation]>([:])
  private nonisolated let lastWatcher = Atomic(0)
  /// Previewed changes that may be taken over.
  var previews = PreviewShelf()
  /// The search that runs beside the requests.
  var search: Task<Void, Never>?
  nonisolated let progress = Mutex(PlanningState())
  /// Whether a change is being made, and those that wait for it.
  private var isChanging = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Parameter book: What the store has.
  init(store: BookStore, book: Book, clock: DeskClock) {
    self.store = store
    self.clock = clock
    current = Mutex(book)
  }

  /// The last committed version.
  nonisolated var book: Book { current.withLock { $0 } }

  /// The words of the site's language.
  nonisolated var words: Glossary { Glossary(book.site.locale) }

  /// The number of each new version of the book, the current one first.
  nonisolated func versions() -> AsyncStream<Int> {
    let id = lastWatcher.add(1, ordering: .relaxed).newValue
    return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      continuation.onTermination = { _ in _ = self.watchers.withLock { $0.removeValue(forKey: id) } }
      watchers.withLock { $0[id] = continuation }
      continuation.yield(book.version)
    }
  }

  /// Waits until the changes that were asked for before have been made; otherwise quick ones would overtake the others
  /// again and again. ``endChange()`` must follow.
  func beginChange() async {
    guard isChanging else {
      isChanging = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// Lets the next change be made.
  func endChange() {
    if waiting.isEmpty { isChanging = false } else { waiting.removeFirst().resume() }
  }

  /// Commits the next version of the book, and tells everybody who watches.
  ///
  /// - Parameter next: The changed book, with the version that it was made from.
  /// - Throws: ``StoreError/movedOn(version:)`` if another change came first.
  @discardableResult
  func commit(
    _ next: Book, _ action: String, visit: String? = nil, detail: String, by account: String
  ) throws -> Book {
    let saved = try store.commit(
      next, action, visit: visit, detail: detail, at: clock.now, by: account)
    publish(saved)
    return saved
  }

  /// Signs and commits the next version of the book; `nil` if another change came first, and the book is as it is by then.
  @discardableResult
  func commitIfCurrent(
    _ next: Book, _ action: String, visit: String? = nil, detail: String, by account: String
  ) throws -> Book? {
    var signed = next
    signed.sign(account)
    do {
      return try commit(signed, action, visit: visit, detail: detail, by: account)
    } catch StoreError.movedOn {
      try refresh()
      return nil
    }
  }

  /// Takes over what another program has committed meanwhile.
  func refresh() throws {
    guard let stored = try store.load(), stored.version > book.version else { return }
    publish(stored)
  }

  private func publish(_ book: Book) {
    current.withLock { $0 = book }
    clock.set(timeZone: book.site.timeZone)
    for watcher in watchers.withLock({ Array($0.values) }) { watcher.yield(book.version) }
  }
}
