import BaylineModel
import Foundation
import Testing

@testable import BaylineSolver

/// The bound never exceeds the least total: on tiny sites with every member of the problem, of which all schedules are
/// tried.
@Suite struct BoundValidityTests {
  @Test func noScheduleOfARandomSiteUndercutsTheBound() async {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["BAYLINE_BOUND_SITES"].flatMap { Int($0) } ?? 120
    let first = environment["BAYLINE_BOUND_FIRST_SEED"].flatMap { UInt64($0) } ?? 1
    let threads = count > 400 ? ProcessInfo.processInfo.activeProcessorCount : 1
    let results = await withTaskGroup(of: (checked: Int, above: [String]).self) { group in
      for thread in 0..<threads {
        group.addTask {
          var (checked, above) = (0, [String]())
          for seed in stride(from: first + UInt64(thread), to: first + UInt64(count), by: threads) {
            guard let result = Self.boundAndOptimum(seed: seed) else { continue }
            checked += 1
            if result.bound > result.optimum {
              above.append("seed \(seed): \(result.bound) > \(result.optimum)")
            }
          }
          return (checked, above)
        }
      }
      return await group.reduce(into: (checked: 0, above: [String]())) {
        $0 = ($0.checked + $1.checked, $0.above + $1.above)
      }
    }
    #expect(results.above.isEmpty)
    #expect(results.checked > count * 95 / 100)
    if count > 400 { print("\(results.checked) sites, \(results.above.count) bounds above the optimum") }
  }

  /// The greatest bound and the optimum of a random site; `nil` if it has too many schedules to try.
  private static func boundAndOptimum(seed: UInt64) -> (bound: Int, optimum: Int)? {
    let workshop = RandomGridWorkshop(seed: seed)
    let problem = CompiledProblem(site: workshop.site, demand: workshop.demand)
    guard let optimum = TinyOptimum.total(of: problem, grid: RandomGridWorkshop.grid) else { return nil }
    var bound = LowerBound(problem)
    bound.improve(below: optimum + 1000) { $0 < 8 }
    return (bound.value, optimum)
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
