import BaylineFormats
import BaylineModel
import BaylineWording
import Foundation

/// The site's time zone around the times of a schedule, as the system's zone tables have it.
///
/// The program reckons with civil time and knows no daylight saving. What it says is told as clocks show it: a time
/// that they skip in spring is the moment they skip to, and one that they show twice in autumn the first of the two.
struct SiteTimeZone {
  /// The IANA name.
  let name: String
  /// A change of the offset.
  struct Transition: Hashable {
    /// When, in seconds since 1970-01-01T00:00 UTC.
    var at: Int
    /// Seconds ahead of UTC before it.
    var from: Int
    /// Seconds ahead of UTC after it.
    var to: Int
    /// Whether daylight saving time begins.
    var isDaylight: Bool

    /// The local time at which it happens, by the clock before it, in seconds since 1970-01-01T00:00 local.
    var onset: Int { at + from }
  }
  /// The changes from the first day of the year before the first time to the last day of the year after the last.
  let transitions: [Transition]
  /// Seconds ahead of UTC before the first of them.
  let offset: Int
  /// Whether that is daylight saving time.
  let isDaylight: Bool
  /// The years of the changes.
  let years: ClosedRange<Int>
  /// Whether there is a change before the first time, so that all times lie behind one.
  let beginsWithTransition: Bool

  /// The zone with a name, for times between two; `nil` if there is none of that name.
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
    // Some changes are of the name alone.
    self.transitions = transitions.filter { $0.from != $0.to }
    beginsWithTransition = self.transitions.first.map { $0.onset <= Self.seconds(from) - 86_400 } ?? false
  }

  /// The zone's name nearest to one that is none.
  static func nearest(to name: String) -> String? {
    nearestName(to: name, among: TimeZone.knownTimeZoneIdentifiers)
  }

  private static func zone(_ name: String) -> TimeZone? {
    // Foundation also takes abbreviations, of which there are several of a kind, and offsets; IANA does not.
    let isAbbreviation = TimeZone.abbreviationDictionary[name] != nil && !shortNames.contains(name)
    let isOffset = name.hasPrefix("GMT") && !["GMT", "GMT0", "GMT+0", "GMT-0"].contains(name)
    return isAbbreviation || isOffset ? nil : TimeZone(identifier: name)
  }

  /// The abbreviations that IANA has as names.
  private static let shortNames: Set<String> = [
    "UTC", "GMT", "CET", "MET", "EET", "WET", "EST", "MST", "HST",
  ]

  // MARK: - Times

  /// A civil time as clocks show it: one that they skip becomes the moment they skip to.
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
    // Of two that are the same on the clock the first one is meant (RFC 5545, 3.3.5).
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

  /// The first second of a year, local, since 1970-01-01T00:00.
  static func seconds(year: Int) -> Int {
    // The year 10000 begins a day after the last day of the calendar.
    let day = CivilDate(year: year, month: 1, day: 1) ?? CivilDate(ordinal: 3_652_060)
    return seconds(CivilTime(day))
  }

  /// 1970-01-01T00:00.
  private static let epoch = CivilTime(CivilDate(ordinal: 719_163))

  /// The day of a local time in seconds since 1970, and its second of the day.
  static func day(_ seconds: Int) -> (date: CivilDate, second: Int) {
    let second = ((seconds % 86_400) + 86_400) % 86_400
    return ((epoch + (seconds - second) / 60).date, second)
  }
}
