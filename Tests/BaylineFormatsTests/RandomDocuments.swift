import BaylineModel

/// A small generator of random numbers (SplitMix64), the same on every machine.
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Makes random sites, demands and schedules that the formats allow, whether or not anybody would want them.
struct RandomDocuments {
  var random: TestRandom
  private let words = ["a", "b c", "工位", "x-1", "\"q\"", "\\", "\n", "é", "😀", "K9"]

  init(seed: UInt64) {
    random = TestRandom(seed: seed)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  mutating func flip() -> Bool { Bool.random(using: &random) }
  mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? { flip() ? make(&self) : nil }
  mutating func text() -> String { (0..<number(0...3)).map { _ in word() }.joined() }
  mutating func word() -> String { words.randomElement(using: &random) ?? "w" }
  mutating func pick(_ names: [String]) -> String { names.randomElement(using: &random) ?? "" }
  mutating func some(_ names: [String]) -> [String] { names.shuffled(using: &random).filter { _ in flip() } }
  mutating func list<Value>(_ most: Int, _ make: (inout Self, Int) -> Value) -> [Value] {
    (0..<number(0...most)).map { make(&self, $0) }
  }
  mutating func date() -> CivilDate { CivilDate(ordinal: number(1...3_640_000)) }
  mutating func time() -> CivilTime { CivilTime(date(), minuteOfDay: number(0...1439)) }

  mutating func site() -> Site {
    var calendars: [String: WorkCalendar] = ["day": WorkCalendar()]
    for name in some(words) { calendars[name] = calendar() }
    let names = calendars.keys.sorted()
    let kinds = ["return", "repair"]
    var site = Site(name: text(), calendars: calendars, hours: pick(names))
    if flip() { site.timeZone = "Europe/Berlin" }
    if flip() { site.locale = .english }
    if flip() {
      site.policy.kinds[VisitKind(rawValue: "tuning")] = CostPolicy.KindCost(drop: number(0...9), delay: 1)
    }
    if flip() { site.policy.kinds[.comeback] = CostPolicy.KindCost(drop: number(0...9), delay: 10) }
    site.policy.overloadPercent = number(80...90)
    site.policy.makespan = number(0...1)
    site.booking.slotMinutes = number(10...15)
    site.booking.siteBookingsPerHour = maybe { $0.number(0...9) }
    for _ in 0..<number(0...3) {
      site.dates[date()] = maybe { .hours(of: $0.weekday()) } ?? .closed
    }
    site.policy.move = number(39...40)
    site.policy.balance = number(0...1)
    site.loaners = number(0...2)
    site.drivers = number(0...2)
    site.equipment = list(3) { make, i in
      Equipment(id: "e\(i)", name: make.maybe { $0.text() }, count: make.number(1...2))
    }
    site.advisors = list(3) { make, i in
      Advisor(
        id: "s\(i)", name: make.maybe { $0.text() }, calendar: make.pick(names),
        bookingsPerHour: make.maybe { $0.number(0...9) }, bookingsPerDay: make.maybe { $0.number(0...9) },
        kinds: make.maybe { $0.some(kinds).map(VisitKind.init(rawValue:)) })
    }
    site.bays = list(3) { make, i in
      Bay(id: "b\(i)", types: make.some(make.words), calendar: make.maybe { $0.pick(names) })
    }
    site.technicians = list(4) { make, i in
      Technician(
        id: "t\(i)", team: make.maybe { $0.text() },
        skills: Dictionary(make.some(make.words).map { ($0, 2) }, uniquingKeysWith: max),
        certifications: Set(make.some(make.words)), efficiency: make.number(99...101),
        calendar: make.pick(names))
    }
    addRules(to: &site.booking, teams: site.technicians.compactMap(\.team), kinds)
    return site
  }

  private mutating func addRules(to rules: inout BookingRules, teams: [String], _ kinds: [String]) {
    rules.moveMinutes = number(4...5)
    rules.loanerTurnaroundMinutes = number(0...1)
    rules.promisePercent = number(50...99)
    for team in some(teams) { rules.teamReservePercent[team] = number(0...100) }
    rules.limits = list(3) { make, i in
      let from = make.flip() ? 0 : make.number(0...1438)
      return BookingRules.ArrivalLimit(
        id: "l\(i)", name: make.maybe { $0.text() },
        kinds: make.maybe { $0.some(kinds).map(VisitKind.init(rawValue:)) },
        waiting: make.maybe { $0.flip() },
        weekdays: make.maybe { make in (0..<make.number(0...2)).map { _ in make.weekday() } },
        hours: WorkCalendar.DayInterval(from, make.flip() ? 1440 : make.number(from + 1...1440)),
        most: make.number(0...9))
    }
  }

  private mutating func weekday() -> Weekday { Weekday.allCases.randomElement(using: &random) ?? .monday }

  private mutating func calendar() -> WorkCalendar {
    var calendar = WorkCalendar()
    if number(0...2) == 0 {
      let monday = CivilDate(ordinal: 7 * number(1...520_000) + 1)
      calendar.rotation = WorkCalendar.Rotation(
        from: monday, weeks: (0..<number(2...4)).map { _ in week() })
    } else {
      calendar.weekly = week()
    }
    for _ in 0..<number(0...2) { calendar.dates[date()] = intervals() }
    return calendar
  }

  private mutating func week() -> [Weekday: [WorkCalendar.DayInterval]] {
    var week: [Weekday: [WorkCalendar.DayInterval]] = [:]
    for day in Weekday.allCases where flip() { week[day] = intervals() }
    return week
  }

  private mutating func intervals() -> [WorkCalendar.DayInterval] {
    let ends = (0..<number(0...3) * 2).map { _ in number(0...1440) }.sorted()
    return stride(from: 0, to: ends.count, by: 2).map { WorkCalendar.DayInterval(ends[$0], ends[$0 + 1]) }
      .filter { $0.start < $0.end }
  }
}
