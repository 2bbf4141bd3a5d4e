/// How a rule is broken, with the ids, times and numbers that a sentence about it needs.
public enum ViolationDetail: Hashable, Sendable {
  // MARK: READY
  /// The vehicle is ready at another time than the file says.
  case wrongReadyTime(CivilTime)

  // MARK: H1 slot
  /// The arrival is not on the grid of so many minutes.
  case offGrid(slotMinutes: Int)
  /// New arrivals may not be on that day.
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
  /// Two arrivals of an advisor are less than the least minutes apart.
  case arrivalsTooClose(earlier: ArrivalReference, later: ArrivalReference, minMinutes: Int)
  /// Too many arrivals in the 60 minutes from the time of the violation.
  case tooManyArrivalsInHour(arrivals: [ArrivalReference], most: Int)
  /// Too many arrivals on a day.
  case tooManyArrivalsOnDay(arrivals: [ArrivalReference], most: Int)
  /// The arrival is in none of the customer's windows.
  case outsideAvailability([TimeWindow])

  // MARK: H6 order
  /// Starts before the reception has ended.
  case startsBeforeReceptionEnds(CivilTime)
  /// Starts before now, or before the vehicle was there.
  case startsBeforeVehiclePresent(CivilTime)
  /// Starts before the operation before it has ended.
  case startsBeforePredecessorEnds(operation: String, end: CivilTime)
  /// Starts before now.
  case startsBeforeNow(CivilTime)

  // MARK: H7, H8 resources
  /// No alternative has this bay and these technicians.
  case noSuchAlternative(bay: String?, technicians: [String])
  /// Has a bay though it needs none.
  case bayNotNeeded(bay: String)
  /// Has no bay though it needs one of the type.
  case bayMissing(type: String)
  /// The bay is not of the type.
  case wrongBayType(bay: String, type: String)
  /// Not within one working interval of the bay.
  case outsideBayHours(bay: String)
  /// Two operations hold the bay or the technician at once; `until` is when the earlier one lets go of it, `nil`
  /// if its work never ends.
  case overlap(earlier: OperationReference, until: CivilTime?, later: OperationReference)
  /// Names a technician twice.
  case duplicateTechnician([String])
  /// Has another number of technicians than it needs.
  case wrongCrewSize(technicians: [String], needed: Int)
  /// A technician lacks the trade, the level or a certification.
  case technicianNotQualified(technician: String, requirement: CrewRequirement)
  /// Has a technician though it needs none.
  case technicianNotNeeded(technicians: [String])

  // MARK: H9, H10 time
  /// Starts when its crew and bay do not work together, or they never hold so many minutes of work.
  case workDoesNotFit(minutes: Int)
  /// Not within one working interval of each of these technicians.
  case outsideShift(technicians: [String], end: CivilTime)
  /// Ends at another time than so many minutes of work do.
  case wrongEnd(stated: CivilTime, expected: CivilTime, minutes: Int)
  /// The last operation ends after the horizon.
  case endsAfterHorizon(CivilTime)
  /// Starts before the horizon.
  case startsBeforeHorizon(CivilTime)

  // MARK: H11-H15
  /// More pieces are needed by then than are there; the appointments that take part in it.
  case partShortage(needed: Int, available: Int, appointments: [String])
  /// More loan vehicles are out than there are; the appointments that hold one.
  case loanerShortage(out: Int, most: Int, appointments: [String])
  /// A waiting customer's vehicle is ready too late; `nil` is a day on which the site is closed.
  case notReadyByClosing(CivilTime?)
  /// The technicians' booked minutes of a day exceed what may be booked.
  case reserveExceeded(bookedMinutes: Int, maxMinutes: Int)
  /// The arrival is not the promised one.
  case arrivalNotAsPromised(promised: CivilTime)
  /// A locked operation is not as locked.
  case lockNotKept(LockedWork)
}

/// An arrival at an advisor, by the id of its appointment.
public struct ArrivalReference: Hashable, Sendable {
  /// Id of the appointment.
  public var appointment: String
  /// When it arrives.
  public var at: CivilTime

  /// The arrival of an appointment.
  public init(appointment: String, at: CivilTime) {
    self.appointment = appointment
    self.at = at
  }
}
