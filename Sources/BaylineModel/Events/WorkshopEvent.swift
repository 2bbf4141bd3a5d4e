/// Something that happened in the workshop, or became known there (`bayline.events/1`).
public struct WorkshopEvent: Hashable, Sendable {
  /// When it happened or became known.
  public var at: CivilTime
  /// What it is.
  public var payload: Payload

  /// An event.
  public init(at: CivilTime, _ payload: Payload) {
    self.at = at
    self.payload = payload
  }

  /// What happened; people, bays, parts, visits and operations by their ids.
  public enum Payload: Hashable, Sendable {
    /// A technician is away from a time on (`nil`: from the event on), until a time or the end of that day.
    case absent(technician: String, from: CivilTime?, until: CivilTime?)
    /// An absent technician works again, from the event on.
    case back(technician: String)
    /// A bay cannot be used from a time on (`nil`: from the event on), until a time or the end of that day.
    case bayClosed(bay: String, from: CivilTime?, until: CivilTime?)
    /// A closed bay can be used again, from the event on.
    case bayOpen(bay: String)
    /// An operation that is under way is expected to end then.
    case overrun(appointment: String, operation: String, end: CivilTime)
    /// An operation has ended with the event.
    case finished(appointment: String, operation: String)
    /// A delivery comes at another time; `arrival` is `nil` where nobody knows when. `delivery` is the time at which it
    /// was due; `nil` is the next one.
    case partLate(part: String, delivery: CivilTime?, arrival: CivilTime?)
    /// Pieces of a part have come, before they were due or after all.
    case partArrived(part: String, quantity: Int)
    /// A customer has not come, and the grace time is over.
    case noShow(appointment: String)
    /// A customer called the visit off, or takes the vehicle away.
    case cancelled(appointment: String)
    /// A customer says to come at another time.
    case late(appointment: String, arrival: CivilTime)
    /// A vehicle has come with the event, earlier or later than it was expected.
    case arrived(appointment: String, advisor: String?)
    /// The customer agreed to more work (增项).
    case addedWork(AddedWork)
    /// A vehicle has come without a booking.
    case walkIn(Appointment)
    /// Work came back and is wanted the same day.
    case urgentReturn(Appointment)
    /// A new request by phone.
    case request(Appointment)
  }
}

/// Work that was found on the way and that the customer agreed to (增项).
public struct AddedWork: Hashable, Sendable {
  /// Id of the visit.
  public var appointment: String
  /// The operations, in their order.
  public var operations: [ServiceOperation]
  /// Id of the operation behind which they come; `nil` is the last one.
  public var after: String?
  /// Parts that they need.
  public var parts: [PartRequirement]
  /// The new promise for the vehicle to be ready; `nil` leaves the one there is.
  public var readyBy: CivilTime?

  /// Some operations for a visit.
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
  /// Id of the visit that it is about; `nil` if it is about a person, a bay or a part.
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
