import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Room for one more visit: who moves, who does not, and what everybody was promised.
@Suite struct EjectionSearchTests {
  private let new = AppointmentIndex(1)
  private let morning = CompiledReception(arrival: minute("08:00"), advisor: AdvisorIndex(1))

  /// A is done on B by T at 08:15. N needs a certificate that T alone has, and can come at 08:00 only.
  private func workshop(_ edit: (inout TinyWorkshop) -> Void = { _ in }) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.site.technicians[0].certifications = ["hv"]
    workshop.add("A")
    workshop.leaveOut("N") {
      $0.operations[0].work = standardWork(60, certifications: ["hv"])
      $0.availability = [window("08:00", "08:15")]
    }
    edit(&workshop)
    return workshop
  }

  private func make(
    _ workshop: TinyWorkshop, from now: String = "00:00", latest: String = "09:15", below limit: Int = .max
  ) -> OfferCandidate? {
    let state = workshop.adopted()
    var search = EjectionSearch(state, for: new, from: minute(now))
    let found = search.make(at: morning, latest: minute(latest), below: limit)
    if let found { check(found, state) }
    return found
  }

  /// Puts a candidate into effect: every rule is kept and the total grows by what it says.
  private func check(_ candidate: OfferCandidate, _ state: SearchState) {
    var after = state
    for moved in candidate.moved { after.remove(moved.appointment) }
    #expect(after.admits(new, candidate.reception, candidate.placements))
    after.insertFixed(new, candidate.reception, candidate.placements)
    for moved in candidate.moved {
      let reception = state.receptions[moved.appointment]
      #expect(after.admits(moved.appointment, reception, moved.placements))
      after.insertFixed(moved.appointment, reception, moved.placements)
      #expect(after.receptions[moved.appointment] == reception)
    }
    #expect(after.cost == state.cost + candidate.extra - state.problem.appointments[new].drop)
    #expect(after.cost == after.evaluate().total)
  }

  @Test func aVisitThatOthersCanDoMakesRoom() throws {
    let found = try #require(make(workshop()))
    #expect(found.reception == morning)
    #expect(found.placements.map(\.start) == [495])
    #expect(found.moved.map(\.appointment) == [AppointmentIndex(0)])
    #expect(found.extra == 0)
  }

  // T2 comes in the afternoon: A could be done at 13:00, or by T at 09:15, and does not mind.
  @Test func aVisitMayBeDoneLater() throws {
    let found = try #require(
      make(
        workshop {
          $0.addCalendar("late", [(13, 17)])
          $0.site.technicians[1].calendar = "late"
        }))
    #expect(found.moved.map { Int($0.placements[0].start) } == [minute("09:15")])
  }

  @Test func aPromiseIsKept() {
    let late: (inout TinyWorkshop) -> Void = {
      $0.addCalendar("late", [(13, 17)])
      $0.site.technicians[1].calendar = "late"
      $0.demand.appointments[0].readyBy = time("09:30")
    }
    #expect(make(workshop(late)) == nil)
    // What was late before may be as late as it was, but no later.
    #expect(
      make(
        workshop {
          late(&$0)
          $0.demand.appointments[0].readyBy = time("09:00")
        }) == nil)
    #expect(
      make(
        workshop {
          late(&$0)
          $0.demand.appointments[0].readyBy = time("10:30")
        }) != nil)
  }

  @Test func whatHasBegunStays() {
    #expect(make(workshop(), from: "08:15") != nil)
    #expect(make(workshop(), from: "08:16") == nil)
  }

  @Test func whatIsLockedStays() {
    let locked = workshop {
      $0.demand.appointments[0].operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("08:15"), end: time("09:15"))
    }
    #expect(make(locked) == nil)
  }

  @Test func roomMustBeWorthItsPoints() {
    #expect(make(workshop(), below: 1) != nil)
    #expect(make(workshop(), below: 0) == nil)
    // Moving A costs 20 points of delay a minute: T2 is as soon, so nothing is lost.
    #expect(make(workshop { $0.site.policy.kinds[.repair]?.delay = 20 }, below: 20 * 90 + 1) != nil)
  }

  @Test func withoutAnybodyInTheWayThereIsNothingToMove() {
    var free = TinyWorkshop()
    free.leaveOut("Z")
    free.leaveOut("N") { $0.operations[0].work = standardWork(60, level: 9) }
    #expect(make(free) == nil)
  }

  @Test func whatDoesNotFitWithAllOfThemGoneIsNotTried() {
    // N would need 90 minutes until 09:15.
    let long = workshop {
      $0.demand.appointments[1].operations[0].work = standardWork(90, certifications: ["hv"])
    }
    #expect(make(long) == nil)
    #expect(make(long, latest: "09:45") != nil)
  }

  // A and C both stand in the hour that N needs: half an hour each.
  @Test func twoMoveWhereOneIsNotEnough() throws {
    let found = try #require(
      make(
        workshop {
          $0.demand.appointments[0].operations[0].work = standardWork(30)
          $0.schedule.assignments[0].operations[0].end = time("08:45")
          $0.add("C", at: "08:15", [Step("08:45", "09:15", minutes: 30, bay: "B2")])
        }))
    #expect(Set(found.moved.map(\.appointment)) == [AppointmentIndex(0), AppointmentIndex(2)])
  }

  // MARK: - Offers

  private func candidates(_ workshop: TinyWorkshop) -> (search: OfferSearch, found: [OfferCandidate]) {
    let state = workshop.adopted()
    var search = OfferSearch(state, for: new)
    let found = search.candidates(3)
    for candidate in found { check(candidate, state) }
    return (search, found)
  }

  // At 08:00 as things stand N is done at 10:15, after it is wanted back: room is made.
  @Test func roomIsMadeForWhoIsWantedBackInTime() {
    let found = candidates(
      workshop {
        $0.site.policy.late = 100
        $0.demand.appointments[1].preferredArrival = time("08:00")
        $0.demand.appointments[1].readyBy = time("09:30")
      }
    ).found
    #expect(found.map(\.reception.arrival) == [minute("08:00")])
    #expect(found.map(\.extra) == [0])
    #expect(found.map(\.moved.count) == [1])
  }

  @Test func nobodyMovesWhereItFitsAsThingsStand() {
    let found = candidates(workshop()).found
    #expect(found.map(\.moved.count) == [0])
    #expect(found.map(\.completion) == [minute("10:15")])
  }

  @Test func theBookIsNotPlannedAnewInTheCourseOfTheDay() {
    var search = OfferSearch(workshop().adopted(), for: new, from: minute("07:00"))
    _ = search.candidates(1)
    #expect(search.rearranged(at: minute("08:00")) == nil)
    // Nor for an arrival that no advisor has.
    var other = OfferSearch(workshop().adopted(), for: new)
    _ = other.candidates(1)
    #expect(other.rearranged(at: minute("12:00")) == nil)
  }

  // MARK: - One arrival

  @Test func anArrivalAtWhichNobodyIsEverFreeIsProvenInfeasible() {
    let state = workshop { $0.hold("H", "09:15", "+2 00:00", bay: nil, crew: ["T"]) }.adopted()
    var insertion = ArrivalInsertion(state.problem)
    insertion.begin(new, in: state)
    let none = insertion.best(of: new, morning, in: state)
    #expect(none == nil && insertion.isProvenInfeasible)
  }

  @Test func whatCostsTooMuchIsNotInfeasible() {
    let state = workshop { $0.site.policy.kinds[.repair]?.delay = 1 }.adopted()
    var insertion = ArrivalInsertion(state.problem)
    insertion.begin(new, in: state)
    // Done by T at 10:15 after A: 150 minutes of delay.
    let found = insertion.best(of: new, morning, in: state)
    #expect(found?.delta == 150 - 4000)
    let limited = insertion.best(of: new, morning, in: state, below: 150 - 4000)
    #expect(limited == nil && !insertion.isProvenInfeasible)
    let early = insertion.best(of: new, morning, in: state, latest: minute("10:14"))
    #expect(early == nil && insertion.isProvenInfeasible)
  }

  @Test func theFirstArrivalOfAllIsFoundWhateverTheCustomerSays() throws {
    let state = workshop().adopted()
    var search = OfferSearch(state, for: new)
    let found = search.firstArrival(from: minute("10:20")) { _ in .max }
    #expect(found?.reception.arrival == minute("10:30"))
    let early = search.firstArrival(from: minute("16:50")) { _ in .max }
    #expect(early == nil)
  }
}
