import BaylineMath
import BaylineModel

/// Arrivals of customers by hour of the day, the job cards of `datasets/history/arrivals_by_hour.csv`.
///
/// 481,739 job cards of 242 workshops of one chain in India, 2012–2016, read off a published chart (±2%).
package enum ArrivalHours {
  /// The number of job cards opened in each hour of the day, from 0 to 23.
  package static let counts: [Int] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 26_435, 70_261, 81_739, 73_391, 42_087, 45_913, 45_565, 38_609, 31_304, 18_783,
    7_652,
    0, 0, 0, 0,
  ]

  /// Hours by which our workshops open earlier than those of the source.
  private static let shift = 1

  /// The relative frequency of arrivals in an hour of the day.
  static func weight(ofHour hour: Int) -> Int {
    counts.indices.contains(hour + shift) ? counts[hour + shift] : 0
  }

  /// The hours of the day between `opening` and `closing`.
  static func hours(opening: Int, closing: Int) -> [Int] {
    Array((opening / 60)...((closing - 1) / 60))
  }

  /// Draws an arrival on a grid, as a minute of the day between `opening` and `closing`.
  static func draw(opening: Int, closing: Int, grid: Int, _ random: inout SplitMix64) -> Int {
    let hours = hours(opening: opening, closing: closing)
    let hour = hours[random.position(in: hours.map(weight))]
    let minute = hour * 60 + random.below(60 / grid) * grid
    return min(max(minute, opening), (closing - 1) / grid * grid)
  }
}
