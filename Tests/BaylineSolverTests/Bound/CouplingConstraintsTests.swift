import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// What visits share, as the bound sees it, and each piece of it at work alone.
@Suite struct CouplingConstraintsTests {
  private func coupling(_ edit: (inout TinyWorkshop) -> Void) -> CouplingConstraints {
    var workshop = TinyWorkshop()
    edit(&workshop)
    return CouplingConstraints(workshop.problem)
  }

  // MARK: - Resources

  @Test func technicianAndBaysThatAreAlikeAreOneGroup() {
    let resources = coupling { $0.leaveOut("A") }.resources
    // T and T2; B and B2; the wash, which nobody needs.
    #expect(resources.technicians == [0, 0])
    #expect(resources.bays == [1, 1, 2])
    #expect(resources.all.map(\.count) == [2, 2, 1])
    #expect(resources.pools == [[0], [1]])
    #expect(resources.all[2].pools.isEmpty)
  }

  @Test func aDifferenceMakesGroupsOfTheirOwn() {
    #expect(
      coupling {
        $0.leaveOut("A")
        $0.site.technicians[1].efficiency = 120
      }.resources.technicians == [0, 1])
    #expect(
      coupling {
        $0.leaveOut("A")
        $0.addCalendar("late", [(13, 17)])
        $0.site.technicians[1].calendar = "late"
      }.resources.technicians == [0, 1])
    // Only T2 can do the second one.
    let able = coupling {
      $0.leaveOut("A")
      $0.site.technicians[1].skills["mech"] = 3
      $0.leaveOut("B") { $0.operations[0].work = standardWork(60, level: 3) }
    }.resources
    #expect(able.technicians == [0, 1])
    #expect(able.pools[0] == [0, 1] && able.pools[1] == [1])
  }

  // Positions: 08:00 is 0, 12:00 and 13:00 are 240.
  @Test func stretchesAreShiftsWithoutWhatIsLocked() {
    let resources = coupling {
      $0.leaveOut("A")
      $0.hold("H", "09:00", "10:00", bay: nil, crew: ["T"])
    }.resources
    #expect(resources.technicians == [0, 1])
    #expect(resources.all[0].starts == [0, 120, 240, 480, 720])
    #expect(resources.all[0].ends == [60, 240, 480, 720, 960])
    #expect(resources.all[1].starts == [0, 240, 480, 720])
    // A bay without a calendar is open throughout.
    #expect(resources.all[2].starts == [0] && resources.all[2].ends == [960])
  }

  @Test func whatIsPastIsNotFree() {
    let resources = coupling {
      $0.leaveOut("A")
      $0.demand.now = time("10:00")
    }.resources
    #expect(resources.all[0].starts == [120, 240, 480, 720])
  }

  // MARK: - Buckets

  @Test func bucketsAreQuartersOfAnHourWithinAStretch() {
    let coupling = coupling { $0.leaveOut("A") }
    #expect(coupling.bucketCount == 64)
    #expect(coupling.buckets.first == 0 && coupling.buckets.last == 960)
    #expect(coupling.bucketOf[0] == 0 && coupling.bucketOf[14] == 0 && coupling.bucketOf[15] == 1)
    var found: [[Int]] = []
    coupling.forEachBucket(10, 40) { found.append([$0, $1]) }
    #expect(found == [[0, 5], [1, 15], [2, 10]])
  }

  // MARK: - Ways

  @Test func likeWaysAreOne() {
    let coupling = coupling {
      $0.leaveOut("A")
      $0.leaveOut("B")
    }
    #expect(coupling.modes.all.count == 1)
    let mode = coupling.modes.all[0]
    #expect(mode.duration == .minutes(60) && mode.crew == 1)
    #expect(mode.members.map(\.resource) == [0] && mode.bays == [1])
    #expect(coupling.choices.map(\.extra) == [0, 0])
  }

  // For whoever it is 120 points more, but for T2.
  @Test func aPreferenceIsASecondWay() {
    let coupling = coupling {
      $0.site.policy.technician = 120
      $0.site.technicians[1].efficiency = 200
      $0.leaveOut("A") { $0.preferredTechnician = "T2" }
    }
    #expect(coupling.choices.map(\.extra).sorted() == [0, 120, 120])
    let preferred = coupling.choices.first { $0.extra == 0 }.map { coupling.modes.all[$0.mode] }
    #expect(preferred?.duration == .minutes(30))
  }

  @Test func aCrewIsChosenMemberByMember() {
    let coupling = coupling {
      $0.site.technicians.append(
        Technician(id: "T3", skills: ["mech": 4], efficiency: 50, calendar: "week"))
      $0.site.policy.overskill = 5
      $0.leaveOut("A") { $0.operations[0].work = standardWork(60, size: 2) }
    }
    // As slow as the slower of two: 60 by T and T2, 120 with T3, who is two levels too good.
    #expect(coupling.modes.all.map(\.duration) == [.minutes(60), .minutes(120)])
    #expect(coupling.modes.all.map(\.crew) == [2, 2])
    #expect(coupling.modes.all[0].members.map(\.cost) == [0, 0])
    #expect(coupling.modes.all[1].members.map(\.cost) == [0, 0, 10])
  }

  // MARK: - Supply

  @Test(arguments: [
    (3, [2, 2], 2), (3, [1, 2], 3), (5, [2, 2, 2], 4), (5, [3, 3], 3), (9, [2, 2], 9), (1, [2], 0),
  ])
  func piecesCountAsFarAsNeedsAddUpToThem(onHand: Int, needs: [Int], usable: Int) {
    let coupling = coupling { workshop in
      workshop.demand.parts = [SparePart(id: "P", onHand: onHand)]
      for (place, quantity) in needs.enumerated() {
        workshop.leaveOut("\(place)") {
          $0.parts = [SparePart.Requirement(part: "P", quantity: quantity)]
        }
      }
    }
    #expect(coupling.cumulativeStock == [[usable]])
  }

  // 96 minutes may be booked; what is locked, 150 minutes, is there all the same.
  @Test func whatIsLockedMayExceedTheReserve() {
    let coupling = coupling {
      $0.site.booking.reservePercent = 90
      $0.hold("H", "09:00", "11:30", bay: "B", crew: ["T"])
    }
    #expect(coupling.bookable == [150, 96])
  }

  @Test func withoutPricesNothingIsPaidFor() {
    let coupling = coupling { $0.leaveOut("A") }
    let prices = BoundDuals(coupling).prices()
    #expect(prices.supply == 0)
    #expect(prices.rows.allSatisfy { $0.allSatisfy { $0 == 0 } })
    #expect(prices.windows.allSatisfy { $0.allSatisfy { $0 == 0 } })
  }

  // Nothing is used: every limit is unused by as much as there is.
  @Test func nobodyUsesNothing() {
    let coupling = coupling { $0.leaveOut("A") }
    #expect(BoundDuals(coupling).excess(BoundUsage(coupling)).allSatisfy { $0 <= 0 })
  }

  // MARK: - One visit at a time

  /// A visit of one or two operations that can come at every second half hour.
  private func visit(_ seed: UInt64) -> TinyWorkshop {
    var random = SplitMix64(seed: seed)
    var workshop = TinyWorkshop()
    var policy = CostPolicy()
    (policy.overload, policy.balance, policy.handover, policy.move) = (0, 0, 0, 0)
    workshop.site.policy = policy
    workshop.demand.horizon.carryOverDays = 0
    workshop.site.booking.slotMinutes = 60
    workshop.site.booking.receptionMinutes = 30
    workshop.site.technicians[1].skills["mech"] = 3
    let steps = (0...random.below(2)).map { _ in
      Step("08:15", "09:15", minutes: 30 * (1 + random.below(5)), splittable: random.chance(30))
    }
    workshop.leaveOut("A", steps) { visit in
      visit.preferredArrival = time("08:00") + 30 * random.below(16)
      if random.chance(50) { visit.readyBy = time("10:00") + 30 * random.below(10) }
      visit.waiting = random.chance(40)
      if random.chance(40) { visit.preferredTechnician = random.chance(50) ? "T" : "T2" }
      if random.chance(30) { visit.preferredAdvisor = "S2" }
      if random.chance(30) { visit.dropCost = 200 + random.below(800) }
    }
    return workshop
  }

  // Without prices the cheapest way of a visit is that of an empty book.
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func withoutPricesAVisitCostsWhatItCostsAlone(seed: UInt64) {
    let problem = visit(seed).problem
    let coupling = CouplingConstraints(problem)
    var program = VisitSubproblem(coupling)
    var columns = BoundColumns(coupling)
    let prices = BoundDuals(coupling).prices()
    columns.update(prices)
    program.solve(coupling.visits[0], prices, columns)
    let alone = Exhaustive(grid: 30).best(of: AppointmentIndex(0), in: SearchState(problem))
    let drop = problem.visit(0).drop
    let expected = min(drop, alone.map { $0 + drop } ?? drop)
    #expect(program.value == expected * BoundPrices.unit)
    #expect(program.isUnscheduled == (expected == drop))
    #expect(StandaloneBound(problem).points[0] <= expected)
  }

  // MARK: - Each piece alone

  /// The bound after some steps towards a total that is out of reach.
  private func bound(_ edit: (inout TinyWorkshop) -> Void) -> Int {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 0
    for id in ["A", "B"] { workshop.leaveOut(id) }
    edit(&workshop)
    var bound = LowerBound(workshop.problem)
    bound.improve(below: 5000) { $0 < 120 }
    return bound.value
  }

  // In each of these cases one of two visits of 4,000 points is left out, and only one piece of what is shared says so.
  @Test func oneAdvisorReceivesOneOfTwoAtATime() {
    let value = bound {
      $0.site.advisors.removeLast()
      for place in 0..<2 { $0.demand.appointments[place].availability = [window("08:00", "08:15")] }
    }
    #expect(value > 3900 && value <= 4000)
  }

  @Test func oneLoanVehicleIsLentToOneOfTwo() {
    let value = bound {
      $0.site.loaners = 1
      for place in 0..<2 {
        $0.demand.appointments[place].availability = [window("08:00", "08:15")]
        $0.demand.appointments[place].loaner = true
      }
    }
    #expect(value > 3500 && value <= 4000)
  }

  // 96 minutes may be booked.
  @Test func theReserveLeavesRoomForOneOfTwo() {
    let value = bound { $0.site.booking.reservePercent = 90 }
    // Minutes are divisible to the bound: 24 of 60 are missing.
    #expect(value > 1000 && value <= 4000)
  }

  @Test func theSiteReceivesOneOfTwoInAnHour() {
    let value = bound {
      $0.site.booking.siteBookingsPerHour = 1
      for place in 0..<2 { $0.demand.appointments[place].availability = [window("08:00", "08:30")] }
    }
    #expect(value > 3900 && value <= 4000)
  }

  @Test func anAdvisorReceivesOneOfTwoInADay() {
    let value = bound {
      $0.site.advisors.removeLast()
      $0.site.booking.advisorBookingsPerDay = 1
    }
    #expect(value > 3900 && value <= 4000)
  }

  @Test func whatNothingForbidsCostsNothing() {
    #expect(bound { _ in } == 0)
  }
}
