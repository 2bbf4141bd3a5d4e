import BaylineModel

/// A time window as written in a cell: on given days, or on every day of the horizon.
struct CellTimeWindow: Hashable {
  /// The first minute.
  var from: CellDateTime
  /// The first minute after the window; without a date it is on the day of `from`.
  var to: CellDateTime

  /// Parses the windows of a cell, separated as lists are.
  ///
  /// A window is `8:00-10:00`, `上午`, `下午`, `全天`, `8:00以后` or `10:00以前` (after 8:00, before 10:00), after a date or for
  /// every day. A date alone is the whole day; `11/23 8:00 - 11/24 12:00` and `11/23 - 11/25` span several days.
  static func windows(_ text: String) throws(DateTimeError) -> [CellTimeWindow] {
    guard let items = CellList.texts(text), !items.isEmpty else { throw .unreadable }
    var windows: [CellTimeWindow] = []
    for item in items { windows.append(try window(CellText.normalised(item))) }
    return windows
  }

  private static func window(_ text: String) throws(DateTimeError) -> CellTimeWindow {
    // Each sign is tried, which takes long in a long text.
    guard text.utf8.count <= maxLength else { throw .unreadable }
    if let named = try namedPart(text) { return named }
    var fault = DateTimeError.unreadable
    var found: [CellTimeWindow] = []
    for (left, right) in halves(text) {
      do throws(DateTimeError) {
        found.append(try range(left, right))
      } catch {
        if error != .unreadable { fault = error }
      }
    }
    guard let first = found.first, found.allSatisfy({ $0 == first }) else {
      throw found.isEmpty ? fault : .ambiguousWindow
    }
    return first
  }

  /// Parses a date, a part of the day, or both; or all times before or after one. `nil` for anything else.
  private static func namedPart(_ text: String) throws(DateTimeError) -> CellTimeWindow? {
    var scanner = DateTimeScanner(text)
    let date: CellDate?
    do throws(DateTimeError) {
      date = try scanner.date()
    } catch {
      if error == .unreadable { return nil }
      throw error
    }
    scanner.skipBlanks()
    if scanner.isAtEnd, date != nil { return whole(date, 0, 1440) }
    for (words, from, to) in parts {
      var copy = scanner
      if words.contains(where: { copy.take($0) }), copy.isAtEnd { return whole(date, from, to) }
    }
    var copy = scanner
    let isAfter = copy.take("after")
    let isBefore = !isAfter && copy.take("before")
    guard let moment = try? copy.moment(half: nil), moment.date == nil, let minute = moment.minute else {
      return nil
    }
    copy.skipBlanks()
    if isAfter || isBefore {
      return copy.isAtEnd ? whole(date, isAfter ? minute : 0, isAfter ? 1440 : minute) : nil
    }
    for (words, after) in [(["以后", "之后", "后"], true), (["以前", "之前", "前"], false)] {
      var rest = copy
      if words.contains(where: { rest.take($0) }), rest.isAtEnd {
        return whole(date, after ? minute : 0, after ? 1440 : minute)
      }
    }
    return nil
  }

  private static let parts: [(words: [String], from: Int, to: Int)] = [
    (["上午", "早上", "morning"], 0, 720), (["下午", "afternoon"], 720, 1440), (["晚上", "evening"], 1080, 1440),
    (["全天", "整天", "all day"], 0, 1440),
  ]

  private static func whole(_ date: CellDate?, _ from: Int, _ to: Int) -> CellTimeWindow {
    CellTimeWindow(from: CellDateTime(date: date, minute: from), to: CellDateTime(date: nil, minute: to))
  }

  /// The texts before and after each possible separator of two times.
  private static func halves(_ text: String) -> [(String, String)] {
    let scalars = text.unicodeScalars
    var halves: [(String, String)] = []
    for index in scalars.indices {
      let rest = scalars[index...]
      let length: Int
      if let first = rest.first, signs.contains(first) {
        length = 1
      } else if rest.starts(with: " to ".unicodeScalars) {
        length = 4
      } else {
        continue
      }
      halves.append((String(scalars[..<index]), String(rest.dropFirst(length))))
    }
    return halves
  }

  /// More bytes than any window has.
  private static let maxLength = 200

  private static let signs = Set("-–—−~～〜至到".unicodeScalars)

  private static func range(_ left: String, _ right: String) throws(DateTimeError) -> CellTimeWindow {
    var (first, second) = (DateTimeScanner(left), DateTimeScanner(right))
    let from = try first.moment(half: nil)
    guard first.isAtEnd else { throw .unreadable }
    let to: CellDateTime
    // 下午2:00-5:00 also ends in the afternoon.
    let half: DateTimeScanner.DayHalf? =
      left.contains("下午") ? .afternoon : left.contains("上午") ? .morning : nil
    var copy = second
    if let half, let inherited = try? copy.moment(half: half), copy.isAtEnd {
      to = inherited
    } else {
      to = try second.moment(half: nil)
      guard second.isAtEnd else { throw .unreadable }
    }
    switch (from.minute, to.minute) {
    case (.some, .some):
      return CellTimeWindow(from: try start(from, left, named: first.namedHalf, to, second.namedHalf), to: to)
    case (nil, nil):
      return CellTimeWindow(
        from: CellDateTime(date: from.date, minute: 0), to: CellDateTime(date: to.date, minute: 1440))
    default: throw .unreadable
    }
  }

  /// The start if only the end names a half of the day: 2:00-4:00 PM also starts in the afternoon, and 11:00-1:00 PM before
  /// noon. A Chinese word precedes its own time, so that 2:00-下午4:00 is ambiguous.
  private static func start(
    _ plain: CellDateTime, _ text: String, named: DateTimeScanner.DayHalf?, _ end: CellDateTime,
    _ half: DateTimeScanner.DayHalf?
  ) throws(DateTimeError) -> CellDateTime {
    guard named == nil, let half else { return plain }
    var scanner = DateTimeScanner(text)
    guard let inherited = try? scanner.moment(half: half), inherited != plain else { return plain }
    if let day = end.date, day != plain.date { throw .ambiguousWindow }
    guard let from = plain.minute, let other = inherited.minute, let to = end.minute, other < to else {
      return plain
    }
    if from < to, half != .am && half != .pm { throw .ambiguousWindow }
    return inherited
  }
}
