import BaylineMath
import BaylineModel
import BaylineWording

/// Warnings, the vehicles that need a call, and the cost.
extension ScheduleSummary {
  var warningLines: [String] {
    guard !warnings.isEmpty else { return [] }
    let shown = warnings.count > Self.maxRows + 1 ? Array(warnings.prefix(Self.maxRows)) : warnings
    let more = warnings.count - shown.count
    let lines = shown.flatMap { warning in
      warning.printable.wrapped(to: Self.width - 4).enumerated().map { ($0 == 0 ? "  ! " : "    ") + $1 }
    }
    let rest = more > 0 ? ["  " + words("……另有 \(more) 项", "… and \(more) more")] : []
    return [words("请注意", "Please check")] + lines + rest
  }

  var lateLines: [String] {
    var table = TextTable([.left, .left, .left, .left, .left])
    for late in shown(figures.late) {
      table.append([
        names.vehicle(late.appointment).truncated(to: 24), customer(of: late.appointment),
        words("应 ", "due ") + names.time(late.wanted), words("实 ", "ready ") + names.time(late.ready),
        words("迟 ", "late by ") + words.duration(late.minutes),
      ])
    }
    return section(words("逾期交车", "Late vehicles"), table.lines, of: figures.late.count)
  }

  /// Unscheduled vehicles, each with the reason and the earliest possible arrival.
  var unscheduledLines: [String] {
    let reasons = ReasonText(site: site, demand: demand, language: words.language)
    var table = TextTable([.left, .left, .left, .left, .left])
    let unscheduled = shown(schedule.unscheduled)
    for visit in unscheduled {
      table.append([
        names.vehicle(visit.appointment).truncated(to: 24), customer(of: visit.appointment),
        appointments[visit.appointment].map { words.kind($0.kind).truncated(to: 12) } ?? "",
        reasons.cause(visit),
        visit.earliest.map { words("最早 ", "earliest ") + names.time($0) } ?? "",
      ])
    }
    let details = unscheduled.map { $0.detail?.printable.wrapped(to: Self.width - 6) ?? [] }
    let count = schedule.unscheduled.count
    return section(words("未排入", "Unscheduled"), table.lines, of: count, details: details)
  }

  /// The items that have a row each; the rest is counted unless it is a single one.
  private func shown<Item>(_ items: [Item]) -> ArraySlice<Item> {
    items.count - Self.maxRows > 1 ? items.prefix(Self.maxRows) : items[...]
  }

  /// The total, then its terms in descending order.
  var costLines: [String] {
    let terms = ScheduleCost.Term.allCases.filter { cost[$0] != 0 }.enumerated()
      .sorted { (cost[$1.element], $0.offset) < (cost[$0.element], $1.offset) }
      .map { "\(words.term($0.element)) \(words.number(cost[$0.element]))" }
    let total = words("成本 \(words.number(cost.total))", "Total cost: \(words.number(cost.total))")
    return [total + boundWords] + wrapped(terms, separator: " · ").map { "  " + $0 } + robustLines
  }

  /// What robustness costs on paper and gains on the day, in one line.
  private var robustLines: [String] {
    guard let robust = schedule.about?.robust else { return [] }
    let paper = cost.total - robust.nominalCost
    guard paper != 0 || robust.cost.difference.mean != 0 else {
      return [words("按当天波动：原计划已最稳妥", "On the day as it runs: the nominal plan holds best")]
    }
    func change(_ figure: Figure) -> String? {
      robust.figures[figure].map { means in
        let (old, new) = (Int(means.nominal.mean.rounded()), Int(means.chosen.mean.rounded()))
        switch figure {
        case .onTime: return words("准时 \(old)%→\(new)%", "on time \(old)% → \(new)%")
        case .waiting: return words("等待 \(old)→\(new) 分钟", "stay \(old) → \(new) min")
        default: return words("加班 \(old)→\(new) 分钟", "overtime \(old) → \(new) min")
        }
      }
    }
    let sign = paper > 0 ? "+" : ""
    let onDay = words.number(Int(robust.cost.difference.mean.rounded()))
    let figures = [Figure.onTime, .overtime, .waiting].compactMap(change)
    let gains = figures.joined(separator: words("，", ", "))
    let text = words(
      "稳妥计划：纸面成本 \(sign)\(words.number(paper))，当天预计 \(onDay)；\(gains)",
      "Robust: \(sign)\(words.number(paper)) on paper, \(onDay) on the day; \(gains)")
    return [text.truncated(to: Self.width)]
  }

  /// The proven lower bound and the optimality gap, where known.
  private var boundWords: String {
    guard let bound = schedule.about?.bound, (1...max(1, cost.total)).contains(bound) else { return "" }
    if bound == cost.total { return words("，已证明无法更低", ", proven to be the minimum") }
    let percent = (100 * (cost.total - bound) + cost.total / 2) / cost.total
    let gap = percent > 0 ? "\(percent)%" : words("不足 1%", "less than 1%")
    return words(
      "，任何计划都不会低于 \(words.number(bound))（差距 \(gap)）",
      "; no schedule can cost less than \(words.number(bound)) (gap: \(gap))")
  }

  private func customer(of id: String) -> String {
    guard let card = appointments[id]?.card else { return "" }
    return ((card.customer ?? "") + (words.language == .chinese ? card.title ?? "" : "")).truncated(to: 16)
  }
}
