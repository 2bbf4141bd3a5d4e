import BaylineMath
package import BaylineModel

/// Seeds of the days of a study.
package enum DaySeeds {
  /// The seed of a day's random events.
  ///
  /// Random events depend on the date; several days of one date must not share them, so each gets its own seed. The
  /// first day of a date has the random events of `bayline simulate` with the same seed.
  package static func seed(of day: Int, _ demands: [Demand], seed: Int) -> Int {
    let date = demands[day].horizon.from
    let before = demands[..<day].count { $0.horizon.from == date }
    if before == 0 { return seed }
    var random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)), stream: "chances \(before)")
    return Int(random.next() >> 1)
  }
}
