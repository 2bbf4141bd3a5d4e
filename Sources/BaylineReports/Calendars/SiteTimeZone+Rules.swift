import BaylineModel

/// The zone as a `VTIMEZONE` (RFC 5545, 3.6.5).
extension SiteTimeZone {
  /// Adds the transitions: as a yearly rule, which programs understand best, if all years follow it, else one by one.
  func add(to lines: inout ContentLines) {
    lines.add("BEGIN", "VTIMEZONE")
    lines.add("TZID", text: name)
    if !beginsWithTransition {
      let start = Self.local(seconds: Self.seconds(year: years.lowerBound))
      add(isDaylight, start, from: offset, to: offset, rule: nil, to: &lines)
    }
    var written: Set<Transition> = []
    for transition in transitions where !written.contains(transition) {
      let alike = transitions.filter {
        $0.from == transition.from && $0.to == transition.to && $0.isDaylight == transition.isDaylight
      }
      let rule = yearlyRule(alike.map(\.onset))
      written.formUnion(rule == nil ? [transition] : alike)
      add(
        transition.isDaylight, Self.local(seconds: transition.onset), from: transition.from,
        to: transition.to, rule: rule, to: &lines)
    }
    lines.add("END", "VTIMEZONE")
  }

  private func add(
    _ isDaylight: Bool, _ start: String, from: Int, to: Int, rule: String?, to lines: inout ContentLines
  ) {
    let component = isDaylight ? "DAYLIGHT" : "STANDARD"
    lines.add("BEGIN", component)
    lines.add("DTSTART", start)
    if let rule { lines.add("RRULE", rule) }
    lines.add("TZOFFSETFROM", Self.signed(from))
    lines.add("TZOFFSETTO", Self.signed(to))
    lines.add("END", component)
  }

  /// The rule of transitions that occur once a year up to the last year: `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`; `nil` if
  /// there is none.
  private func yearlyRule(_ onsets: [Int]) -> String? {
    let days = onsets.map(Self.day)
    let dates = days.map(\.date.components)
    guard let first = days.first, let date = dates.first, days.count > 1,
      dates.map(\.year) == Array(date.year...years.upperBound), dates.allSatisfy({ $0.month == date.month }),
      days.allSatisfy({ $0.second == first.second && $0.date.weekday == first.date.weekday })
    else { return nil }
    let isLast = days.allSatisfy { $0.date.advanced(by: 7).components.month != date.month }
    let week = (date.day - 1) / 7 + 1
    guard isLast || dates.allSatisfy({ ($0.day - 1) / 7 + 1 == week }) else { return nil }
    let weekday = first.date.weekday.rawValue.prefix(2).uppercased()
    return "FREQ=YEARLY;BYMONTH=\(date.month);BYDAY=\(isLast ? "-1" : String(week))\(weekday)"
  }

  /// Seconds ahead of UTC as `+0800`.
  private static func signed(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let size = abs(seconds)
    let rest = size % 60 == 0 ? "" : two(size % 60)
    return (seconds < 0 ? "-" : "+") + two(size / 3600) + two(size / 60 % 60) + rest
  }
}
