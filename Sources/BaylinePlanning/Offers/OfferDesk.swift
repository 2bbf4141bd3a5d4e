public import BaylineModel
import BaylineSolver
import BaylineVerifier

/// Offers arrivals to customers on the phone, given a schedule whose arrivals and advisors are promised.
///
/// Confirmed arrivals, their advisors and locked work never move. Technicians, bays and starts of other visits may change
/// if that makes room for the first choice, or for a second offer.
public struct OfferDesk: Sendable {
  package let site: Site
  package let demand: Demand
  let schedule: Schedule
  /// The time of the call: nothing is offered or moved before it.
  public private(set) var now: CivilTime
  let promising: PromiseRule?

  /// The time to tell the customer of an appointment, by a demand and a schedule that contain it; `nil` if unknown.
  public typealias PromiseRule =
    @Sendable (
      _ appointment: String, _ demand: Demand, _ schedule: Schedule
    ) -> CivilTime?

  /// Creates a desk for a schedule.
  ///
  /// - Parameters:
  ///   - now: The time of the call, if later than the demand's `now`.
  ///   - promising: What customers are told, such as `PromiseEstimator` finds; without it, the first time in the opening
  ///     hours at which the vehicle is ready by the schedule.
  /// - Precondition: The formats accept all three, the schedule for this site and demand.
  /// - Throws: Why the schedule is not valid for the demand.
  /// - Complexity: O(n log n) in the operations.
  public init(
    site: Site, demand: Demand, schedule: Schedule, now: CivilTime? = nil,
    promising: PromiseRule? = nil
  ) throws(Schedule.Problem) {
    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    guard verdict.isCorrect else { throw .incorrect(verdict) }
    self.site = site
    self.demand = demand
    self.schedule = schedule
    self.now = max(demand.now, now ?? demand.now)
    self.promising = promising
  }

  /// The same desk at another time of a call, without verifying the schedule again.
  package func at(_ now: CivilTime) -> OfferDesk {
    var copy = self
    copy.now = max(demand.now, now)
    return copy
  }

  /// Up to `count` offers for a new appointment, spread over the customer's availability, the best first; the reason if
  /// there are none; and the next time that works if there are fewer than requested.
  ///
  /// The first choice (`preferredArrival`) comes first if it is possible. A comeback without a possible time on the day of
  /// `now` gets a same-day offer outside its availability, as the last one, if that leaves room for two others.
  /// - Parameters:
  ///   - request: A new appointment, neither `booked` nor `arrived`, without locked operations.
  ///   - count: The maximum number of offers, 1 or more.
  /// - Precondition: `DemandFormat.decodeAppointment` accepts the request for this site and demand.
  /// - Complexity: That of compiling the problem, plus O(slots × operations × crews × bays).
  public func offers(for request: Appointment, count: Int = 3) -> Offer.Answer {
    let count = max(1, count)
    let context = OfferContext(self, with: request)
    var search = OfferSearch(context.state, for: context.request, from: context.now)
    var offers = search.candidates(count).map(context.offer)
    if let opened = sameDay(for: request, beside: offers) {
      offers = Array(offers.prefix(max(count - 1, min(count, Self.minRegularOffers))))
      if offers.count < count { offers.append(opened) }
    }
    var answer = Offer.Answer(request: request, offers: offers)
    if let preferred = request.preferredArrival, !offers.contains(where: \.isFirstChoice) {
      answer.firstChoiceReason = .availability
      if preferred >= now {
        let refusal = refusal(of: request, at: preferred)
        answer.firstChoiceReason = refusal.reason
        answer.firstChoiceObstacles = refusal.obstacles
      }
    }
    if offers.count < count { lookFurther(context, &answer) }
    return answer
  }

  /// The offer for a specific arrival; `nil` if the visit cannot arrive then. A comeback may arrive at any time on the day of
  /// `now`.
  ///
  /// If ``offers(for:count:)`` offers this time too, the two may differ in who does the work, but not in the promise. This
  /// method tries harder: it may reschedule the work of all other visits.
  /// - Precondition: As for ``offers(for:count:)``.
  /// - Complexity: That of compiling the problem, plus O(operations × crews × bays).
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
  /// - Complexity: As for ``offers(for:count:)``.
  package func offer(for request: Appointment, where isAdmitted: (Schedule.Reception) -> Bool) -> Offer? {
    let context = OfferContext(self, with: request)
    var search = OfferSearch(context.state, for: context.request, from: context.now)
    return search.candidates(.max).first { isAdmitted(context.reception($0)) }.map(context.offer)
  }

  /// The number of regular offers that a same-day offer for a comeback does not displace.
  private static let minRegularOffers = 2

  /// The best offer on the day of `now` for a comeback that has none, ignoring its availability; `nil` if not applicable.
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

  /// Why a visit cannot arrive at one time, found as for a visit that can come at no other.
  private func refusal(of request: Appointment, at arrival: CivilTime) -> Schedule.UnscheduledAppointment {
    var only = request
    let windows =
      request.availability ?? [TimeWindow(from: demand.horizon.start, to: demand.horizon.arrivalEnd)]
    let isWanted = windows.contains { $0.from <= arrival && arrival < $0.to }
    let isPlanned = demand.horizon.isArrivalDay(arrival.date)
    if isWanted || !isPlanned { only.availability = [TimeWindow(from: arrival, to: arrival + 1)] }
    let context = OfferContext(self, with: only)
    let isSlot = context.problem.slots.contains(context.problem.minute(arrival))
    guard isWanted && isSlot || !isPlanned else {
      return Schedule.UnscheduledAppointment(appointment: request.id, reason: .availability)
    }
    var finder = ReasonFinder(context.state)
    // The time is asked about, not the customer's own.
    if isPlanned { finder.fixed = .availability }
    let finding = finder.finding(for: context.request)
    // It would fit, but only by changing what was told to others.
    let obstacles = finding.uneconomicalAt == nil ? context.state.obstacles(finding) : []
    return Schedule.UnscheduledAppointment(
      appointment: request.id, reason: finding.reason, obstacles: obstacles)
  }

  /// Adds the next time that works and, without offers, the reason.
  private func lookFurther(_ context: OfferContext, _ answer: inout Offer.Answer) {
    // Past times count as outside the customer's availability.
    let remaining =
      now > demand.now
      ? OfferContext(self, with: answer.request.left(from: now, in: demand.horizon)) : context
    var finder = ReasonFinder(remaining.state)
    if answer.offers.isEmpty {
      let finding = finder.finding(for: remaining.request)
      answer.refusal = Schedule.UnscheduledAppointment(
        appointment: answer.request.id, reason: finding.reason,
        obstacles: remaining.state.obstacles(finding),
        earliest: finding.earliest.map(context.problem.civil).flatMap { $0 < now ? nil : $0 })
    }
    answer.next = context.nextTime(in: finder.extendedHorizonState, after: answer.offers)
  }
}

extension Appointment {
  /// A copy that may also arrive during the rest of the day.
  func opened(from now: CivilTime) -> Appointment {
    var opened = self
    let today = TimeWindow(from: now, to: CivilTime(now.date.advanced(by: 1)))
    opened.availability = availability.map { [today] + $0 }
    return opened
  }

  /// A copy whose availability is cut to the time from `now`.
  fileprivate func left(from now: CivilTime, in horizon: Demand.Horizon) -> Appointment {
    var left = self
    let windows = availability ?? [TimeWindow(from: horizon.start, to: horizon.arrivalEnd)]
    left.availability = windows.filter { now < $0.to }.map {
      TimeWindow(from: max(now, $0.from), to: $0.to)
    }
    return left
  }
}
