import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The accounts of a schedule under construction, and what they say of an arrival that is asked for.
@Suite struct SearchStateTests {
  private let first = AppointmentIndex(0)

  // MARK: - At the start

  @Test func nothingIsScheduledAtFirst() {
    var workshop = TinyWorkshop()
    workshop.add("A")
    workshop.add("B") { $0.dropCost = 5 }
    let state = SearchState(workshop.problem)
    #expect(state.unscheduledCount == 2)
    #expect(state.cost == 4005)
    #expect(state.evaluate().total == 4005)
    #expect(state.assignments().isEmpty)
    #expect(state.latestEnd == 0)
  }

  // T and B are held from 09:00 to 10:00 before anybody is scheduled; outside it they are free.
  @Test func locksHoldTheirPlacesFromTheStart() {
    var workshop = TinyWorkshop()
    workshop.hold("H", "09:00", "10:00", bay: "B", crew: ["T"])
    let state = SearchState(workshop.problem)
    for row in [1, 3] {
      #expect(state.timelines.lastOccupied(row, from: 0, to: 1440) == 599)
      #expect(state.timelines.lastOccupied(row, from: 0, to: 540) == nil)
      #expect(state.timelines.isOpen(row, from: 600, to: 720))
    }
    #expect(state.timelines.lastOccupied(2, from: 0, to: 1440) == nil)
  }

  // A road test holds its technician and no bay: others who need no bay, or whose bay is looked for later, are not held up.
  @Test func aLockWithoutABayHoldsNobodyElse() {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.leaveOut("A") { $0.operations[0].work = standardWork(60, bay: nil) }
    workshop.hold("H", "08:00", "17:00", bay: nil, crew: ["T"])
    let state = SearchState(workshop.problem)
    #expect(state.timelines.isOpen(0, from: 0, to: 1440))
    var search = InsertionSearch()
    let found = search.best(of: first, in: state)
    #expect(found != nil)
    #expect(search.placements.map { Int($0.start) } == [minute("08:15")])
  }

  @Test func aLockThatNeverEndsHoldsToTheEndOfTheHorizon() {
    var workshop = TinyWorkshop()
    workshop.hold("H", "09:00", "+5 10:00", bay: "B", crew: ["T"])
    let state = SearchState(workshop.problem)
    #expect(state.timelines.lastOccupied(3, from: 0, to: 2880) == 2879)
  }

  @Test func aLockOfLastWeekHoldsNothing() {
    var workshop = TinyWorkshop()
    workshop.hold("H", "-3 09:00", "-3 10:00", bay: "B", crew: ["T"])
    #expect(SearchState(workshop.problem).timelines.lastOccupied(3, from: 0, to: 2880) == nil)
  }

  // MARK: - Inserting and removing

  @Test func aVisitHoldsWhatItUses() {
    var workshop = TinyWorkshop()
    workshop.site.loaners = 1
    workshop.demand.parts = [SparePart(id: "P", onHand: 3)]
    workshop.add {
      $0.loaner = true
      $0.parts = [SparePart.Requirement(part: "P", quantity: 2)]
    }
    let state = workshop.adopted()
    #expect(state.unscheduledCount == 0)
    #expect(state.minutes(of: TechnicianIndex(0), onDay: 0) == 60)
    #expect(state.minutes(of: TechnicianIndex(0), onDay: 1) == 0)
    #expect(state.reservedMinutes == [60, 0])
    #expect(state.unlockedMinutes == [60, 0])
    #expect(state.timelines.lastOccupied(1, from: 0, to: 1440) == 554)
    #expect(state.timelines.lastOccupied(3, from: 0, to: 1440) == 554)
    #expect(state.stock.left(of: PartIndex(0)) == 1)
    // The loan lasts from the arrival until it is ready.
    #expect(!state.loans.admits(from: 569, to: 600))
    #expect(state.loans.admits(from: 570, to: 600))
    #expect(state.arrivals.count == 1)
    #expect(state.latestEnd == 555)
  }

