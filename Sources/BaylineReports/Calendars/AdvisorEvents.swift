import BaylineModel
import BaylineWording

/// The events of advisors: arrivals and hand-overs, because the advisor who receives a customer also returns the
/// vehicle.
struct AdvisorEvents {
  private let facts: CalendarContext
  private let words: Glossary
  private let masking: Masking
  /// Events by advisor id.
  private(set) var byAdvisor: [String: [CalendarEvent]] = [:]

  init(_ facts: CalendarContext) {
    self.facts = facts
    words = facts.words
    masking = Masking(facts.words.language)
    for (appointment, assignment) in facts.visits {
      let reception = assignment.reception ?? Self.pastReception(of: appointment)
      guard let reception else { continue }
      byAdvisor[reception.advisor, default: []] += [
        event(appointment, assignment, at: reception.arrival, isHandOver: false),
        event(appointment, assignment, at: assignment.told, isHandOver: true),
      ]
    }
  }

  /// The reception of a vehicle that has arrived already, if an advisor received it.
  private static func pastReception(of appointment: Appointment) -> Schedule.Reception? {
    guard let at = appointment.arrived, let advisor = appointment.receivedBy else { return nil }
    return Schedule.Reception(arrival: at, advisor: advisor)
  }

  // MARK: - Events

  /// An arrival, or a hand-over that begins when the vehicle is ready and takes as long as a reception. The customer may
  /// come later to a hand-over, so the advisor counts as free.
  private func event(
    _ appointment: Appointment, _ assignment: Schedule.Assignment, at time: CivilTime, isHandOver: Bool
  ) -> CalendarEvent {
    let (vehicle, kind, clock) = (vehicle(appointment), words.kind(appointment.kind), facts.time(time))
    let (summary, location, call) =
      isHandOver
      ? (
        words("交车", "Hand-over"), words("交车区", "Hand-over"),
        words("告知客户 \(clock) 可交车", "Tell the customer: ready \(clock)")
      )
      : (
        words("接车", "Reception"), words("接待区", "Reception"),
        words("提醒客户 \(clock) 到店", "Remind the customer: arrival \(clock)")
      )
    return CalendarEvent(
      uid: SafeName.of(appointment.id) + (isHandOver ? ".ready" : ".arrival"), start: time,
      end: time + facts.site.booking.receptionMinutes,
      summary: "\(summary) \(vehicle)\(words(" ", ", "))\(kind)", location: location,
      description: description(appointment, assignment, bringing: !isHandOver), category: kind,
      isFree: isHandOver, reminder: "\(call)\(words("：", ": "))\(vehicle)")
  }

  /// `沪A·12345 李女士`: masked, because the summary can be read over the advisor's shoulder.
  private func vehicle(_ appointment: Appointment) -> String {
    let customer = appointment.card.customer == nil ? [] : [masking.customer(appointment.card)]
    return ([facts.names.plate(appointment.id)] + customer).joined(separator: " ")
  }

  // MARK: - Description

  private func description(
    _ appointment: Appointment, _ assignment: Schedule.Assignment, bringing: Bool
  ) -> [String] {
    let card = appointment.card
    let customer = [card.customer, card.title].compactMap(\.self).joined(separator: " ")
    let lines = [
      facts.line(words("客户", "Customer"), customer),
      facts.line(words("电话", "Phone"), card.phone),
      facts.line(words("车型", "Vehicle"), card.vehicle),
      facts.line(words("里程", "Mileage"), card.mileage.map { words.number($0) + " km" }),
      facts.line(words("客户原话", "Customer's own words"), card.request),
    ]
    let work = zip(appointment.operations, assignment.operations).map { operation, placed in
      let place = placed.bay.map { [facts.names.bay($0)] } ?? []
      let who = words.list(place + placed.technicians.map(facts.names.technician))
      return
        "· \(facts.span(placed.start, placed.end)) \(facts.names.operation(operation.id, of: appointment.id))"
        + (who.isEmpty ? "" : words.bracketed(who))
    }
    let rest = [
      facts.line(words("预计可交车", "Ready"), facts.time(assignment.told)),
      facts.line(words("应交车", "Wanted back"), appointment.readyBy.map(facts.time)),
      appointment.isPreferred ? words.preferred : nil,
      facts.trip(appointment, assignment, .collect).map { from in
        words("司机 \(from) 出发上门取车", "A driver sets out at \(from) to collect the vehicle")
      },
      facts.trip(appointment, assignment, .deliver).map { from in
        words("司机 \(from) 出发送车", "A driver sets out at \(from) to bring it back")
      },
      appointment.waiting ? words("客户在店等待", "The customer waits") : nil,
      appointment.loaner ? words("需要代步车", "Needs a loan vehicle") : nil,
      facts.line(words("估价", "Estimate"), card.estimate.map(words.number)),
      facts.line(words("备注", "Remarks"), card.note),
      bringing ? facts.line(words("请客户带", "To bring"), documentsToBring(for: appointment.kind)) : nil,
      facts.line(words("预约号", "Appointment"), appointment.id),
    ]
    return lines.compactMap(\.self) + work + rest.compactMap(\.self)
  }

  private func documentsToBring(for kind: VisitKind) -> String {
    words.list(
      [
        words("保养手册", "service booklet"), words("行驶证", "vehicle registration"),
        words("驾驶证", "driving licence"),
      ] + (kind == .comeback ? [words("原维修工单", "the previous work order")] : []))
  }
}
