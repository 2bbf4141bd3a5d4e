extension Uncertainty {
  /// A change of an uncertainty: every value that is set replaces the old one.
  ///
  /// An uncertainty file is a change of `Uncertainty.default`.
  public struct Change: Hashable, Sendable {
    /// Durations of work.
    public var durations = Durations()
    /// The percentage of booked customers who do not come.
    public var noShow: Scenario.FieldUpdate<Uncertainty.ByKind<Double>> = .unchanged
    /// A factor of that percentage by day of the week, in percent.
    public var noShowWeekdays: Scenario.FieldUpdate<[Weekday: Double]> = .unchanged
    /// A factor of that percentage by hour of the day, in percent.
    public var noShowHours: Scenario.FieldUpdate<[Double]?> = .unchanged
    /// The punctuality of booked customers.
    public var punctuality = Punctuality()
    /// Customers without a booking.
    public var walkIns = WalkIns()
    /// Added work (增项).
    public var addedWork = AddedWork()
    /// Late deliveries of parts.
    public var lateParts = LateParts()
    /// The maximum minutes a technician works beyond the end of a shift.
    public var overtimeMinutes: Scenario.FieldUpdate<Int> = .unchanged

    /// Creates a change without effect.
    public init() {}

    /// The members of `Uncertainty.Durations`.
    public struct Durations: Hashable, Sendable {
      /// The default.
      public var defaultValue: Scenario.FieldUpdate<Uncertainty.Distribution> = .unchanged
      /// By trade of the crew.
      public var trades: Scenario.FieldUpdate<[String: Uncertainty.Distribution]> = .unchanged
      /// By kind of the visit.
      public var kinds: Scenario.FieldUpdate<[VisitKind: Uncertainty.Distribution]> = .unchanged
      /// By name of the operation.
      public var operations: Scenario.FieldUpdate<[String: Uncertainty.Distribution]> = .unchanged
      /// The average percentage of the planned time by technician.
      public var technicians: Scenario.FieldUpdate<[String: Double]> = .unchanged

      /// Creates a change without effect.
      public init() {}
    }

    /// The members of `Uncertainty.Punctuality`.
    public struct Punctuality: Hashable, Sendable {
      /// The percentage who are late.
      public var latePercent: Scenario.FieldUpdate<Double> = .unchanged
      /// By how many minutes they deviate.
      public var late: Scenario.FieldUpdate<Uncertainty.Distribution> = .unchanged
      /// The percentage who are early.
      public var earlyPercent: Scenario.FieldUpdate<Double> = .unchanged
      /// By how many minutes they deviate.
      public var early: Scenario.FieldUpdate<Uncertainty.Distribution> = .unchanged

      /// Creates a change without effect.
      public init() {}
    }

    /// The members of `Uncertainty.WalkIns`.
    public struct WalkIns: Hashable, Sendable {
      /// The average number per day.
      public var perDay: Scenario.FieldUpdate<Double?> = .unchanged
      /// The average percentage of the reserve they fill.
      public var reserveShare: Scenario.FieldUpdate<Double> = .unchanged
      /// The variance of their number divided by its mean.
      public var dispersion: Scenario.FieldUpdate<Double> = .unchanged
      /// A factor of the mean by day of the week, in percent.
      public var weekdays: Scenario.FieldUpdate<[Weekday: Double]> = .unchanged
      /// The weights of the hours of the day.
      public var hours: Scenario.FieldUpdate<[Double]?> = .unchanged
      /// The weights of the kinds.
      public var kinds: Scenario.FieldUpdate<[VisitKind: Double]> = .unchanged
      /// Visits from which their work is drawn.
      public var jobs: Scenario.FieldUpdate<[Appointment]> = .unchanged
      /// The minutes they wait for an advisor.
      public var patienceMinutes: Scenario.FieldUpdate<Int?> = .unchanged
      /// Whether they are accepted only while technicians have time left.
      public var needsRoom: Scenario.FieldUpdate<Bool> = .unchanged

      /// Creates a change without effect.
      public init() {}
    }

    /// The members of `Uncertainty.AddedWork`.
    public struct AddedWork: Hashable, Sendable {
      /// The percentage of visits with added work.
      public var percent: Scenario.FieldUpdate<Uncertainty.ByKind<Double>> = .unchanged
      /// Its minutes, in percent of those of the operation.
      public var size: Scenario.FieldUpdate<Uncertainty.Distribution> = .unchanged
      /// The minutes until the customer agrees.
      public var approvalMinutes: Scenario.FieldUpdate<Uncertainty.Distribution> = .unchanged

      /// Creates a change without effect.
      public init() {}
    }

    /// The members of `Uncertainty.LateParts`.
    public struct LateParts: Hashable, Sendable {
      /// The percentage of late deliveries.
      public var percent: Scenario.FieldUpdate<Double> = .unchanged
      /// By how many minutes they deviate.
      public var late: Scenario.FieldUpdate<Uncertainty.Distribution> = .unchanged

      /// Creates a change without effect.
      public init() {}
    }
  }
}

extension Uncertainty.Change {
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

  /// Creates the change that sets every value to that of an uncertainty.
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

extension Uncertainty.Change.WalkIns {
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
