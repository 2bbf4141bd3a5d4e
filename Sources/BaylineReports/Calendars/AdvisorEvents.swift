import BaylineModel
import BaylineWording

/// What stands in advisors' calendars: arrivals, and vehicles to hand back, for the advisor who receives a customer
/// also hands back the vehicle.
struct AdvisorEvents {
  private let facts: CalendarContext
  private let words: Glossary
  private let masking: Masking
  /// The events of each advisor, by id.
  private(set) var byAdvisor: [String: [CalendarEvent]] = [:]

  init(_ facts: CalendarContext) {
    self.facts = facts
    words = facts.words
    masking = Masking(facts.words.language)
    for (appointment, assignment) in facts.visits {
      let reception = assignment.reception ?? Self.pastReception(of: appointment)
      guard let reception else { continue }
      byAdvisor[reception.advisor, default: []] += [
        arrival(appointment, assignment, at: reception.arrival),
        ready(appointment, assignment, since: reception.arrival),
      ]
    }
  }

  /// The reception of a vehicle that had arrived, if an advisor received it.
  private static func pastReception(of appointment: Appointment) -> Reception? {
    guard let at = appointment.arrived, let advisor = appointment.receivedBy else { return nil }
    return Reception(arrival: at, advisor: advisor)
  }

  // MARK: - Events

  private func arrival(
    _ appointment: Appointment, _ assignment: Assignment, at time: CivilTime
  ) -> CalendarEvent {
    let vehicle = vehicle(appointment)
    let call = words("提醒客户 \(facts.time(time)) 到店", "Remind the customer: arrival \(facts.time(time))")
    return CalendarEvent(
      uid: SafeName.of(appointment.id) + ".arrival", start: time,
      end: time + facts.site.booking.receptionMinutes,
      summary: words("接车 \(vehicle) ", "Reception \(vehicle), ") + words.kind(appointment.kind),
      location: words("接待区", "Reception"),
      description: description(appointment, assignment, bringing: true),
      category: words.kind(appointment.kind),
      reminder: "\(call)\(words("：", ": "))\(vehicle)")
  }

  /// The hand-over begins when the vehicle is ready and is reckoned as long as a reception; the customer may come
  /// later, so the advisor is free meanwhile.
  private func ready(
    _ appointment: Appointment, _ assignment: Assignment, since arrival: CivilTime
  ) -> CalendarEvent {
    let vehicle = vehicle(appointment)
    let time = assignment.ready
    let call = words("告知客户 \(facts.time(time)) 可交车", "Tell the customer: ready \(facts.time(time))")
    return CalendarEvent(
      uid: SafeName.of(appointment.id) + ".ready", start: time,
      end: time + facts.site.booking.receptionMinutes,
      summary: words("交车 \(vehicle) ", "Hand-over \(vehicle), ") + words.kind(appointment.kind),
      location: words("交车区", "Hand-over"),
      description: description(appointment, assignment, bringing: false),
      category: words.kind(appointment.kind), isFree: true,
      reminder: "\(call)\(words("：", ": "))\(vehicle)")
  }

  /// `沪A·12345 李女士`: what may be read over the advisor's shoulder.
  private func vehicle(_ appointment: Appointment) -> String {
    let customer = appointment.card.customer == nil ? [] : [masking.customer(appointment.card)]
    return ([facts.names.plate(appointment.id)] + customer).joined(separator: " ")
  }

  // MARK: - Description

  private func description(
    _ appointment: Appointment, _ assignment: Assignment, bringing: Bool
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
      facts.line(words("预计可交车", "Ready"), facts.time(assignment.ready)),
      facts.line(words("应交车", "Wanted back"), appointment.readyBy.map(facts.time)),
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
        words("保养手册", "service booklet"), words("行驶证", "vehicle licence"),
        words("驾驶证", "driver's licence"),
      ] + (kind == .comeback ? [words("原维修工单", "the old work order")] : []))
  }
}
