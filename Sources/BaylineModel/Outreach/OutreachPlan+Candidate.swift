extension OutreachPlan {
  /// A vehicle whose customer is to be called: one call, however many reasons there are.
  public struct Candidate: Hashable, Sendable {
    /// The vehicle.
    public var vehicle: CustomerVehicle
    /// The reasons, the most urgent first; at least one.
    public var reasons: [OutreachPlan.DueReason]
    /// When to call.
    public var call: OutreachPlan.DayWindow
    /// When the vehicle should come; `nil` if no visit is offered.
    public var visit: OutreachPlan.DayWindow?

    /// The most urgent reason.
    public var primaryReason: OutreachPlan.Reason { reasons[0].reason }

    /// The kind of the visit: a service if one is due, since it includes the check; `nil` if no visit is offered.
    public var kind: VisitKind? {
      let all = reasons.map(\.reason)
      return (all.first(where: \.isService) ?? all.first { $0.kind != nil })?.kind
    }

    /// Joins the reasons of a vehicle: the windows of the most urgent one, intersected with those of the others where they
    /// meet. The visit comes from the most urgent reason that offers one. `nil` without reasons.
    public init?(_ vehicle: CustomerVehicle, _ reasons: [OutreachPlan.DueReason], leadDays: Int) {
      guard let first = reasons.first else { return nil }
      self.vehicle = vehicle
      self.reasons = reasons
      call = first.call
      visit = first.visit
      for other in reasons.dropFirst() {
        if visit == nil, other.visit != nil {
          // The reason that offers the visit determines the days.
          visit = other.visit
          call = other.call.intersection(call) ?? other.call
          continue
        }
        guard let own = visit, let window = other.visit else { continue }
        if let both = own.intersection(window) { visit = both }
        if let both = call.intersection(other.call) { call = both }
      }
      guard let visit else { return }
      // The call must precede the visit by the lead time.
      let last = visit.latest.advanced(by: -leadDays)
      guard call.earliest <= last else {
        self.visit = first.visit
        call = first.call
        return
      }
      call = OutreachPlan.DayWindow(call.earliest, min(call.best, last), min(call.latest, last))
    }
  }
}
