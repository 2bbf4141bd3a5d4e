/// What becomes different about the uncertainty: every value that is set replaces the one there was.
///
/// An uncertainty file is such a change of `Uncertainty.default`.
public struct UncertaintyChange: Hashable, Sendable {
  /// How long work takes.
  public var durations = Durations()
  /// Percent of the booked customers who do not come.
  public var noShow: FieldUpdate<Uncertainty.ByKind<Double>> = .unchanged
  /// Percent of that share by day of the week.
  public var noShowWeekdays: FieldUpdate<[Weekday: Double]> = .unchanged
  /// Percent of that share by hour of the day.
  public var noShowHours: FieldUpdate<[Double]?> = .unchanged
  /// When booked customers come.
  public var punctuality = Punctuality()
  /// Customers who come without a booking.
  public var walkIns = WalkIns()
  /// Work that is found on the way (增项).
  public var addedWork = AddedWork()
  /// Deliveries of parts that come late.
  public var lateParts = LateParts()
  /// Minutes that a technician works on at most after the end of a shift.
  public var overtimeMinutes: FieldUpdate<Int> = .unchanged

  /// No change.
  public init() {}

  /// The members of `Uncertainty.Durations`.
  public struct Durations: Hashable, Sendable {
    /// For work without an entry of its own.
    public var defaultValue: FieldUpdate<Uncertainty.Distribution> = .unchanged
    /// By trade of the crew.
    public var trades: FieldUpdate<[String: Uncertainty.Distribution]> = .unchanged
    /// By kind of the visit.
    public var kinds: FieldUpdate<[VisitKind: Uncertainty.Distribution]> = .unchanged
    /// By name of the operation.
    public var operations: FieldUpdate<[String: Uncertainty.Distribution]> = .unchanged
    /// Percent of the planned time by technician.
    public var technicians: FieldUpdate<[String: Double]> = .unchanged

    /// No change.
    public init() {}
  }

  /// The members of `Uncertainty.Punctuality`.
  public struct Punctuality: Hashable, Sendable {
    /// Percent who are late.
    public var latePercent: FieldUpdate<Double> = .unchanged
    /// By how many minutes.
    public var late: FieldUpdate<Uncertainty.Distribution> = .unchanged
    /// Percent who are early.
    public var earlyPercent: FieldUpdate<Double> = .unchanged
    /// By how many minutes.
    public var early: FieldUpdate<Uncertainty.Distribution> = .unchanged

    /// No change.
    public init() {}
  }

  /// The members of `Uncertainty.WalkIns`.
  public struct WalkIns: Hashable, Sendable {
    /// How many come on a day in the mean.
    public var perDay: FieldUpdate<Double?> = .unchanged
    /// Percent of the reserve that they fill.
    public var reserveShare: FieldUpdate<Double> = .unchanged
    /// The variance of their number by its mean.
    public var dispersion: FieldUpdate<Double> = .unchanged
    /// Percent of the mean by day of the week.
    public var weekdays: FieldUpdate<[Weekday: Double]> = .unchanged
    /// Weights of the hours of the day.
    public var hours: FieldUpdate<[Double]?> = .unchanged
    /// Weights of the kinds.
    public var kinds: FieldUpdate<[VisitKind: Double]> = .unchanged
    /// Their work.
    public var jobs: FieldUpdate<[Appointment]> = .unchanged
    /// Minutes that they wait for an advisor.
    public var patienceMinutes: FieldUpdate<Int?> = .unchanged
    /// Whether technicians' time shall be left for them.
    public var needsRoom: FieldUpdate<Bool> = .unchanged

    /// No change.
    public init() {}
  }

  /// The members of `Uncertainty.AddedWork`.
  public struct AddedWork: Hashable, Sendable {
    /// Percent of the visits.
    public var percent: FieldUpdate<Uncertainty.ByKind<Double>> = .unchanged
    /// Percent of the operation's minutes.
    public var size: FieldUpdate<Uncertainty.Distribution> = .unchanged
    /// Minutes until the customer has agreed.
    public var approvalMinutes: FieldUpdate<Uncertainty.Distribution> = .unchanged

    /// No change.
    public init() {}
  }

  /// The members of `Uncertainty.LateParts`.
  public struct LateParts: Hashable, Sendable {
    /// Percent of the deliveries.
    public var percent: FieldUpdate<Double> = .unchanged
    /// By how many minutes.
    public var late: FieldUpdate<Uncertainty.Distribution> = .unchanged

