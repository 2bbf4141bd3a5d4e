import BaylineMath
import BaylineModel

/// Something to tell a customer, or to ask in the workshop, at a time.
struct CustomerCall {
  /// By which way.
  enum Channel {
    case phone, text, workshop
  }

  /// Why.
  enum Occasion {
    /// A new time, said back within 30 minutes; some of it is not as the customer wished.
    case confirmation(ScheduledVisit)
    case dayBefore(ScheduledVisit)
    case hourBefore(ScheduledVisit)
    /// Ready later than wanted: told beforehand.
    case late(ScheduledVisit)
    /// Left out, with another time if there is one.
    case leftOut(UnscheduledAppointment)
    /// A promised arrival that cannot be kept.
    case brokenPromise(UnscheduledAppointment)
    /// Did not come within the grace time.
    case noShow(UnscheduledAppointment)
    /// At three quarters of the planned time: is it going as planned?
    case progress(ScheduledVisit)
    /// Soon to be collected.
    case ready(ScheduledVisit)
    /// Is all well after the visit?
    case afterVisit(ScheduledVisit)
  }

  let at: CivilTime
  /// At the latest then, rather than just then.
  let isDeadline: Bool
  let appointment: Appointment
  let channel: Channel
  let occasion: Occasion
}

/// All calls that a schedule asks for, by time. What they are and when follows the dealers' rules in `docs/forms.md`.
struct CallList {
  /// A new time is confirmed within so many minutes.
  static let confirmationMinutes = 30
  /// Told so long before a vehicle is ready: on the day of the arrival, and two days or more after it.
  static let readyNoticeMinutes = (sameDay: 60, later: 240)
  /// The customer is called within so many days after the visit.
  static let afterVisitDays = 3

  let calls: [CustomerCall]
  /// When the list is made: the demand's `now`, or the evening before the horizon.
  let made: CivilTime

  init(facts: FormContext) {
    let horizon = facts.demand.horizon
    made = facts.isUnderWay ? facts.now : facts.latestOpenTime(upTo: horizon.start)
    var calls: [CustomerCall] = []
    for visit in facts.visits { calls += Self.calls(visit, made: made, facts) }
    for left in facts.leftOut {
      calls.append(
        CustomerCall(
          at: made, isDeadline: false, appointment: left.appointment, channel: .phone,
          occasion: Self.occasion(left, facts)))
    }
    // A stable order: by time, and as they are at the same time.
    self.calls = calls.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  private static func occasion(_ left: FormContext.LeftOut, _ facts: FormContext) -> CustomerCall.Occasion {
    guard let booking = left.appointment.booked, left.appointment.arrived == nil else {
      return left.appointment.isCommitted ? .brokenPromise(left.entry) : .leftOut(left.entry)
    }
    return booking.arrival + facts.site.booking.graceMinutes <= facts.now
      ? .noShow(left.entry) : .brokenPromise(left.entry)
  }

  private static func calls(_ visit: ScheduledVisit, made: CivilTime, _ facts: FormContext) -> [CustomerCall]
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
    if let arrival = visit.reception?.arrival {
      var told = made
      if visit.appointment.booked == nil {
        told = made + confirmationMinutes
        add(told, .text, .confirmation(visit), isDeadline: true)
      }
      let dayBefore = facts.latestOpenTime(upTo: arrival + -CivilTime.minutesPerDay)
      if dayBefore > told {
        add(dayBefore, .phone, .dayBefore(visit))
      } else if visit.appointment.booked != nil, arrival + -120 > made, arrival.date > made.date {
        // The day before is nearly over, or was: the list is made on its evening.
        add(made, .phone, .dayBefore(visit))
      }
      if arrival + -60 >= made { add(arrival + -60, .text, .hourBefore(visit)) }
    }
    // The confirmation of a new time says when the vehicle is ready; a customer who was promised something is called.
    if visit.isLate, visit.ready > made, visit.appointment.isCommitted { add(made, .phone, .late(visit)) }
    if let check = progressTime(visit, facts), check > made { add(check, .workshop, .progress(visit)) }
    if visit.ready > made, !visit.appointment.waiting {
      let days = visit.ready.date.ordinal - visit.arrival.date.ordinal
      let notice = days >= 1 ? readyNoticeMinutes.later : readyNoticeMinutes.sameDay
      let at = max(made, facts.latestOpenTime(upTo: visit.ready + -notice))
      // Who brings a short job is told at the reception.
      if at > visit.arrival { add(at, .phone, .ready(visit)) }
    }
    let end = CivilTime(visit.ready.date.advanced(by: afterVisitDays + 1))
    add(max(visit.ready, facts.latestOpenTime(upTo: end)), .phone, .afterVisit(visit), isDeadline: true)
    return calls
  }

  /// Three quarters through the open minutes of the work, which is between the 70 and 80% of the rule.
  private static func progressTime(_ visit: ScheduledVisit, _ facts: FormContext) -> CivilTime? {
    guard let start = visit.operations.first?.placed.start, let end = visit.operations.last?.placed.end,
      end - start < 60 * CivilTime.minutesPerDay
    else { return nil }
    let goal = facts.openMinutes(from: start, to: end) * 3 / 4
    let minutes = 0..<max(0, end - start)
    return start + minutes.partitioningIndex { facts.openMinutes(from: start, to: start + $0) >= goal }
  }
}
