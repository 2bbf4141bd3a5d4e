import BaylineModel

/// A date and a time of day as written in a cell; either may be missing, and so may the year.
struct CellDateTime: Hashable {
  var date: CellDate?
  /// Minutes from midnight, 0 to 1,440.
  var minute: Int?
}

/// A date as written in a cell: at least a day or a weekday.
struct CellDate: Hashable {
  var year: Int?
  /// `nil` for a day alone, such as 16日, and for a weekday alone.
  var month: Int?
  /// `nil` for a weekday alone.
  var day: Int?
  /// The weekday beside it, or alone.
  var weekday: Weekday?
}

/// Why a text is not a date or time.
enum DateTimeError: Error, Hashable {
  /// No known format.
  case unreadable
  /// Day and month could be swapped.
  case ambiguous
  /// The window can be read in two ways.
  case ambiguousWindow
  /// The weekday does not match the date.
  case weekdayMismatch(CivilDate, written: Weekday)
  /// The calendar has no such day.
  case notInCalendar
  /// The year is missing and cannot be inferred.
  case yearMissing
  /// The day is missing and cannot be inferred.
  case dayMissing
  /// There is a day without a time.
  case timeMissing
}

extension CellDateTime {
  /// Parses a whole cell.
  ///
  /// - Parameter countsFrom1904: Whether serial dates count from 1904.
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

  /// Parses a serial date of a spreadsheet: 46349.34375 is 2026-11-23 08:15.
  private static func serial(_ text: String, _ countsFrom1904: Bool) throws(DateTimeError) -> CellDateTime? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(CellText.isDigit) }),
      parts.count == 2 || parts[0].count == 5, let number = Double(text),
      number < 1e9
    else { return nil }
    let days = Int(number.rounded(.down))
    let seconds = Int(((number - Double(days)) * 86_400).rounded())
    // Days from 1954 to 2119 are plausible.
    let isDay = (20_000..<80_000).contains(days)
    guard isDay || (days == 0 && parts.count == 2), seconds % 60 == 0 else { throw .unreadable }
    let first = countsFrom1904 ? dayZero1904 : dayZero1900
    return CellDateTime(
      date: isDay ? CellDate(first.advanced(by: days)) : nil, minute: parts.count == 2 ? seconds / 60 : nil
    )
  }

  /// Day 0 of the default system, which counts 1900 as a leap year and so is right from March 1900 on.
  static let dayZero1900 = CivilDate(ordinal: 693_594)
  /// Day 0 of the 1904 system of old Macs.
  static let dayZero1904 = CivilDate(ordinal: 695_056)
}

extension CellDate {
  /// The written form of a date.
  init(_ date: CivilDate) {
    let (year, month, day) = date.components
    self.init(year: year, month: month, day: day)
  }

  /// The day; `nil` without a year.
  func civil() throws(DateTimeError) -> CivilDate? {
    guard let year, let month, let day else { return nil }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .notInCalendar }
    try check(date)
    return date
  }

  /// Checks the weekday against the date.
  func check(_ date: CivilDate) throws(DateTimeError) {
    if let weekday, date.weekday != weekday { throw .weekdayMismatch(date, written: weekday) }
  }
}
