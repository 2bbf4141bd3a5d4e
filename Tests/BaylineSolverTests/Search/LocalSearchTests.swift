import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The search itself: what it accepts, what it takes back, when it stops, and that it finds the best of tiny days.
@Suite struct LocalSearchTests {
  private func start(_ workshop: TinyWorkshop) -> SearchState {
    var state = SearchState(workshop.problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    return state
  }

  private func crowded(_ seed: UInt64, visits: Int = 10) -> SearchState {
    var random = SplitMix64(seed: seed)
    return start(SearchStateTests.crowded(&random, visits: visits))
  }

  // MARK: - Steps

  // Every account of where the search stands is that of its decisions alone, loaded into an empty book.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func everyStepLeavesAccountsThatFollowFromTheSchedule(seed: UInt64) {
    var search = LocalSearch(from: crowded(seed), seed: seed)
    for step in 0..<40 {
      search.cool(to: Double(step) / 40)
      let before = search.best.cost
      let isBetter = search.step()
      #expect(isBetter == (search.best.cost < before))
      #expect(search.best.cost <= search.current.cost)
      let current = search.current
      var fresh = SearchState(current.problem)
      fresh.load(Solution(current))
      #expect(fresh.cost == current.cost && current.evaluate().total == current.cost)
      #expect(fresh.timelines == current.timelines && fresh.arrivals == current.arrivals)
      #expect(fresh.stock == current.stock && fresh.loans == current.loans)
      #expect(fresh.limits == current.limits && fresh.drivers == current.drivers)
      #expect(fresh.reservedMinutes == current.reservedMinutes)
    }
    #expect(search.iterations == 40)
  }

  // At the last temperature a step loses a point or two: the total hardly ever rises.
  @Test func aColdSearchHardlyEverLoses() {
    var search = LocalSearch(from: crowded(3), seed: 3)
    search.cool(to: 1)
    for _ in 0..<150 {
      let before = search.current.cost
      _ = search.step()
      #expect(search.current.cost <= before + 12)
    }
  }

  @Test func theSameSeedTakesTheSameSteps() {
    let state = crowded(5)
    let runs = (0..<2).map { _ in
      var search = LocalSearch(from: state, seed: 8)
      search.run(upTo: 64) { Double($0) / 64 }
      return (search.current.assignments(), search.best.cost, search.evaluations)
    }
    #expect(runs[0].0 == runs[1].0 && runs[0].1 == runs[1].1 && runs[0].2 == runs[1].2)
  }

  // MARK: - Stopping

  @Test func itStopsAtItsIterations() {
    var search = LocalSearch(from: crowded(2), seed: 1)
    // Sixteen at a time: 20 is 16 and 4.
    search.run(upTo: 20) { _ in 0.5 }
    #expect(search.iterations == 20)
    search.run(upTo: 20) { _ in 0.5 }
    #expect(search.iterations == 20)
    search.run(upTo: 25) { _ in 0.5 }
    #expect(search.iterations == 25)
  }

  @Test func itStopsWhenItsProgressIsDoneOrUnknown() {
    var search = LocalSearch(from: crowded(2), seed: 1)
    search.run { $0 >= 40 ? 1 : 0 }
    #expect(search.iterations == 48)
    search.run { _ in nil }
    #expect(search.iterations == 48)
  }

  @Test func whereNothingCanBeScheduledItStands() {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A") { $0.operations[0].work = standardWork(60, level: 9) }
    var search = LocalSearch(from: start(workshop), seed: 1)
    for _ in 0..<5 {
      let isBetter = search.step()
      #expect(!isBetter)
    }
    #expect(search.best.cost == 4000)
    var nobody = LocalSearch(from: start(TinyWorkshop()), seed: 1)
    let isBetter = nobody.step()
    #expect(!isBetter)
  }

  // MARK: - What must not move

  // A is under way on B by T until 10:00: whatever leaves and comes back, it comes back there.
  @Test func lockedWorkComesBackToItsPlace() {
    var workshop = TinyWorkshop()
    workshop.hold("A", "08:00", "10:00", bay: "B", crew: ["T"])
    for id in ["B", "C", "D"] { workshop.leaveOut(id) }
    var search = LocalSearch(from: start(workshop), seed: 1)
    for _ in 0..<60 { _ = search.step() }
    let locked = search.bestState().assignments().first { $0.appointment == "A" }
    #expect(locked?.operations.first?.start == time("08:00"))
    #expect(locked?.operations.first?.technicians == ["T"])
  }

