import Bayline
import BaylineStore
import BaylineWording

/// What happens on the day.
///
/// The board shows what has happened, not what was planned. Nothing has happened unless it was recorded: work that should
/// have begun is planned from now on, and pushes what is behind it; work that should have ended goes on. Every change
/// brings that up to date, and ``keepUp(by:)`` does when nobody changes anything. A vehicle that is past its grace time
/// is an expected no-show (``BaylineStore/Book/overdue(at:)``); its place is given away when somebody says so, or when the day is over.
extension Desk {
  /// What would change because of events, without changing anything.
  ///
  /// - Throws: ``DeskError/refused(_:)`` with what contradicts the plan.
  nonisolated func preview(_ events: [WorkshopEvent], detail: String, _ language: Language) async throws
    -> Preview
  {
    try await rollOver(by: Self.ownName)
    let made = try await preview(events, detail: detail, language, of: book)
    await keep(made, events, language)
    return made
  }

  /// Makes a previewed change.
  ///
  /// - Throws: ``DeskError/changed(_:)`` if the book has moved on so that something else would change now.
  func takeOver(_ preview: String, by account: String) async throws -> Preview {
    await beginChange()
    defer { endChange() }
    guard let kept = previews[preview] else {
      throw DeskError.notFound(
        words("这份预览已过期，请重新预览", "this preview has expired; preview the change again"))
    }
    var made = kept.preview
    while true {
      if made.version == book.version, let done = try take(made, by: account) {
        previews.remove(preview)
        return done
      }
      made = try await self.preview(kept.events, detail: made.detail, kept.language, of: book)
      if made.changes != kept.preview.changes {
        keep(made, kept.events, kept.language)
        throw DeskError.changed(made)
      }
    }
  }

  /// Records what needs no agreement: an arrival, the start or end of an operation, a vehicle handed over, a confirmation,
  /// a reminder, a no-show, a cancellation.
  ///
  /// - Parameters:
  ///   - status: `inWork`: the operation has begun, in the bay and by the technicians if they are others than planned;
  ///     without an operation, the next one. `ready`: the operation has ended; without an operation, all that is under way.
  ///     `booked`: the customer agrees to the time at which the plan has the visit.
  ///   - operation: The operation that has begun or ended.
  /// - Returns: What has changed for others; `nil` if only the record has.
  /// - Throws: ``DeskError/refused(_:)`` if it contradicts what is known.
  @discardableResult
  func record(
    _ status: VisitStatus, of visit: String, operation: String? = nil, bay: String? = nil,
    technicians: [String]? = nil, reason: String? = nil, by account: String
  ) async throws -> Preview? {
    await beginChange()
    defer { endChange() }
    try await rollOver(by: Self.ownName)
    let said = SaidStatus(
      status: status, visit: visit, operation: operation, bay: bay, technicians: technicians, reason: reason)
    for _ in 0..<Self.attempts {
      let reading = StatusReading(book: book, now: clock.now, words: words)
      let outcome = try reading.outcome(of: said)
      guard let events = outcome.events else {
        let saved = try commitIfCurrent(
          outcome.book, status.rawValue, visit: visit, detail: reading.detail(of: said), by: account)
        if saved != nil { return nil }
        continue
      }
      var made = try await preview(
        events, detail: reading.detail(of: said), words.language, of: outcome.book, .quick)
      made.book.finish(said, by: "")
      made.action = said.operation == nil || status != .ready ? status.rawValue : "finished"
      made.visit = visit
      if let done = try take(made, by: account) { return done }
    }
    throw DeskError.overtaken(words)
  }

  /// Records a call or text to a customer.
  func record(_ contact: CustomerContact, of visit: String) async throws {
    await beginChange()
    defer { endChange() }
    try edit(visit, "contact", detail: contact.occasion, by: contact.by) { record in
      record.contacts.append(contact)
    }
  }

  /// Records the parts of a visit as put on its shelf, or as back in stock.
  ///
  /// - Throws: ``DeskError/refused(_:)`` if the stock does not have them, or if work with them has begun.
  func picked(_ visit: String, _ isPicked: Bool, by account: String) async throws {
    await beginChange()
    defer { endChange() }
    for _ in 0..<Self.attempts {
      guard let next = try book.picking(visit, isPicked, words) else { return }
      var made = try await preview([], detail: "", words.language, of: next, .quick)
      made.action = isPicked ? "picked" : "returned"
      made.visit = visit
      made.detail = isPicked ? words("已备料", "parts picked") : words("已退料", "parts returned")
      if try take(made, by: account) != nil { return }
    }
    throw DeskError.overtaken(words)
  }

  /// Lets the plan follow the clock: what should have happened by now and was not recorded moves on.
  ///
  /// - Returns: Whether anything moved.
  @discardableResult
  func keepUp(by account: String = Desk.ownName) async throws -> Bool {
    await beginChange()
    defer { endChange() }
    try await rollOver(by: account)
    guard book.isBehind(clock.now) else { return false }
    let made = try await preview(
      [], detail: words("计划按现在的时间更新", "the plan follows the clock"), words.language, of: book, .quick)
    return try take(made, by: account) != nil
  }

  /// The name under which the desk changes the book by itself.
  static let ownName = "desk"
  /// How often a change is made again because the book has moved on.
  static let attempts = 5

  // MARK: - Previews

  /// What would change in a book; nothing is kept.
  nonisolated func preview(
    _ events: [WorkshopEvent], detail: String, _ language: Language, of book: Book,
    _ effort: BookReplan.Effort = .thorough
  ) async throws(DeskError) -> Preview {
    let replan = BookReplan(
      book: book, events: events, now: clock.now, language: language, effort: effort)
    let result = try await replan.run()
    return Preview(
      id: PreviewShelf.newId(), version: book.version, changes: result.changes, groups: result.groups,
      book: result.book, action: events.first?.payload.action ?? "replanned",
      visit: events.lazy.compactMap(\.payload.appointment).first, detail: detail)
  }

  private func keep(_ preview: Preview, _ events: [WorkshopEvent], _ language: Language) {
    previews.keep(preview, events, language)
  }

  /// Commits a change; `nil` if the book has moved on.
  func take(_ preview: Preview, by account: String) throws -> Preview? {
    let saved = try commitIfCurrent(
      preview.book, preview.action, visit: preview.visit, detail: preview.detail, by: account)
    guard let saved else { return nil }
    var done = preview
    done.book = saved
    return done
  }

  /// Changes the record of a visit and nothing else.
  private func edit(
    _ visit: String, _ action: String, detail: String, by account: String,
    _ change: (inout VisitRecord) throws -> Void
  ) throws {
    for _ in 0..<Self.attempts {
      var next = book
      guard var record = try next.records[visit] ?? store.visit(visit) else {
        throw DeskError.noVisit(visit, words)
      }
      try change(&record)
      next.records[visit] = record
      do {
        try commit(next, action, visit: visit, detail: detail, by: account)
        return
      } catch StoreError.movedOn { try refresh() }
    }
    throw DeskError.overtaken(words)
  }
}
