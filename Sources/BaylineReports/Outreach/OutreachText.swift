public import BaylineModel
import BaylineWording

/// The list of outgoing calls for a terminal.
public struct OutreachText: Sendable {
  private let forms: OutreachFiles
  private var plan: OutreachPlan { forms.plan }
  private var phrases: OutreachPhrases { forms.phrases }
  private var words: Glossary { forms.words }
  private static let width = 100

  /// The text of a list.
  public init(_ forms: OutreachFiles) {
    self.forms = forms
  }

  /// Figures and load, then all calls, then what was left out.
  public var whole: String {
    let days = Set(plan.calls.map(\.day)).sorted()
    return ([overview] + days.map(calls) + [left]).joined(separator: "\n")
  }

  /// Figures, load by day, calls by day; for the summary.
  public var overview: String {
    var lines = [
      words("主动预约  \(plan.from) 起 \(plan.days) 天", "Outgoing booking  \(plan.from), days \(plan.days)")
    ]
    lines += forms.siteName.wrapped(to: Self.width)
    lines += forms.summary.flatMap { $0.wrapped(to: Self.width) }
    for resource in plan.resources { lines += [""] + peaks(resource) }
    if let percent = plan.levelledPercent {
      let text = OutreachFiles.percent(percent / 100)
      lines += [
        "",
        plan.levelling.isExact
          ? words("这些日子已证明最优", "these days are proven to be best")
          : words(
            "可削平的部分，已做到 \(text)（以可证明的下限为 100%）",
            "of what can be levelled, \(text) is (100% is a proven bound)"),
      ]
    }
    if let main = plan.resources.first { lines += [""] + load(main) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func peaks(_ resource: Int) -> [String] {
    guard let before = plan.evenness(plan.before, resource), let after = plan.evenness(plan.after, resource)
    else { return [] }
    let name = phrases.resource(resource, plan.loads)
    return [
      words(
        "\(name)：最高日 \(OutreachFiles.percent(before.peak))（\(phrases.weekday(before.peakDay))）→ \(OutreachFiles.percent(after.peak))（\(phrases.weekday(after.peakDay))）；方差 \(OutreachFiles.variance(before.variance)) → \(OutreachFiles.variance(after.variance)) %²",
        "\(name): peak day \(OutreachFiles.percent(before.peak)) (\(phrases.weekday(before.peakDay))) → "
          + "\(OutreachFiles.percent(after.peak)) (\(phrases.weekday(after.peakDay))); variance "
          + "\(OutreachFiles.variance(before.variance)) → \(OutreachFiles.variance(after.variance)) %²")
    ]
  }

  /// A row for each open day: calls, and bars of the load before and after.
  private func load(_ resource: Int) -> [String] {
    var table = TextTable([.left, .right, .right, .left, .right, .left])
    let name = phrases.resource(resource, plan.loads)
    table.append([
      words("日期", "Day"), words("致电", "Calls"), words("最佳日", "Best days"), name, words("削峰后", "Levelled"),
      name,
    ])
    let calls = Dictionary(grouping: plan.calls, by: \.day)
    for day in plan.loads.days.indices where plan.isOpen[day] && plan.loads.capacity[day][resource] > 0 {
      let capacity = plan.loads.capacity[day][resource]
      let (before, after) = (
        plan.before[day][resource] * 100 / capacity, plan.after[day][resource] * 100 / capacity
      )
      table.append([
        phrases.weekday(plan.loads.days[day]), String(calls[plan.loads.days[day]]?.count ?? 0), "\(before)%",
        ScheduleSummary.bar(before), "\(after)%", ScheduleSummary.bar(after),
      ])
    }
    return table.lines
  }

  /// The calls of a day, each in a few lines.
  public func calls(on day: CivilDate) -> String {
    let calls = plan.calls.filter { $0.day == day }
    var lines = [
      words("致电 \(phrases.weekday(day))：\(calls.count)", "Calls of \(phrases.weekday(day)): \(calls.count)")
    ]
    for call in calls {
      let vehicle = call.candidate.vehicle
      let head = [
        vehicle.plate.printable, phrases.customer(vehicle), vehicle.card.phone?.printable ?? "",
        phrases.channel(call.channel),
        call.isEscalated ? words("由 \(phrases.caller(call)) 致电", "by \(phrases.caller(call))") : "",
      ].filter { !$0.isEmpty }
      lines.append(head.joined(separator: "  "))
      let about = [phrases.why(call), phrases.say(call)].joined(separator: words("；", "; "))
      lines += about.wrapped(to: Self.width - 4).map { "    " + $0 }
      for (number, time) in phrases.times(call.visit).enumerated() {
        lines.append("    \(number + 1)  \(time)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The vehicles that were left out, each with its cause.
  public var left: String {
    guard !plan.leftOut.isEmpty else { return "" }
    var table = TextTable([.left, .left, .left])
    for entry in plan.leftOut {
      table.append([entry.vehicle.plate, phrases.cause(entry.cause).truncated(to: 50), entry.vehicle.place])
    }
    return ([words("未列入", "Left out")] + table.lines.map { $0.truncated(to: Self.width) }).joined(
      separator: "\n") + "\n"
  }
}
