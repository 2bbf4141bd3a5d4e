import BaylineModel

/// A time in an export of another program, to the minute; seconds are dropped.
///
/// Exports have hundreds of thousands of times in one format, `2026-03-02 08:15:37` or `2026/3/2 8:15`, which is parsed byte by
/// byte; all other formats are parsed as people write times.
struct Timestamp: Hashable {
  var time: CivilTime
  /// Whether nonzero seconds were dropped.
  var hasSeconds: Bool

  init(_ time: CivilTime, hasSeconds: Bool = false) {
    self.time = time
    self.hasSeconds = hasSeconds
  }

  /// Parses a cell.
  init(_ text: String, countsFrom1904: Bool = false) throws(DateTimeError) {
    if let plain = Self.plain(text) {
      self = plain
      return
    }
    let normalised = CellText.normalised(text)
    if let serial = Self.serial(normalised, countsFrom1904) {
      self = serial
      return
    }
    let (shorter, hasSeconds) = Self.withoutSeconds(normalised)
    var dates = DateResolver(horizon: nil)
    time = try dates.time(try CellDateTime(shorter, countsFrom1904: countsFrom1904))
    self.hasSeconds = hasSeconds
  }

  // MARK: - The common format

  /// Parses `2026-03-02 08:15`, with `/`, `-` or `.` in the date, one or two digits, `T` or spaces before the time, and optional
  /// seconds with fractions; `nil` for anything else, valid or not.
  private static func plain(_ text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = Bytes(bytes: bytes)
      guard let year = scanner.number(4...4), let sign = scanner.next(), "-/.".utf8.contains(sign),
        let month = scanner.number(1...2), scanner.next() == sign, let day = scanner.number(1...2),
        let gap = scanner.next(), gap == UInt8(ascii: " ") || gap == UInt8(ascii: "T")
      else { return nil }
      scanner.skipBlanks()
      guard let hour = scanner.number(1...2), hour < 24, scanner.next() == UInt8(ascii: ":"),
        let minute = scanner.number(2...2), minute < 60
      else { return nil }
      var seconds = 0
      if scanner.peek == UInt8(ascii: ":") {
        _ = scanner.next()
        guard let read = scanner.number(2...2), read < 60 else { return nil }
        seconds = read
        if scanner.peek == UInt8(ascii: ".") {
          _ = scanner.next()
          guard let fraction = scanner.number(1...9) else { return nil }
          seconds += fraction > 0 ? 1 : 0
        }
      }
      guard scanner.peek == nil, let date = CivilDate(year: year, month: month, day: day) else { return nil }
      return Timestamp(CivilTime(date, minuteOfDay: hour * 60 + minute), hasSeconds: seconds > 0)
    }
  }

  private struct Bytes {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func next() -> UInt8? {
      guard let byte = peek else { return nil }
      index += 1
      return byte
    }

    mutating func skipBlanks() {
      while peek == UInt8(ascii: " ") { index += 1 }
    }

    mutating func number(_ digits: ClosedRange<Int>) -> Int? {
      var (value, count) = (0, 0)
      while let byte = peek, CellText.isDigit(byte), count < digits.upperBound {
        value = value * 10 + Int(byte - 0x30)
        count += 1
        index += 1
      }
      return count >= digits.lowerBound ? value : nil
    }
  }

  // MARK: - Other formats

  /// Parses a serial date to the second.
  private static func serial(_ text: String, _ countsFrom1904: Bool) -> Timestamp? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 5,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(CellText.isDigit) }), let number = Double(text),
      (20_000..<80_000).contains(number)
    else { return nil }
    let days = Int(number)
    let seconds = Int(((number - Double(days)) * 86_400).rounded())
    let first = countsFrom1904 ? CellDateTime.dayZero1904 : CellDateTime.dayZero1900
    return Timestamp(
      CivilTime(first.advanced(by: days), minuteOfDay: seconds / 60), hasSeconds: seconds % 60 != 0)
  }

  /// Removes seconds after hours and minutes.
  private static func withoutSeconds(_ text: String) -> (text: String, hasSeconds: Bool) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let last = parts.last, last.utf8.count == 2,
      last.utf8.allSatisfy(CellText.isDigit), let seconds = Int(last), seconds < 60
    else { return (text, false) }
    return (parts.dropLast().joined(separator: ":"), seconds > 0)
  }
}
