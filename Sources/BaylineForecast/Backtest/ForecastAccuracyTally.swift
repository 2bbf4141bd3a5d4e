import BaylineMath
import BaylineModel

/// Accumulates the scores of a backtest.
struct ForecastAccuracyTally {
  private struct Sums {
    var observed = 0.0
    var expected = 0.0
    var absolute = 0.0
    var squared = 0.0
    var score = 0.0
    var coverage = 0.0
    var nominalCoverage = 0.0
    var centralCoverage = 0.0
    var naive = ForecastAccuracy.NaiveMethod.allCases.map { _ in (absolute: 0.0, squared: 0.0) }
  }

  /// The number of days on usually open weekdays on which the workshop was closed.
  var closed = 0
  private let kinds: [VisitKind]
  private var sums: [Sums]
  private var days = 0
  private var months = 0
  private var monthlyCentralCoverage = 0.0

  init(kinds: [VisitKind]) {
    self.kinds = kinds
    sums = Array(repeating: Sums(), count: kinds.count + 1)
  }

  mutating func add(_ day: VolumeForecast.Day, observed: [Int], naive: [[Double]]) {
    days += 1
    add(0, day.total, observed.reduce(0, +), naive.map { $0.reduce(0, +) })
    for kind in kinds.indices {
      add(kind + 1, day.kinds[kind], observed[kind], naive.map { $0[kind] })
    }
  }

  mutating func addMonth(_ sum: CountDistribution, observed: Int) {
    months += 1
    monthlyCentralCoverage += sum.share(of: observed, between: 0.05, and: 0.95)
  }

  private mutating func add(_ place: Int, _ forecast: CountDistribution, _ observed: Int, _ naive: [Double]) {
    let error = Double(observed) - forecast.mean
    let interval = forecast.interval
    sums[place].observed += Double(observed)
    sums[place].expected += forecast.mean
    sums[place].absolute += abs(Double(observed - forecast.quantile(0.5)))
    sums[place].squared += error * error
    sums[place].score += forecast.crps(of: observed)
    sums[place].coverage += interval.contains(observed) ? 1 : 0
    sums[place].nominalCoverage +=
      forecast.probability(atMost: interval.upperBound)
      - forecast.probability(atMost: interval.lowerBound - 1)
    sums[place].centralCoverage += forecast.share(of: observed, between: 0.05, and: 0.95)
    for (method, value) in naive.enumerated() {
      let error = Double(observed) - value
      sums[place].naive[method].absolute += abs(error)
      sums[place].naive[method].squared += error * error
    }
  }

  /// The report; `nil` if no day was scored.
  var report: ForecastAccuracy? {
    guard days > 0 else { return nil }
    let count = Double(days)
    return ForecastAccuracy(
      days: days, closed: closed,
      series: sums.enumerated().map { place, sums in
        ForecastAccuracy.Series(
          kind: place == 0 ? nil : kinds[place - 1], observed: sums.observed / count,
          expected: sums.expected / count,
          errors: ForecastAccuracy.Errors(
            absolute: sums.absolute / count, squared: (sums.squared / count).squareRoot()),
          crps: sums.score / count, coverage: sums.coverage / count,
          nominalCoverage: sums.nominalCoverage / count,
          centralCoverage: sums.centralCoverage / count,
          naive: sums.naive.map {
            ForecastAccuracy.Errors(
              absolute: $0.absolute / count, squared: ($0.squared / count).squareRoot())
          })
      }, months: months, monthlyCentralCoverage: monthlyCentralCoverage / Double(months))
  }
}
