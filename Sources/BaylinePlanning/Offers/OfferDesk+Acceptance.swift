public import BaylineModel
import BaylineVerifier

extension OfferDesk {
  /// What becomes of demand and schedule when a customer accepts an offer.
  public struct Acceptance: Hashable, Sendable {
    /// The demand with the appointment at its end, `booked` as offered, wanted back by what was told.
    public var demand: Demand
    /// The schedule with the visit in it, and what moved for it: made from that demand, so that the next caller can
    /// be answered by it without a search.
    public var schedule: Schedule
  }

  /// Demand and schedule after a customer has accepted an offer.
  ///
  /// The promise is remembered: `booked` holds arrival and advisor, `readyBy` what was told. Where a same-day time
  /// was opened for a return, its availability holds that time, too.
  /// - Precondition: The offer is one of ``offers(for:count:)`` or ``offer(for:at:)`` for this request at this desk.
  /// - Throws: What the verifier says, if the schedule is not right after all; a fault of the program.
  /// - Complexity: O(n log n) in the operations.
  public func accept(_ offer: Offer, of request: Appointment) throws(OriginFault) -> Acceptance {
    var booked = offer.isOutsideAvailability ? request.opened(from: now) : request
    booked.booked = Booking(arrival: offer.reception.arrival, advisor: offer.reception.advisor)
    booked.readyBy = offer.promise
    var demand = self.demand
    demand.appointments.append(booked)

    var schedule = self.schedule
    for move in offer.moves { schedule.move(move, finish: site.booking.finishMinutes) }
    schedule.insert(
      Assignment(
        appointment: request.id, reception: offer.reception, ready: offer.ready, operations: offer.operations)
    )
    schedule.cost = nil
    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    guard verdict.isFeasible else { throw .incorrect(verdict) }
    schedule.cost = StatedCost(total: verdict.cost.total, terms: verdict.cost)
    schedule.about = ScheduleProvenance()
    schedule.about?.program = "bayline"
    schedule.about?.version = baylineVersion
    return Acceptance(demand: demand, schedule: schedule)
  }
}

extension Schedule {
  /// Takes one operation of a visit elsewhere.
  fileprivate mutating func move(_ move: Offer.Move, finish: Int) {
    for position in assignments.indices where assignments[position].appointment == move.appointment {
      for index in assignments[position].operations.indices
      where assignments[position].operations[index].operation == move.to.operation {
        assignments[position].operations[index] = move.to
      }
      if let last = assignments[position].operations.last { assignments[position].ready = last.end + finish }
    }
  }
}
