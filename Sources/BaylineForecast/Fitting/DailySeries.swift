import BaylineMath
import BaylineModel

/// The past by day: visits, and whether the workshop was open.
struct DailySeries {
  /// Ordinal of the first day.
  let first: Int
  /// Visits of each day; 0 where it was closed.
  let totals: [Double]
  /// Whether each day counts as open; closed days say nothing about open ones.
  let isOpen: [Bool]
  /// 0 Monday to 6 Sunday.
  let weekdays: [Int]
  /// 0 January to 11 December.
  let months: [Int]
  let years: [Int]
  /// By weekday: whether the workshop is usually open.
  let isUsuallyOpen: [Bool]
  /// By weekday: whether a day without visits is treated as closed.
  let isClosedWithoutVisits: [Bool]

  /// Creates the series from the first day with a visit.
  ///
  /// A day without visits on a usually open weekday was closed, unless the weekday has so few visits that chance
  /// explains it. All days of a rarely open weekday count, which makes its expectation small. Days that were not
  /// counted had no visits.
  init(_ counts: DailyCounts) {
    let all = counts.rows.map { $0?.reduce(0, +) ?? 0 }
    let skipped = all.prefix { $0 == 0 }.count
    let totals = all.dropFirst(skipped).map(Double.init)
    let first = counts.first.ordinal + skipped
    let dates = totals.indices.map { CivilDate(ordinal: first + $0) }
    let weekdays = dates.map { Self.position($0.weekday) }
    var isUsuallyOpen: [Bool] = []
    var isClosed: [Bool] = []
    for weekday in 0..<7 {
      let recent = totals.indices.filter { weekdays[$0] == weekday }.suffix(52).map { totals[$0] }
      let open = recent.filter { $0 > 0 }
      let isOftenOpen =
        !recent.isEmpty && Double(open.count) >= VolumeSettings.minOpenShare * Double(recent.count)
      isUsuallyOpen.append(isOftenOpen)
      let mean = open.reduce(0, +) / Double(max(1, open.count))
      isClosed.append(isOftenOpen && mean >= VolumeSettings.closedFrom)
    }
    self.first = first
    self.totals = totals
    self.isOpen = totals.indices.map { totals[$0] > 0 || !isClosed[weekdays[$0]] }
    self.weekdays = weekdays
    let parts = dates.map(\.components)
    months = parts.map { $0.month - 1 }
    years = parts.map(\.year)
    self.isUsuallyOpen = isUsuallyOpen
    isClosedWithoutVisits = isClosed
  }

  /// The number of open days with visits.
  var openCount: Int { zip(isOpen, totals).count { $0 && $1 > 0 } }

  /// 0 Monday to 6 Sunday.
  static func position(_ weekday: Weekday) -> Int {
    Weekday.allCases.firstIndex(of: weekday) ?? 0
  }
}

/// Exponentially discounted sums.
enum ExponentialWeighting {
  /// The discount factor per day.
  static func decay(halfLife: Double) -> Double {
    ExactMath.power(0.5, 1 / halfLife)
  }

  /// For each day, the discounted sum up to it.
  static func trailing(_ values: [Double], decay: Double) -> [Double] {
    var sum = 0.0
    return values.map { value in
      sum = sum * decay + value
      return sum
    }
  }

  /// For each day, the sum discounted in both directions.
  static func around(_ values: [Double], decay: Double) -> [Double] {
    let before = trailing(values, decay: decay)
    let after = Array(trailing(values.reversed(), decay: decay).reversed())
    return values.indices.map { before[$0] + after[$0] - values[$0] }
  }

  /// The weight of each day as seen from the last one.
  static func weights(_ count: Int, decay: Double) -> [Double] {
    var weight = 1.0
    var weights = [Double](repeating: 0, count: count)
    for day in weights.indices.reversed() {
      weights[day] = weight
      weight *= decay
    }
    return weights
  }
}
