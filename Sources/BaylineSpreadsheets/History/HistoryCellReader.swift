import BaylineFormats
import BaylineModel

/// Reads cells of the record of past days: what cannot be read is an odd row, and no fault.
final class HistoryCellReader {
  let anomalies: AnomalyLog
  /// Times whose seconds were dropped.
  private(set) var secondsDropped = 0
  /// The reader of all other spreadsheets; what it has to say is told of the odd row.
  private let reader = CellReader(SheetDiagnostics(), horizon: nil)
  private var lists: [String: [String]?] = [:]
  private var flags: [String: Bool?] = [:]

  init(_ anomalies: AnomalyLog) {
    self.anomalies = anomalies
  }

  /// A text as it stands; `nil` after noting that there is a character that no text has.
  func text(_ cell: Cell) -> String? {
    sound(cell, cell.problem == nil ? reader.text(cell) : nil, .takenWithout)
  }

  /// An id or a name, without blanks around it.
  func id(_ cell: Cell, otherwise done: Anomaly.Handling) -> String? {
    if cell.problem == nil, Self.isPlain(cell.text) { return cell.text }
    return sound(cell, cell.problem == nil ? reader.id(cell) : nil, done)
  }

  /// A date with a time of day.
  func time(_ cell: Cell, otherwise done: Anomaly.Handling) -> CivilTime? {
    guard cell.problem == nil,
      let stamped = try? Timestamp(cell.text, countsFrom1904: cell.source.countsFrom1904),
      Self.times.contains(stamped.time.minutes)
    else {
      anomalies.add(.unreadableTime, at: cell, done)
      return nil
    }
    if stamped.hasSeconds { secondsDropped += 1 }
    return stamped.time
  }

  /// The times that a record can have: from 1950 to 2199. Others are slips that no file could hold as days.
  private static let times = {
    let days = (CivilDate(year: 1950, month: 1, day: 1), CivilDate(year: 2200, month: 1, day: 1))
    return CivilTime(days.0 ?? CivilDate(ordinal: 1))
      .minutes..<CivilTime(days.1 ?? CivilDate(ordinal: 2)).minutes
  }()

  /// Yes or no.
  func flag(_ cell: Cell) -> Bool? {
    let known = flags[cell.text] ?? (cell.problem == nil ? reader.flag(cell) : nil)
    flags[cell.text] = .some(known)
    return sound(cell, known, .takenWithout)
  }

  /// Texts with separators between them.
  func list(_ cell: Cell) -> [String]? {
    let known = lists[cell.text] ?? (cell.problem == nil ? reader.list(cell) : nil)
    lists[cell.text] = .some(known)
    return sound(cell, known, .takenWithout)
  }

  /// The minutes that the work of a row should take, by a column of minutes or of hours; `nil` if there is none, or 0.
  func standardMinutes(_ row: SheetRow) -> Int? {
    for (key, factor) in [("standardMinutes", 1.0), ("standardHours", 60.0)] {
      guard let cell = row[key] else { continue }
      let number = cell.problem == nil ? reader.amount(cell) : nil
      guard let minutes = sound(cell, number, .takenWithout).map({ ($0 * factor).rounded() }) else {
        continue
      }
      if minutes >= 1, minutes <= Double(InputLimit.minutes.value) { return Int(minutes) }
    }
    return nil
  }

  private func sound<Value>(_ cell: Cell, _ value: Value?, _ done: Anomaly.Handling) -> Value? {
    if value == nil { anomalies.add(.unreadableCell, at: cell, done) }
    return value
  }

  /// Whether a text is letters, digits and plain signs alone, so that it stands for itself.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      CellText.isDigit(byte) || (0x41...0x5A).contains(byte & 0xDF)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "-")
    }
  }
}
