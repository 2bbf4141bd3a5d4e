import BaylineMath
import BaylineModel
import TestSupport

@testable import BaylineSolver

/// Flexible job shops for the tests.
enum JobShops {
  /// A job shop drawn at random: some operations with a machine or a worker alone, some jobs released later.
  static func random(seed: UInt64, jobs: Int = 6, machines: Int = 4, workers: Int = 3) -> (
    site: Site, demand: Demand
  ) {
    var random = SplitMix64(seed: seed, stream: "job shop")
    var shop = TinyWorkshop()
    shop.addCalendar("always", [(0, 24)])
    shop.site.hours = "always"
    shop.site.bays = (0..<machines).map { Bay(id: "M\($0)", types: []) }
    shop.site.technicians = (0..<workers).map { Technician(id: "W\($0)", skills: [:], calendar: "always") }
    shop.site.policy.makespan = 1
    for job in 0..<jobs {
      var operations: [ServiceOperation] = []
      for position in 0...random.below(5) {
        var ways: [WorkRequirement.Alternative] = []
        for machine in 0..<machines where random.chance(50) {
          for worker in 0..<workers where random.chance(60) {
            ways.append(
              WorkRequirement.Alternative(
                bay: "M\(machine)", technician: "W\(worker)", minutes: random.within(1...20)))
          }
        }
        if random.chance(10) {
          ways = [
            WorkRequirement.Alternative(bay: "M0", minutes: 7),
            WorkRequirement.Alternative(technician: "W0", minutes: 9),
          ]
        }
        if ways.isEmpty { ways = [WorkRequirement.Alternative(bay: "M1", technician: "W1", minutes: 5)] }
        // A machine is free as soon as its operation ends.
        operations.append(
          ServiceOperation(
            id: "\(position)", work: .alternatives(ways),
            bayAfter: ways.contains { $0.bay != nil } ? .leave : nil))
      }
      var appointment = Appointment(id: "J\(job)", kind: .repair, operations: operations)
      appointment.arrived = shop.demand.horizon.start + (random.chance(30) ? random.below(40) : 0)
      appointment.dropCost = 10_000
      shop.demand.appointments.append(appointment)
    }
    return (shop.site, shop.demand)
  }

  /// A first schedule of all.
  static func schedule(_ made: (site: Site, demand: Demand)) -> SearchState {
    var state = SearchState(CompiledProblem(site: made.site, demand: made.demand))
    var greedy = GreedyInsertion()
    greedy.run(&state)
    return state
  }
}
