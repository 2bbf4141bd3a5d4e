import BaylineModel

/// A date and a time of day as they stand in a cell; either may be missing, and the date its year.
struct CellDateTime: Hashable {
  var date: CellDate?
  /// Minutes from midnight, 0 to 1,440.
  var minute: Int?
}

/// A date as it stands in a cell.
struct CellDate: Hashable {
  var year: Int?
  var month: Int
  var day: Int
  /// The day of the week beside it.
  var weekday: Weekday?
}

/// Why a text is no date or time: the problem, without its text.
enum DateTimeError: Error, Hashable {
  /// It is written otherwise.
  case unreadable
  /// Day and month can be exchanged.
  case ambiguous
  /// The window can be read in two ways.
  case ambiguousWindow
  /// The day of the week beside the date is another one.
  case weekdayMismatch(CivilDate, written: Weekday)
  /// There is no such day.
  case notInCalendar
  /// Nothing says the year.
  case yearMissing
  /// Nothing says the day.
  case dayMissing
  /// There is a day and no time.
  case timeMissing
}

extension CellDateTime {
  /// What a whole cell says.
  ///
  /// - Parameter countsFrom1904: Whether plain numbers of days count from 1904.
  init(_ text: String, countsFrom1904: Bool = false) throws(DateTimeError) {
    let text = CellText.normalised(text)
    if let serial = try Self.serial(text, countsFrom1904) {
      self = serial
      return
    }
    var scanner = DateTimeScanner(text)
    self = try scanner.moment(half: nil)
    guard scanner.isAtEnd else { throw .unreadable }
  }

  /// A plain number of days, as a spreadsheet holds times: 46349.34375 is 2026-11-23 08:15.
  private static func serial(_ text: String, _ countsFrom1904: Bool) throws(DateTimeError) -> CellDateTime? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(CellText.isDigit) }),
      parts.count == 2 || parts[0].count == 5, let number = Double(text)
    else { return nil }
    let days = Int(number.rounded(.down))
    let seconds = Int(((number - Double(days)) * 86_400).rounded())
    // From 1954 to 2119: other numbers are slips.
    let isDay = (20_000..<80_000).contains(days)
    guard isDay || (days == 0 && parts.count == 2), seconds % 60 == 0 else { throw .unreadable }
    let first = countsFrom1904 ? dayZero1904 : dayZero1900
    return CellDateTime(
      date: isDay ? CellDate(first.advanced(by: days)) : nil, minute: parts.count == 2 ? seconds / 60 : nil
    )
  }

  /// Day 0 of the usual count: it takes 1900 for a leap year, so that it is right from March 1900 on.
  static let dayZero1900 = CivilDate(ordinal: 693_594)
  /// Day 0 of the count of old Macs, 1904-01-01.
  static let dayZero1904 = CivilDate(ordinal: 695_056)
}

extension CellDate {
  /// A date with all its parts.
  init(_ date: CivilDate) {
    let (year, month, day) = date.components
    self.init(year: year, month: month, day: day)
  }

  /// The day; `nil` without a year.
  func civil() throws(DateTimeError) -> CivilDate? {
    guard let year else { return nil }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .notInCalendar }
    try check(date)
    return date
  }

  /// Compares the day of the week that stands beside the date.
  func check(_ date: CivilDate) throws(DateTimeError) {
    if let weekday, date.weekday != weekday { throw .weekdayMismatch(date, written: weekday) }
  }
}
