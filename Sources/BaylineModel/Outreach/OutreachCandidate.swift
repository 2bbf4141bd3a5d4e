/// A vehicle with all that its customer is called about: one call, however many reasons there are.
public struct OutreachCandidate: Hashable, Sendable {
  /// The vehicle.
  public var vehicle: CustomerVehicle
  /// The reasons, the most urgent first; at least one.
  public var reasons: [DueReason]
  /// When the customer is called.
  public var call: DayWindow
  /// When the vehicle comes; `nil` where no visit is offered.
  public var visit: DayWindow?

  /// The reason that says when.
  public var primaryReason: OutreachReason { reasons[0].reason }

  /// The kind of the visit: a service where one is due, for it holds the check; `nil` where none is offered.
  public var kind: VisitKind? {
    let all = reasons.map(\.reason)
    return (all.first(where: \.isService) ?? all.first { $0.kind != nil })?.kind
  }

  /// Joins the reasons of a vehicle: the days of the most urgent one, cut to those of the others where that leaves any. A
  /// visit comes from the most urgent reason that offers one.
  public init?(_ vehicle: CustomerVehicle, _ reasons: [DueReason], leadDays: Int) {
    guard let first = reasons.first else { return nil }
    self.vehicle = vehicle
    self.reasons = reasons
    call = first.call
    visit = first.visit
    for other in reasons.dropFirst() {
      if visit == nil, other.visit != nil {
        // The other reason's visit decides on the days.
        visit = other.visit
        call = other.call.intersection(call) ?? other.call
        continue
      }
      guard let own = visit, let window = other.visit else { continue }
      if let both = own.intersection(window) { visit = both }
      if let both = call.intersection(other.call) { call = both }
    }
    guard let visit else { return }
    // A call comes some days before the visit.
    let last = visit.latest.advanced(by: -leadDays)
    guard call.earliest <= last else {
      self.visit = first.visit
      call = first.call
      return
    }
    call = DayWindow(call.earliest, min(call.best, last), min(call.latest, last))
  }
}
