import BaylineMath
import BaylineModel

/// Sums up the days of a backtest.
struct BacktestTally {
  private struct Sums {
    var seen = 0.0
    var expected = 0.0
    var absolute = 0.0
    var squared = 0.0
    var score = 0.0
    var covered = 0.0
    var promised = 0.0
    var central = 0.0
    var naive = BacktestReport.Naive.allCases.map { _ in (absolute: 0.0, squared: 0.0) }
  }

  /// Days of usual weekdays on which the workshop was closed.
  var closed = 0
  private let kinds: [Kind]
  private var sums: [Sums]
  private var days = 0
  private var months = 0
  private var monthsCentral = 0.0

  init(kinds: [Kind]) {
    self.kinds = kinds
    sums = Array(repeating: Sums(), count: kinds.count + 1)
  }

  mutating func add(_ day: VolumeForecast.Day, seen: [Int], naive: [[Double]]) {
    days += 1
    add(0, day.total, seen.reduce(0, +), naive.map { $0.reduce(0, +) })
    for kind in kinds.indices {
      add(kind + 1, day.kinds[kind], seen[kind], naive.map { $0[kind] })
    }
  }

  mutating func addMonth(_ sum: CountDistribution, seen: Int) {
    months += 1
    monthsCentral += sum.share(of: seen, between: 0.05, and: 0.95)
  }

  private mutating func add(_ place: Int, _ forecast: CountDistribution, _ seen: Int, _ naive: [Double]) {
    let error = Double(seen) - forecast.mean
    let interval = forecast.interval
    sums[place].seen += Double(seen)
    sums[place].expected += forecast.mean
    sums[place].absolute += abs(Double(seen - forecast.quantile(0.5)))
    sums[place].squared += error * error
    sums[place].score += forecast.rankedScore(of: seen)
    sums[place].covered += interval.contains(seen) ? 1 : 0
    sums[place].promised +=
      forecast.probability(atMost: interval.upperBound)
      - forecast.probability(atMost: interval.lowerBound - 1)
    sums[place].central += forecast.share(of: seen, between: 0.05, and: 0.95)
    for (method, value) in naive.enumerated() {
      let error = Double(seen) - value
      sums[place].naive[method].absolute += abs(error)
      sums[place].naive[method].squared += error * error
    }
  }

  /// The report; `nil` if no day was scored.
  var report: BacktestReport? {
    guard days > 0 else { return nil }
    let count = Double(days)
    return BacktestReport(
      days: days, closed: closed,
      series: sums.enumerated().map { place, sums in
        BacktestReport.Series(
          kind: place == 0 ? nil : kinds[place - 1], seen: sums.seen / count,
          expected: sums.expected / count,
          errors: BacktestReport.Errors(
            absolute: sums.absolute / count, squared: (sums.squared / count).squareRoot()),
          rankedScore: sums.score / count, covered: sums.covered / count, promised: sums.promised / count,
          central: sums.central / count,
          naive: sums.naive.map {
            BacktestReport.Errors(
              absolute: $0.absolute / count, squared: ($0.squared / count).squareRoot())
          })
      }, months: months, monthsCentral: monthsCentral / Double(months))
  }
}
