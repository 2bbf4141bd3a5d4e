import Bayline
import Foundation
import Synchronization

/// The time in the workshop: that of the machine in the site's time zone, or one that a demo has set.
final class DeskClock: Sendable {
  private let zone: Mutex<TimeZone>
  /// Minutes that the workshop is ahead of the machine.
  private let ahead: Mutex<Int>

  /// - Parameters:
  ///   - timeZone: The IANA name; the machine's zone if it is unknown here.
  ///   - start: The time that it is in the workshop now; `nil` is the real time.
  init(timeZone: String, start: CivilTime? = nil) {
    let zone = TimeZone(identifier: timeZone) ?? .current
    self.zone = Mutex(zone)
    ahead = Mutex(start.map { $0 - Self.time(of: Date(), in: zone) } ?? 0)
  }

  /// The minute that it is in the workshop.
  var now: CivilTime { machineTime + ahead.withLock { $0 } }

  private var machineTime: CivilTime { zone.withLock { Self.time(of: Date(), in: $0) } }

  /// Sets the time of a demo or a test.
  func set(_ time: CivilTime) {
    let minutes = time - machineTime
    ahead.withLock { $0 = minutes }
  }

  /// The site has moved to another zone.
  func set(timeZone: String) {
    guard let new = TimeZone(identifier: timeZone) else { return }
    zone.withLock { $0 = new }
  }

  private static func time(of date: Date, in zone: TimeZone) -> CivilTime {
    let minutes = (Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)) / 60
    let days = minutes / CivilTime.minutesPerDay
    return CivilTime(
      CivilDate(ordinal: days + unixEpoch), minuteOfDay: minutes - days * CivilTime.minutesPerDay)
  }

  /// The ordinal of 1970-01-01.
  private static let unixEpoch = CivilDate("1970-01-01")?.ordinal ?? 0
}
