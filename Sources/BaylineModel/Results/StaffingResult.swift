/// The cheapest staffing that was found, and what shows that nothing can be taken away from it.
public struct StaffingResult: Hashable, Sendable {
  /// What was asked for.
  public var targets: [StaffingTarget]
  /// Percent of confidence with which a target is called met.
  public var confidence: Double
  /// What staffings count, in the order of their numbers.
  public var posts: [StaffingPost]
  /// The ranges with their posts.
  public var groups: [StaffingGroup]
  /// Who of the site stands in each post, the first to stay first; empty for those to come.
  public var people: [[String]]
  /// How the days are called, in their order.
  public var days: [String]
  /// How often each day was played.
  public var replications: Int
  /// Iterations or seconds of the search for each plan.
  public var effort: SearchLimit
  /// The seed of plans and chances.
  public var seed: Int
  /// How the currency is written, if it has a name.
  public var currency: String?
  /// The workshop as it is; it may lie outside of the ranges.
  public var today: StaffingPoint?
  /// The cheapest one found that meets all targets; `nil` if none was found.
  public var chosen: StaffingPoint?
  /// The most that the ranges allow, where it was tried.
  public var most: StaffingPoint?
  /// Where no target is met by all: the one that is nearest to it.
  public var nearest: StaffingPoint?
  /// All staffings around the chosen one: each with one less, and the cheaper exchanges that were tried on all days.
  public var neighbours: [StaffingNeighbour]
  /// Every staffing that was planned and played on all days, by cost.
  public var points: [StaffingPoint]
  /// How the search went.
  public var searchStatistics: StaffingSearchEffort
  /// Whether the search came to its end; a stop signal ends it before.
  public var isComplete: Bool

  /// A result.
  public init(
    targets: [StaffingTarget], confidence: Double, posts: [StaffingPost], groups: [StaffingGroup],
    people: [[String]], days: [String], replications: Int, effort: SearchLimit, seed: Int, currency: String?,
    today: StaffingPoint?, chosen: StaffingPoint?, most: StaffingPoint?, nearest: StaffingPoint?,
    neighbours: [StaffingNeighbour], points: [StaffingPoint], searchStatistics: StaffingSearchEffort,
    isComplete: Bool
  ) {
    self.targets = targets
    self.confidence = confidence
    self.posts = posts
    self.groups = groups
    self.people = people
    self.days = days
    self.replications = replications
    self.effort = effort
    self.seed = seed
    self.currency = currency
    self.today = today
    self.chosen = chosen
    self.most = most
    self.nearest = nearest
    self.neighbours = neighbours
    self.points = points
    self.searchStatistics = searchStatistics
    self.isComplete = isComplete
  }

  /// How many of a group a staffing has.
  public func count(of group: StaffingGroup, in point: StaffingPoint) -> Int {
    group.posts.reduce(0) { $0 + point.counts[$1] }
  }
}

/// A staffing close to the chosen one.
public struct StaffingNeighbour: Hashable, Sendable {
  /// What it has more (above 0) or less than the chosen one, by post.
  public var difference: [Int]
  /// What came of it.
  public var evaluation: Evaluation
  /// What it costs a day, without what overtime and customers cost.
  public var cost: Double

  /// What came of a staffing.
  public enum Evaluation: Hashable, Sendable {
    /// It was planned and played on all days.
    case played(StaffingPoint)
    /// A bound proves that it cannot meet a target.
    case ruledOut(StaffingProof)
  }

  /// A neighbour.
  public init(difference: [Int], evaluation: Evaluation, cost: Double) {
    self.difference = difference
    self.evaluation = evaluation
    self.cost = cost
  }

  /// Whether there is only less of something in it.
  public var isSmaller: Bool { difference.allSatisfy { $0 <= 0 } }
}

/// That no plan of a staffing can meet a target.
public struct StaffingProof: Hashable, Sendable {
  /// By which bound.
  public var bound: StaffingBound
  /// What cannot be met; `nil` where somebody cannot go at all.
  public var measure: TargetMeasure?
  /// What it is at most.
  public var most: Double
  /// Visits that every plan leaves out at least, over all days.
  public var leftOut: Int

  /// A proof.
  public init(bound: StaffingBound, measure: TargetMeasure?, most: Double, leftOut: Int) {
    self.bound = bound
    self.measure = measure
    self.most = most
    self.leftOut = leftOut
  }
}

/// What a staffing is ruled out by before it is planned; `docs/staffing.md` proves each.
public enum StaffingBound: String, CaseIterable, Hashable, Sendable {
  /// The shifts of able technicians are shorter than the work.
  case technicians
  /// What the reserve leaves of all shifts is shorter than the work.
  case reserve
  /// The shifts of able technicians on arrival days are shorter than the work of customers who wait.
  case waiting
  /// The bays of a type are open for less than the work.
  case bays
  /// Advisors have fewer slots than there are visits.
  case advisors
  /// Loan vehicles are out for longer than there are days.
  case loaners
  /// Work is locked to somebody, or only they can do it.
  case tied
}

/// How the search went.
public struct StaffingSearchEffort: Hashable, Sendable {
  /// Staffings planned and played on all days.
  public var played: Int
  /// Staffings that were given up after some of the days.
  public var screened: Int
  /// Staffings that a bound has ruled out, by bound.
  public var ruledOut: [StaffingBound: Int]
  /// Staffings that were passed over because a larger one fails already.
  public var presumed: Int

  /// Counts.
  public init(played: Int, screened: Int, ruledOut: [StaffingBound: Int], presumed: Int) {
    self.played = played
    self.screened = screened
    self.ruledOut = ruledOut
    self.presumed = presumed
  }
}
