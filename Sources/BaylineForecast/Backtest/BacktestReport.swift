public import BaylineModel
import BaylineStatistics

/// How good forecasts were on the past.
public struct BacktestReport: Hashable, Sendable {
  /// Mean absolute and root mean squared error, in visits a day.
  public struct Errors: Hashable, Sendable {
    /// Mean absolute error.
    public var absolute: Double
    /// Root mean squared error.
    public var squared: Double
  }

  /// The measures of all visits or of a kind.
  public struct Series: Hashable, Sendable {
    /// The kind; `nil` is all visits.
    public var kind: Kind?
    /// The mean of what came, a day.
    public var seen: Double
    /// The mean of what was forecast, a day.
    public var expected: Double
    /// The errors of the forecast: absolute ones of its median, squared ones of its mean, for these are what makes them least
    /// (T. Gneiting, 2011, "Making and evaluating point forecasts", JASA 106(494)).
    public var errors: Errors
    /// The continuous ranked probability score of the forecast distribution, in visits a day; of a naive forecast it is the
    /// absolute error.
    public var rankedScore: Double
    /// The share of days that lay within the 90% interval.
    public var covered: Double
    /// The share that the intervals should have held by the forecast itself: more than 90%, for counts are whole.
    public var promised: Double
    /// The share of days between the 5% and the 95% point, a day on the edge counted by its part: 90% if the forecast is
    /// right, however few visits are expected.
    public var central: Double
    /// The errors of the simple forecasts, in the order of `Backtest.Naive`.
    public var naive: [Errors]
  }

  /// The days that were scored.
  public var days: Int
  /// Days of usual weekdays on which the workshop was closed.
  public var closed: Int
  /// All visits first, then each kind.
  public var series: [Series]
  /// The months that were forecast.
  public var months: Int
  /// The share of the months' sums between their 5% and their 95% point.
  public var monthsCentral: Double
}

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
    var naive = Backtest.Naive.allCases.map { _ in (absolute: 0.0, squared: 0.0) }
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