  @Test func promisedArrivalsStay() {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    for (place, id) in ["A", "B", "C", "D"].enumerated() {
      workshop.leaveOut(id) { $0.booked = Appointment.Booking(arrival: time("08:00") + 30 * place) }
    }
    var search = LocalSearch(from: start(workshop), seed: 2)
    for _ in 0..<60 { _ = search.step() }
    for assignment in search.current.assignments() {
      let place = workshop.demand.appointments.firstIndex { $0.id == assignment.appointment } ?? 0
      #expect(assignment.reception?.arrival == time("08:00") + 30 * place)
    }
  }

  // MARK: - The best of all

  /// Three visits that can come in a window of two hours, on one technician and one lift, drawn at random.
  private func tiny(_ random: inout SplitMix64) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 0
    workshop.site.technicians.removeLast()
    workshop.site.advisors.removeLast()
    workshop.site.bays.remove(at: 1)
    workshop.site.booking.slotMinutes = 30
    workshop.site.booking.receptionMinutes = 30
    var policy = CostPolicy()
    policy.overload = 0
    workshop.site.policy = policy
    for id in ["A", "B", "C"] {
      let from = time("08:00") + 30 * random.below(4)
      let step = Step("08:15", "09:15", minutes: 30 * (1 + random.below(4)))
      workshop.leaveOut(id, [step]) { visit in
        visit.availability = [TimeWindow(from: from, to: from + 90)]
        visit.preferredArrival = from + 30 * random.below(3)
        visit.dropCost = 50 + random.below(400)
        if random.chance(50) { visit.readyBy = from + 30 * (2 + random.below(5)) }
        visit.waiting = random.chance(40)
      }
    }
    return workshop
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func theBestOfATinyDayIsFoundAndNothingBetter(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let workshop = tiny(&random)
    let optimum = Exhaustive(grid: 30).optimum(SearchState(workshop.problem))
    let first = start(workshop)
    #expect(first.cost >= optimum)
    var search = LocalSearch(from: first, seed: seed)
    search.run(upTo: 160) { Double($0) / 160 }
    #expect(search.best.cost == optimum)
    // What is proven stays below what is possible.
    var bound = LowerBound(first.problem)
    #expect(bound.value <= optimum)
    bound.improve(below: optimum + 1) { $0 < 40 }
    #expect(bound.value <= optimum)
  }

  // A has been done on B by T until 09:30 and needs half an hour more; X was promised 09:15, takes T half an hour and is
  // wanted at 10:15. X first, on B2, ready at 10:15 after 60 minutes; then A where it stands, ready at 10:45 after 165. On B,
  // X would drive A out, for 40 points.
  @Test func theBayInWhichAVehicleStandsIsLeftToIt() {
    var workshop = TinyWorkshop()
    var policy = CostPolicy.free
    policy.move = 40
    policy.late = 100
    policy.lateness = 10
    policy.kinds[.repair]?.delay = 1
    workshop.site.policy = policy
    workshop.site.technicians.removeLast()
    workshop.leaveOut(
      "A",
      [
        Step("08:15", "09:30") {
          $0.locked = ServiceOperation.LockedWork(
            bay: "B", technicians: ["T"], start: time("08:15"), end: time("09:30"))
        }, Step("10:00", "10:30", minutes: 30),
      ]
    ) { $0.arrived = time("08:00") }
    workshop.leaveOut("X", [Step("09:30", "10:00", minutes: 30)]) {
      $0.booked = Appointment.Booking(arrival: time("09:15"))
      $0.readyBy = time("10:15")
    }
    var search = LocalSearch(from: start(workshop), seed: 1)
    search.run(upTo: 160) { Double($0) / 160 }
    #expect(search.best.cost == 60 + 165)
  }

  // MARK: - Elites

  @Test func aWorseScheduleIsGoneOnFromButNotKept() {
    var search = LocalSearch(from: crowded(6), seed: 1)
    search.run(upTo: 64) { Double($0) / 64 }
    let best = search.best.cost
    let empty = Solution(SearchState(search.current.problem))
    search.adopt(empty)
    #expect(search.current.cost == empty.cost)
    #expect(search.best.cost == best)
    #expect(search.bestState().cost == best)
  }

  @Test func aBetterScheduleIsKept() {
    let state = crowded(6)
    var other = LocalSearch(from: state, seed: 2)
    other.run(upTo: 128) { Double($0) / 128 }
    var search = LocalSearch(from: SearchState(state.problem), seed: 1)
    search.adopt(other.best)
    #expect(search.best.cost == other.best.cost)
    #expect(search.bestState().assignments() == other.bestState().assignments())
  }
}
