import Bayline
import BaylineModel
import BaylinePlanning
import TestSupport

/// The tiny workshop's morning as it was planned, and what becomes of it.
///
/// `A` comes at 08:00 and is worked on from 08:15 to 09:15 on `B` by `T`; `C` comes at 09:00, 09:15 to 10:15 on `B` by `T`;
/// `D` comes at 10:00, 10:15 to 11:15 on `B2` by `T2`. A point for each open minute until a vehicle is ready.
struct HalfDay {
  var workshop = TinyWorkshop()

  init() {
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.add("A")
    workshop.add("C", at: "09:00", [Step("09:15", "10:15")])
    workshop.add("D", at: "10:00", advisor: "S2", [Step("10:15", "11:15", bay: "B2", crew: ["T2"])])
  }

  /// The plan of the day after some events.
  func replanner(_ now: String, _ events: [(String, WorkshopEvent.Payload)] = []) -> Replanner {
    Replanner(
      site: workshop.site, demand: workshop.demand, schedule: workshop.schedule,
      events: events.map { WorkshopEvent(at: time($0.0), $0.1) }, now: time(now))
  }

  /// Everything planned again, by iterations.
  func replan(
    _ now: String, _ events: [(String, WorkshopEvent.Payload)], keepsSite: Bool = true,
    rebooks: Bool = false
  ) async -> Replanner.Outcome? {
    var options = SearchOptions()
    options.limit = .iterations(60)
    return await replanner(now, events).replan(options, keepsSite: keepsSite, rebooks: rebooks)
  }
}

extension Replanner {
  /// A visit of the demand from now on.
  func visit(_ id: String) -> Appointment? {
    demand.appointments.first { $0.id == id }
  }

  /// The lock of an operation as text, `B T 08:15-09:15`; an end that is not written is left out.
  func lock(_ id: String, _ operation: String = "1") -> String? {
    guard let locked = visit(id)?.operations.first(where: { $0.id == operation })?.locked else { return nil }
    let end = locked.end.map { $0.clock } ?? ""
    return "\(locked.bay ?? "-") \(locked.technicians.joined(separator: "+")) \(locked.start.clock)-\(end)"
  }

  /// The contradictions with their events.
  var conflicts: [String] { diagnostics.map { "\($0.event) \($0.member) \($0.problem)" } }
}