    /// No change.
    public init() {}
  }
}

extension UncertaintyChange {
  /// The uncertainty after the change.
  public func applied(to old: Uncertainty) -> Uncertainty {
    var new = old
    new.durations.defaultValue = durations.defaultValue.value(else: old.durations.defaultValue)
    new.durations.trades = durations.trades.value(else: old.durations.trades)
    new.durations.kinds = durations.kinds.value(else: old.durations.kinds)
    new.durations.operations = durations.operations.value(else: old.durations.operations)
    new.durations.technicians = durations.technicians.value(else: old.durations.technicians)
    new.noShow = noShow.value(else: old.noShow)
    new.noShowWeekdays = noShowWeekdays.value(else: old.noShowWeekdays)
    new.noShowHours = noShowHours.value(else: old.noShowHours)
    new.punctuality.latePercent = punctuality.latePercent.value(else: old.punctuality.latePercent)
    new.punctuality.late = punctuality.late.value(else: old.punctuality.late)
    new.punctuality.earlyPercent = punctuality.earlyPercent.value(else: old.punctuality.earlyPercent)
    new.punctuality.early = punctuality.early.value(else: old.punctuality.early)
    new.walkIns = walkIns.applied(to: old.walkIns)
    new.addedWork.percent = addedWork.percent.value(else: old.addedWork.percent)
    new.addedWork.size = addedWork.size.value(else: old.addedWork.size)
    new.addedWork.approvalMinutes = addedWork.approvalMinutes.value(else: old.addedWork.approvalMinutes)
    new.lateParts.percent = lateParts.percent.value(else: old.lateParts.percent)
    new.lateParts.late = lateParts.late.value(else: old.lateParts.late)
    new.overtimeMinutes = overtimeMinutes.value(else: old.overtimeMinutes)
    return new
  }

  /// The change that makes any uncertainty this one: every value is set.
  public init(to new: Uncertainty) {
    durations.defaultValue = .set(new.durations.defaultValue)
    durations.trades = .set(new.durations.trades)
    durations.kinds = .set(new.durations.kinds)
    durations.operations = .set(new.durations.operations)
    durations.technicians = .set(new.durations.technicians)
    noShow = .set(new.noShow)
    noShowWeekdays = .set(new.noShowWeekdays)
    noShowHours = .set(new.noShowHours)
    punctuality.latePercent = .set(new.punctuality.latePercent)
    punctuality.late = .set(new.punctuality.late)
    punctuality.earlyPercent = .set(new.punctuality.earlyPercent)
    punctuality.early = .set(new.punctuality.early)
    walkIns = WalkIns(to: new.walkIns)
    addedWork.percent = .set(new.addedWork.percent)
    addedWork.size = .set(new.addedWork.size)
    addedWork.approvalMinutes = .set(new.addedWork.approvalMinutes)
    lateParts.percent = .set(new.lateParts.percent)
    lateParts.late = .set(new.lateParts.late)
    overtimeMinutes = .set(new.overtimeMinutes)
  }
}

extension UncertaintyChange.WalkIns {
  fileprivate func applied(to old: Uncertainty.WalkIns) -> Uncertainty.WalkIns {
    var new = old
    new.perDay = perDay.value(else: old.perDay)
    new.reserveShare = reserveShare.value(else: old.reserveShare)
    new.dispersion = dispersion.value(else: old.dispersion)
    new.weekdays = weekdays.value(else: old.weekdays)
    new.hours = hours.value(else: old.hours)
    new.kinds = kinds.value(else: old.kinds)
    new.jobs = jobs.value(else: old.jobs)
    new.patienceMinutes = patienceMinutes.value(else: old.patienceMinutes)
    new.needsRoom = needsRoom.value(else: old.needsRoom)
    return new
  }

  fileprivate init(to new: Uncertainty.WalkIns) {
    perDay = .set(new.perDay)
    reserveShare = .set(new.reserveShare)
    dispersion = .set(new.dispersion)
    weekdays = .set(new.weekdays)
    hours = .set(new.hours)
    kinds = .set(new.kinds)
    jobs = .set(new.jobs)
    patienceMinutes = .set(new.patienceMinutes)
    needsRoom = .set(new.needsRoom)
  }
}