  @Test func lockedMinutesCountButAreNotUnlocked() {
    var workshop = TinyWorkshop()
    workshop.hold("H", "09:00", "10:00", bay: "B", crew: ["T", "T2"])
    let state = workshop.adopted()
    #expect(state.unscheduledCount == 0)
    #expect(state.reservedMinutes == [120, 0])
    #expect(state.unlockedMinutes == [0, 0])
  }

  @Test func customersWithoutABookingDoNotUseWhatIsBookable() {
    var workshop = TinyWorkshop()
    workshop.site.booking.reservePercent = 100
    workshop.add("A") { $0.walkIn = true }
    workshop.add("B", at: "09:00", [Step("09:15", "10:15")])
    let state = workshop.adopted()
    #expect(state.isScheduled[first])
    #expect(!state.isScheduled[AppointmentIndex(1)])
    #expect(state.reservedMinutes == [0, 0])
  }

  @Test func theCopyOfAStateStaysAsItWas() {
    var workshop = TinyWorkshop()
    workshop.add()
    let before = workshop.adopted()
    var after = before
    after.remove(first)
    #expect(before.isScheduled[first] && !after.isScheduled[first])
    #expect(before.timelines != after.timelines)
    #expect(before.evaluate().total == before.cost && after.evaluate().total == after.cost)
  }

