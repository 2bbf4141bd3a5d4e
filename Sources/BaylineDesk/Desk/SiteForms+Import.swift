import Bayline
import BaylineSpreadsheets
import BaylineStore
import BaylineWording

/// A demand, such as the evening's sheet, taken into the book: what is booked stays, whatever the sheet says or leaves out.
struct BookImport: Sendable {
  /// What becomes of the book.
  struct Outcome: Sendable {
    var book: Book
    /// Visits that are new.
    var added: [String]
    /// Visits whose details the demand changes, with what changes.
    var changed: [String]
    /// Visits that stay as they are, and why where the demand says something else.
    var kept: [String]
    /// The number of visits of the book that the demand does not have.
    var others: Int
    /// New visits that get no time, with the reason.
    var withoutTime: [String]
    var effect: SettingsEffect

    var isNothing: Bool { added.isEmpty && changed.isEmpty }
  }

  let book: Book
  let demand: Demand
  let now: CivilTime
  let language: Language
  /// The visits that are over, by id: they do not begin again.
  let over: Set<String>

  private var words: Glossary { Glossary(language) }

  /// - Throws: ``DeskError/refused(_:)`` if a promise could not be kept.
  func run() async throws(DeskError) -> Outcome {
    var next = book
    var outcome = Outcome(
      book: book, added: [], changed: [], kept: [], others: 0, withoutTime: [], effect: SettingsEffect())
    var met: Set<String> = []
    var addedIDs: [String] = []
    for visit in demand.appointments {
      if let index = self.index(of: visit) {
        met.insert(book.demand.appointments[index].id)
        merge(visit, at: index, into: &next, &outcome)
      } else if over.contains(visit.id) {
        outcome.kept.append(words("\(name(visit))：已结束，不再加入", "\(name(visit)): is over and not added again"))
      } else {
        next.demand.appointments.append(visit)
        outcome.added.append(line(visit))
        addedIDs.append(visit.id)
      }
    }
    outcome.others = book.demand.appointments.count { !met.contains($0.id) && !$0.isOutage }
    guard !outcome.isNothing else { return outcome }
    let known = Set(next.demand.parts.map(\.id))
    next.demand.parts += demand.parts.filter { !known.contains($0.id) }
    try BookCheck.check(site: next.site, demand: next.demand, language)
    next = try await BookReplan(book: next, now: now, language: book.site.locale, effort: .thorough).run()
      .book
    outcome.effect = SettingsEffect(from: book, to: next, language)
    try checkPromises(next)
    let reasons = next.schedule.unscheduledByVisit
    let names = DisplayNames(site: next.site, demand: next.demand)
    outcome.withoutTime = addedIDs.compactMap { id in
      reasons[id].map { names.vehicle(id) + words("：", ": ") + words.reason($0.reason) }
    }
    outcome.book = next
    return outcome
  }

  /// Where the book has the same visit: by its id, or the same plate on the same day.
  private func index(of visit: Appointment) -> Int? {
    let all = book.demand.appointments
    if let index = all.firstIndex(where: { $0.id == visit.id }) { return index }
    guard VisitIdentity(visit)?.isOfOneVehicle ?? false, let day = day(of: visit) else { return nil }
    func plate(_ visit: Appointment) -> String? { visit.card.plate.map(Appointment.CustomerCard.plateKey) }
    return all.firstIndex { plate($0) == plate(visit) && self.day(of: $0) == day }
  }

  private func day(of visit: Appointment) -> CivilDate? {
    (visit.booked?.arrival ?? visit.preferredArrival)?.date
      ?? book.records[visit.id]?.assignment?.reception?.arrival.date
  }

