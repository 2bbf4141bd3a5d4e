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
    /// An operation under way has a new expected end.
    case overrun(appointment: String, operation: String, end: CivilTime)
    /// An operation ended at the time of the event.
    case finished(appointment: String, operation: String)
    /// A delivery is rescheduled; `arrival` is `nil` if the new time is unknown. `delivery` is the time it was due; `nil`
    /// means the next delivery.
    case partLate(part: String, delivery: CivilTime?, arrival: CivilTime?)
    /// A quantity of a part arrived, early or late.
    case partArrived(part: String, quantity: Int)
    /// A customer did not come within the grace time.
    case noShow(appointment: String)
    /// A customer cancelled the visit, or takes the vehicle away.
    case cancelled(appointment: String)
    /// A customer announced a later arrival.
    case late(appointment: String, arrival: CivilTime)
    /// A vehicle arrived at the time of the event, earlier or later than expected.
    case arrived(appointment: String, advisor: String?)
    /// The customer agreed to more work (增项).
    case addedWork(AddedWork)
    /// A vehicle arrived without a booking.
    case walkIn(Appointment)
    /// A vehicle came back after a repair (返修) and is wanted the same day.
    case urgentReturn(Appointment)
    /// A customer requested an appointment by phone.
    case request(Appointment)
  }
}

/// Additional work that the customer agreed to (增项).
public struct AddedWork: Hashable, Sendable {
  /// The id of the visit.
  public var appointment: String
  /// The operations, in their order.
  public var operations: [ServiceOperation]
  /// The id of the operation they follow; `nil` means the last one.
  public var after: String?
  /// The parts they need.
  public var parts: [PartRequirement]
  /// The new promised time; `nil` keeps the current one.
  public var readyBy: CivilTime?

  /// Creates added work.
  public init(
    appointment: String, operations: [ServiceOperation], after: String? = nil, parts: [PartRequirement] = [],
    readyBy: CivilTime? = nil
  ) {
    self.appointment = appointment
    self.operations = operations
    self.after = after
    self.parts = parts
    self.readyBy = readyBy
  }
}

extension WorkshopEvent.Payload {
  /// The id of the visit concerned; `nil` for events about a person, a bay or a part.
  public var appointment: String? {
    switch self {
    case .absent, .back, .bayClosed, .bayOpen, .partLate, .partArrived: nil
    case .overrun(let id, _, _), .finished(let id, _), .noShow(let id), .cancelled(let id), .late(let id, _),
      .arrived(let id, _):
      id
    case .addedWork(let work): work.appointment
    case .walkIn(let visit), .urgentReturn(let visit), .request(let visit): visit.id
    }
  }
}
