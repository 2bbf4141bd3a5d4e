import BaylineModel

/// Scans dates and times of day from left to right.
struct DateTimeScanner {
  /// A half of the day named by a word.
  enum DayHalf {
    case morning, afternoon, noon
    /// The English halves, which begin with 12.
    case am, pm
  }

  private(set) var rest: Substring.UnicodeScalarView
  /// The half of the day that the last time named explicitly.
  private(set) var namedHalf: DayHalf?

  init(_ text: String) {
    rest = Substring(text).unicodeScalars
  }

  var isAtEnd: Bool { rest.allSatisfy { $0.properties.isWhitespace } }

  /// Scans a date, a time, or both.
  ///
  /// - Parameter half: The half of the day unless a word names another.
  mutating func moment(half: DayHalf?) throws(DateTimeError) -> CellDateTime {
    let date = try date()
    if date != nil {
      skipBlanks()
      _ = take("T")
    }
    skipBlanks()
    let isRough = Self.approximations.contains { take($0) }
    let before = rest
    let minute = try time(half: half)
    if minute == nil { rest = before }
    guard date != nil || minute != nil, minute != nil || !isRough else { throw .unreadable }
    if minute != nil { _ = take("左右") || take("前后") }
    return CellDateTime(date: date, minute: minute)
  }

  /// Words before a time that is meant roughly.
  private static let approximations = ["大约", "大概", "约"]

  // MARK: - Dates

  /// Scans a date; `nil`, without advancing, if there is none here.
  mutating func date() throws(DateTimeError) -> CellDate? {
    let start = rest
    skipBlanks()
    guard let first = number() else {
      if let weekday = weekday() { return CellDate(weekday: weekday) }
      rest = start
      return nil
    }
    guard var date = try date(after: first) else {
      rest = start
      return nil
    }
    let known: CivilDate? = CivilDate(year: date.year ?? 2000, month: date.month ?? 1, day: date.day ?? 1)
    if known == nil { throw .notInCalendar }
    date.weekday = weekday()
    return date
  }

