/// Something that happened or became known in the workshop (`bayline.events/1`).
public struct WorkshopEvent: Hashable, Sendable {
  /// When it happened or became known.
  public var at: CivilTime
  /// What happened.
  public var payload: Payload

  /// Creates an event.
  public init(at: CivilTime, _ payload: Payload) {
    self.at = at
    self.payload = payload
  }

  /// What happened; people, bays, parts, visits and operations are named by id.
  public enum Payload: Hashable, Sendable {
    /// A technician is absent from a time (`nil`: from the event) until a time or the end of that day.
    case absent(technician: String, from: CivilTime?, until: CivilTime?)
    /// An absent technician is back at the time of the event.
    case back(technician: String)
    /// A bay is closed from a time (`nil`: from the event) until a time or the end of that day.
    case bayClosed(bay: String, from: CivilTime?, until: CivilTime?)
    /// A closed bay is open again at the time of the event.
    case bayOpen(bay: String)
    /// An advisor is absent from a time (`nil`: from the event) until a time or the end of that day.
    case advisorAbsent(advisor: String, from: CivilTime?, until: CivilTime?)
    /// An absent advisor is back at the time of the event.
    case advisorBack(advisor: String)
    /// The site closes from a time (`nil`: from the event) until a time or the end of that day; everybody goes home.
    case siteClosed(from: CivilTime?, until: CivilTime?)
    /// Some of an equipment (`nil`: all of it) cannot be used from a time (`nil`: from the event) until a time or the end
    /// of the horizon.
    case equipmentBroken(equipment: String, count: Int?, from: CivilTime?, until: CivilTime?)
    /// Some of an equipment (`nil`: all that was broken) can be used again at the time of the event.
    case equipmentRepaired(equipment: String, count: Int?)
    /// A number of drivers are away from now on.
    case driverAway(count: Int)
    /// A number of drivers are back from now on.
    case driverBack(count: Int)
    /// The site has this number of loan vehicles from now on.
    case loaners(count: Int)
    /// An operation started, in place of what was planned; `nil` is as planned, or at the time of the event.
    case started(
      appointment: String, operation: String, bay: String?, technicians: [String]?, start: CivilTime?)
    /// An operation under way has a new expected end; `nil` if nobody knows it.
    case overrun(appointment: String, operation: String, end: CivilTime?)
    /// An operation ended at the time of the event.
    case finished(appointment: String, operation: String)
    /// A delivery is rescheduled; `arrival` is `nil` if the new time is unknown. `delivery` is the time it was due; `nil`
    /// means the next delivery.
    case partLate(part: String, delivery: CivilTime?, arrival: CivilTime?)
    /// A quantity of a part arrived, early or late.
    case partArrived(part: String, quantity: Int)
    /// So many of a part were counted on the shelf at the time of the event, whatever the books say.
    case stock(part: String, quantity: Int)
    /// A customer did not come within the grace time.
    case noShow(appointment: String)
    /// A customer cancelled the visit, or takes the vehicle away.
    case cancelled(appointment: String)
    /// A customer and the workshop agreed on another arrival, earlier or later, with an advisor if one was named.
    case moved(appointment: String, arrival: CivilTime, advisor: String?)
    /// A customer announced a later arrival.
    case late(appointment: String, arrival: CivilTime)
    /// A vehicle arrived at the time of the event, earlier or later than expected.
    case arrived(appointment: String, advisor: String?)
    /// The customer agreed to more work (增项).
    case addedWork(WorkshopEvent.AddedWork)
    /// The customer declined operations that have not started.
    case removedWork(appointment: String, operations: [String])
    /// The customer waits, needs a loan vehicle, or wants the vehicle back as said here.
    case changed(WorkshopEvent.ChangedVisit)
    /// The rest of a visit waits for the customer's answer, which is expected at a time; `nil` if nobody knows when.
    case hold(appointment: String, until: CivilTime?)
    /// The customer answered at the time of the event; the rest of the visit can go on.
    case answered(appointment: String)
    /// The vehicle cannot be moved after an operation (`nil`: the last one that started); the next one is in the same bay.
    case immovable(appointment: String, operation: String?)
    /// An operation (`nil`: each one to which it can apply) was given a bay, technicians or a start by hand.
    case assigned(WorkshopEvent.HandAssignment)
    /// A vehicle arrived without a booking.
    case walkIn(Appointment)
    /// A vehicle came back after a repair (返修) and is wanted the same day.
    case urgentReturn(Appointment)
    /// A customer requested an appointment by phone.
    case request(Appointment)
  }
}

