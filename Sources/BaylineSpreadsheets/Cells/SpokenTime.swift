package import BaylineModel

/// When a customer wants to come, as people say it: `周五 10:00`, `明天上午`, `tomorrow 10:00`, `fri after 14:00`, `12-03 14:30`.
///
/// Days are counted from the book's `now`. The one place that knows such phrases; times and windows within a day, and full
/// dates, are those of cells (``CellDateTime``, ``CellTimeWindow``).
package enum SpokenTime: Hashable, Sendable {
  /// A day and a time of day.
  case moment(CivilTime)
  /// A day, a part of it, or several.
  case windows([TimeWindow])

  /// Parses a phrase; `nil` if it is none, or could mean several times.
  ///
  /// - Parameters:
  ///   - now: The time from which days are counted.
  ///   - day: The day of a time without one; the day of `now` if `nil`.
  package init?(_ text: String, now: CivilTime, day: CivilDate? = nil) {
    let text = CellText.normalised(text)
    guard !text.isEmpty else { return nil }
    var phrase = DayPhrase(text)
    guard let named = phrase.day() else {
      guard let read = Self.written(text, today: now.date, day: day ?? now.date) else { return nil }
      self = read
      return
    }
    var date = named.date(from: now.date)
    guard var read = Self.written(phrase.rest, on: date) else { return nil }
    // On a Friday, "Friday 10:00" after ten is a week later, and so is "Friday morning" in the afternoon.
    if case .weekday(_, .next) = named, date == now.date, read.isOver(at: now) {
      date = date.advanced(by: 7)
      guard let later = Self.written(phrase.rest, on: date) else { return nil }
      read = later
    }
    self = read
  }

  /// What is said of a day: a time, a part of the day, or nothing for the whole day.
  private static func written(_ rest: String, on date: CivilDate) -> SpokenTime? {
    let (year, month, day) = date.components
    let text = "\(year)/\(month)/\(day) \(rest)"
    return written(CellText.trimmed(text), today: date, day: date)
  }

  /// A date, a time, both, or windows as in a cell.
  private static func written(_ text: String, today: CivilDate, day: CivilDate) -> SpokenTime? {
    var dates = DateResolver(horizon: Demand.Horizon(from: day))
    var near = DateResolver(horizon: Demand.Horizon(from: today))
    // A plain number is no time here, though a cell's number may be a date.
    guard text.unicodeScalars.contains(where: { !("0"..."9").contains($0) && $0 != "." }) else { return nil }
    if let moment = try? CellDateTime(text) {
      guard moment.minute != nil else {
        guard let date = moment.date, let civil = try? near.day(date) else { return nil }
        return .windows([TimeWindow(from: CivilTime(civil), to: CivilTime(civil.advanced(by: 1)))])
      }
      let time = moment.date == nil ? try? dates.time(moment) : try? near.time(moment)
      return time.map { .moment($0) }
    }
    guard let windows = try? CellTimeWindow.windows(text) else { return nil }
    let isDated = windows.contains { $0.from.date != nil }
    guard let read = isDated ? try? near.windows(windows) : try? dates.windows(windows), !read.isEmpty,
      read.allSatisfy({ $0.from < $0.to })
    else { return nil }
    return .windows(read)
  }

  private func isOver(at now: CivilTime) -> Bool {
    switch self {
    case .moment(let time): time < now
    case .windows(let windows): windows.allSatisfy { $0.to <= now }
    }
  }

  /// The first day that it names.
  package var day: CivilDate? {
    switch self {
    case .moment(let time): time.date
    case .windows(let windows): windows.first?.from.date
    }
  }

  /// The text of a cell with the same meaning, with full dates.
  package var cellText: String {
    switch self {
    case .moment(let time): SheetValue.text(time)
    case .windows(let windows):
      windows.map { "\(SheetValue.text($0.from))-\(SheetValue.text($0.to))" }.joined(separator: ";")
    }
  }
}

/// Scans the day at the beginning of a phrase.
private struct DayPhrase {
  /// A day relative to today.
  enum Day {
    case offset(Int)
    case weekday(Weekday, Week)
    case date(month: Int, day: Int)
    case dayOfMonth(Int)

    /// Which of the coming weekdays.
    enum Week: Equatable {
      /// The next one, today included.
      case next
      /// The one a number of weeks after this week's, which begins on Monday.
      case weeks(Int)
    }

