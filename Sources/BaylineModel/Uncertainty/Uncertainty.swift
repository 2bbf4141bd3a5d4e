/// How days deviate from their plan (`bayline.uncertainty/1`), in percent and minutes.
public struct Uncertainty: Hashable, Sendable {
  /// Durations of work, in percent of the planned time.
  public var durations: Durations
  /// The percentage of booked customers who do not come.
  public var noShow: ByKind<Double>
  /// A factor of that percentage by day of the week, in percent; 100 for days not named.
  public var noShowWeekdays: [Weekday: Double] = [:]
  /// A factor of that percentage for each of the 24 hours of the day, in percent; `nil` means 100 at any hour.
  public var noShowHours: [Double]?
  /// The punctuality of booked customers.
  public var punctuality: Punctuality
  /// Customers without a booking.
  public var walkIns: WalkIns
  /// Added work (增项).
  public var addedWork: AddedWork
  /// Late deliveries of parts.
  public var lateParts: LateParts
  /// The maximum minutes a technician works beyond the end of a shift to finish a job.
  public var overtimeMinutes: Int

  /// A value that may differ by the kind of the visit.
  public struct ByKind<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The value of kinds not named.
    public var defaultValue: Value
    /// The values by kind.
    public var kinds: [VisitKind: Value]

    /// Creates a value, with exceptions by kind.
    public init(_ defaultValue: Value, kinds: [VisitKind: Value] = [:]) {
      self.defaultValue = defaultValue
      self.kinds = kinds
    }

    /// The value of a kind.
    public subscript(kind: VisitKind) -> Value { kinds[kind] ?? defaultValue }
  }

  /// Durations of work. The most specific entry applies: by name of the operation, otherwise by kind of the visit,
  /// otherwise by trade. The technician's factor multiplies it.
  public struct Durations: Hashable, Sendable {
    /// The default, in percent of the planned time.
    public var defaultValue: Distribution
    /// By trade of the crew.
    public var trades: [String: Distribution] = [:]
    /// By kind of the visit.
    public var kinds: [VisitKind: Distribution] = [:]
    /// By name of the operation.
    public var operations: [String: Distribution] = [:]
    /// The average percentage of the planned time a technician takes, by id; 100 for those not named.
    public var technicians: [String: Double] = [:]

    /// Creates durations that are the same for all work.
    public init(_ defaultValue: Distribution) {
      self.defaultValue = defaultValue
    }
  }

  /// The punctuality of booked customers: some are late, some early, the others on time.
  public struct Punctuality: Hashable, Sendable {
    /// The percentage who are late.
    public var latePercent: Double
    /// By how many minutes they are late.
    public var late: Distribution
    /// The percentage who are early.
    public var earlyPercent: Double
    /// By how many minutes they are early.
    public var early: Distribution

    /// Creates a punctuality.
    public init(latePercent: Double, late: Distribution, earlyPercent: Double, early: Distribution) {
      self.latePercent = latePercent
      self.late = late
      self.earlyPercent = earlyPercent
      self.early = early
    }
  }

  /// Customers without a booking.
  public struct WalkIns: Hashable, Sendable {
    /// The average number per day; `nil` means as many as fill `reserveShare` percent of the site's reserve.
    public var perDay: Double?
    /// The average percentage of the site's reserve that their work fills, if `perDay` is `nil`.
    public var reserveShare: Double
    /// The variance of their number divided by its mean; 1 means a Poisson distribution.
    public var dispersion: Double
    /// A factor of the mean by day of the week, in percent; 100 for days not named.
    public var weekdays: [Weekday: Double] = [:]
    /// The weights of the 24 hours of the day; `nil` means uniformly over the opening hours.
    public var hours: [Double]?
    /// The weights of the kinds; empty means as in the demand.
    public var kinds: [VisitKind: Double] = [:]
    /// Visits from which their work is drawn by kind; empty means those of the demand. Ids, times and people are ignored.
    public var jobs: [Appointment] = []
    /// The minutes they wait for an advisor before leaving; `nil` means forever.
    public var patienceMinutes: Int?
    /// Whether they are accepted only while technicians have time left that day.
    public var needsRoom: Bool

    /// Creates walk-ins that never come.
    public init() {
      perDay = 0
      reserveShare = 0
      dispersion = 1
      needsRoom = true
    }
  }

  /// Added work (增项).
  public struct AddedWork: Hashable, Sendable {
    /// The percentage of visits with added work.
    public var percent: ByKind<Double>
    /// Its minutes, in percent of those of the operation during which it was found.
    public var size: Distribution
    /// The minutes until the customer agrees.
    public var approvalMinutes: Distribution

    /// Creates added work.
    public init(percent: ByKind<Double>, size: Distribution, approvalMinutes: Distribution) {
      self.percent = percent
      self.size = size
      self.approvalMinutes = approvalMinutes
    }
  }

  /// Late deliveries of parts.
  public struct LateParts: Hashable, Sendable {
    /// The percentage of late deliveries.
    public var percent: Double
    /// By how many minutes they are late.
    public var late: Distribution

    /// Creates late deliveries.
    public init(percent: Double, late: Distribution) {
      self.percent = percent
      self.late = late
    }
  }

  /// A distribution of nonnegative numbers, in percent or minutes depending on the context.
  public enum Distribution: Hashable, Sendable {
    /// A constant.
    case constant(Double)
    /// Lognormal with a mean and a coefficient of variation (standard deviation ÷ mean) in percent.
    case lognormal(mean: Double, variation: Double)
    /// Exponential with a mean.
    case exponential(mean: Double)
    /// One of these values, all equally likely.
    case values([Double])

    /// The mean.
    public var mean: Double {
      switch self {
      case .constant(let value): value
      case .lognormal(let mean, _), .exponential(let mean): mean
      case .values(let values): values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
      }
    }
  }
}

extension Uncertainty {
  /// The percentage of customers of a kind, booked for an arrival, who do not come; at most 100.
  public func noShow(_ kind: VisitKind, at arrival: CivilTime) -> Double {
    let hour = arrival.minuteOfDay / 60
    let ofHour = noShowHours.map { $0.indices.contains(hour) ? $0[hour] : 100 } ?? 100
    let ofDay = noShowWeekdays[arrival.date.weekday] ?? 100
    return min(100, noShow[kind] * ofDay / 100 * ofHour / 100)
  }

  /// No uncertainty: everything goes according to plan.
  public static let none = Uncertainty(
    durations: Durations(.constant(100)), noShow: ByKind(0),
    punctuality: Punctuality(
      latePercent: 0, late: .constant(0), earlyPercent: 0, early: .constant(0)),
    walkIns: WalkIns(),
    addedWork: AddedWork(percent: ByKind(0), size: .constant(0), approvalMinutes: .constant(0)),
    lateParts: LateParts(percent: 0, late: .constant(0)), overtimeMinutes: 0)

  /// Whether every day goes according to plan.
  public var isNone: Bool {
    let never = { (share: ByKind<Double>) in
      share.defaultValue <= 0 && share.kinds.values.allSatisfy { $0 <= 0 }
    }
    let times =
      [durations.defaultValue] + durations.trades.values + durations.kinds.values
      + durations.operations.values
    return times.allSatisfy { $0 == .constant(100) } && durations.technicians.values.allSatisfy { $0 == 100 }
      && never(noShow) && punctuality.latePercent <= 0 && punctuality.earlyPercent <= 0
      && (walkIns.perDay ?? walkIns.reserveShare) <= 0 && never(addedWork.percent) && lateParts.percent <= 0
  }
}
