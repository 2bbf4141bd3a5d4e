import Bayline
import BaylineStore
import BaylineWording

/// A change of the settings: the plan repaired for another site.
struct SiteChange: Sendable {
  let book: Book
  let site: Site
  let settings: DeskSettings
  let now: CivilTime

  /// The longest book.
  private static let mostDays = 60

  /// - Throws: ``DeskError/refused(_:)`` with the promises that could not be kept, or with what is wrong with the settings.
  func run() async throws(DeskError) -> Book {
    guard (1...Self.mostDays).contains(settings.days) else {
      throw .refused(
        words("预约簿的天数应为 1 到 \(Self.mostDays)", "the book must have 1 to \(Self.mostDays) days"))
    }
    let base = try await BookReplan(book: book, now: now, language: book.site.locale).run().book
    var next = base
    next.site = site
    next.settings = settings
    next.demand.horizon.days = max(settings.days, lastDay(of: base.demand))
    try BookCheck.check(site: site, demand: next.demand, book.site.locale)
    next = try await BookReplan(book: next, now: now, language: book.site.locale, effort: .thorough).run()
      .book
    let broken = broken(base, next)
    guard broken.isEmpty else {
      throw .refused(
        words(
          "这样改会让已约好的时间无法兑现：\(words.list(broken))；请先改约这些来访",
          "this would break promised times: \(words.list(broken)); move these visits first"))
    }
    return next
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
    let kept = Set(next.schedule.assignments.map(\.appointment))
    let before = Dictionary(
      base.schedule.assignments.map { ($0.appointment, $0) }, uniquingKeysWith: { first, _ in first })
    return base.demand.appointments.compactMap { visit in
      guard before[visit.id] != nil, !kept.contains(visit.id), visit.isCommitted, !visit.isOutage else {
        return nil
      }
      let time = (visit.booked?.arrival).map { " " + names.time($0) } ?? ""
      return names.vehicle(visit.id) + time
    }
  }
}
