public import BaylineMath

/// Whose plan of a past day is held against the record.
public enum BacktestPlan: String, CaseIterable, Sendable, Hashable {
  /// Bayline's own.
  case bayline
  /// The same, with what was learned from the days before.
  case learned
  /// Bayline's construction alone, without search.
  case greedy
  /// In the order in which customers called, each at the best place left.
  case firstCome
  /// In the order in which vehicles are wanted back, each at the best place left.
  case earliestDue
  /// The record itself, played: it must show no difference.
  case record
}

/// Past days as they went, and as they would have gone by other plans.
public struct BacktestResult: Hashable, Sendable {
  /// The days that could be compared, in order.
  public var days: [BacktestDay]
  /// Days that could not, with the reason.
  public var skipped: [SkippedDay]
  /// The plans that were played.
  public var plans: [BacktestPlan]
  /// How long the planner searched for each day.
  public var effort: SearchLimit
  /// The seed of searches and bootstrap.
  public var seed: Int
  /// Whether a stop signal left days out.
  public var isStopped: Bool

  /// A day that is not compared.
  public struct SkippedDay: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// Why.
    public var reason: Reason

    /// Why a day is not compared.
    public enum Reason: String, Hashable, Sendable {
      /// There is no record of it.
      case noRecord
      /// Nobody was served.
      case nobodyServed
    }

    /// A day that is not compared.
    public init(date: CivilDate, reason: Reason) {
      self.date = date
      self.reason = reason
    }
  }

  /// A result.
  public init(
    days: [BacktestDay], skipped: [SkippedDay], plans: [BacktestPlan], effort: SearchLimit, seed: Int,
    isStopped: Bool
  ) {
    self.days = days
    self.skipped = skipped
    self.plans = plans
    self.effort = effort
    self.seed = seed
    self.isStopped = isStopped
  }

  /// The figures that are compared: those that a plan can change.
  public static let figures: [Figure] = [
    .onTime, .waiting, .receptionWait, .receivedInGrace, .workWait, .returnDelay, .sameDayReturns, .overtime,
    .carryOver, .utilisation, .efficiency, .bayUse,
  ]

  /// From so many weeks on days are drawn by weeks; below, each by itself. Fewer days than that have no intervals.
  public static let minWeeks = 8

  /// Whether intervals are drawn by weeks.
  public var isByWeek: Bool { Set(days.map { $0.date.week }).count >= Self.minWeeks }

  /// The mean of a figure over the days of the record on which it has a value.
  public func mean(of measure: BacktestMeasure) -> Double? {
    let values = days.compactMap { $0.record[measure] }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The mean over the days of a plan.
  public func mean(of measure: BacktestMeasure, _ plan: BacktestPlan) -> Double? {
    let values = days.compactMap { $0.plans[plan]?[measure] }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The mean difference of a plan from the record over the days on which both have a value, with its bootstrap interval.
  ///
  /// - Complexity: O(weeks × resamples).
  public func difference(of measure: BacktestMeasure, _ plan: BacktestPlan) -> BootstrapMean? {
    difference(of: measure, from: nil, to: plan)
  }

  /// The mean difference between two plans, second less first; `nil` first is the record.
  public func difference(
    of measure: BacktestMeasure, from first: BacktestPlan?, to second: BacktestPlan
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

/// What days are compared by.
public enum BacktestMeasure: Hashable, Sendable {
  /// What the day cost, in points of the site's policy: delay, lateness and stay of waiting customers.
  case points
  /// A figure.
  case figure(Figure)

  /// Whether more of it is better; `nil` if neither is.
  public var moreIsBetter: Bool? {
    switch self {
    case .points: false
    case .figure(let figure): figure.moreIsBetter
    }
  }
}

/// A past day.
public struct BacktestDay: Hashable, Sendable {
  /// The day.
  public var date: CivilDate
  /// Visits that were served, on both sides the same.
  public var served: Int
  /// Of these, without a booking.
  public var withoutBooking: Int
  /// Booked customers who did not come.
  public var noShows: Int
  /// Customers who were sent away or left.
  public var lost: Int
  /// What the record does not say.
  public var gaps: RecordGaps
  /// As it went.
  public var record: DayPerformance
  /// As it would have gone.
  public var plans: [BacktestPlan: DayPerformance]
  /// The visits that were ready at the greatest cost later by Bayline's plan than by the record, the worst first.
  public var worse: [DelayedVisit]

  /// A day of one side.
  public struct DayPerformance: Hashable, Sendable {
    /// What it cost, in points.
    public var points: Int
    /// The figures.
    public var figures: FigureValues
    /// Visits that were served and have no place in the plan: they come without a slot.
    public var leftOut: Int

    /// A day of one side.
    public init(points: Int, figures: FigureValues, leftOut: Int) {
      self.points = points
      self.figures = figures
      self.leftOut = leftOut
    }

    /// A measure of it.
    public subscript(measure: BacktestMeasure) -> Double? {
      switch measure {
      case .points: Double(points)
      case .figure(let figure): figures[figure]
      }
    }
  }

  /// A day.
  public init(
    date: CivilDate, served: Int, withoutBooking: Int, noShows: Int, lost: Int, gaps: RecordGaps,
    record: DayPerformance,
    plans: [BacktestPlan: DayPerformance], worse: [DelayedVisit]
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

/// What a record does not say.
public struct RecordGaps: Hashable, Sendable {
  /// Visits of the demand of which there is no record: neither side serves them.
  public var visits = 0
  /// Customers of whom it is not known when they came.
  public var arrivals = 0
  /// Customers of whom it is not known when they were received.
  public var receptions = 0
  /// Operations that were asked for and of which there is no record: neither side does them.
  public var operations = 0
  /// Customers who did not come, and of whom it is not known when they should have.
  public var bookings = 0

  /// No gaps.
  public init() {}

  /// The gaps of two.
  public static func + (one: RecordGaps, other: RecordGaps) -> RecordGaps {
    var sum = one
    sum.visits += other.visits
    sum.arrivals += other.arrivals
    sum.receptions += other.receptions
    sum.operations += other.operations
    sum.bookings += other.bookings
    return sum
  }
}

/// A visit that a plan would have made ready later than it was.
public struct DelayedVisit: Hashable, Sendable {
  /// Id of the appointment.
  public var appointment: String
  /// Plate, if there is one.
  public var plate: String?
  /// When it was ready.
  public var ready: CivilTime
  /// When it would have been.
  public var planReady: CivilTime
  /// Points that the plan loses on it.
  public var points: Int
  /// Where most of the time was lost.
  public var cause: DelayCause

  /// Where time was lost.
  public enum DelayCause: String, CaseIterable, Hashable, Sendable {
    /// It had no place in the plan and came without a slot.
    case leftOut
    /// The customer came after the grace time and the slot was gone.
    case lostSlot
    /// Its arrival was planned later.
    case arrival
    /// It waited longer for an advisor.
    case reception
    /// It waited longer for the work to begin.
    case start
    /// The work took longer, with pauses between its operations.
    case work
  }

  /// A change of a visit.
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

extension CivilDate {
  /// The week of the day, counted from the first: weeks begin on Monday.
  var week: Int { (ordinal - Self.monday + 7) / 7 }

  /// The first Monday there is.
  private static let monday = (1...7).first { CivilDate(ordinal: $0).weekday == .monday } ?? 1
}
