import Bayline

/// A time of day on the command line, like `10:00` or `9:30`.
struct ClockTime {
  /// Minutes since midnight.
  let minutes: Int

  init?(_ text: String) {
    let padded = text.count == 4 ? "0" + text : text
    guard let time = CivilTime("2026-11-23T" + padded) else { return nil }
    minutes = time.minuteOfDay
  }
}
