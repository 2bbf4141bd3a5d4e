import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The feasibility probe against trying every arrival, crew, bay and start on tiny days with stays, lags, equipment and
/// drivers, drawn at random. All times are multiples of half an hour.
@Suite struct ProbeAgreementTests {
  private static let grid = 30

  private func day(_ random: inout SplitMix64) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 0
    workshop.site.booking.slotMinutes = 60
    workshop.site.booking.receptionMinutes = 30
    workshop.site.booking.moveMinutes = 30
    workshop.site.booking.finishMinutes = 30
    workshop.site.booking.reservePercent = random.chance(50) ? 60 : 0
    workshop.site.equipment = [Equipment(id: "E", count: 1)]
    workshop.site.drivers = 1
    if random.chance(40) { workshop.site.bays.remove(at: 1) }
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 0, inbound: [.init(at: time("10:00"), quantity: 1)])
    ]
    workshop.leaveOut("A", (0...1).map { _ in step(&random) }) { visit in
      visit.waiting = random.chance(30)
      if random.chance(30) { visit.deliver = 30 }
      if random.chance(30) { visit.collect = 30 }
      if random.chance(60) { visit.operations[0].bayAfter = random.chance(60) ? .keep : .leave }
      if random.chance(60) {
        let least = 30 * random.below(3)
        visit.operations[1].lag = ServiceOperation.Lag(
          min: least, max: random.chance(60) ? least + 30 * random.below(3) : nil)
      }
      for index in 0..<2 {
        if random.chance(40) { visit.operations[index].equipment = ["E"] }
        if random.chance(20) {
          visit.operations[index].parts = [SparePart.Requirement(part: "P", quantity: 1)]
        }
      }
      if visit.operations[0].parts == visit.operations[1].parts { visit.operations[1].parts = [] }
    }
    for other in 0..<4 {
      let start = time("08:00") + 30 * random.below(16)
      workshop.demand.appointments.append(
        Appointment(
          id: "H\(other)", kind: .repair,
          operations: [
            ServiceOperation(
              id: "1", work: .standard(WorkRequirement.StandardWork(minutes: 30)),
              equipment: random.chance(40) ? ["E"] : [],
              locked: ServiceOperation.LockedWork(
                bay: random.chance(70) ? "B" : nil, technicians: random.chance(60) ? ["T"] : ["T2"],
                start: start, end: start + 30 * (1 + random.below(3))))
          ]))
    }
    return workshop
  }

  private func step(_ random: inout SplitMix64) -> Step {
    Step("08:15", "09:15", minutes: 30 * (1 + random.below(4)), splittable: random.chance(30))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func theFirstFitIsTheFirstOfAllWays(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let state = SearchState(day(&random).problem)
    var probe = FeasibilityProbe(state)
    let found = probe.firstFit(of: AppointmentIndex(0))
    let first = Self.firstWay(of: AppointmentIndex(0), in: state)
    // A pause can make an end that is off the grid.
    let completion = found.map { ($0.completion + Self.grid - 1) / Self.grid * Self.grid }
    #expect(found.map(\.arrival) == first?[0])
    #expect(completion == first?[1])
    #expect(!probe.isUndecided)
  }

  /// The first arrival for which there is a way, and the soonest completion with it.
  static func firstWay(of index: AppointmentIndex, in state: SearchState) -> [Int]? {
    let problem = state.problem
    let visit = problem.appointments[index]
    let operations = visit.operations.map { operation in
      problem.operations.elements[operation].options.flatMap { option in
        problem.options[option].bays.flatMap { choice in
          stride(from: 480, to: problem.end, by: grid).compactMap { start -> Placement? in
            let work = Work(
              problem.options[option], problem.operations.elements[operation], problem.bayChoices[choice])
            guard let gap = state.firstGap(for: work, from: start, limit: problem.end), gap.0 == start else {
              return nil
            }
            return Placement(start: start, end: gap.1, option: option, choice: choice)
          }
        }
      }
    }
    for arrival in problem.slotRanges[visit.slotRanges].flatMap({ problem.slots[$0] }) {
      var soonest: Int?
      for advisor in visit.advisors {
        for one in operations[0] {
          for two in operations[1] where two.start >= one.end {
            let reception = CompiledReception(arrival: arrival, advisor: advisor)
            if Int(two.end) < soonest ?? .max, state.admits(index, reception, [one, two]) {
              soonest = Int(two.end)
            }
          }
        }
      }
      if let soonest { return [arrival, soonest] }
    }
    return nil
  }
}
