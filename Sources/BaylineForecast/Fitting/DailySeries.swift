import BaylineMath
import BaylineModel

/// The past day by day: how many visits, and whether the workshop was open.
struct DailySeries {
  /// Ordinal of the first day.
  let first: Int
  /// Visits of each day; 0 where it was closed.
  let totals: [Double]
  /// Whether each day counts: a day on which the workshop was closed tells nothing of an open one.
  let isOpen: [Bool]
  /// 0 Monday to 6 Sunday.
  let weekdays: [Int]
  /// 0 January to 11 December.
  let months: [Int]
  let years: [Int]
  /// By weekday: whether the workshop is usually open.
  let isUsuallyOpen: [Bool]
  /// By weekday: whether a day without visits is taken for closed.
  let isClosedWithoutVisits: [Bool]

  /// The days of some counts, from the first one with a visit.
  ///
  /// A usual weekday without any visit was a closed day, unless so few come on it that chance explains it; a weekday
  /// that is seldom open counts whole, so that what is expected on it is small. A day that was not counted had no
  /// visits.
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
      let usual = !recent.isEmpty && Double(open.count) >= VolumeSettings.minOpenShare * Double(recent.count)
      isUsuallyOpen.append(usual)
      let mean = open.reduce(0, +) / Double(max(1, open.count))
      isClosed.append(usual && mean >= VolumeSettings.closedFrom)
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

  /// How many days the workshop was open.
  var openCount: Int { zip(isOpen, totals).count { $0 && $1 > 0 } }

  /// 0 Monday to 6 Sunday.
  static func position(_ weekday: Weekday) -> Int {
    Weekday.allCases.firstIndex(of: weekday) ?? 0
  }
}

/// Sums in which what is older counts less.
enum ExponentialWeighting {
  /// What is left of a weight after a day.
  static func decay(halfLife: Double) -> Double {
    ExactMath.power(0.5, 1 / halfLife)
  }

  /// For each day, the sum up to it.
  static func trailing(_ values: [Double], decay: Double) -> [Double] {
    var sum = 0.0
    return values.map { value in
      sum = sum * decay + value
      return sum
    }
  }

  /// For each day, the sum over both sides of it.
  static func around(_ values: [Double], decay: Double) -> [Double] {
    let before = trailing(values, decay: decay)
    let after = Array(trailing(values.reversed(), decay: decay).reversed())
    return values.indices.map { before[$0] + after[$0] - values[$0] }
  }

  /// The weight of each of some days at the end of them.
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
