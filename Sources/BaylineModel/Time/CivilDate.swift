/// A day of the proleptic Gregorian calendar, without a time zone.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 0000-12-31: 0001-01-01 is day 1.
  public let ordinal: Int

  /// Creates the day with an ordinal; 0001-01-01 is 1.
  public init(ordinal: Int) {
    self.ordinal = ordinal
  }

  /// Creates a day; `nil` if there is no such day in the years 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.daysInMonth(month, of: year)).contains(day)
    else { return nil }
    self.ordinal = Self.daysBefore(year: year) + Self.daysBefore(month: month, of: year) + day
  }

  /// Parses a day such as `2026-11-23`; `nil` if the text has another form or there is no such day.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]), let day = decimal(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day of the week.
  public var weekday: Weekday {
    Weekday.allCases[((ordinal - 1) % 7 + 7) % 7]
  }

  /// Year, month and day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    // Cycles of 400, 100, 4 and 1 years, the last of each being a day longer.
    var rest = ordinal - 1
    let cycles = rest >= 0 ? rest / 146_097 : -((-rest + 146_096) / 146_097)
    rest -= cycles * 146_097
    let centuries = min(rest / 36_524, 3)
    rest -= centuries * 36_524
    let fours = rest / 1461
    rest -= fours * 1461
    let years = min(rest / 365, 3)
    rest -= years * 365
    let year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
    var month = 1
    while rest >= Self.daysInMonth(month, of: year) {
      rest -= Self.daysInMonth(month, of: year)
      month += 1
    }
    return (year, month, rest + 1)
  }

  /// The day a number of days later.
  public func advanced(by days: Int) -> CivilDate {
    CivilDate(ordinal: ordinal + days)
  }

  /// Chronological order.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.ordinal < right.ordinal
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func daysBefore(year: Int) -> Int {
    let past = year - 1
    return past * 365 + past / 4 - past / 100 + past / 400
  }

  private static func daysBefore(month: Int, of year: Int) -> Int {
    (1..<month).reduce(0) { $0 + daysInMonth($1, of: year) }
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2026-11-23`, or `day N` outside the years 1 to 9999.
  public var description: String {
    guard (1...3_652_059).contains(ordinal) else { return "day \(ordinal)" }
    let (year, month, day) = components
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }
}

/// Day of the week; the raw value is the member name in the files.
public enum Weekday: String, CaseIterable, Sendable, Hashable {
  case monday = "mon"
  case tuesday = "tue"
  case wednesday = "wed"
  case thursday = "thu"
  case friday = "fri"
  case saturday = "sat"
  case sunday = "sun"
}

/// The number written in ASCII digits; `nil` if any byte is not a digit.
func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
  var value = 0
  for byte in digits {
    guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    value = value * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return value
}

func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
