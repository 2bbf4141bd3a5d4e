import Bayline
import BaylineStore
import BaylineWording
import Synchronization

/// Planning days, and the change of days.
extension Desk {
  /// Searches for a better schedule of a day beside the requests; what has been promised stays.
  ///
  /// The other days stay as they are. If the book has moved on when the search is over, what was found is carried over to
  /// the book as it is then.
  /// - Throws: ``DeskError/refused(_:)`` if a search is running, or if the day is not in the book.
  func startPlanning(_ day: CivilDate, seconds: Double, by account: String) throws {
    if progress.withLock({ $0.shown.state == .searching }) {
      throw DeskError.refused(words("正在排程，请等它结束或先停止", "a search is running; wait for it or stop it"))
    }
    guard book.demand.horizon.isArrivalDay(day), day >= clock.now.date else {
      throw DeskError.refused(words("\(day) 不在可排的日期内", "\(day) is not a day that can be planned"))
    }
    progress.withLock { $0.begin(day) }
    let planning = DayPlanning(day: day, seconds: max(0.1, min(seconds, Self.maxSeconds)))
    search = Task(priority: .background) {
      do {
        let found = try await planning.found(
          from: self.book, now: self.clock.now,
          shouldStop: { self.progress.withLock(\.isStopped) },
          onProgress: { found in
            self.progress.withLock { $0.note(cost: found.cost, unscheduled: found.unscheduled) }
          })
        self.progress.withLock { $0.note(bound: found.about?.bound) }
        try await self.take(found, planning, by: account)
      } catch {
        let text =
          (error as? DeskError)?.sentence ?? (error as? StoreError)?.text(self.words) ?? "\(error)"
        self.progress.withLock { $0.end(.failed, text) }
      }
    }
  }

  func cancelPlanning() {
    progress.withLock { $0.isStopped = true }
  }

  nonisolated var planning: PlanningProgress { progress.withLock(\.current) }

  /// Ends the days before today: what is left becomes today's, what is done leaves the book.
  ///
  /// Happens by itself at the first request of a day. A vehicle whose work is done stays in the records until it is handed
  /// over; customers who did not come, or were promised no other time, are to be called.
  func rollOver(by account: String) async throws {
    for _ in 0..<Self.attempts where clock.now.date > book.demand.horizon.from {
      let roll = BookRollOver(book: book, now: clock.now)
      let (next, detail) = try await roll.run()
      try commitIfCurrent(next, "rolledOver", detail: detail, by: account)
    }
    guard clock.now.date <= book.demand.horizon.from else { throw DeskError.overtaken(words) }
  }

  /// Replaces the site after its settings have changed.
  ///
  /// - Parameter old: The book whose site and settings are replaced; `nil` to replace any.
  /// - Throws: ``DeskError/refused(_:)`` if promises could not be kept; says which.
  ///   ``StoreError/movedOn(version:)`` if site or settings are no longer those of `old`.
  func change(
    _ site: Site, settings: DeskSettings, detail: String, by account: String, replacing old: Book? = nil
  ) async throws {
    await beginChange()
    defer { endChange() }
    try await rollOver(by: Self.ownName)
    for _ in 0..<Self.attempts {
      if let old, old.site != book.site || old.settings != book.settings {
        throw StoreError.movedOn(version: book.version)
      }
      let change = SiteChange(book: book, site: site, settings: settings, now: clock.now)
      let next = try await change.run()
      if try commitIfCurrent(next, "settings", detail: detail, by: account) != nil { return }
    }
    throw DeskError.overtaken(words)
  }

  private static let maxSeconds = 600.0

  /// Commits what a search has found, if it is better than what the book has.
  private func take(_ found: Schedule, _ planning: DayPlanning, by account: String) async throws {
    await beginChange()
    defer { endChange() }
    for _ in 0..<Self.attempts {
      let (next, result) = try await planning.adopted(found, in: book, now: clock.now)
      guard let next else {
        progress.withLock { $0.end($0.isStopped ? .cancelled : .done, result) }
        return
      }
      guard try commitIfCurrent(next, "planned", detail: result, by: account) != nil else { continue }
      progress.withLock { $0.end($0.isStopped ? .cancelled : .done, result) }
      return
    }
    progress.withLock { $0.end(.failed, words("改动太多，请稍后再排", "too many changes at once; plan again later")) }
  }
}

/// How far the search for a better schedule is, and whether it is to stop.
struct PlanningState: Sendable {
  private(set) var shown = PlanningProgress(state: .idle, seconds: 0)
  var isStopped = false
  private var start: ContinuousClock.Instant?

  /// What is shown, with the seconds until now.
  var current: PlanningProgress {
    var progress = shown
    if shown.state == .searching, let start { progress.seconds = (ContinuousClock.now - start) / .seconds(1) }
    return progress
  }

  mutating func begin(_ day: CivilDate) {
    isStopped = false
    start = .now
    shown = PlanningProgress(state: .searching, day: day.description, seconds: 0)
  }

  mutating func note(cost: Int, unscheduled: Int) {
    shown.cost = cost
    shown.unscheduled = unscheduled
  }

  mutating func note(bound: Int?) { shown.bound = bound }

  mutating func end(_ state: PlanningProgress.State, _ result: String) {
    shown = current
    shown.state = state
    shown.result = result
  }
}

extension DeskError {
  /// What is wrong, as far as it can be said in a sentence.
  var sentence: String {
    switch self {
    case .notFound(let text), .refused(let text): text
    case .taken, .changed: String(describing: self)
    }
  }
}
