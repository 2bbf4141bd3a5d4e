/// What a staffing shall reach, and what may vary to reach it (`bayline.targets/1`).
public struct StaffingTargets: Hashable, Sendable {
  /// All of them shall be met.
  public var targets: [StaffingTarget]
  /// What may vary; everything else is as the site has it.
  public var ranges: StaffingRanges
  /// What things cost beside the staffing itself: overtime, lost customers.
  public var prices: Prices?
  /// How the days differ from their plan; on top of the command's uncertainty.
  public var uncertainty: UncertaintyChange?
  /// How often each day is played; `nil` leaves it to the command.
  public var replications: Int?
  /// Percent of confidence with which a target is called met: its one-sided interval lies on the right side. At 50 the
  /// mean decides.
  public var confidence: Double

  /// StaffingTargets and ranges; what is not given has the default of the format.
  public init(
    targets: [StaffingTarget], ranges: StaffingRanges, prices: Prices? = nil,
    uncertainty: UncertaintyChange? = nil,
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

/// A figure and the value that it shall have at least or at most.
public struct StaffingTarget: Hashable, Sendable {
  /// What is measured, in the mean over the days and their replications.
  public var measure: TargetMeasure
  /// What it shall be.
  public var bound: TargetBound

  /// A target.
  public init(_ measure: TargetMeasure, _ bound: TargetBound) {
    self.measure = measure
    self.bound = bound
  }
}

/// What a target measures.
public enum TargetMeasure: Hashable, Sendable {
  /// A figure of the simulation.
  case figure(Figure)
  /// Percent of those who want to be served who are: `served` by the customers who came, with or without a booking, and the
  /// visits that the plan leaves out.
  case servedShare

  /// The name in the files; `nil` of `init` if there is none such.
  public var rawValue: String {
    switch self {
    case .figure(let figure): figure.rawValue
    case .servedShare: "servedShare"
    }
  }

  /// The measure of a name in the files.
  public init?(rawValue: String) {
    if rawValue == "servedShare" {
      self = .servedShare
    } else if let figure = Figure(rawValue: rawValue) {
      self = .figure(figure)
    } else {
      return nil
    }
  }

  /// All of them, in the order of the figures.
  public static let all: [TargetMeasure] = [.servedShare] + Figure.allCases.map(TargetMeasure.figure)
}

/// On which side of a value a measure shall lie.
public enum TargetBound: Hashable, Sendable {
  /// The value or more.
  case least(Double)
  /// The value or less.
  case most(Double)
}
