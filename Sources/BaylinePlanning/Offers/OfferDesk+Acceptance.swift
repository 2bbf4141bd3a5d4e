public import BaylineModel
import BaylineVerifier

extension OfferDesk {
  /// The demand and the schedule after a customer has accepted an offer.
  public struct Acceptance: Hashable, Sendable {
    /// The demand with the appointment appended: `booked` as offered, with `readyBy` as promised.
    public var demand: Demand
    /// The schedule with the visit and the moves it requires; it is valid for that demand, so that the next caller can be
    /// answered without a search.
    public var schedule: Schedule
  }

  /// Books an accepted offer.
  ///
  /// The promise is recorded: `booked` holds the arrival and the advisor, `readyBy` the promised time. If a same-day time
  /// was opened for a comeback, the availability includes it.
  /// - Precondition: The offer comes from ``offers(for:count:)`` or ``offer(for:at:)`` for this request at this desk.
  /// - Throws: The verdict if the schedule is infeasible after all, which is an internal error.
  /// - Complexity: O(n log n) in the operations.
  public func accept(_ offer: Offer, of request: Appointment) throws(Schedule.Problem) -> Acceptance {
    var booked = offer.isOutsideAvailability ? request.opened(from: now) : request
    booked.booked = Appointment.Booking(arrival: offer.reception.arrival, advisor: offer.reception.advisor)
    booked.readyBy = offer.promise
    var demand = self.demand
    demand.appointments.append(booked)

    var schedule = self.schedule
    for move in offer.moves { schedule.move(move, finish: site.booking.finishMinutes) }
    schedule.insert(
      Schedule.Assignment(
        appointment: request.id, reception: offer.reception, ready: offer.ready, promise: offer.promise,
        operations: offer.operations)
    )
    schedule.cost = nil
    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    guard verdict.isFeasible else { throw .incorrect(verdict) }
    schedule.cost = ScheduleCost.Stated(total: verdict.cost.total, terms: verdict.cost)
    schedule.about = Schedule.Provenance()
    schedule.about?.program = "bayline"
    schedule.about?.version = baylineVersion
    return Acceptance(demand: demand, schedule: schedule)
  }
}

extension Schedule {
  /// Moves an operation.
  fileprivate mutating func move(_ move: Offer.Move, finish: Int) {
    for position in assignments.indices where assignments[position].appointment == move.appointment {
      for index in assignments[position].operations.indices
      where assignments[position].operations[index].operation == move.to.operation {
        assignments[position].operations[index] = move.to
      }
      if let last = assignments[position].operations.last { assignments[position].ready = last.end + finish }
      assignments[position].promise = assignments[position].promise.map {
        max($0, assignments[position].ready)
      }
    }
  }
}
