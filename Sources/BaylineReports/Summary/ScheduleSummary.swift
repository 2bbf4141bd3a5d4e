public import BaylineModel
import BaylineVerifier
import BaylineWording

/// A schedule's summary for the coordinator: visits scheduled, late, waiting and unscheduled, load, and cost.
/// It fits a terminal of 100 columns.
public struct ScheduleSummary: Sendable {
  static let width = 96
  /// The maximum number of rows in a list; the rest are counted.
  static let maxRows = 12

  let site: Site
  let demand: Demand
  let appointments: [String: Appointment]
  let schedule: Schedule
  let words: Glossary
  let names: DisplayNames
  let figures: ScheduleFigures
  let load: WorkshopLoad
  let cost: ScheduleCost
  /// What breaks no rule and is probably not meant, as sentences.
  public let warnings: [String]

  /// Creates a summary.
  ///
  /// - Parameter cost: The schedule's cost; computed if `nil`.
  /// - Precondition: As for ``Verifier/verify(_:)``.
  public init(site: Site, demand: Demand, schedule: Schedule, cost: ScheduleCost? = nil, language: Language) {
    let verifier = Verifier(site: site, demand: demand)
    self.site = site
    self.demand = demand
    appointments = Dictionary(
      demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.schedule = ReasonText(site: site, demand: demand, language: language).worded(schedule)
    words = Glossary(language)
    names = DisplayNames(site: site, demand: demand)
    figures = ScheduleFigures(demand: demand, schedule: schedule)
    load = verifier.load(of: schedule)
    self.cost = cost ?? verifier.verify(schedule).cost
    let text = WarningText(site: site, demand: demand, language: language)
    warnings = ScheduleWarnings(site: site, demand: demand, schedule: schedule).all.map(text.sentence)
  }

  /// The summary, ending with a line break.
  public var text: String {
    let sections = [
      [title] + overview, warningLines, lateLines, loadLines(words("服务顾问", "Advisors"), advisorCells),
      loadLines(words("技师", "Technicians"), technicianCells), loadLines(words("工位", "Bays"), bayCells),
      unscheduledLines, costLines,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var title: String {
    let first = demand.horizon.from
    let last = first.advanced(by: max(0, demand.horizon.days - 1))
    var days = dayName(first)
    if last > first { days += " – " + dayName(last) }
    return "\(site.name.printable.truncated(to: 50))  \(days)"
  }

  private func dayName(_ day: CivilDate) -> String {
    words("\(day)（\(words.weekday(day.weekday))）", "\(words.weekday(day.weekday)) \(day)")
  }

  private var overview: [String] {
    let asked = demand.appointments.count
    let served = schedule.assignments.count
    var facts = [words("排入 \(served)/\(asked) 台", "\(served) of \(asked) visits scheduled")]
    if figures.booked.asked > 0 {
      let (kept, promised) = figures.booked
      facts.append(words("已约定 \(kept)/\(promised)", "\(kept) of \(promised) confirmed arrivals kept"))
    }
    facts.append(
      figures.late.isEmpty
        ? words("无逾期", "none late") : words("逾期 \(figures.late.count) 台", "\(figures.late.count) late"))
    if let longest = figures.stays.max() {
      let (mean, maximum) = (words.duration(figures.meanStay), words.duration(longest))
      facts.append(
        words(
          "在店等待 \(figures.stays.count) 位，平均 \(mean)，最长 \(maximum)",
          "\(figures.stays.count) waiting on site, \(mean) on average, at most \(maximum)"))
    }
    let kinds = figures.kinds.map { "\(words.kind($0.kind)) \($0.served)/\($0.asked)" }
    return wrapped(facts, separator: words("；", "; ")) + wrapped(kinds, separator: " · ")
  }

  /// Items joined by a separator and broken into lines.
  func wrapped(_ items: [String], separator: String) -> [String] {
    var lines: [String] = []
    for item in items.map({ $0.truncated(to: Self.width) }) {
      if let last = lines.last, (last + separator + item).displayWidth <= Self.width {
        lines[lines.count - 1] = last + separator + item
      } else {
        lines.append(item)
      }
    }
    return lines
  }

  /// A heading with rows under it, each with its details, and how many more there are.
  func section(_ heading: String, _ rows: [String], of count: Int, details: [[String]] = []) -> [String] {
    guard !rows.isEmpty else { return [] }
    let more = count - rows.count
    let rest = more > 0 ? ["  " + words("……另有 \(more) 台", "… and \(more) more")] : []
    let lines = rows.enumerated().flatMap { position, row in
      [("  " + row).truncated(to: Self.width)]
        + (position < details.count ? details[position].map { "      " + $0 } : [])
    }
    return [heading] + lines + rest
  }
}
