import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The reason that is told against what changing the data proves: with more of what is said to be short, and everything
/// else as it stands, the visit gets in; with less than that, it does not.
@Suite struct ReasonProofTests {
  /// Reasons in their order, with the change of the data that takes the rule away.
  private static let cures: [(Schedule.UnscheduledReason, @Sendable (inout TinyWorkshop) -> Void)] = [
    (.limit, { $0.site.booking.limits = [] }),
    (
      .parts,
      { workshop in
        for index in workshop.demand.parts.indices { workshop.demand.parts[index].onHand = 99 }
      }
    ),
    (
      .equipment,
      { workshop in
        for index in workshop.site.equipment.indices { workshop.site.equipment[index].count = 99 }
      }
    ),
    (.loaner, { $0.site.loaners = 99 }),
    // Drivers work in the site's hours, however many they are: the customer brings and fetches the vehicle.
    (
      .driver,
      { workshop in
        for index in workshop.demand.appointments.indices {
          workshop.demand.appointments[index].collect = nil
          workshop.demand.appointments[index].deliver = nil
        }
      }
    ),
    (
      .reserve,
      { workshop in
        workshop.site.booking.reservePercent = 0
        workshop.site.booking.teamReservePercent = [:]
      }
    ),
  ]

  /// Whether a visit fits into a schedule after a change of the data.
  private func fits(
    _ visit: AppointmentIndex, _ state: SearchState, _ workshop: TinyWorkshop,
    _ change: (inout TinyWorkshop) -> Void
  ) -> Bool {
    var changed = workshop
    change(&changed)
    var other = SearchState(CompiledProblem(site: changed.site, demand: changed.demand))
    other.adopt(Schedule(assignments: state.assignments()))
    var probe = FeasibilityProbe(other)
    return probe.firstFit(of: visit) != nil
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func theReasonIsTheFirstWithoutWhichItFits(seed: UInt64) {
    var made = RandomWorkshop(seed: seed)
    made.visits = 7
    let workshop = made.make()
    var state = SearchState(CompiledProblem(site: workshop.site, demand: workshop.demand))
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var finder = ReasonFinder(state)
    for visit in state.problem.appointments.indices where !state.isScheduled[visit] {
      let finding = finder.finding(for: visit)
      let fitsNow = fits(visit, state, workshop) { _ in }
      #expect((finding.uneconomicalAt != nil) == fitsNow)
      if fitsNow || finding.isAlone || finding.reason == .advisor { continue }
      let proven = Self.cures.first { fits(visit, state, workshop, $0.1) }?.0
      #expect(finding.reason == proven ?? .capacity, "visit \(visit)")
    }
  }
}
