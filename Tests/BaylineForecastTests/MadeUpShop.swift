import BaylineMath
import BaylineModel

/// A workshop whose volumes are known: weekdays with 10 visits and 5 on Saturdays, closed on Sundays; two thirds repairs.
struct MadeUpShop {
  var level = 1.0
  /// Growth in a day, of the logarithm.
  var growth = 0.0
  /// More in December, less in the rest.
  var december = 1.0
  var dispersion = 1.0
  /// Whether a day is a holiday.
  var isHoliday: (CivilDate) -> Bool = { _ in false }

  static let first = CivilDate(year: 2018, month: 1, day: 1) ?? CivilDate(ordinal: 1)

  func mean(_ date: CivilDate) -> Double {
    let weekday =
      switch date.weekday {
      case .sunday: 0.0
      case .saturday: 5.0
      default: 10.0
      }
    let season = date.components.month == 12 ? december : 1
    let days = Double(date.ordinal - Self.first.ordinal)
    return isHoliday(date) ? 0 : weekday * level * season * ExactMath.exp(growth * days)
  }

  /// Counts of so many days, drawn, or the means themselves rounded.
  func counts(days: Int, seed: UInt64?) -> DailyCounts {
    var random = SplitMix64(seed: seed ?? 0)
    var rows: [CivilDate: [Int]] = [:]
    for offset in 0..<days {
      let date = Self.first.advanced(by: offset)
      let mean = mean(date)
      guard mean > 0 else { continue }
      if seed == nil {
        let total = Int(mean.rounded())
        rows[date] = [total * 2 / 3, total - total * 2 / 3]
      } else {
        rows[date] = [
          random.count(mean: mean * 2 / 3, dispersion: dispersion),
          random.count(mean: mean / 3, dispersion: dispersion),
        ]
      }
    }
    return DailyCounts(kinds: [.repair, .maintenance], days: rows)
  }
}
