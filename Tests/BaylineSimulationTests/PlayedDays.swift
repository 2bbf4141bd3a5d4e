import BaylineModel
import TestSupport

@testable import BaylineSimulation

/// Minutes from the start of the horizon at a time written as for ``time(_:)``.
func minute(_ clock: String) -> Int { time(clock) - time("00:00") }

extension TinyWorkshop {
  /// Its schedule, compiled with the chances of an edit.
  func simulation(_ chances: (inout Uncertainty) -> Void = { _ in }) -> ShopSimulation {
    var uncertainty = Uncertainty.none
    chances(&uncertainty)
    return ShopSimulation(site: site, demand: demand, schedule: schedule, uncertainty: uncertainty)
  }

  /// Its schedule, played once; nothing is left to chance but what an edit says.
  func played(seed: Int = 1, replication: Int = 0, _ chances: (inout Uncertainty) -> Void = { _ in })
    -> ShopRun
  {
    simulation(chances).completedRun(seed: seed, replication: replication)
  }

  /// Its schedule, played against a day that is known.
  func played(against day: PastDay, overtime: Int = 0) -> ShopRun {
    ShopSimulation(
      site: site, demand: demand, schedule: schedule, against: DayRecord(day), overtimeMinutes: overtime
    ).completedRun(seed: 0, replication: 0)
  }
}

extension PastDay {
  /// Adds a customer without a booking: an hour of work by mechanics on a lift, unless an edit says otherwise.
  mutating func walkIn(_ id: String, at came: String, edit: (inout Appointment) -> Void = { _ in }) {
    let work = WorkRequirement.StandardWork(
      minutes: 60, bay: "lift", crew: WorkRequirement.Crew(trade: "mech", level: 2))
    var appointment = Appointment(
      id: id, kind: .repair, operations: [ServiceOperation(id: "1", work: .standard(work))])
    appointment.walkIn = true
    edit(&appointment)
    actual.requests.append(appointment)
    actual.visits.append(
      ActualDay.Visit(
        appointment: id, outcome: .served, came: time(came), received: time(came), advisor: "S2",
        operations: [
          ActualDay.Operation(
            operation: "1", bay: "B2", technicians: ["T2"], start: time("15:00"), end: time("16:00"))
        ], ready: time("16:15")))
  }
}

extension ShopRun {
  /// When each work was begun and when it ended, as `08:15-09:15`; the days after the first count on.
  var times: [String] {
    zip(starts, ends).map { "\(CivilTime.clock($0))-\(CivilTime.clock($1))" }
  }
}
