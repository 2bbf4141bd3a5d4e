import BaylineFormats
import BaylineModel

/// The value of a cell to be written.
enum SheetValue: Hashable {
  case empty
  case text(String)
  /// An id or a list of ids, which spreadsheets must not read as a number.
  case id(String)
  case number(Int)
  case time(CivilTime)
  case date(CivilDate)

  /// The value as people write it.
  var plain: String {
    switch self {
    case .empty: ""
    case .text(let text), .id(let text): text
    case .number(let number): String(number)
    case .time(let time): Self.text(time)
    case .date(let date): Self.text(date)
    }
  }

  /// `2026/11/23`.
  static func text(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    // Four digits distinguish the year from a day.
    return String(String(year + 10_000).dropFirst()) + "/\(month)/\(day)"
  }

  /// `2026/11/23 8:15`.
  static func text(_ time: CivilTime) -> String {
    "\(text(time.date)) \(clock(time))"
  }

  /// `8:15`.
  static func clock(_ time: CivilTime) -> String {
    "\(time.minuteOfDay / 60):\(String(time.minuteOfDay % 60 + 100).dropFirst())"
  }
}

/// A table to be written.
struct SheetTable {
  var kind: TableKind
  var rows: [Row] = []

  struct Row {
    /// The place in the demand file.
    var path: String
    /// The values by the keys of columns.
    var values: [String: SheetValue] = [:]

    subscript(key: String) -> SheetValue {
      get { values[key] ?? .empty }
      set { values[key] = newValue }
    }
  }
}
