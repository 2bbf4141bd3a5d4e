public import BaylineMath

extension BacktestResult {
  /// A plan of a past day that is compared with the record.
  public enum Plan: String, CaseIterable, Sendable, Hashable {
    /// Bayline's plan.
    case bayline
    /// Bayline's plan with parameters learned from the preceding days.
    case learned
    /// Bayline's construction alone, without search.
    case greedy
    /// First come, first served: visits in the order of the calls, each at the best remaining place.
    case firstCome
    /// Earliest due date: visits in the order in which vehicles are wanted back, each at the best remaining place.
    case earliestDue
    /// The record itself, replayed as a check: it must show no difference.
    case record
  }
}

/// Past days as they went, and as they would have gone under other plans.
public struct BacktestResult: Hashable, Sendable {
  /// The compared days, in order.
  public var days: [BacktestResult.Day]
  /// The days that could not be compared.
  public var skipped: [SkippedDay]
  /// The simulated plans.
  public var plans: [BacktestResult.Plan]
  /// The search effort per day.
  public var effort: SearchLimit
  /// The seed of the searches and the bootstrap.
  public var seed: Int
  /// Whether days are missing because the study was stopped.
  public var isStopped: Bool

  /// A day that is not compared.
  public struct SkippedDay: Hashable, Sendable {
    /// The skipped day.
    public var date: CivilDate
    /// Why it is skipped.
    public var reason: Reason

    /// Why a day is not compared.
    public enum Reason: String, Hashable, Sendable {
      /// There is no record of it.
      case noRecord
      /// No visit was served.
      case nobodyServed
    }

    /// Creates a skipped day.
    public init(date: CivilDate, reason: Reason) {
      self.date = date
      self.reason = reason
    }
  }

  /// Creates a result.
  public init(
    days: [BacktestResult.Day], skipped: [SkippedDay], plans: [BacktestResult.Plan], effort: SearchLimit,
    seed: Int,
    isStopped: Bool
  ) {
    self.days = days
    self.skipped = skipped
    self.plans = plans
    self.effort = effort
    self.seed = seed
    self.isStopped = isStopped
  }

  /// The compared figures: those a plan can influence.
  public static let figures: [Figure] = [
    .onTime, .promisesKept, .waiting, .receptionWait, .receivedInGrace, .workWait, .returnDelay,
    .sameDayReturns, .overtime, .breakWork, .carryOver, .utilisation, .efficiency, .bayUse,
  ]

  /// The minimum number of weeks from which the bootstrap draws whole weeks; below, it draws single days. With fewer days
  /// than this there are no intervals.
  public static let minWeeks = 8

  /// Whether the bootstrap draws whole weeks.
  public var isByWeek: Bool { Set(days.map { $0.date.week }).count >= Self.minWeeks }

