import BaylineModel
import Testing

@testable import BaylineSolver

/// The bound never exceeds the least total: on tiny sites with every member of the problem, of which all schedules are
/// tried.
@Suite struct BoundValidityTests {
  @Test func noScheduleOfARandomSiteUndercutsTheBound() {
    var checked = 0
    for seed in (1 as UInt64)...400 {
      let workshop = RandomGridWorkshop(seed: seed)
      let problem = CompiledProblem(site: workshop.site, demand: workshop.demand)
      guard let optimum = TinyOptimum.total(of: problem, grid: RandomGridWorkshop.grid) else { continue }
      var bound = LowerBound(problem)
      #expect(bound.value <= optimum, "seed \(seed)")
      bound.improve(below: optimum + 1000) { $0 < 8 }
      #expect(bound.value <= optimum, "seed \(seed)")
      checked += 1
    }
    #expect(checked > 380)
  }

  // Where the first operation is locked, the work may be over before the customer arrives; no loan vehicle is out then,
  // and a site without any can serve the visit. These sites have such a visit.
  @Test func noLoanVehicleIsNeededForAVehicleThatIsReadyBeforeItsArrival() {
    for seed in [267, 3206, 3468, 4106, 5744, 6407, 6826] as [UInt64] {
      let workshop = RandomGridWorkshop(seed: seed)
      let problem = CompiledProblem(site: workshop.site, demand: workshop.demand)
      let optimum = TinyOptimum.total(of: problem, grid: RandomGridWorkshop.grid) ?? -1
      #expect(optimum >= 0)
      var bound = LowerBound(problem)
      bound.improve(below: optimum + 1000) { $0 < 20 }
      #expect(bound.value <= optimum, "seed \(seed)")
    }
  }
}
