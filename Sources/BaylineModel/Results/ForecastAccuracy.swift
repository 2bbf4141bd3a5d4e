/// The accuracy of forecasts on past data.
public struct ForecastAccuracy: Hashable, Sendable {
  /// A naive benchmark forecast.
  public enum NaiveMethod: String, CaseIterable, Sendable {
    /// The same weekday of the last week before the month.
    case lastWeek
    /// The same weekday 52 weeks before.
    case lastYear
    /// The mean of the same weekday over the last eight weeks before the month.
    case eightWeeks
  }

  /// Mean absolute and root mean squared error, in visits per day.
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

  /// The measures of all visits, or of the visits of a kind.
  public struct Series: Hashable, Sendable {
    /// The kind; `nil` means all visits.
    public var kind: VisitKind?
    /// The observed mean, in visits per day.
    public var observed: Double
    /// The forecast mean, in visits per day.
    public var expected: Double
    /// The errors of the forecast: the absolute error of its median and the squared error of its mean, which these point
    /// forecasts minimize (T. Gneiting, 2011, "Making and evaluating point forecasts", JASA 106(494)).
    public var errors: Errors
    /// The continuous ranked probability score of the forecast distribution, in visits per day; for a naive forecast it
    /// equals the absolute error.
    public var crps: Double
    /// The share of days within the 90% interval.
    public var coverage: Double
    /// The share the intervals should cover according to the forecast: more than 90%, because counts are discrete.
    public var nominalCoverage: Double
    /// The share of days between the 5% and the 95% point, with days on the boundary counted in part: 90% for a calibrated
    /// forecast, however few visits are expected.
    public var centralCoverage: Double
    /// The errors of the naive forecasts, in the order of `NaiveMethod`.
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

  /// The number of scored days.
  public var days: Int
  /// The number of days on which the workshop was unexpectedly closed.
  public var closed: Int
  /// The measures of all visits, followed by those of each kind.
  public var series: [Series]
  /// The number of forecast months.
  public var months: Int
  /// The share of monthly totals between their 5% and 95% points.
  public var monthlyCentralCoverage: Double

  package init(days: Int, closed: Int, series: [Series], months: Int, monthlyCentralCoverage: Double) {
    self.days = days
    self.closed = closed
    self.series = series
    self.months = months
    self.monthlyCentralCoverage = monthlyCentralCoverage
  }
}