  /// The mean of a measure in the record, over the days on which it has a value.
  public func mean(of measure: BacktestResult.Measure) -> Double? {
    let values = days.compactMap { $0.record[measure] }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The mean of a measure under a plan, over the days on which it has a value.
  public func mean(of measure: BacktestResult.Measure, _ plan: BacktestResult.Plan) -> Double? {
    let values = days.compactMap { $0.plans[plan]?[measure] }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The mean difference between a plan and the record over the days on which both have a value, with its bootstrap interval.
  ///
  /// - Complexity: O(weeks × resamples).
  public func difference(of measure: BacktestResult.Measure, _ plan: BacktestResult.Plan) -> BootstrapMean? {
    difference(of: measure, from: nil, to: plan)
  }

  /// The mean difference between two plans, second less first; if `first` is `nil`, the record takes its place.
  public func difference(
    of measure: BacktestResult.Measure, from first: BacktestResult.Plan?, to second: BacktestResult.Plan
  ) -> BootstrapMean? {
    var blocks: [[Double]] = []
    var current: Int?
    for day in days {
      guard let one = first.map({ day.plans[$0]?[measure] }) ?? day.record[measure],
        let other = day.plans[second]?[measure]
      else { continue }
      let block = isByWeek ? day.date.week : day.date.ordinal
      if block != current { blocks.append([]) }
      current = block
      blocks[blocks.count - 1].append(other - one)
    }
    return BootstrapMean(blocks: blocks, minBlocks: Self.minWeeks, seed: UInt64(bitPattern: Int64(seed)))
  }
}

extension BacktestResult {
  /// A measure by which days are compared.
  public enum Measure: Hashable, Sendable {
    /// The cost of the day, in points of the site's policy: delay, lateness and stay of waiting customers.
    case points
    /// A figure.
    case figure(Figure)

    /// Whether a higher value is better; `nil` if neither is.
    public var moreIsBetter: Bool? {
      switch self {
      case .points: false
      case .figure(let figure): figure.moreIsBetter
      }
    }
  }
}

extension BacktestResult {
  /// A compared day.
  public struct Day: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// Served visits, the same under all plans.
    public var served: Int
    /// The served visits without a booking.
    public var withoutBooking: Int
    /// Booked customers who did not come.
    public var noShows: Int
    /// Customers who were turned away or left.
    public var lost: Int
    /// What is missing in the record.
    public var gaps: BacktestResult.RecordGaps
    /// The day as it went.
    public var record: DayPerformance
    /// The day as it would have gone under each plan.
    public var plans: [BacktestResult.Plan: DayPerformance]
    /// The visits that Bayline's plan delays most compared with the record, by cost, the worst first.
    public var worse: [BacktestResult.DelayedVisit]

    /// The performance of a day under the record or a plan.
    public struct DayPerformance: Hashable, Sendable {
      /// The cost, in points.
      public var points: Int
      /// The figures.
      public var figures: Figure.Values
      /// Served visits without a place in the plan: they come without a slot.
      public var leftOut: Int

      /// The performance of a day under the record or a plan.
      public init(points: Int, figures: Figure.Values, leftOut: Int) {
        self.points = points
        self.figures = figures
        self.leftOut = leftOut
      }

      /// The value of a measure.
      public subscript(measure: BacktestResult.Measure) -> Double? {
        switch measure {
        case .points: Double(points)
        case .figure(let figure): figures[figure]
        }
      }
    }

    /// Creates a compared day.
    public init(
      date: CivilDate, served: Int, withoutBooking: Int, noShows: Int, lost: Int,
      gaps: BacktestResult.RecordGaps,
      record: DayPerformance,
      plans: [BacktestResult.Plan: DayPerformance], worse: [BacktestResult.DelayedVisit]
    ) {
      self.date = date
      self.served = served
      self.withoutBooking = withoutBooking
      self.noShows = noShows
      self.lost = lost
      self.gaps = gaps
      self.record = record
      self.plans = plans
      self.worse = worse
    }
  }
}

extension BacktestResult {
  /// What is missing in a record.
  public struct RecordGaps: Hashable, Sendable {
    /// Visits of the demand without a record: no plan serves them.
    public var visits = 0
    /// Customers whose arrival time is unknown.
    public var arrivals = 0
    /// Customers whose reception time is unknown.
    public var receptions = 0
    /// Requested operations without a record: no plan does them.
    public var operations = 0
    /// No-shows whose booked time is unknown.
    public var bookings = 0

    /// No gaps.
    public init() {}

    /// The gaps of both.
    public static func + (one: BacktestResult.RecordGaps, other: BacktestResult.RecordGaps)
      -> BacktestResult.RecordGaps
    {
      var sum = one
      sum.visits += other.visits
      sum.arrivals += other.arrivals
      sum.receptions += other.receptions
      sum.operations += other.operations
      sum.bookings += other.bookings
      return sum
    }
  }
}

extension BacktestResult {
  /// A visit that would have been ready later under a plan than it was.
  public struct DelayedVisit: Hashable, Sendable {
    /// Id of the appointment.
    public var appointment: String
    /// The plate, if known.
    public var plate: String?
    /// When it was ready.
    public var ready: CivilTime
    /// When it would have been ready.
    public var planReady: CivilTime
    /// The points the plan loses on this visit.
    public var points: Int
    /// Where most of the time is lost.
    public var cause: DelayCause

    /// Where time is lost.
    public enum DelayCause: String, CaseIterable, Hashable, Sendable {
      /// The visit has no place in the plan and comes without a slot.
      case leftOut
      /// The customer came after the grace time, when the slot was released.
      case lostSlot
      /// The arrival is planned later.
      case arrival
      /// The customer waits longer for an advisor.
      case reception
      /// The vehicle waits longer for the work to begin.
      case start
      /// The work takes longer, including pauses between operations.
      case work
    }

    /// Creates a delayed visit.
    public init(
      appointment: String, plate: String?, ready: CivilTime, planReady: CivilTime, points: Int,
      cause: DelayCause
    ) {
      self.appointment = appointment
      self.plate = plate
      self.ready = ready
      self.planReady = planReady
      self.points = points
      self.cause = cause
    }
  }
}

extension CivilDate {
  /// The week of the day, counted from the first: weeks begin on Monday.
  var week: Int { (ordinal - Self.monday + 7) / 7 }

  /// The first Monday there is.
  private static let monday = (1...7).first { CivilDate(ordinal: $0).weekday == .monday } ?? 1
}
