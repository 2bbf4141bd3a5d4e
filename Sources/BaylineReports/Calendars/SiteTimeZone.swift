import BaylineFormats
import BaylineModel
import BaylineWording
import Foundation

/// The site's time zone around the times of a schedule, according to the system's time zone database.
///
/// Schedules use civil time without daylight saving. In calendars a time that clocks skip in spring becomes the moment
/// they skip to, and a time that they show twice in autumn means the first of the two.
struct SiteTimeZone {
  /// The IANA name.
  let name: String
  /// A change of the offset from UTC.
  struct Transition: Hashable {
    /// In seconds since 1970-01-01T00:00 UTC.
    var at: Int
    /// Seconds ahead of UTC before it.
    var from: Int
    /// Seconds ahead of UTC after it.
    var to: Int
    /// Whether daylight saving time begins.
    var isDaylight: Bool

    /// The local time by the offset before it, in seconds since 1970-01-01T00:00 local.
    var onset: Int { at + from }
  }
  /// From the start of the year before the first time to the end of the year after the last.
  let transitions: [Transition]
  /// Seconds ahead of UTC before the first transition.
  let offset: Int
  /// Whether that offset is daylight saving time.
  let isDaylight: Bool
  /// The years of the transitions.
  let years: ClosedRange<Int>
  /// Whether a transition precedes all times of the schedule.
  let beginsWithTransition: Bool

  /// Creates the zone for times in a range; `nil` if the name is unknown.
  init?(_ name: String, from: CivilTime, to: CivilTime) {
    guard let zone = Self.zone(name) else { return nil }
    self.name = name
    years = max(1, from.date.components.year - 1)...min(9999, to.date.components.year + 1)
    let begin = Self.seconds(year: years.lowerBound)
    let end = Self.seconds(year: years.upperBound + 1)
    func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }
    offset = zone.secondsFromGMT(for: date(begin))
    isDaylight = zone.isDaylightSavingTime(for: date(begin))
    var transitions: [Transition] = []
    var last = begin
    var before = offset
    while let next = zone.nextDaylightSavingTimeTransition(after: date(last)) {
      let at = Int(next.timeIntervalSince1970.rounded())
      guard at > last, at < end else { break }
      let after = zone.secondsFromGMT(for: date(at))
      transitions.append(
        Transition(at: at, from: before, to: after, isDaylight: zone.isDaylightSavingTime(for: date(at))))
      (last, before) = (at, after)
    }
    // Some transitions change the name only.
    self.transitions = transitions.filter { $0.from != $0.to }
    beginsWithTransition = self.transitions.first.map { $0.onset <= Self.seconds(from) - 86_400 } ?? false
  }

  /// The known name nearest to an unknown one.
  static func nearest(to name: String) -> String? {
    nearestName(to: name, among: TimeZone.knownTimeZoneIdentifiers)
  }

  private static func zone(_ name: String) -> TimeZone? {
    // Foundation also accepts ambiguous abbreviations and offsets, which are not IANA names.
    let isAbbreviation = TimeZone.abbreviationDictionary[name] != nil && !shortNames.contains(name)
    let isOffset = name.hasPrefix("GMT") && !["GMT", "GMT0", "GMT+0", "GMT-0"].contains(name)
    return isAbbreviation || isOffset ? nil : TimeZone(identifier: name)
  }

  /// The abbreviations that are IANA names.
  private static let shortNames: Set<String> = [
    "UTC", "GMT", "CET", "MET", "EET", "WET", "EST", "MST", "HST",
  ]

  // MARK: - Times

  /// A civil time as clocks show it: a skipped time becomes the moment they skip to.
  func wallClockTime(_ time: CivilTime) -> CivilTime {
    let seconds = Self.seconds(time)
    guard let gap = transitions.first(where: { $0.onset <= seconds && seconds < $0.at + $0.to }) else {
      return time
    }
    return time + (gap.at + gap.to - seconds + 59) / 60
  }

  /// A civil time in UTC: `20261123T001500Z`.
  func utc(_ time: CivilTime) -> String {
    let seconds = Self.seconds(wallClockTime(time))
    // A time that occurs twice means the first one (RFC 5545, 3.3.5).
    let last = transitions.last { seconds >= $0.at + max($0.from, $0.to) }
    return Self.local(seconds: seconds - (last?.to ?? offset)) + "Z"
  }

  /// A civil time as `20261123T081500`.
  static func local(_ time: CivilTime) -> String {
    local(seconds: seconds(time))
  }

  /// Seconds since 1970-01-01T00:00 as a date with time.
  static func local(seconds: Int) -> String {
    let second = ((seconds % 60) + 60) % 60
    let time = epoch + (seconds - second) / 60
    let digits = time.description.filter { $0 != "-" && $0 != ":" }
    return digits + (second < 10 ? "0" : "") + String(second)
  }

  private static func seconds(_ time: CivilTime) -> Int { (time - epoch) * 60 }

  /// The start of a year, local, in seconds since 1970-01-01T00:00.
  static func seconds(year: Int) -> Int {
    // The year 10000 begins a day after the last day of the calendar.
    let day = CivilDate(year: year, month: 1, day: 1) ?? CivilDate(ordinal: 3_652_060)
    return seconds(CivilTime(day))
  }

  /// 1970-01-01T00:00.
  private static let epoch = CivilTime(CivilDate(ordinal: 719_163))

  /// The day of a local time in seconds since 1970, and the second of that day.
  static func day(_ seconds: Int) -> (date: CivilDate, second: Int) {
    let second = ((seconds % 86_400) + 86_400) % 86_400
    return ((epoch + (seconds - second) / 60).date, second)
  }
}
