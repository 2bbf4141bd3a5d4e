/// How good forecasts were on the past.
public struct ForecastAccuracy: Hashable, Sendable {
  /// A simple forecast to compare with.
  public enum NaiveMethod: String, CaseIterable, Sendable {
    /// The same weekday of the last week before the month.
    case lastWeek
    /// The same weekday 52 weeks before.
    case lastYear
    /// The mean of the same weekday over the last eight weeks before the month.
    case eightWeeks
  }

  /// Mean absolute and root mean squared error, in visits a day.
  public struct Errors: Hashable, Sendable {
    /// Mean absolute error.
    public var absolute: Double
    /// Root mean squared error.
    public var squared: Double

    package init(absolute: Double, squared: Double) {
      self.absolute = absolute
      self.squared = squared
    }
  }

  /// The measures of all visits or of a kind.
  public struct Series: Hashable, Sendable {
    /// The kind; `nil` is all visits.
    public var kind: VisitKind?
    /// The mean of what came, a day.
    public var observed: Double
    /// The mean of what was forecast, a day.
    public var expected: Double
    /// The errors of the forecast: absolute ones of its median, squared ones of its mean, for these are what makes them least
    /// (T. Gneiting, 2011, "Making and evaluating point forecasts", JASA 106(494)).
    public var errors: Errors
    /// The continuous ranked probability score of the forecast distribution, in visits a day; of a naive forecast it is the
    /// absolute error.
    public var crps: Double
    /// The share of days that lay within the 90% interval.
    public var coverage: Double
    /// The share that the intervals should have held by the forecast itself: more than 90%, for counts are whole.
    public var nominalCoverage: Double
    /// The share of days between the 5% and the 95% point, a day on the edge counted by its part: 90% if the forecast is
    /// right, however few visits are expected.
    public var centralCoverage: Double
    /// The errors of the simple forecasts, in the order of `ForecastAccuracy.NaiveMethod`.
    public var naive: [Errors]

    package init(
      kind: VisitKind?, observed: Double, expected: Double, errors: Errors, crps: Double, coverage: Double,
      nominalCoverage: Double, centralCoverage: Double, naive: [Errors]
    ) {
      self.kind = kind
      self.observed = observed
      self.expected = expected
      self.errors = errors
      self.crps = crps
      self.coverage = coverage
      self.nominalCoverage = nominalCoverage
      self.centralCoverage = centralCoverage
      self.naive = naive
    }
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
  public var monthlyCentralCoverage: Double

  package init(days: Int, closed: Int, series: [Series], months: Int, monthlyCentralCoverage: Double) {
    self.days = days
    self.closed = closed
    self.series = series
    self.months = months
    self.monthlyCentralCoverage = monthlyCentralCoverage
  }
}
