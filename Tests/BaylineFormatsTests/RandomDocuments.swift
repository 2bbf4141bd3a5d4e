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
    var site = Site(name: text(), calendars: calendars, hours: pick(names))
    if flip() { site.timeZone = "Europe/Berlin" }
    if flip() { site.locale = .english }
    if flip() { site.policy.kinds[VisitKind(rawValue: "tuning")] = KindCost(drop: number(0...9), delay: 1) }
    if flip() { site.policy.kinds[.comeback] = KindCost(drop: number(0...9), delay: 10) }
    site.policy.overloadPercent = number(80...90)
    site.policy.makespan = number(0...1)
    site.booking.slotMinutes = number(10...15)
    site.booking.siteBookingsPerHour = maybe { $0.number(0...9) }
    site.loaners = number(0...2)
    site.advisors = list(3) { make, i in
      Advisor(
        id: "s\(i)", name: make.maybe { $0.text() }, calendar: make.pick(names),
        bookingsPerHour: make.maybe { $0.number(0...9) }, bookingsPerDay: make.maybe { $0.number(0...9) },
        kinds: make.maybe { $0.some(["return", "repair"]).map(VisitKind.init(rawValue:)) })
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
    return site
  }

  private mutating func calendar() -> WorkCalendar {
    var calendar = WorkCalendar()
    for day in Weekday.allCases where flip() { calendar.weekly[day] = intervals() }
    for _ in 0..<number(0...2) { calendar.dates[date()] = intervals() }
    return calendar
  }

  private mutating func intervals() -> [DayInterval] {
    let ends = (0..<number(0...3) * 2).map { _ in number(0...1440) }.sorted()
    return stride(from: 0, to: ends.count, by: 2).map { DayInterval(ends[$0], ends[$0 + 1]) }
      .filter { $0.start < $0.end }
  }
}
