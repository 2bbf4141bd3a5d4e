import BaylineFormats
import BaylineModel

/// Reads cells of work orders and time clocks: an unreadable cell is an anomaly, not an error.
final class HistoryCellReader {
  let anomalies: AnomalyLog
  /// The number of times whose seconds were dropped.
  private(set) var secondsDropped = 0
  /// The reader for all other spreadsheets. Its diagnostics are discarded: anomalies report the cells instead.
  private let reader = CellReader(SheetDiagnostics(), horizon: nil)
  private var lists: [String: [String]?] = [:]
  private var flags: [String: Bool?] = [:]

  init(_ anomalies: AnomalyLog) {
    self.anomalies = anomalies
  }

  /// The text as written; `nil` after reporting a cell that no text can come from.
  func text(_ cell: Cell) -> String? {
    sound(cell, cell.problem == nil ? reader.text(cell) : nil, .takenWithout)
  }

  /// An id or a name, trimmed.
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

  /// Plausible times, from 1950 to 2199.
  private static let times = {
    let days = (CivilDate(year: 1950, month: 1, day: 1), CivilDate(year: 2200, month: 1, day: 1))
    return CivilTime(days.0 ?? CivilDate(ordinal: 1))
      .minutes..<CivilTime(days.1 ?? CivilDate(ordinal: 2)).minutes
  }()

  /// Kilometres.
  func quantity(_ cell: Cell) -> Int? {
    sound(cell, cell.problem == nil ? reader.measure(cell) : nil, .takenWithout)
  }

  /// Whether the customer waits.
  func waiting(_ cell: Cell) -> Bool? {
    let known = flags[cell.text] ?? (cell.problem == nil ? reader.waiting(cell) : nil)
    flags[cell.text] = .some(known)
    return sound(cell, known, .takenWithout)
  }

  /// A list of texts.
  func list(_ cell: Cell) -> [String]? {
    let known = lists[cell.text] ?? (cell.problem == nil ? reader.list(cell) : nil)
    lists[cell.text] = .some(known)
    return sound(cell, known, .takenWithout)
  }

  /// The standard time of a row in minutes, from a column of minutes or of hours; `nil` if there is none, or 0.
  func standardMinutes(_ row: SheetRow) -> Int? {
    for (key, factor) in [("standardMinutes", 1.0), ("standardHours", 60.0)] {
      guard let cell = row[key] else { continue }
      let number = cell.problem == nil ? reader.amount(cell) : nil
      guard let minutes = sound(cell, number, .takenWithout).map({ ($0 * factor).rounded() }) else {
        continue
      }
      if minutes >= 1, minutes <= Double(Diagnostic.InputLimit.minutes.value) { return Int(minutes) }
    }
    return nil
  }

  /// The position of the entry that a cell names; `nil` after reporting that no entry or several have the name.
  func position(
    _ cell: Cell, in names: NameMatcher, otherwise handling: Anomaly.Handling,
    unknown: (_ nearest: String?) -> Anomaly.Issue
  ) -> Int? {
    guard let text = id(cell, otherwise: handling) else { return nil }
    switch names.match(text) {
    case .known(let index, _): return index
    case .ambiguous(let ids): anomalies.add(.ambiguousName(ids), at: cell, handling)
    case .unknown(let nearest): anomalies.add(unknown(nearest), at: cell, handling)
    }
    return nil
  }

  private func sound<Value>(_ cell: Cell, _ value: Value?, _ done: Anomaly.Handling) -> Value? {
    if value == nil { anomalies.add(.unreadableCell, at: cell, done) }
    return value
  }

  /// Whether a text needs no normalising: ASCII letters, digits and plain signs only.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      CellText.isDigit(byte) || (0x41...0x5A).contains(byte & 0xDF)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "-")
    }
  }
}