  private func merge(_ said: Appointment, at index: Int, into next: inout Book, _ outcome: inout Outcome) {
    let old = book.demand.appointments[index]
    let status = book.records[old.id]?.status ?? .requested
    let isHere = old.arrived != nil || status.isInHouse
    var new = said
    new.id = old.id
    new.booked = old.booked ?? said.booked
    (new.arrived, new.receivedBy, new.picked, new.walkIn) = (
      old.arrived, old.receivedBy, old.picked, old.walkIn
    )
    new.card = said.card.filled(from: old.card)
    if old.operations.map(\.name) == said.operations.map(\.name) {
      (new.operations, new.parts) = (old.operations, old.parts)
    }
    if let told = said.booked?.arrival, let booked = old.booked?.arrival, told != booked {
      let names = DisplayNames(site: book.site, demand: book.demand)
      outcome.kept.append(
        words(
          "\(name(old))：表里是 \(names.time(told))，保留已约的 \(names.time(booked))",
          "\(name(old)): the sheet has \(names.time(told)); the booked \(names.time(booked)) is kept"))
    }
    guard new != old else {
      outcome.kept.append(name(old))
      return
    }
    if isHere {
      outcome.kept.append(words("\(name(old))：已到店，不按表改", "\(name(old)): is here already and not changed"))
      return
    }
    outcome.changed.append(name(old) + words("：", ": ") + words.list(differences(old, new)))
    next.demand.appointments[index] = new
  }

  private func differences(_ old: Appointment, _ new: Appointment) -> [String] {
    var parts: [String] = []
    if old.card != new.card { parts.append(words("客户和车辆", "customer and vehicle")) }
    if old.operations != new.operations { parts.append(words("项目", "jobs")) }
    if old.preferredArrival != new.preferredArrival || old.availability != new.availability {
      parts.append(words("想来的时间", "wished arrival"))
    }
    if old.readyBy != new.readyBy { parts.append(words("要车时间", "wanted back")) }
    if old.booked != new.booked { parts.append(words("约定时间", "booked time")) }
    return parts.isEmpty ? [words("其他", "other details")] : parts
  }

  private func name(_ visit: Appointment) -> String {
    (visit.card.plate ?? visit.card.customer ?? visit.id).printable
  }

  private func line(_ visit: Appointment) -> String {
    let jobs = visit.operations.compactMap { $0.name?.printable }
    return ([name(visit), visit.card.customer?.printable ?? ""] + jobs).filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  /// Refuses what would cost somebody a promised time.
  private func checkPromises(_ next: Book) throws(DeskError) {
    let lost = book.lostPromises(in: next)
    guard !lost.isEmpty else { return }
    throw .refused(
      words(
        "这样导入会让已约好的时间无法兑现：\(words.list(lost.map(name)))；请先改约这些车",
        "this would break promised times: \(words.list(lost.map(name))); move these visits first"))
  }
}

extension Appointment.CustomerCard {
  /// The card with what another one knows where this one says nothing.
  fileprivate func filled(from old: Self) -> Self {
    var card = self
    card.plate = plate ?? old.plate
    card.customer = customer ?? old.customer
    card.title = title ?? old.title
    card.phone = phone ?? old.phone
    card.vehicle = vehicle ?? old.vehicle
    card.request = request ?? old.request
    card.note = note ?? old.note
    card.called = old.called ?? called
    card.mileage = mileage ?? old.mileage
    card.estimate = estimate ?? old.estimate
    return card
  }
}

extension Desk {
  /// What taking a demand into the book would do.
  nonisolated func outcome(of demand: Demand, _ language: Language) async throws -> BookImport.Outcome {
    let book = self.book
    let known = Set(book.demand.appointments.map(\.id))
    let over = try demand.appointments.map(\.id).filter { id in
      guard !known.contains(id), let record = try book.records[id] ?? store.visit(id) else { return false }
      return record.status.isOver
    }
    return try await BookImport(
      book: book, demand: demand, now: clock.now, language: language, over: Set(over)
    ).run()
  }

  /// Takes a demand into the book.
  func takeOver(_ demand: Demand, by account: String, _ language: Language) async throws -> BookImport.Outcome
  {
    await beginChange()
    defer { endChange() }
    try await rollOver(by: Self.ownName)
    for _ in 0..<Self.attempts {
      let made = try await outcome(of: demand, language)
      guard !made.isNothing else { return made }
      let (added, changed) = (made.added.count, made.changed.count)
      let saved = try commitIfCurrent(
        made.book, "imported",
        detail: words(
          "导入预约：新增 \(added)，修改 \(changed)", "imported visits: \(added) new, \(changed) changed"),
        by: account)
      if saved != nil { return made }
    }
    throw DeskError.overtaken(words)
  }
}
