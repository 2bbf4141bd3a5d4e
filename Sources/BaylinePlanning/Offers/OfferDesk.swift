public import BaylineModel
import BaylineSolver
import BaylineVerifier

/// Answers callers: which arrivals can be offered for a new appointment, given a schedule whose arrivals and advisors are
/// promised.
///
/// Nothing that a customer was told moves: every arrival and advisor of the schedule stays, and so does work that is locked.
/// Technicians, bays and starts of others may change where that makes room for the first choice, or for a second time.
public struct OfferDesk: Sendable {
  let site: Site
  let demand: Demand
  let schedule: Schedule
  /// When the customer calls: nothing is offered or moved before it.
  public let now: CivilTime

  /// A desk for a schedule.
  ///
  /// - Parameter now: When the customer calls, if that is later than the demand's `now`.
  /// - Precondition: The formats accept all three, the schedule against this site and demand.
  /// - Throws: Why the schedule may not stand for the demand.
  /// - Complexity: O(n log n) in the operations.
  public init(
    site: Site, demand: Demand, schedule: Schedule, now: CivilTime? = nil
  ) throws(OriginFault) {
    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    guard verdict.isCorrect else { throw .incorrect(verdict) }
    self.site = site
    self.demand = demand
    self.schedule = schedule
    self.now = max(demand.now, now ?? demand.now)
  }

  /// Up to `count` times for a new appointment in different parts of what the customer can do, the best first; why
  /// there is none; and the next time that works where there are fewer than asked for.
  ///
  /// The first choice (`preferredArrival`) leads if it can be had. A `return` that can have no time of its own on the
  /// day of `now` is shown one all the same, as the last, if that leaves room for two others.
  /// - Parameters:
  ///   - request: A new appointment, neither `booked` nor `arrived`, without locked operations.
  ///   - count: Times at most, 1 or more.
  /// - Precondition: `DemandFormat.decodeAppointment` accepts the request for this site and demand.
  /// - Complexity: compiling the problem, and O(slots × operations × crews × bays).
  public func offers(for request: Appointment, count: Int = 3) -> OfferAnswer {
    let count = max(1, count)
    let context = OfferContext(self, with: request)
    var search = OfferSearch(context.state, for: context.request, from: context.now)
    var offers = search.candidates(count).map(context.offer)
    if let opened = sameDay(for: request, beside: offers) {
      offers = Array(offers.prefix(max(count - 1, min(count, Self.beforeOpened))))
      if offers.count < count { offers.append(opened) }
    }
    var answer = OfferAnswer(request: request, offers: offers)
    if let preferred = request.preferredArrival, !offers.contains(where: \.isFirstChoice) {
      answer.firstChoiceReason =
        preferred < now ? .availability : search.reason(at: context.problem.minute(preferred))
    }
    if offers.count < count { lookFurther(context, &answer) }
    return answer
  }

  /// The offer of one arrival, however many others there are; `nil` if the visit cannot come then. A `return` may come
  /// at any time of the day of `now`.
  ///
  /// Where ``offers(for:count:)`` has this time the two may differ in who does the work, not in what is promised. Here more is
  /// tried than there: for a customer who was told this time the work of all others may be planned anew.
  /// - Precondition: As there.
  /// - Complexity: compiling the problem, and O(operations × crews × bays).
  public func offer(for request: Appointment, at arrival: CivilTime) -> Offer? {
    let context = OfferContext(self, with: request)
    let minute = context.problem.minute(arrival)
    var search = OfferSearch(context.state, for: context.request, from: context.now)
    if let found = search.candidates(1, in: minute..<minute + 1).first ?? search.rearranged(at: minute) {
      return context.offer(found)
    }
    guard request.kind == .comeback, arrival.date == now.date else { return nil }
    return sameDay(for: request, beside: [], at: arrival)
  }

  /// The best offer whose reception is admitted; `nil` if there is none.
  ///
  /// - Precondition: As for ``offers(for:count:)``.
  /// - Complexity: As there.
  package func offer(for request: Appointment, where isAdmitted: (Reception) -> Bool) -> Offer? {
    let context = OfferContext(self, with: request)
    var search = OfferSearch(context.state, for: context.request, from: context.now)
    return search.candidates(.max).lazy.map(context.offer).first { isAdmitted($0.reception) }
  }

  /// Times of the customer's own that a same-day time opened for a return does not push out.
  private static let beforeOpened = 2

  /// The best time on the day of `now` for a return that has none, its availability aside; `nil` where that is of no use.
  private func sameDay(
    for request: Appointment, beside offers: [Offer], at arrival: CivilTime? = nil
  ) -> Offer? {
    let today = now.date
    guard request.kind == .comeback, request.availability != nil, demand.horizon.isArrivalDay(today),
      !offers.contains(where: { $0.reception.arrival.date == today })
    else { return nil }
    let context = OfferContext(self, with: request.opened(from: now))
    var window = context.now..<context.problem.minute(CivilTime(today.advanced(by: 1)))
    if let minute = arrival.map(context.problem.minute) { window = minute..<minute + 1 }
    var search = OfferSearch(context.state, for: context.request, from: context.now)
    guard let best = search.candidates(1, in: window).first else { return nil }
    var offer = context.offer(best)
    offer.isOutsideAvailability = true
    return offer
  }

  /// The next time that works and, where nothing is offered, the reason.
  private func lookFurther(_ context: OfferContext, _ answer: inout OfferAnswer) {
    // What is past counts as outside the customer's times.
    let rest =
      now > demand.now
      ? OfferContext(self, with: answer.request.left(from: now, in: demand.horizon)) : context
    var finder = ReasonFinder(rest.state)
    if answer.offers.isEmpty {
      let finding = finder.finding(for: rest.request)
      answer.refusal = UnscheduledAppointment(
        appointment: answer.request.id, reason: finding.reason,
        obstacles: rest.state.obstacles(finding),
        earliest: finding.earliest.map(context.problem.civil).flatMap { $0 < now ? nil : $0 })
    }
    answer.next = context.nextTime(in: finder.extendedHorizonState, after: answer.offers)
  }
}

extension Appointment {
  /// The same with the rest of a day opened for its arrival.
  func opened(from now: CivilTime) -> Appointment {
    var opened = self
    let today = TimeWindow(from: now, to: CivilTime(now.date.advanced(by: 1)))
    opened.availability = availability.map { [today] + $0 }
    return opened
  }

  /// The same with what is left of its times.
  fileprivate func left(from now: CivilTime, in horizon: PlanningHorizon) -> Appointment {
    var left = self
    let windows = availability ?? [TimeWindow(from: horizon.start, to: horizon.arrivalEnd)]
    left.availability = windows.filter { now < $0.to }.map {
      TimeWindow(from: max(now, $0.from), to: $0.to)
    }
    return left
  }
}
