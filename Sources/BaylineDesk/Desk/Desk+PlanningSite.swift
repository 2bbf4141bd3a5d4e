import Bayline
import BaylineStore
import BaylineWording

/// A change of the settings: the plan repaired for another site.
struct SiteChange: Sendable {
  let book: Book
  let site: Site
  let settings: DeskSettings
  let now: CivilTime

  /// - Throws: ``DeskError/refused(_:)`` with the promises that could not be kept, or with what is wrong with the settings.
  func run() async throws(DeskError) -> Book {
    let days = DeskSettings.dayRange
    guard days.contains(settings.days) else {
      throw .refused(
        words(
          "预约簿的天数应为 \(days.lowerBound) 到 \(days.upperBound)",
          "the book must have \(days.lowerBound) to \(days.upperBound) days"))
    }
    let base = try await BookReplan(book: book, now: now, language: book.site.locale).run().book
    var next = base
    next.site = site
    next.settings = settings
    next.demand.horizon.days = max(settings.days, lastDay(of: base.demand))
    forgetPlaces(&next.demand)
    next.schedule.assignments.removeAll { visit in !visit.operations.allSatisfy(isPossible) }
    try refuse(broken: advisorsGone(next.demand))
    try BookCheck.check(site: site, demand: next.demand, book.site.locale)
    next = try await BookReplan(book: next, now: now, language: book.site.locale, effort: .thorough).run()
      .book
    try refuse(broken: broken(base, next))
    return next
  }

  private func refuse(broken: [String]) throws(DeskError) {
    if broken.isEmpty { return }
    throw .refused(
      words(
        "这样改会让已约好的时间或顾问无法兑现：\(words.list(broken))；请先改约这些车",
        "this would break promised times or advisors: \(words.list(broken)); move these visits first"))
  }

  /// Drops where work was planned, and who is wished for, if the site no longer has them.
  private func forgetPlaces(_ demand: inout Demand) {
    let bays = Set(site.bays.map(\.id))
    let people = Set(site.technicians.map(\.id))
    let advisors = Set(site.advisors.map(\.id))
    func isKnown(_ work: ServiceOperation.PreviousWork) -> Bool {
      (work.bay.map(bays.contains) ?? true) && work.technicians.allSatisfy(people.contains)
    }
    for index in demand.appointments.indices {
      let visit = demand.appointments[index]
      demand.appointments[index].preferredAdvisor = visit.preferredAdvisor.flatMap(known(advisors))
      demand.appointments[index].preferredTechnician = visit.preferredTechnician.flatMap(known(people))
      demand.appointments[index].originalTechnician = visit.originalTechnician.flatMap(known(people))
      for position in visit.operations.indices where visit.operations[position].previous.map(isKnown) == false
      {
        demand.appointments[index].operations[position].previous = nil
      }
    }
  }

  /// Whether the site has the bay and the technicians of planned work.
  private func isPossible(_ place: Schedule.OperationAssignment) -> Bool {
    (place.bay.map { bay in site.bays.contains { $0.id == bay } } ?? true)
      && place.technicians.allSatisfy { id in site.technicians.contains { $0.id == id } }
  }

  private func known(_ ids: Set<String>) -> (String) -> String? {
    { ids.contains($0) ? $0 : nil }
  }

  /// The visits that were promised an advisor whom the site no longer has.
  private func advisorsGone(_ demand: Demand) -> [String] {
    let advisors = Set(site.advisors.map(\.id))
    let names = DisplayNames(site: book.site, demand: demand)
    return demand.appointments.compactMap { visit in
      guard visit.arrived == nil, let booked = visit.booked, let advisor = booked.advisor,
        !advisors.contains(advisor)
      else { return nil }
      return "\(names.vehicle(visit.id)) \(names.time(booked.arrival)) \(names.advisor(advisor))"
    }
  }

  private var words: Glossary { Glossary(book.site.locale) }

  /// The days until the last promised arrival.
  private func lastDay(of demand: Demand) -> Int {
    let last = demand.appointments.compactMap { $0.booked?.arrival.date.ordinal }.max()
    return last.map { $0 - demand.horizon.from.ordinal + 1 } ?? 1
  }

  /// The visits whose promised time, or whose place, only the old site has.
  private func broken(_ base: Book, _ next: Book) -> [String] {
    let names = DisplayNames(site: base.site, demand: base.demand)
    return base.lostPromises(in: next).map { visit in
      let time = (visit.booked?.arrival).map { " " + names.time($0) } ?? ""
      return names.vehicle(visit.id) + time
    }
  }
}

extension Book {
  /// The visits with a promised time, or on site, that another state of the book no longer has a place for.
  func lostPromises(in next: Book) -> [Appointment] {
    let before = Set(schedule.assignments.map(\.appointment))
    let kept = Set(next.schedule.assignments.map(\.appointment))
    return demand.appointments.filter {
      $0.isCommitted && !$0.isOutage && before.contains($0.id) && !kept.contains($0.id)
    }
  }
}
