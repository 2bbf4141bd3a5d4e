public import BaylineModel

/// Plans outgoing calls: whom to call, on which day, why, and which arrival times to offer, so that the load of the
/// coming days becomes even.
///
/// ``DueReasonFinder`` finds what is due, ``CallScheduler`` spreads the calls, ``LevellingProblem`` chooses the day of
/// each visit and `OutreachTimeFinder` the times. `docs/outreach.md` describes the rules and what is proven about the
/// result.
public struct OutreachPlanner: Sendable {
  /// A demand of coming days, with its schedule if there is one.
  public struct BookedDays: Sendable {
    /// The booked visits.
    public var demand: Demand
    /// Their schedule; `nil` if nothing is scheduled yet.
    public var schedule: Schedule?

    /// Creates a set of booked days.
    public init(demand: Demand, schedule: Schedule? = nil) {
      self.demand = demand
      self.schedule = schedule
    }
  }

  /// The options of a call list.
  public struct Options: Hashable, Sendable {
    /// The day on which the list is made: the first day of calls.
    public var from: CivilDate
    /// The number of days for calls and visits, 1 or more.
    public var days = 28
    /// The maximum number of calls per day.
    public var callsPerDay = 30
    /// The number of times to offer in each call, 2 or 3.
    public var times = 3
    /// The percentage of the expected services and inspections that come because of calls such as these; they are not
    /// counted twice.
    public var calledPercent = 0
    /// The percentage of each day's slack that first times leave for second and third ones.
    public var choicePercent = 15
    /// The seed of the local search.
    public var seed: UInt64 = 1
    /// The intervals and limits that decide what is due.
    public var rules = OutreachRules()

    /// Creates the options of a four-week list that starts on a day.
    public init(from: CivilDate) {
      self.from = from
    }
  }

  /// A schedule that is not valid for its demand.
  public struct BookedDaysError: Error {
    /// The position of the booked days among those passed to the planner.
    public var book: Int
    /// Why the schedule is not valid.
    public var fault: Schedule.Problem

    package init(book: Int, fault: Schedule.Problem) {
      self.book = book
      self.fault = fault
    }
  }

  let site: Site
  let vehicles: [CustomerVehicle]
  let jobs: OutreachJobCatalogue
  let books: [BookedDays]
  let past: [Appointment]
  let expected: [ExpectedVolume]
  let options: Options
  let capacity: WorkshopCapacity

  /// Creates a planner for a vehicle file.
  ///
  /// - Parameters:
  ///   - jobs: The job catalogue; may be empty.
  ///   - books: The coming days as far as they are booked, each day in one of them.
  ///   - past: Past visits, which show how much work a visit of each kind takes; if empty, the booked ones do.
  ///   - expected: The visits expected without calls, including those already booked.
  public init(
    site: Site, vehicles: [CustomerVehicle], jobs: [OutreachPlan.Job] = [], books: [BookedDays] = [],
    past: [Appointment] = [],
    expected: [ExpectedVolume] = [], options: Options
  ) {
    self.site = site
    self.vehicles = vehicles
    capacity = WorkshopCapacity(site)
    self.jobs = OutreachJobCatalogue(jobs, capacity: capacity)
    self.books = books
    self.past = past
    self.expected = expected
    self.options = options
  }

  /// Makes the call list.
  ///
  /// - Throws: ``BookedDaysError`` if a schedule is not valid for its demand.
  /// - Complexity: O(vehicles² × (resources + days)) in the worst case, plus one offer search per time on a day with a
  ///   schedule.
  public func plan() throws(BookedDaysError) -> OutreachPlan {
    var run = OutreachPlanRun(self)
    return try run.plan()
  }
}
