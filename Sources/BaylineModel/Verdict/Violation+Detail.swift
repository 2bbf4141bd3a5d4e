extension Violation {
  /// How a rule is broken, with the ids, times and numbers needed to explain it.
  public enum Detail: Hashable, Sendable {
    // MARK: READY
    /// The vehicle is actually ready at this time.
    case wrongReadyTime(CivilTime)
    /// The promised time is before the vehicle is ready.
    case promisedBeforeReady(CivilTime)

    // MARK: H1 slot
    /// The arrival is not on the slot grid.
    case offGrid(slotMinutes: Int)
    /// The day is not an arrival day.
    case notAnArrivalDay
    /// The arrival is before now.
    case arrivalBeforeNow(CivilTime)
    /// The advisor does not receive the kind.
    case kindNotReceived(advisor: String, kind: VisitKind)
    /// The reception is not within one opening interval of the site.
    case receptionOutsideHours
    /// The reception is not within one working interval of the advisor.
    case receptionOutsideShift(advisor: String)

    // MARK: H2-H5 arrivals
    /// Two arrivals of an advisor are less than the minimum minutes apart.
    case arrivalsTooClose(
      earlier: Violation.ArrivalReference, later: Violation.ArrivalReference, minMinutes: Int)
    /// Too many arrivals in the 60 minutes from the time of the violation.
    case tooManyArrivalsInHour(arrivals: [Violation.ArrivalReference], most: Int)
    /// Too many arrivals on a day.
    case tooManyArrivalsOnDay(arrivals: [Violation.ArrivalReference], most: Int)
    /// The arrival is in none of the customer's windows.
    case outsideAvailability([TimeWindow])

    // MARK: H6 order
    /// Starts before the reception has ended.
    case startsBeforeReceptionEnds(CivilTime)
    /// Starts before now, or before the vehicle arrived.
    case startsBeforeVehiclePresent(CivilTime)
    /// Starts before the previous operation has ended.
    case startsBeforePredecessorEnds(operation: String, end: CivilTime)
    /// Starts before now.
    case startsBeforeNow(CivilTime)
    /// Starts too soon after the previous operation: the lag, or the time to move the vehicle, is longer.
    case startsTooSoon(operation: String, minutes: Int, least: Int)
    /// Starts too long after the previous operation.
    case startsTooLate(operation: String, minutes: Int, most: Int)

    // MARK: H7, H8 resources
    /// No alternative has this bay and these technicians.
    case noSuchAlternative(bay: String?, technicians: [String])
    /// Has a bay although it needs none.
    case bayNotNeeded(bay: String)
    /// Has no bay although it needs one of the type.
    case bayMissing(type: String)
    /// The bay is not of the type.
    case wrongBayType(bay: String, type: String)
    /// Not within one working interval of the bay.
    case outsideBayHours(bay: String)
    /// Two operations hold the bay or the technician at once; `until` is when the earlier one releases it, `nil` if its
    /// work never ends.
    case overlap(earlier: OperationReference, until: CivilTime?, later: OperationReference)
    /// The vehicle occupies the bay between two operations while another one does; `until` is when the earlier one releases
    /// it. `earlierStays` and `laterStays` tell which of them is the stay before the operation named.
    case overlapWithStay(
      earlier: OperationReference, earlierStays: Bool, until: CivilTime?, later: OperationReference,
      laterStays: Bool)
    /// The vehicle leaves the bay in which it must stay after an operation.
    case bayNotKept(after: String)
    /// Names a technician twice.
    case duplicateTechnician([String])
    /// Has the wrong number of technicians.
    case wrongCrewSize(technicians: [String], needed: Int)
    /// A technician lacks the trade, the level or a certification.
    case technicianNotQualified(technician: String, requirement: WorkRequirement.Crew)
    /// Has technicians although it needs none.
    case technicianNotNeeded(technicians: [String])

    // MARK: H9, H10 time
    /// Starts outside the common working time of its crew and bay, or that never contains enough minutes.
    case workDoesNotFit(minutes: Int)
    /// Not within one working interval of each of these technicians.
    case outsideShift(technicians: [String], end: CivilTime)
    /// Ends at another time than the minutes of work require.
    case wrongEnd(stated: CivilTime, expected: CivilTime, minutes: Int)
    /// The last operation ends after the horizon.
    case endsAfterHorizon(CivilTime)
    /// Starts before the horizon.
    case startsBeforeHorizon(CivilTime)

    // MARK: H11-H18
    /// More of a part is needed by then than is available; the appointments involved.
    case partShortage(needed: Int, available: Int, appointments: [String])
    /// More loan vehicles are out than exist; the appointments that hold one.
    case loanerShortage(out: Int, most: Int, appointments: [String])
    /// A waiting customer's vehicle is ready after closing; `nil` means the site is closed that day.
    case notReadyByClosing(CivilTime?)
    /// The technicians' booked minutes of a day exceed what may be booked.
    case reserveExceeded(bookedMinutes: Int, maxMinutes: Int)
    /// The arrival differs from the promised one.
    case arrivalNotAsPromised(promised: CivilTime)
    /// A locked operation is not placed as locked.
    case lockNotKept(ServiceOperation.LockedWork)
    /// More operations need the equipment at once than there is of it; the operations involved.
    case equipmentShortage(needed: Int, most: Int, operations: [OperationReference])
    /// More arrivals on the day than the limit allows.
    case limitExceeded(arrivals: [Violation.ArrivalReference], most: Int)
    /// The vehicle is collected outside the site's hours.
    case collectedOutsideHours(minutes: Int)
    /// No working interval of the site's hours contains the delivery.
    case neverDelivered(minutes: Int)
    /// More drivers are under way than there are; the appointments whose vehicles they drive.
    case driverShortage(underWay: Int, most: Int, appointments: [String])
  }
}

extension Violation {
  /// An arrival, named by the id of its appointment.
  public struct ArrivalReference: Hashable, Sendable {
    /// The id of the appointment.
    public var appointment: String
    /// When the vehicle arrives.
    public var at: CivilTime

    /// Creates a reference.
    public init(appointment: String, at: CivilTime) {
      self.appointment = appointment
      self.at = at
    }
  }
}