  /// A workshop in which everything counts, with visits drawn at random.
  static func crowded(_ random: inout SplitMix64, visits: Int) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    var policy = CostPolicy()
    policy.makespan = random.below(2)
    workshop.site.policy = policy
    workshop.site.loaners = 1
    workshop.site.technicians[1].skills["mech"] = 3
    workshop.site.technicians[1].efficiency = [80, 100, 130][random.below(3)]
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 2, inbound: [.init(at: time("10:00"), quantity: 2)])
    ]
    for place in 0..<visits {
      let steps = (0...random.below(3)).map { _ in
        Step("08:15", "09:15", minutes: 15 * (1 + random.below(6)), splittable: random.chance(25))
      }
      workshop.leaveOut("V\(place)", steps) { visit in
        if random.chance(50) { visit.preferredArrival = time("08:00") + 15 * random.below(36) }
        if random.chance(30) { visit.readyBy = time("10:00") + 30 * random.below(14) }
        visit.waiting = random.chance(20)
        visit.loaner = random.chance(30)
        if random.chance(30) {
          visit.parts = [SparePart.Requirement(part: "P", quantity: 1 + random.below(2))]
        }
        if random.chance(30) { visit.preferredAdvisor = "S2" }
        if random.chance(30) { visit.preferredTechnician = "T2" }
        if random.chance(20) {
          visit.booked = Appointment.Booking(arrival: time("08:00") + 15 * random.below(12), advisor: "S")
        }
        if random.chance(15) { visit.arrived = time("08:00") + 15 * random.below(8) }
        if random.chance(20) {
          visit.operations[0].previous = ServiceOperation.PreviousWork(bay: "B2", technicians: ["T2"])
        }
      }
    }
    return workshop
  }

  // In debug builds every insertion asserts its own delta and all rules besides.
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func everyMoveOfARandomWalkIsExactAndUndoneCompletely(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let problem = Self.crowded(&random, visits: 9).problem
    var state = SearchState(problem)
    var search = InsertionSearch()
    var kept: [(state: SearchState, visit: AppointmentIndex)] = []
    for _ in 0..<60 {
      let visit = AppointmentIndex(random.below(problem.appointments.count))
      if state.isScheduled[visit] {
        state.remove(visit)
        kept.removeAll { $0.visit == visit }
        kept.removeAll()
      } else {
        let found = search.best(of: visit, in: state)
        guard let found else { continue }
        kept.append((state, visit))
        state.insert(found, search.placements)
      }
      #expect(state.cost == state.evaluate().total)
      if random.chance(25) {
        // Back, one after the other, to where only insertions lie between.
        while let (before, inserted) = kept.popLast() {
          state.remove(inserted)
          #expect(state.cost == before.cost)
          // It is kept where the makespan counts.
          if problem.site.policy.makespan > 0 { #expect(state.latestEnd == before.latestEnd) }
          #expect(state.timelines == before.timelines && state.arrivals == before.arrivals)
          #expect(state.stock == before.stock && state.loans == before.loans)
          #expect(state.reservedMinutes == before.reservedMinutes)
          #expect(state.unlockedMinutes == before.unlockedMinutes)
          #expect(state.technicianMinutes == before.technicianMinutes)
        }
      }
    }
  }

  // MARK: - The latest completion

  private func state(_ edit: (inout TinyWorkshop) -> Void) -> SearchState {
    var workshop = TinyWorkshop()
    edit(&workshop)
    return SearchState(workshop.problem)
  }

  // The site closes at 17:00; finishing takes a quarter of an hour.
  @Test func whoWaitsIsDoneBeforeTheDoorsClose() {
    let state = state { $0.add { $0.waiting = true } }
    let visit = state.problem.visit(0)
    #expect(state.completionLimit(of: visit, since: minute("08:00")) == minute("16:45"))
    #expect(state.completionLimit(of: visit, since: minute("16:00")) == minute("16:45"))
    #expect(state.completionLimit(of: visit, since: minute("+1 08:00")) == minute("+1 16:45"))
    // On Sunday nobody can wait.
    #expect(state.completionLimit(of: visit, since: minute("-1 08:00")) < minute("-1 00:00"))
  }

  @Test func whoDoesNotWaitHasUntilTheEndOfTheHorizon() {
    let state = state { $0.add() }
    #expect(state.completionLimit(of: state.problem.visit(0), since: 480) == 2880)
  }

  @Test func aLastOperationThatIsLockedIsNotHeldToTheClosing() {
    let state = state {
      $0.hold("A", "18:00", "19:00", bay: "B", crew: ["T"])
      $0.demand.appointments[0].waiting = true
    }
    #expect(state.completionLimit(of: state.problem.visit(0), since: 480) == 2880)
  }

  // A point for each open minute from 08:00: 90 points last until 09:30, ready, so 09:15, done.
  @Test func pointsLastUntilACompletion() {
    let state = state {
      $0.site.policy.kinds[.repair]?.delay = 1
      $0.add()
    }
    let visit = state.problem.visit(0)
    let origin = state.problem.delayOrigin(of: visit, arrival: 480)
    #expect(state.latestCompletion(of: visit, since: 480, origin, within: 90) == minute("09:15"))
    // 240 points last over the break, to 13:00.
    #expect(state.latestCompletion(of: visit, since: 480, origin, within: 240) == minute("12:45"))
    #expect(state.latestCompletion(of: visit, since: 480, origin, within: -1) == nil)
    for points in stride(from: 0, through: 480, by: 7) {
      guard let latest = state.latestCompletion(of: visit, since: 480, origin, within: points) else {
        continue
      }
      #expect(state.readyCost(of: visit, since: origin, completion: latest) <= points)
      #expect(state.readyCost(of: visit, since: origin, completion: latest + 1) > points)
    }
  }

  // Three points a minute of stay from 08:00: 270 points last until 09:30, ready.
  @Test func aStayLastsAsLongAsItsPoints() {
    let state = state {
      $0.site.policy.stay = 3
      $0.add { $0.waiting = true }
    }
    let visit = state.problem.visit(0)
    let origin = state.problem.delayOrigin(of: visit, arrival: 480)
    #expect(state.latestCompletion(of: visit, since: 480, origin, within: 270) == minute("09:15"))
    #expect(state.latestCompletion(of: visit, since: 600, origin, within: 270) == minute("11:15"))
  }

  // MARK: - Parts

  @Test func theLastPartDecidesWhenAllCanBeNeeded() {
    func needing(_ p: Int, _ q: Int) -> Int? {
      let state = state {
        $0.demand.parts = [
          SparePart(id: "P", onHand: 1, inbound: [.init(at: time("09:00"), quantity: 2)]),
          SparePart(id: "Q", onHand: 1, inbound: [.init(at: time("11:00"), quantity: 1)]),
        ]
        $0.add {
          $0.parts = [
            SparePart.Requirement(part: "P", quantity: p), SparePart.Requirement(part: "Q", quantity: q),
          ]
        }
      }
      return state.earliestNeed(of: state.problem.visit(0))
    }
    #expect(needing(1, 1) == .min)
    #expect(needing(3, 1) == 540)
    #expect(needing(3, 2) == 660)
    #expect(needing(1, 3) == nil)
  }

  // MARK: - Advisors

  private func advisor(_ arrival: String, _ edit: (inout TinyWorkshop) -> Void) -> Int? {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    edit(&workshop)
    let state = workshop.adopted()
    return state.cheapestAdvisor(
      for: state.problem.visit(0), at: minute(arrival), slot: state.problem.slot(at: minute(arrival)))?.int
  }

  @Test func theFirstAdvisorIsTakenAmongEquals() {
    #expect(advisor("08:00") { _ in } == 0)
  }

  @Test func whoHasFewerArrivalsThatDayIsTaken() {
    #expect(advisor("10:00") { $0.add("B", at: "08:00") } == 1)
    #expect(
      advisor("10:00") {
        $0.add("B", at: "08:00")
        $0.add("C", at: "08:00", advisor: "S2", [Step("08:15", "09:15", bay: "B2", crew: ["T2"])])
      } == 0)
  }

  @Test func theExpectedAdvisorIsTakenWhereItCosts() {
    func expecting(_ points: Int) -> Int? {
      advisor("10:00") {
        $0.site.policy.advisor = points
        $0.demand.appointments[0].preferredAdvisor = "S"
        $0.add("B", at: "08:00")
      }
    }
    #expect(expecting(60) == 0)
    // Where it costs nothing the load decides.
    #expect(expecting(0) == 1)
  }

  @Test func whoCannotIsNotTaken() {
    // S has somebody at 10:00; S2 works in the afternoon.
    let late: (inout TinyWorkshop) -> Void = {
      $0.addCalendar("late", [(13, 17)])
      $0.site.advisors[1].calendar = "late"
      $0.add("B", at: "10:00", [Step("10:15", "11:15")])
    }
    #expect(advisor("10:00", late) == nil)
    #expect(advisor("09:00", late) == 0)
    #expect(advisor("13:00", late) == 1)
  }

  // MARK: - The reserve at a glance

  // 96 minutes can be booked on each of two days: 192 are left for one, 132 after another hour.
  @Test func aVisitLargerThanAllThatIsBookableHasNoReserve() {
    func hasReserve(_ minutes: Int, walkIn: Bool = false, booked: Bool = false) -> Bool {
      var workshop = TinyWorkshop()
      workshop.site.booking.reservePercent = 90
      workshop.leaveOut("A") {
        $0.operations[0].work = standardWork(minutes)
        $0.walkIn = walkIn
      }
      if booked { workshop.add("B") }
      let state = workshop.adopted()
      return state.hasReserve(for: state.problem.visit(0))
    }
    #expect(hasReserve(192))
    #expect(!hasReserve(193))
    #expect(hasReserve(193, walkIn: true))
    #expect(hasReserve(132, booked: true))
    #expect(!hasReserve(133, booked: true))
  }

  // MARK: - As the files have it

  @Test func assignmentsStandInTheOrderOfTheirArrival() {
    var workshop = TinyWorkshop()
    workshop.add("C", at: "09:00", [Step("09:15", "10:15")])
    workshop.add("B", at: "08:00")
    workshop.add("Z", at: nil, [Step("10:15", "11:15")]) { $0.arrived = time("08:00") }
    workshop.add("A", at: "08:00", advisor: "S2", [Step("08:15", "09:15", bay: "B2", crew: ["T2"])])
    #expect(workshop.adopted().assignments().map(\.appointment) == ["Z", "A", "B", "C"])
  }

  @Test func anAssignmentIsWhatWasAdopted() {
    var workshop = TinyWorkshop()
    workshop.add([Step("08:15", "09:15", minutes: 60, crew: ["T", "T2"]), Step("09:15", "10:15", bay: "B2")])
    let made = workshop.adopted().assignments()
    #expect(made == workshop.schedule.assignments)
  }
}