  private mutating func date(after first: (value: Int, digits: Int)) throws(DateTimeError) -> CellDate? {
    if take("年") {
      guard first.digits == 4, let month = number(), take("月"), let day = number() else { throw .unreadable }
      _ = take("日") || take("号")
      return CellDate(year: first.value, month: month.value, day: day.value)
    }
    if take("月") {
      guard let day = number() else { throw .unreadable }
      _ = take("日") || take("号")
      return CellDate(month: first.value, day: day.value)
    }
    if take("日") || take("号") { return CellDate(day: first.value) }
    let separator = rest.first
    if first.digits == 8, separator.map({ !"/-.:".unicodeScalars.contains($0) }) ?? true {
      return CellDate(
        year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
    }
    guard let separator, "/-.".unicodeScalars.contains(separator) else { return nil }
    rest.removeFirst()
    guard let second = number() else { return nil }
    let isLong = rest.first == separator
    if isLong { rest.removeFirst() }
    guard isLong, let third = number() else {
      // 11.23 may be a number, 8-10 a span of hours, and 2026/11 is a month; before a clock they are dates.
      guard !isLong, first.digits <= 2, second.digits <= 2, separator == "/" || isBeforeClock else {
        throw .unreadable
      }
      return CellDate(month: first.value, day: second.value)
    }
    if first.digits == 4, second.digits <= 2, third.digits <= 2 {
      return CellDate(year: first.value, month: second.value, day: third.value)
    }
    guard third.digits == 4, first.digits <= 2, second.digits <= 2 else { throw .unreadable }
    if first.value > 12 { return CellDate(year: third.value, month: second.value, day: first.value) }
    guard second.value > 12 || first.value == second.value else { throw .ambiguous }
    return CellDate(year: third.value, month: first.value, day: second.value)
  }

  /// Whether blanks and a time of day with a colon follow.
  private var isBeforeClock: Bool {
    var copy = self
    guard let blank = copy.rest.first, blank.properties.isWhitespace else { return false }
    copy.skipBlanks()
    return copy.number().map { $0.digits <= 2 } == true && copy.take(":")
  }

  /// Scans a weekday after a date, with or without brackets.
  private mutating func weekday() -> Weekday? {
    let start = rest
    skipBlanks()
    let isBracketed = take("(") || take("（")
    for (day, (chinese, english)) in zip(Weekday.allCases + [.sunday], Self.weekdays) {
      let found = ["周", "星期", "礼拜"].contains { take($0 + chinese) } || take(english)
      if found {
        if isBracketed && !(take(")") || take("）")) { break }
        return day
      }
    }
    rest = start
    return nil
  }

  private static let weekdays = [
    ("一", "Mon"), ("二", "Tue"), ("三", "Wed"), ("四", "Thu"), ("五", "Fri"), ("六", "Sat"), ("日", "Sun"),
    ("天", "Sun"),
  ]

  // MARK: - Times of day

  /// Scans a time of day; `nil` if there is none here.
  private mutating func time(half given: DayHalf?) throws(DateTimeError) -> Int? {
    namedHalf = takeHalf()
    skipBlanks()
    guard let hour = number() else {
      if namedHalf == .noon { return 12 * 60 }
      if namedHalf != nil { throw .unreadable }
      return nil
    }
    guard hour.digits <= 2 else { throw .unreadable }
    var minute = 0
    if take(":") {
      guard let read = number(), read.digits == 2 else { throw .unreadable }
      minute = read.value
      if take(":") {
        // Only zero seconds are accepted.
        guard let seconds = number(), seconds.digits == 2, seconds.value == 0 else { throw .unreadable }
      }
    } else if take("点") || take("时") {
      if take("半") {
        minute = 30
      } else if take("一刻") {
        minute = 15
      } else if take("三刻") {
        minute = 45
      } else if let read = number() {
        guard read.digits <= 2 else { throw .unreadable }
        minute = read.value
        _ = take("分")
      } else {
        _ = take("钟") || take("整")
      }
    } else {
      let before = rest
      skipBlanks()
      if let english = takeEnglishHalf() {
        namedHalf = english
      } else {
        rest = before
        // 下午2 is a time, 2 alone is not.
        guard namedHalf != nil, isAtEnd else { throw .unreadable }
      }
    }
    let before = rest
    skipBlanks()
    if let after = takeEnglishHalf() ?? (namedHalf == nil ? takeHalf() : nil) {
      namedHalf = after
    } else {
      rest = before
    }
    return try Self.minute(hour.value, minute, namedHalf ?? given)
  }

  /// The minute of the day. Twelve o'clock with a Chinese word for morning or evening is rejected: it could be noon or midnight.
  private static func minute(_ hour: Int, _ minute: Int, _ half: DayHalf?) throws(DateTimeError) -> Int {
    guard minute < 60 else { throw .unreadable }
    let hours: Int?
    switch half {
    case nil: hours = hour < 24 || (hour == 24 && minute == 0) ? hour : nil
    case .morning: hours = hour < 12 ? hour : nil
    case .afternoon:
      hours = hour < 12 ? hour + 12 : hour == 12 && minute > 0 || (13...23).contains(hour) ? hour : nil
    case .noon: hours = hour < 3 ? hour + 12 : (11...14).contains(hour) ? hour : nil
    case .am: hours = (0...12).contains(hour) ? hour % 12 : nil
    case .pm: hours = (1...12).contains(hour) ? hour % 12 + 12 : (13...23).contains(hour) ? hour : nil
    }
    guard let hours else { throw .unreadable }
    return hours * 60 + minute
  }

  private mutating func takeHalf() -> DayHalf? {
    skipBlanks()
    if take("上午") || take("早上") || take("早晨") || take("凌晨") || take("早") { return .morning }
    if take("下午") || take("晚上") || take("傍晚") || take("午后") || take("晚") { return .afternoon }
    if take("中午") { return .noon }
    return takeEnglishHalf()
  }

  private mutating func takeEnglishHalf() -> DayHalf? {
    take("AM") || take("a.m.") ? .am : take("PM") || take("p.m.") ? .pm : nil
  }

  // MARK: - Characters

  mutating func skipBlanks() {
    rest = rest.drop { $0.properties.isWhitespace }
  }

  /// Scans a word, ignoring case; `false`, without advancing, if it is not here.
  mutating func take(_ word: String) -> Bool {
    let wanted = word.unicodeScalars
    let here = rest.prefix(wanted.count)
    guard here.count == wanted.count,
      zip(here, wanted).allSatisfy({ $0.properties.lowercaseMapping == $1.properties.lowercaseMapping })
    else { return false }
    rest = rest.dropFirst(wanted.count)
    return true
  }

  /// Scans up to nine digits, or a Chinese number below 100.
  private mutating func number() -> (value: Int, digits: Int)? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    if digits.isEmpty { return chineseNumber() }
    guard digits.count <= 9, let value = Int(String(digits)) else { return nil }
    rest = rest.dropFirst(digits.count)
    return (value, digits.count)
  }

  private mutating func chineseNumber() -> (value: Int, digits: Int)? {
    func digit(_ scalar: Unicode.Scalar?) -> Int? {
      scalar.flatMap { Self.chineseDigits.firstIndex(of: $0) }.map { $0 == 10 ? 2 : $0 == 11 ? 0 : $0 }
    }
    var copy = rest
    let tens = digit(copy.first)
    if tens != nil { copy.removeFirst() }
    guard copy.first == "十" else {
      // 十点零五: the ones alone, perhaps after a zero.
      guard var value = tens else { return nil }
      if value == 0, let ones = digit(copy.first) {
        value = ones
        copy.removeFirst()
      }
      rest = copy
      return (value, 1)
    }
    guard tens != 0 else { return nil }
    copy.removeFirst()
    let ones = digit(copy.first)
    if ones != nil { copy.removeFirst() }
    rest = copy
    return ((tens ?? 1) * 10 + (ones ?? 0), 2)
  }

  private static let chineseDigits = Array("零一二三四五六七八九两〇".unicodeScalars)
}
