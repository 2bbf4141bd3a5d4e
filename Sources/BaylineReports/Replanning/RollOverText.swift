public import BaylineModel
import BaylineWording

/// What becomes of each visit when the next day's demand is made.
public struct RollOverText: Sendable {
  private let words: Glossary
  private let names: DisplayNames

  /// Creates a text for the visits of two days.
  public init(site: Site, today: Demand, next: Demand, language: Language) {
    words = Glossary(language)
    var both = next
    let known = Set(next.appointments.map(\.id))
    both.appointments += today.appointments.filter { !known.contains($0.id) }
    let parts = Set(next.parts.map(\.id))
    both.parts += today.parts.filter { !parts.contains($0.id) }
    names = DisplayNames(site: site, demand: both)
  }

  /// The list, by what becomes of the visits, ending with a line break.
  public func text(_ items: [RollOverItem], recounted: [String], total: Int) -> String {
    var lines = [words("明日需求共 \(total) 台", "Tomorrow's demand: \(total) visits")]
    let headings = [
      words("在店未完工", "On site, not finished"), words("未到店，待联系", "Did not come, to be called"),
      words("未排入，待联系", "Not scheduled, to be called"), words("已约以后日期", "Booked for a later day"),
      words("已完工，待送车", "Finished, still to be delivered"),
      words("明日的表里已有", "Already in tomorrow's demand"), words("编号有改动", "New ids"),
      words("已完工，不再列入", "Finished, not carried over"), words("已取消，不再列入", "Cancelled, not carried over"),
    ]
    for (position, heading) in headings.enumerated() {
      let own = items.filter { Self.group($0.outcome) == position }
      if own.isEmpty { continue }
      lines.append(words("\(heading)（\(own.count)）", "\(heading) (\(own.count))"))
      lines += own.map { "  " + line($0) }
    }
    if !recounted.isEmpty {
      let parts = words.list(recounted.map(names.part))
      lines.append(
        words("库存以明日的需求为准：\(parts)", "Stock as in tomorrow's demand, not as left of today: \(parts)"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The position of the heading under which an outcome stands.
  private static func group(_ outcome: RollOverItem.Outcome) -> Int {
    switch outcome {
    case .unfinished: 0
    case .noShow: 1
    case .unscheduled: 2
    case .booked: 3
    case .toDeliver: 4
    case .alreadyThere, .sameWork: 5
    case .renamed: 6
    case .finished: 7
    case .cancelled: 8
    }
  }

  private func line(_ item: RollOverItem) -> String {
    let vehicle = names.vehicle(item.appointment)
    switch item.outcome {
    case .unfinished(let minutes, let missing):
      let waits =
        missing.isEmpty
        ? ""
        : words(
          "，缺 \(words.list(missing.map(names.part)))", ", waits for \(words.list(missing.map(names.part)))")
      return vehicle + words("  剩 \(minutes) 分钟", "  \(minutes) minutes left") + waits
    case .noShow(let missed): return vehicle + "  " + full(missed)
    case .booked(let arrival): return vehicle + "  " + full(arrival)
    case .toDeliver(let time):
      return vehicle + words("  司机 \(full(time)) 出发送车", "  a driver sets out \(full(time))")
    case .alreadyThere(let id): return vehicle + words("  改为 \(id)", "  now \(id)")
    case .sameWork(let id):
      return item.appointment + words("  即在店的 \(names.vehicle(id))", "  is \(names.vehicle(id)), on site")
    case .renamed(let old):
      return vehicle + words("  原编号 \(old) 已被今日的车使用", "  was \(old), which a vehicle of today has")
    case .unscheduled, .finished, .cancelled: return vehicle
    }
  }

  private func full(_ time: CivilTime) -> String { String(describing: time).replacing("T", with: " ") }

  /// Why the next day's demand cannot be made, and what to do.
  public func sentence(_ problem: RollOverProblem) -> String {
    switch problem {
    case .beginsTooEarly(let from, let now):
      words(
        "计划从 \(from) 开始，但现在是 \(full(now)); 请给以后日期的需求",
        "begins on \(from), but it is \(full(now)); give the demand of a later day")
    case .stillExpected(let ids):
      words(
        "今天还有客户未到：\(words.list(ids.map(names.vehicle))); 请在他们到店之后再结转，或写入 noShow、moved、cancelled 事件",
        "customers are still expected today: \(words.list(ids.map(names.vehicle))); roll over after their arrivals, or give events noShow, moved or cancelled"
      )
    }
  }
}
