import BaylineMath

/// A message for a customer, or a question for the workshop, at a time.
package struct CustomerCall: Sendable {
  package enum Channel: Sendable {
    case phone, text, workshop
  }

  package enum Occasion: Sendable {
    /// A new time, confirmed within 30 minutes.
    case confirmation(ScheduledVisit)
    /// A time found in the course of the day, which the customer has not agreed to yet.
    case proposal(ScheduledVisit)
    case dayBefore(ScheduledVisit)
    case hourBefore(ScheduledVisit)
    /// Ready later than wanted; the customer hears it beforehand.
    case late(ScheduledVisit)
    /// Not scheduled, with another time if there is one.
    case unscheduled(Schedule.UnscheduledAppointment)
    /// A promised arrival that cannot be kept.
    case brokenPromise(Schedule.UnscheduledAppointment)
    /// Did not come within the grace time.
    case noShow(Schedule.UnscheduledAppointment)
    /// At three quarters of the planned work: is it on schedule?
    case progress(ScheduledVisit)
    /// Soon ready for collection.
    case ready(ScheduledVisit)
    /// Follow-up after the visit.
    case afterVisit(ScheduledVisit)
  }

  package let at: CivilTime
  /// Whether `at` is a deadline rather than the time itself.
  package let isDeadline: Bool
  package let appointment: Appointment
  package let channel: Channel
  package let occasion: Occasion

  package init(
    at: CivilTime, isDeadline: Bool, appointment: Appointment, channel: Channel, occasion: Occasion
  ) {
    self.at = at
    self.isDeadline = isDeadline
    self.appointment = appointment
    self.channel = channel
    self.occasion = occasion
  }
}

/// All calls that a schedule calls for, by time, according to the dealers' rules in `docs/forms.md`.
package struct CallList: Sendable {
  /// A new time is confirmed within this many minutes.
  package static let confirmationMinutes = 30
  /// Notice before a vehicle is ready: on the day of the arrival, and on later days.
  package static let readyNoticeMinutes = (sameDay: 60, later: 240)
  /// The follow-up takes place within this many days after the visit.
  package static let afterVisitDays = 3

  package let calls: [CustomerCall]
  /// The time of the list: the demand's `now`, or the evening before the horizon.
  package let made: CivilTime

  package init(_ view: ScheduleView) {
    let horizon = view.demand.horizon
    made = view.isUnderWay ? view.now : view.site.latestOpenTime(upTo: horizon.start)
    var calls: [CustomerCall] = []
    for visit in view.visits { calls += Self.calls(visit, made: made, view) }
    for unscheduled in view.unscheduled {
      calls.append(
        CustomerCall(
          at: made, isDeadline: false, appointment: unscheduled.appointment, channel: .phone,
          occasion: Self.occasion(unscheduled, view)))
    }
    // A stable sort by time.
    self.calls = calls.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  private static func occasion(_ unscheduled: ScheduleView.Unscheduled, _ view: ScheduleView)
    -> CustomerCall.Occasion
  {
    guard let booking = unscheduled.appointment.booked, unscheduled.appointment.arrived == nil else {
      return unscheduled.appointment.isCommitted
        ? .brokenPromise(unscheduled.entry) : .unscheduled(unscheduled.entry)
    }
    return booking.arrival + view.site.booking.graceMinutes <= view.now
      ? .noShow(unscheduled.entry) : .brokenPromise(unscheduled.entry)
  }

  private static func calls(_ visit: ScheduledVisit, made: CivilTime, _ view: ScheduleView) -> [CustomerCall]
  {
    var calls: [CustomerCall] = []
    func add(
      _ at: CivilTime, _ channel: CustomerCall.Channel, _ occasion: CustomerCall.Occasion,
      isDeadline: Bool = false
    ) {
      calls.append(
        CustomerCall(
          at: at, isDeadline: isDeadline, appointment: visit.appointment, channel: channel, occasion: occasion
        ))
    }
    // Nothing is announced that the customer has not agreed to.
    if view.isUnderWay, visit.reception != nil, visit.appointment.booked == nil {
      add(made, .phone, .proposal(visit))
      return calls
    }
    if let arrival = visit.reception?.arrival {
      var confirmed = made
      if visit.appointment.booked == nil {
        confirmed = made + confirmationMinutes
        add(confirmed, .text, .confirmation(visit), isDeadline: true)
      }
      let dayBefore = view.site.latestOpenTime(upTo: arrival + -CivilTime.minutesPerDay)
      if dayBefore > confirmed {
        add(dayBefore, .phone, .dayBefore(visit))
      } else if visit.appointment.booked != nil, arrival + -120 > made, arrival.date > made.date {
        // The list is made in the evening of the day before.
        add(made, .phone, .dayBefore(visit))
      }
      // Who is collected must be ready when the driver leaves.
      let hourBefore = arrival + -(visit.appointment.collect ?? 0) + -60
      if hourBefore >= made { add(hourBefore, .text, .hourBefore(visit)) }
    }
    // The confirmation of a new time includes the ready time; customers with a promise are called.
    if visit.isToldLate, visit.told > made, visit.appointment.isCommitted { add(made, .phone, .late(visit)) }
    if let check = progressTime(visit, view), check > made { add(check, .workshop, .progress(visit)) }
    // A vehicle that is brought back is announced before the driver leaves.
    let handOver = view.site.trips(for: visit).first { $0.purpose == .deliver }?.time.from ?? visit.told
    if handOver > made, !visit.appointment.waiting {
      let days = handOver.date.ordinal - visit.arrival.date.ordinal
      let notice = days >= 1 ? readyNoticeMinutes.later : readyNoticeMinutes.sameDay
      let at = max(made, view.site.latestOpenTime(upTo: handOver + -notice))
      // The reception tells customers of short jobs.
      if at > visit.arrival { add(at, .phone, .ready(visit)) }
    }
    let end = CivilTime(visit.told.date.advanced(by: afterVisitDays + 1))
    add(max(visit.told, view.site.latestOpenTime(upTo: end)), .phone, .afterVisit(visit), isDeadline: true)
    return calls
  }

  /// Three quarters through the opening hours of the work: the rule says 70 to 80%.
  private static func progressTime(_ visit: ScheduledVisit, _ view: ScheduleView) -> CivilTime? {
    guard let start = visit.operations.first?.placed.start, let end = visit.operations.last?.placed.end,
      end - start < 60 * CivilTime.minutesPerDay
    else { return nil }
    let goal = view.site.openMinutes(from: start, to: end) * 3 / 4
    let minutes = 0..<max(0, end - start)
    return start
      + minutes.partitioningIndex { view.site.openMinutes(from: start, to: start + $0) >= goal }
  }
}
