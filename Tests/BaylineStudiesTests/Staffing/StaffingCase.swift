import Bayline
import BaylineModel
import BaylineSimulation
import TestSupport

@testable import BaylineStudies

/// Small workshops whose staffing is looked for.
enum StaffingCase {
  /// The tiny workshop with visits of some minutes each, in a single operation on a lift, wanted back at 17:15.
  ///
  /// The plan is to want that, too: in the tiny workshop nothing costs anything, and then tomorrow is as good as today.
  static func today(_ minutes: [Int], edit: (inout TinyWorkshop) -> Void = { _ in }) -> Scenario.Instance {
    var tiny = TinyWorkshop()
    tiny.site.policy.late = 100
    tiny.site.policy.kinds[.repair]?.delay = 1
    for (position, minutes) in minutes.enumerated() {
      var visit = Appointment(
        id: "V\(position)", kind: .repair,
        operations: [
          ServiceOperation(
            id: "1",
            work: .standard(
              WorkRequirement.StandardWork(
                minutes: minutes, bay: "lift", crew: WorkRequirement.Crew(trade: "mech", level: 2))))
        ])
      visit.readyBy = time("17:15")
      tiny.demand.appointments.append(visit)
    }
    edit(&tiny)
    return Scenario.Instance(site: tiny.site, demands: [tiny.demand], uncertainty: .none)
  }

  /// Ranges of technicians, lifts and advisors: 300, 100 and 200 a day.
  static func ranges(
    technicians: ClosedRange<Int>, lifts: ClosedRange<Int>, advisors: ClosedRange<Int>
  ) -> StaffingRanges {
    StaffingRanges(
      technicians: [
        StaffingRanges.TechnicianRange(trade: "mech", level: 2, count: technicians, cost: .day(300))
      ],
      bays: [StaffingRanges.BayRange(type: "lift", count: lifts, dayCost: 100)],
      advisors: StaffingRanges.AdvisorRange(count: advisors, cost: .day(200)))
  }

  /// Iterations for the plan of a few visits.
  private static let usual = 60

  /// What comes of a study, quickly.
  static func result(
    _ today: Scenario.Instance, _ targets: StaffingTargets, iterations: Int = Self.usual,
    replications: Int = 2,
    threads: Int = 1
  ) async throws -> StaffingResult {
    try await study(today, targets, iterations: iterations, replications: replications, threads: threads).run(
      known: [:], shouldStop: { false }, onFinished: { _, _ in }, onProgress: { _ in })
  }

  private static func study(
    _ today: Scenario.Instance, _ targets: StaffingTargets, iterations: Int, replications: Int, threads: Int
  ) -> StaffingStudy {
    var settings = StudySettings(
      limit: .iterations(iterations), dayNames: today.demands.map { _ in "day" })
    settings.replications = replications
    settings.threads = threads
    return StaffingStudy(today: today, targets: targets, settings: settings)
  }

  /// The least cost of all staffings that the ranges allow and that meet the targets, each planned and played; infinite if
  /// there is none. Plans and days are those of ``result(_:_:iterations:replications:threads:)``.
  static func leastCost(_ today: Scenario.Instance, _ targets: StaffingTargets) async throws -> Double {
    let study = study(today, targets, iterations: usual, replications: 2, threads: 1)
    let evaluator = StaffingEvaluator(
      planner: DayEvaluator(
        limit: study.settings.limit, seed: study.settings.seed, replications: 2, keepsMeans: true,
        shouldStop: { false }))
    let usual = study.baselineWalkIns()
    let start = try await evaluator.planner.firstPlan(of: study.caseDay(0, of: today, walkIns: usual))
    var log = StaffingLog(study: study, bounds: StaffingBounds(targets: [], walkIns: []))
    var least = Double.infinity
    for staffing in all(study.space) where study.space.allows(staffing) {
      guard let instance = study.space.instance(of: staffing) else { continue }
      let day = try await evaluator.result(
        of: study.caseDay(0, of: instance, walkIns: usual), from: start,
        chances: DaySeeds.seed(of: 0, today.demands, seed: study.settings.seed))
      log.add(day, 0, of: staffing)
      if log.meets(staffing) { least = min(least, study.space.cost(staffing)) }
    }
    return least
  }

  /// All numbers of each post; somebody new comes only where all of today's stay, who are as good and cost as much.
  private static func all(_ space: StaffingSpace) -> [Staffing] {
    space.posts.reduce([[]]) { rows, post in
      rows.flatMap { row in (0...post.maxCount).map { row + [$0] } }
    }.map(Staffing.init(counts:)).filter { staffing in
      space.groups.allSatisfy { group in
        guard let first = group.posts.first, group.posts.count > 1 else { return true }
        return staffing.counts[first] == space.posts[first].maxCount
          || group.posts.dropFirst().allSatisfy { staffing.counts[$0] == 0 }
      }
    }
  }
}
