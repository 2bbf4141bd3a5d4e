/// What a staffing must achieve, and what may vary (`bayline.targets/1`).
public struct StaffingTargets: Hashable, Sendable {
  /// The targets, all of which must be met.
  public var targets: [StaffingTargets.Target]
  /// What may vary; everything else is as at the site.
  public var ranges: StaffingRanges
  /// The prices of overtime and lost customers, in addition to the staffing itself.
  public var prices: Prices?
  /// The uncertainty, as a change of the default or given one.
  public var uncertainty: Uncertainty.Change?
  /// The number of replications per day; `nil` leaves it to the caller.
  public var replications: Int?
  /// The confidence in percent required to call a target met, by a one-sided interval. At 50 the mean decides.
  public var confidence: Double

  /// Creates targets; the defaults are those of the format.
  public init(
    targets: [StaffingTargets.Target], ranges: StaffingRanges, prices: Prices? = nil,
    uncertainty: Uncertainty.Change? = nil,
    replications: Int? = nil, confidence: Double = 95
  ) {
    self.targets = targets
    self.ranges = ranges
    self.prices = prices
    self.uncertainty = uncertainty
    self.replications = replications
    self.confidence = confidence
  }
}

extension StaffingTargets {
  /// A bound for a measure.
  public struct Target: Hashable, Sendable {
    /// The measure, averaged over the days and their replications.
    public var measure: StaffingTargets.Measure
    /// The bound.
    public var bound: StaffingTargets.Bound

    /// Creates a target.
    public init(_ measure: StaffingTargets.Measure, _ bound: StaffingTargets.Bound) {
      self.measure = measure
      self.bound = bound
    }
  }
}

extension StaffingTargets {
  /// A measure with a target.
  public enum Measure: Hashable, Sendable {
    /// A figure of the simulation.
    case figure(Figure)
    /// Served vehicles in percent of the demand: customers who came, with or without a booking, and unscheduled visits.
    case servedShare

    /// The name in the files.
    public var rawValue: String {
      switch self {
      case .figure(let figure): figure.rawValue
      case .servedShare: "servedShare"
      }
    }

    /// Creates the measure with a name in the files; `nil` if there is none.
    public init?(rawValue: String) {
      if rawValue == "servedShare" {
        self = .servedShare
      } else if let figure = Figure(rawValue: rawValue) {
        self = .figure(figure)
      } else {
        return nil
      }
    }

    /// All measures, in the order of the figures.
    public static let all: [StaffingTargets.Measure] =
      [.servedShare] + Figure.allCases.map(StaffingTargets.Measure.figure)
  }
}

extension StaffingTargets {
  /// A lower or upper bound of a measure.
  public enum Bound: Hashable, Sendable {
    /// The value or more.
    case least(Double)
    /// The value or less.
    case most(Double)
  }
}
