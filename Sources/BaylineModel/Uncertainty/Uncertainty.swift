/// How days differ from their plan (`bayline.uncertainty/1`). Figures of people are percent and minutes.
public struct Uncertainty: Hashable, Sendable {
  /// How long work takes, in percent of its planned time.
  public var durations: Durations
  /// Percent of the booked customers who do not come.
  public var noShow: ByKind<Double>
  /// Percent of that share by day of the week; 100 for days not named.
  public var noShowWeekdays: [Weekday: Double] = [:]
  /// Percent of that share by hour of the day, 24 of them; `nil` is 100 at any hour.
  public var noShowHours: [Double]?
  /// When booked customers come.
  public var punctuality: Punctuality
  /// Customers who come without a booking.
  public var walkIns: WalkIns
  /// Work that is found on the way (增项).
  public var addedWork: AddedWork
  /// Deliveries of parts that come late.
  public var lateParts: LateParts
  /// Minutes that a technician works on at most after the end of a shift to finish a job.
  public var overtimeMinutes: Int

  /// A percentage, or another value, that may differ by the kind of the visit.
  public struct ByKind<Value: Hashable & Sendable>: Hashable, Sendable {
    /// For kinds without one of their own.
    public var defaultValue: Value
    /// By kind.
    public var kinds: [VisitKind: Value]

    /// A value for all kinds but some.
    public init(_ defaultValue: Value, kinds: [VisitKind: Value] = [:]) {
      self.defaultValue = defaultValue
      self.kinds = kinds
    }

    /// The value of a kind.
    public subscript(kind: VisitKind) -> Value { kinds[kind] ?? defaultValue }
  }

  /// How long work takes: the most special entry counts, that of the operation's name before that of the kind of the visit
  /// before that of the trade. The technician's percent comes on top.
  public struct Durations: Hashable, Sendable {
    /// For work without an entry of its own, in percent of the planned time.
    public var defaultValue: Distribution
    /// By trade of the crew.
    public var trades: [String: Distribution] = [:]
    /// By kind of the visit.
    public var kinds: [VisitKind: Distribution] = [:]
    /// By name of the operation.
    public var operations: [String: Distribution] = [:]
    /// Percent of their planned time that technicians take in the mean, by id; 100 for those not named.
    public var technicians: [String: Double] = [:]

    /// The same for all work.
    public init(_ defaultValue: Distribution) {
      self.defaultValue = defaultValue
    }
  }

  /// When booked customers come: most of them on time, some late, some early.
  public struct Punctuality: Hashable, Sendable {
    /// Percent who are late.
    public var latePercent: Double
    /// By how many minutes those are late.
    public var late: Distribution
    /// Percent who are early.
    public var earlyPercent: Double
    /// By how many minutes those are early.
    public var early: Distribution

    /// Customers of whom some are late and some early.
    public init(latePercent: Double, late: Distribution, earlyPercent: Double, early: Distribution) {
      self.latePercent = latePercent
      self.late = late
      self.earlyPercent = earlyPercent
      self.early = early
    }
  }

  /// Customers who come without a booking.
  public struct WalkIns: Hashable, Sendable {
    /// How many come on a day in the mean; `nil` is as many as fill `reserveShare` percent of the site's reserve.
    public var perDay: Double?
    /// Percent of the site's reserve that their work fills in the mean, where `perDay` does not say how many they are.
    public var reserveShare: Double
    /// The variance of their number by its mean; 1 is Poisson.
    public var dispersion: Double
    /// Percent of the mean by day of the week; 100 for days not named.
    public var weekdays: [Weekday: Double] = [:]
    /// How likely they come in each hour of the day, 24 weights; `nil` is at any minute of the opening hours alike.
    public var hours: [Double]?
    /// How likely each kind is; empty is like the visits of the demand.
    public var kinds: [VisitKind: Double] = [:]
    /// Their work, one of those of the kind by chance; empty is like the visits of the demand. Ids, times and people of
    /// these visits mean nothing.
    public var jobs: [Appointment] = []
    /// Minutes that they wait for an advisor before they leave; `nil` is for ever.
    public var patienceMinutes: Int?
    /// Whether they are taken in only while technicians' time of the day is left for them.
    public var needsRoom: Bool

    /// Nobody comes without a booking.
    public init() {
      perDay = 0
      reserveShare = 0
      dispersion = 1
      needsRoom = true
    }
  }

  /// Work that is found on the way (增项).
  public struct AddedWork: Hashable, Sendable {
    /// Percent of the visits with such work.
    public var percent: ByKind<Double>
    /// Its minutes in percent of those of the operation on which it was found.
    public var size: Distribution
    /// Minutes until the customer has agreed.
    public var approvalMinutes: Distribution

    /// Added work in some visits.
    public init(percent: ByKind<Double>, size: Distribution, approvalMinutes: Distribution) {
      self.percent = percent
      self.size = size
      self.approvalMinutes = approvalMinutes
    }
  }

  /// Deliveries of parts that come late.
  public struct LateParts: Hashable, Sendable {
    /// Percent of the deliveries that are late.
    public var percent: Double
    /// By how many minutes.
    public var late: Distribution

    /// Some deliveries are late.
    public init(percent: Double, late: Distribution) {
      self.percent = percent
      self.late = late
    }
  }

  /// A distribution of numbers, 0 or more: percent or minutes, as the place says.
  public enum Distribution: Hashable, Sendable {
    /// Always the same.
    case constant(Double)
    /// Of a mean and a coefficient of variation (standard deviation by mean) in percent.
    case lognormal(mean: Double, variation: Double)
    /// Of a mean.
    case exponential(mean: Double)
    /// One of these, each as likely.
    case values([Double])

    /// Its mean.
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
  /// Percent of the customers of a kind, booked for some time, who do not come; 100 at most.
  public func noShow(_ kind: VisitKind, at arrival: CivilTime) -> Double {
    let hour = arrival.minuteOfDay / 60
    let ofHour = noShowHours.map { $0.indices.contains(hour) ? $0[hour] : 100 } ?? 100
    let ofDay = noShowWeekdays[arrival.date.weekday] ?? 100
    return min(100, noShow[kind] * ofDay / 100 * ofHour / 100)
  }

  /// Nothing differs from the plan.
  public static let none = Uncertainty(
    durations: Durations(.constant(100)), noShow: ByKind(0),
    punctuality: Punctuality(
      latePercent: 0, late: .constant(0), earlyPercent: 0, early: .constant(0)),
    walkIns: WalkIns(),
    addedWork: AddedWork(percent: ByKind(0), size: .constant(0), approvalMinutes: .constant(0)),
    lateParts: LateParts(percent: 0, late: .constant(0)), overtimeMinutes: 0)
}
