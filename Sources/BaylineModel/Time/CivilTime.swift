/// A civil time at the site, to the minute, without time zone or daylight saving: every day has 1,440 minutes.
public struct CivilTime: Hashable, Comparable, Sendable {
  /// Minutes in a day.
  public static let minutesPerDay = 1440

  /// Minutes since the start of the day before 0001-01-01.
  public let minutes: Int

  /// Creates the time a number of minutes after the start of the day before 0001-01-01.
  public init(minutes: Int) {
    self.minutes = minutes
  }

  /// Creates the time `minuteOfDay` minutes after midnight of a day; 1,440 is the next midnight.
  public init(_ date: CivilDate, minuteOfDay: Int = 0) {
    self.minutes = date.ordinal * Self.minutesPerDay + minuteOfDay
  }

  /// Parses a time such as `2026-11-23T08:15`; `nil` if the text has another form or there is no such time.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 16, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      let date = CivilDate(text.prefix(10)), let hour = decimal(bytes[11..<13]), hour < 24,
      let minute = decimal(bytes[14..<16]), minute < 60
    else { return nil }
    self.init(date, minuteOfDay: hour * 60 + minute)
  }

  /// The day that holds this minute.
  public var date: CivilDate {
    CivilDate(ordinal: (minutes - minuteOfDay) / Self.minutesPerDay)
  }

  /// Minutes since midnight, from 0 to 1,439.
  public var minuteOfDay: Int {
    let rest = minutes % Self.minutesPerDay
    return rest < 0 ? rest + Self.minutesPerDay : rest
  }

  /// Chronological order.
  public static func < (left: CivilTime, right: CivilTime) -> Bool {
    left.minutes < right.minutes
  }

  /// The time `minutes` later.
  public static func + (time: CivilTime, minutes: Int) -> CivilTime {
    CivilTime(minutes: time.minutes + minutes)
  }

  /// The minutes from `right` to `left`.
  public static func - (left: CivilTime, right: CivilTime) -> Int {
    left.minutes - right.minutes
  }
}

extension CivilTime: CustomStringConvertible {
  /// `2026-11-23T08:15`, or `minute N` outside the years 1 to 9999.
  public var description: String {
    guard (1...3_652_059).contains(date.ordinal) else { return "minute \(minutes)" }
    return "\(date)T\(clock)"
  }

  /// The time of day as `08:15`.
  public var clock: String {
    Self.clock(minuteOfDay)
  }

  /// A minute of the day as `08:15`; 1,440 is `24:00`.
  public static func clock(_ minuteOfDay: Int) -> String {
    "\(padded(minuteOfDay / 60, to: 2)):\(padded(minuteOfDay % 60, to: 2))"
  }
}

/// A half-open interval of civil time, `[from, to)`.
public struct TimeWindow: Hashable, Sendable {
  /// The first minute inside.
  public var from: CivilTime
  /// The first minute after it.
  public var to: CivilTime

  /// Creates the window `[from, to)`.
  public init(from: CivilTime, to: CivilTime) {
    self.from = from
    self.to = to
  }

  /// Whether the window contains a time.
  public func contains(_ time: CivilTime) -> Bool {
    from <= time && time < to
  }
}
