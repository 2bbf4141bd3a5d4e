/// The cheapest staffing found, with the evidence that nothing can be removed from it.
public struct StaffingResult: Hashable, Sendable {
  /// The targets.
  public var targets: [StaffingTargets.Target]
  /// The confidence in percent required to call a target met.
  public var confidence: Double
  /// The posts that a staffing counts, in the order of `StaffingResult.Point.counts`.
  public var posts: [StaffingRanges.Post]
  /// The ranges with their posts.
  public var groups: [StaffingRanges.Group]
  /// The ids of the site's people and bays in each post, those kept longest first; empty for posts to be added.
  public var people: [[String]]
  /// The names of the days, in order.
  public var days: [String]
  /// The number of replications per day.
  public var replications: Int
  /// The search effort per plan.
  public var effort: SearchLimit
  /// The seed of planning and simulation.
  public var seed: Int
  /// The name of the currency, if it has one.
  public var currency: String?
  /// The current staffing, which may lie outside the ranges.
  public var today: StaffingResult.Point?
  /// The cheapest staffing found that meets all targets; `nil` if none was found.
  public var chosen: StaffingResult.Point?
  /// The maximum staffing within the ranges, if it was tried.
  public var most: StaffingResult.Point?
  /// The staffing closest to the targets, if none meets them all.
  public var nearest: StaffingResult.Point?
  /// The neighbours of the chosen staffing: each with one post less, and the cheaper exchanges evaluated on all days.
  public var neighbours: [StaffingResult.Neighbour]
  /// Every staffing evaluated on all days, by cost.
  public var points: [StaffingResult.Point]
  /// The effort of the search.
  public var searchStatistics: StaffingResult.SearchEffort
  /// Whether the search completed instead of being stopped.
  public var isComplete: Bool

  /// Creates a result.
  public init(
    targets: [StaffingTargets.Target], confidence: Double, posts: [StaffingRanges.Post],
    groups: [StaffingRanges.Group],
    people: [[String]], days: [String], replications: Int, effort: SearchLimit, seed: Int, currency: String?,
    today: StaffingResult.Point?, chosen: StaffingResult.Point?, most: StaffingResult.Point?,
    nearest: StaffingResult.Point?,
    neighbours: [StaffingResult.Neighbour], points: [StaffingResult.Point],
    searchStatistics: StaffingResult.SearchEffort,
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

  /// The number of a group in a staffing.
  public func count(of group: StaffingRanges.Group, in point: StaffingResult.Point) -> Int {
    group.posts.reduce(0) { $0 + point.counts[$1] }
  }
}

extension StaffingResult {
  /// A staffing close to the chosen one.
  public struct Neighbour: Hashable, Sendable {
    /// The difference from the chosen staffing by post, above 0 for more.
    public var difference: [Int]
    /// The evaluation.
    public var evaluation: Evaluation
    /// The cost per day, not counting overtime and customers.
    public var cost: Double

    /// How a staffing was evaluated.
    public enum Evaluation: Hashable, Sendable {
      /// It was planned and simulated on all days.
      case played(StaffingResult.Point)
      /// A bound proves that it cannot meet a target.
      case ruledOut(StaffingResult.Proof)
    }

    /// Creates a neighbour.
    public init(difference: [Int], evaluation: Evaluation, cost: Double) {
      self.difference = difference
      self.evaluation = evaluation
      self.cost = cost
    }

    /// Whether it only removes something.
    public var isSmaller: Bool { difference.allSatisfy { $0 <= 0 } }
  }
}

extension StaffingResult {
  /// A proof that no plan of a staffing can meet a target.
  public struct Proof: Hashable, Sendable {
    /// The bound that proves it.
    public var bound: StaffingResult.Bound
    /// The measure that cannot be met; `nil` if somebody or something cannot be removed at all.
    public var measure: StaffingTargets.Measure?
    /// The best possible value of the measure.
    public var most: Double
    /// The minimum number of visits that every plan leaves out, over all days.
    public var leftOut: Int

    /// Creates a proof.
    public init(bound: StaffingResult.Bound, measure: StaffingTargets.Measure?, most: Double, leftOut: Int) {
      self.bound = bound
      self.measure = measure
      self.most = most
      self.leftOut = leftOut
    }
  }
}

extension StaffingResult {
  /// A bound that rules out a staffing before it is planned; `docs/staffing.md` proves each.
  public enum Bound: String, CaseIterable, Hashable, Sendable {
    /// The shifts of qualified technicians are shorter than the work.
    case technicians
    /// All shifts less the reserve are shorter than the work.
    case reserve
    /// The shifts of qualified technicians on arrival days are shorter than the work of waiting customers.
    case waiting
    /// The bays of a type are open for less than the work.
    case bays
    /// Advisors have fewer slots than there are visits.
    case advisors
    /// The loans take longer than there are loan vehicle days.
    case loaners
    /// The equipment is there for less time than the work needs it.
    case equipment
    /// Drivers are on duty for less time than the collections take.
    case drivers
    /// Work is locked to somebody who would be removed, or only they can do it.
    case tied
  }
}

extension StaffingResult {
  /// The effort of a staffing search.
  public struct SearchEffort: Hashable, Sendable {
    /// The number of staffings evaluated on all days.
    public var played: Int
    /// The number of staffings abandoned after some of the days.
    public var screened: Int
    /// The number of staffings ruled out, by bound.
    public var ruledOut: [StaffingResult.Bound: Int]
    /// The number of staffings skipped because a larger one fails already.
    public var presumed: Int

    /// Creates counts.
    public init(played: Int, screened: Int, ruledOut: [StaffingResult.Bound: Int], presumed: Int) {
      self.played = played
      self.screened = screened
      self.ruledOut = ruledOut
      self.presumed = presumed
    }
  }
}