    func date(from today: CivilDate) -> CivilDate {
      switch self {
      case .offset(let days): return today.advanced(by: days)
      case .weekday(let weekday, let week):
        let all = Weekday.allCases
        let (wanted, now) = (all.firstIndex(of: weekday) ?? 0, all.firstIndex(of: today.weekday) ?? 0)
        switch week {
        case .next: return today.advanced(by: (wanted - now + 7) % 7)
        case .weeks(let count): return today.advanced(by: wanted - now + 7 * count)
        }
      case .date(let month, let day): return Self.next(month: month, day: day, from: today) ?? today
      case .dayOfMonth(let day):
        let month = today.components.month
        let dates = [month, month % 12 + 1, (month + 1) % 12 + 1].compactMap {
          Self.next(month: $0, day: day, from: today)
        }
        return dates.min() ?? today
      }
    }

    /// The next such day from today on; within a year and a day, except for 29 February.
    private static func next(month: Int, day: Int, from today: CivilDate) -> CivilDate? {
      let year = today.components.year
      return (year...year + 8).lazy.compactMap { CivilDate(year: $0, month: month, day: day) }
        .first { $0 >= today }
    }
  }

  private var scanner: DateTimeScanner
  private let text: String

  init(_ text: String) {
    self.text = text
    scanner = DateTimeScanner(text)
  }

  /// What follows the day.
  var rest: String {
    var rest = scanner
    rest.skipBlanks()
    for word in ["的", ",", "，", "at "] where rest.take(word) { break }
    rest.skipBlanks()
    return String(rest.rest)
  }

  /// Scans the day; `nil` if the phrase does not begin with one.
  mutating func day() -> Day? {
    if let offset = takeRelative() { return .offset(offset) }
    if let day = takeWeekday() { return day }
    return takeNumbers()
  }

  private mutating func takeRelative() -> Int? {
    let words: [(String, Int)] = [
      ("大后天", 3), ("后天", 2), ("明天", 1), ("明日", 1), ("今天", 0), ("今日", 0), ("当天", 0),
      ("day after tomorrow", 2), ("tomorrow", 1), ("today", 0),
    ]
    for (word, offset) in words where scanner.take(word) { return offset }
    return nil
  }

  private mutating func takeWeekday() -> Day? {
    let start = scanner
    var week = Day.Week.next
    for (word, count) in [("下下", 2), ("下个", 1), ("下", 1), ("本", 0), ("这", 0), ("next ", 1), ("this ", 0)]
    where scanner.take(word) {
      week = .weeks(count)
      break
    }
    for (day, digit) in zip(Weekday.allCases, "一二三四五六日") {
      let digits = day == .sunday ? ["日", "天"] : [String(digit)]
      for prefix in ["周", "星期", "礼拜"] {
        for digit in digits where scanner.take(prefix + digit) { return .weekday(day, week) }
      }
    }
    for (day, names) in zip(Weekday.allCases, Self.english) {
      for name in names where scanner.take(name) {
        // "fri" is a word by itself.
        if scanner.rest.first?.properties.isAlphabetic == true { break }
        return .weekday(day, week)
      }
    }
    scanner = start
    return nil
  }

  /// The longest names first.
  private static let english = [
    ["monday", "mon"], ["tuesday", "tues", "tue"], ["wednesday", "wed"],
    ["thursday", "thurs", "thur", "thu"],
    ["friday", "fri"], ["saturday", "sat"], ["sunday", "sun"],
  ]

  /// Scans `12-03` or `3号`, which cells do not have.
  private mutating func takeNumbers() -> Day? {
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { !"0123456789-".contains($0) }
    guard let head = parts.first, !head.isEmpty else { return nil }
    let numbers = head.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.allSatisfy({ $0 != nil }), head.count <= 5 else { return nil }
    let follow = text.dropFirst(head.count).first
    if numbers.count == 2, let month = numbers[0], let day = numbers[1],
      CivilDate(year: 2000, month: month, day: day) != nil, follow == nil || follow == " "
    {
      _ = scanner.take(String(head))
      return .date(month: month, day: day)
    }
    if numbers.count == 1, let day = numbers[0], (1...31).contains(day), follow == "号" || follow == "日" {
      _ = scanner.take(String(head)) && (scanner.take("号") || scanner.take("日"))
      return .dayOfMonth(day)
    }
    return nil
  }
}
