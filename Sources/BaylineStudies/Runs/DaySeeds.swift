import BaylineMath
package import BaylineModel

/// The seeds of the days of a study.
package enum DaySeeds {
  /// The seed of a day's chances.
  ///
  /// They follow from its date; days of one date that stand for different days shall not meet the same ones. The first of
  /// a date meets those of `bayline simulate` with the same seed.
  package static func seed(of day: Int, _ demands: [Demand], seed: Int) -> Int {
    let date = demands[day].horizon.from
    let before = demands[..<day].count { $0.horizon.from == date }
    if before == 0 { return seed }
    var random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)), stream: "chances \(before)")
    return Int(random.next() >> 1)
  }
}
