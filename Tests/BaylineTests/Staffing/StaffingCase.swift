@testable import Bayline
import BaylineModel
import TestSupport

/// Small workshops whose staffing is looked for.
enum StaffingCase {
  /// The tiny workshop with visits of some minutes each, one after the other in a single operation on a lift.
  static func today(_ minutes: [Int], edit: (inout TinyWorkshop) -> Void = { _ in }) -> ScenarioCase {
    var tiny = TinyWorkshop()
    for (position, minutes) in minutes.enumerated() {
      var visit = Appointment(
        id: "V\(position)", kind: .repair,
        operations: [
          Operation(
            id: "1",
            work: .standard(
              StandardWork(minutes: minutes, bay: "lift", crew: CrewRequirement(trade: "mech", level: 2))))
        ])
      visit.readyBy = time("17:15")
      tiny.demand.appointments.append(visit)
    }
    edit(&tiny)
    return ScenarioCase(site: tiny.site, demands: [tiny.demand], uncertainty: .none)
  }

  /// Ranges of technicians, lifts and advisors: 300, 100 and 200 a day.
  static func ranges(
    technicians: ClosedRange<Int>, lifts: ClosedRange<Int>, advisors: ClosedRange<Int>
  ) -> StaffingRanges {
    StaffingRanges(
      technicians: [TechnicianRange(trade: "mech", level: 2, count: technicians, cost: .day(300))],
      bays: [BayRange(type: "lift", count: lifts, dayCost: 100)],
      advisors: AdvisorRange(count: advisors, cost: .day(200)))
  }

  /// What comes of a study, quickly.
  static func result(
    _ today: ScenarioCase, _ targets: Targets, iterations: Int = 200, replications: Int = 2, threads: Int = 1
  ) async throws -> StaffingResult {
    var options = StaffingOptions(limit: .iterations(iterations), dayNames: today.demands.map { _ in "day" })
    options.replications = replications
    options.threads = threads
    return try await StaffingStudy(today: today, targets: targets, options: options).run(
      known: [:], shouldStop: { false }, onFinished: { _, _ in }, onProgress: { _ in })
  }
}
