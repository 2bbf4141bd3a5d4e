public import BaylineModel
import BaylineWording

/// The outgoing call list for a terminal.
public struct OutreachText: Sendable {
  private let forms: OutreachFiles
  private var plan: OutreachPlan { forms.plan }
  private var phrases: OutreachPhrases { forms.phrases }
  private var words: Glossary { forms.words }
  private static let width = 100

  /// Creates a text for the plan of some files, in their language.
  public init(_ forms: OutreachFiles) {
    self.forms = forms
  }

  /// Figures and load, then all calls, then the vehicles not listed.
  public var whole: String {
    let days = Set(plan.calls.map(\.day)).sorted()
    return ([overview] + days.map(calls) + [notListed]).joined(separator: "\n")
  }

  /// Figures, and load and calls by day.
  public var overview: String {
    var lines = [
      words("主动预约  \(plan.from) 起 \(plan.days) 天", "Outgoing calls  \(plan.days) days from \(plan.from)")
    ]
    lines += forms.siteName.wrapped(to: Self.width)
    lines += forms.summary.flatMap { $0.wrapped(to: Self.width) }
    for resource in plan.resources { lines += [""] + peaks(resource) }
    if let percent = plan.levelledPercent {
      let text = OutreachFiles.percent(percent / 100)
      lines += [
        "",
        plan.levelling.isExact
          ? words("这些日子已证明最优", "proven optimal")
          : words(
            "可削平的部分，已做到 \(text)（以可证明的下限为 100%）",
            "\(text) of the possible levelling achieved (100%: a proven bound)"),
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
        "\(name)：最高日 \(OutreachFiles.percent(before.peak))（\(phrases.weekday(before.peakDay))）→ \(OutreachFiles.percent(after.peak))（\(phrases.weekday(after.peakDay))）；波动 \(OutreachFiles.spread(before.variance)) → \(OutreachFiles.spread(after.variance))",
        "\(name): peak day \(OutreachFiles.percent(before.peak)) (\(phrases.weekday(before.peakDay))) → "
          + "\(OutreachFiles.percent(after.peak)) (\(phrases.weekday(after.peakDay))); spread "
          + "\(OutreachFiles.spread(before.variance)) → \(OutreachFiles.spread(after.variance))")
    ]
  }

  /// A row per open day: calls, and load bars before and after levelling.
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

  /// The calls of a day, a few lines each.
  public func calls(on day: CivilDate) -> String {
    let calls = plan.calls.filter { $0.day == day }
    var lines = [
      words("致电 \(phrases.weekday(day))：\(calls.count)", "Calls on \(phrases.weekday(day)): \(calls.count)")
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

  /// The vehicles not listed, each with its reason.
  private var notListed: String {
    guard !plan.leftOut.isEmpty else { return "" }
    var table = TextTable([.left, .left, .left])
    for entry in plan.leftOut {
      table.append([entry.vehicle.plate, phrases.cause(entry.cause).truncated(to: 50), entry.vehicle.place])
    }
    return ([words("未列入", "Not listed")] + table.lines.map { $0.truncated(to: Self.width) }).joined(
      separator: "\n") + "\n"
  }
}