extension WorkshopEvent {
  /// Additional work that the customer agreed to (增项).
  public struct AddedWork: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// The operations, in their order.
    public var operations: [ServiceOperation]
    /// The id of the operation they follow; `nil` means the last one.
    public var after: String?
    /// The parts they need.
    public var parts: [SparePart.Requirement]
    /// The new promised time; `nil` keeps the current one.
    public var readyBy: CivilTime?

    /// Creates added work.
    public init(
      appointment: String, operations: [ServiceOperation], after: String? = nil,
      parts: [SparePart.Requirement] = [],
      readyBy: CivilTime? = nil
    ) {
      self.appointment = appointment
      self.operations = operations
      self.after = after
      self.parts = parts
      self.readyBy = readyBy
    }
  }
}

extension WorkshopEvent {
  /// What a customer wants to be different; `nil` stays as it is.
  public struct ChangedVisit: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// Whether the customer waits at the site.
    public var waiting: Bool?
    /// Whether the customer needs a loan vehicle.
    public var loaner: Bool?
    /// When the vehicle is wanted back; the inner `nil` means that it no longer matters.
    public var readyBy: CivilTime??

    /// Creates a change of a visit.
    public init(
      appointment: String, waiting: Bool? = nil, loaner: Bool? = nil, readyBy: CivilTime?? = nil
    ) {
      self.appointment = appointment
      self.waiting = waiting
      self.loaner = loaner
      self.readyBy = readyBy
    }
  }
}

extension WorkshopEvent {
  /// Where somebody placed work by hand; `nil` leaves the choice to the plan.
  public struct HandAssignment: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// The id of the operation; `nil` means every one that has not started and can be done this way.
    public var operation: String?
    /// The id of the bay.
    public var bay: String?
    /// The ids of the technicians.
    public var technicians: [String]?
    /// When the work starts.
    public var start: CivilTime?

    /// Creates an assignment by hand.
    public init(
      appointment: String, operation: String? = nil, bay: String? = nil, technicians: [String]? = nil,
      start: CivilTime? = nil
    ) {
      self.appointment = appointment
      self.operation = operation
      self.bay = bay
      self.technicians = technicians
      self.start = start
    }
  }
}

extension WorkshopEvent.Payload {
  /// The id of the visit concerned; `nil` for events about the site, a person, a bay, equipment or a part.
  public var appointment: String? {
    switch self {
    case .absent, .back, .bayClosed, .bayOpen, .advisorAbsent, .advisorBack, .siteClosed, .equipmentBroken,
      .equipmentRepaired, .driverAway, .driverBack, .loaners, .partLate, .partArrived, .stock:
      nil
    case .overrun(let id, _, _), .finished(let id, _), .started(let id, _, _, _, _), .noShow(let id),
      .cancelled(let id), .late(let id, _), .moved(let id, _, _), .arrived(let id, _),
      .removedWork(let id, _), .hold(let id, _),
      .answered(let id), .immovable(let id, _):
      id
    case .addedWork(let work): work.appointment
    case .changed(let change): change.appointment
    case .assigned(let assignment): assignment.appointment
    case .walkIn(let visit), .urgentReturn(let visit), .request(let visit): visit.id
    }
  }
}
