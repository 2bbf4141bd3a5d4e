import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// What visits become: how their arrival is found, what they need, and what leaving them out costs.
@Suite struct CompiledAppointmentTests {
  private func compiled(
    _ edit: (inout Appointment) -> Void, site: (inout TinyWorkshop) -> Void = { _ in }
  ) -> (visit: CompiledAppointment, problem: CompiledProblem) {
    var workshop = TinyWorkshop()
    workshop.add(edit: edit)
    site(&workshop)
    let problem = workshop.problem
    return (problem.visit(0), problem)
  }

  // MARK: - The arrival

  @Test func anArrivalIsFreeBookedOrPast() {
    #expect(compiled { _ in }.visit.rule == .free)
    #expect(compiled { $0.booked = Appointment.Booking(arrival: time("09:10")) }.visit.rule == .booked(550))
    #expect(compiled { $0.arrived = time("09:10") }.visit.rule == .arrived(550))
  }

  @Test func whoHasArrivedIsThereWhateverWasBooked() {
    let visit = compiled {
      $0.booked = Appointment.Booking(arrival: time("10:00"))
      $0.arrived = time("08:40")
    }.visit
    #expect(visit.rule == .arrived(520))
  }

  // Nothing starts before now, and nothing before the horizon; the stay counts from its start at the earliest.
  @Test func aVehicleOfLastWeekCanBeBegunNow() {
    let old = compiled { $0.arrived = time("-3 16:00") }
    #expect(old.visit.rule == .arrived(0))
    #expect(old.visit.earliestStart == 480)
    #expect(old.visit.onSiteSince == 0)
    let late = compiled {
      $0.arrived = time("-3 16:00")
    } site: {
      $0.demand.now = time("10:30")
    }
    #expect(late.visit.rule == .arrived(630))
    #expect(late.visit.earliestStart == 630)
    #expect(late.visit.onSiteSince == 0)
  }

  @Test(
    arguments: [
      (nil, nil, 480), ("10:00", nil, 600), (nil, "13:00", 780), ("10:00", "09:00", 600),
      ("09:00", "10:00", 600),
      ("07:00", nil, 480),
    ] as [(String?, String?, Int)])
  func aFreeVisitCanBeBegunOnceItIsOpenWishedForAndPossible(wish: String?, from: String?, earliest: Int) {
    let visit = compiled {
      $0.preferredArrival = wish.map { time($0) }
      $0.availability = from.map { [window($0, "17:00")] }
    }.visit
    #expect(visit.earliestStart == earliest)
    #expect(visit.preferred == wish.map { minute($0) })
  }

  @Test func aPromiseIsWhenAVisitCanBeBegun() {
    let visit = compiled {
      $0.booked = Appointment.Booking(arrival: time("09:00"))
      $0.preferredArrival = time("11:00")
    }.visit
    #expect(visit.earliestStart == 540)
    // What was wished for once counts no more.
    #expect(visit.preferred == nil)
  }

  // Slot 8 is 10:00; 12:05 is at lunch, so the next slot is 13:00, the 17th; after 16:45 there is none.
  @Test(arguments: [("10:00", 8), ("10:05", 9), ("12:05", 16), ("16:50", 32)])
  func theSearchBeginsAtTheSlotOfTheWish(wish: String, slot: Int) {
    #expect(compiled { $0.preferredArrival = time(wish) }.visit.anchor == slot)
  }

  // MARK: - Availability

  private func ranges(_ windows: [TimeWindow]?) -> [Range<Int>] {
    let (visit, problem) = compiled { $0.availability = windows }
    return Array(problem.slotRanges[visit.slotRanges])
  }

  @Test func aCustomerWithoutWindowsCanComeAtAnySlot() {
    #expect(ranges(nil) == [0..<32])
  }

  @Test func aWindowEndsBeforeItsLastMinute() {
    #expect(ranges([window("09:00", "10:00")]) == [4..<8])
    #expect(ranges([window("09:00", "10:01")]) == [4..<9])
    #expect(ranges([window("09:01", "10:00")]) == [5..<8])
  }

  @Test func windowsThatTouchOrOverlapAreOne() {
    #expect(ranges([window("09:00", "10:00"), window("10:00", "11:00")]) == [4..<12])
    #expect(ranges([window("09:30", "11:00"), window("09:00", "10:00")]) == [4..<12])
    #expect(ranges([window("09:00", "12:00"), window("10:00", "10:30")]) == [4..<16])
    #expect(ranges([window("14:00", "15:00"), window("09:00", "10:00")]) == [4..<8, 20..<24])
  }

  // 11:30 and 11:45 are slots 14 and 15, 13:00 and 13:15 are 16 and 17: the break is no gap between them.
  @Test func aWindowOverTheBreakIsOneRange() {
    #expect(ranges([window("11:30", "13:30")]) == [14..<18])
  }

  @Test func windowsWithoutASlotCountForNothing() {
    #expect(ranges([window("12:00", "13:00")]).isEmpty)
    #expect(ranges([window("20:00", "22:00"), window("-1 08:00", "-1 09:00")]).isEmpty)
    #expect(ranges([]).isEmpty)
  }

  @Test func aPromiseNeedsNoSlots() {
    let (visit, problem) = compiled {
      $0.booked = Appointment.Booking(arrival: time("09:00"))
      $0.availability = [window("09:00", "10:00")]
    }
    #expect(problem.slotRanges[visit.slotRanges].isEmpty)
  }

  // MARK: - Advisors

  @Test func freeVisitsAreReceivedByAdvisorsOfTheirKind() {
    func onlyMaintenance(_ workshop: inout TinyWorkshop) { workshop.site.advisors[0].kinds = [.maintenance] }
    #expect(compiled({ _ in }, site: onlyMaintenance).visit.advisors == [AdvisorIndex(1)])
    #expect(
      compiled({ $0.kind = .maintenance }, site: onlyMaintenance).visit.advisors
        == [AdvisorIndex(0), AdvisorIndex(1)])
    // A promise was given: whoever is there receives it.
    #expect(
      compiled({ $0.booked = Appointment.Booking(arrival: time("09:00")) }, site: onlyMaintenance).visit
        .advisors.count
        == 2)
  }

  @Test func theAdvisorOfThePromiseIsExpectedBeforeThePreferredOne() {
    #expect(compiled { _ in }.visit.expectedAdvisor == nil)
    #expect(compiled { $0.preferredAdvisor = "S2" }.visit.expectedAdvisor == AdvisorIndex(1))
    let both = compiled {
      $0.preferredAdvisor = "S2"
      $0.booked = Appointment.Booking(arrival: time("09:00"), advisor: "S")
    }
    #expect(both.visit.expectedAdvisor == AdvisorIndex(0))
  }

  // MARK: - Parts

  private func needs(_ edit: (inout Appointment) -> Void) -> [[Int]] {
    let (visit, problem) = compiled({
      $0.parts = [
        SparePart.Requirement(part: "Q", quantity: 1), SparePart.Requirement(part: "P", quantity: 2),
        SparePart.Requirement(part: "Q", quantity: 3),
      ]
      edit(&$0)
    }) { $0.demand.parts = [SparePart(id: "P", onHand: 9), SparePart(id: "Q", onHand: 9)] }
    return problem.needs[visit.needs].map { [$0.part.int, $0.quantity] }
  }

  @Test func quantitiesOfAPartAddUp() {
    #expect(needs { _ in } == [[0, 2], [1, 4]])
  }

  @Test func pickedPartsAreNeededNoMore() {
    #expect(needs { $0.picked = true }.isEmpty)
  }

  @Test func aVehicleOfWhichAllIsLockedNeedsNoPartsAnyMore() {
    func lock(_ appointment: inout Appointment) {
      appointment.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("09:00"))
    }
    #expect(
      needs {
        $0.arrived = time("08:00")
        lock(&$0)
      }.isEmpty)
    // One that has not come yet does.
    #expect(needs(lock).count == 2)
    #expect(needs { $0.arrived = time("08:00") }.count == 2)
  }

  // MARK: - Points

  @Test func leavingOutWhoWasPromisedCostsThreeTimesAsMuch() {
    #expect(compiled { _ in }.visit.drop == 4000)
    #expect(compiled { $0.kind = .comeback }.visit.drop == 20_000)
    #expect(compiled { $0.dropCost = 10 }.visit.drop == 10)
    #expect(compiled { $0.booked = Appointment.Booking(arrival: time("09:00")) }.visit.drop == 12_000)
    #expect(compiled { $0.arrived = time("09:00") }.visit.drop == 12_000)
    let underWay = compiled {
      $0.dropCost = 10
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("09:00"))
    }
    #expect(underWay.visit.drop == 30)
  }

  // Three points a minute; twice that for a customer who counts twice. Dropped for 8,000, 16,000 and 4,000.
  @Test(arguments: [(100, 300, 8000), (200, 600, 16_000), (50, 150, 4000)])
  func delayAndDropCostAreThoseOfTheKindTimesThePriority(priority: Int, delay: Int, drop: Int) {
    let visit = compiled({
      $0.kind = .recall
      $0.priority = priority
    }) { $0.site.policy.kinds[.recall]?.delay = 3 }.visit
    #expect(visit.delayPercent == delay)
    #expect(visit.drop == drop)
  }

  // 1,499 points and a half are 1,499, three times that for a promise.
  @Test func halfAPointOfTheDropCostIsLost() {
    #expect(
      compiled {
        $0.dropCost = 2999
        $0.priority = 50
      }.visit.drop == 1499)
    #expect(
      compiled {
        $0.dropCost = 2999
        $0.priority = 50
        $0.booked = Appointment.Booking(arrival: time("09:00"))
      }.visit.drop == 4497)
  }

  // From the wish on, or from the arrival where it is sooner, but not from before the site opens; 240 minutes are open
  // before 13:00.
  @Test(arguments: [
    ("08:00", "08:00", "08:00", 0), ("10:00", "10:00", "10:00", 120), ("10:00", "09:00", "09:00", 60),
    ("10:00", "07:00", "08:00", 0), ("10:00", "11:00", "10:00", 120), ("13:00", "14:00", "13:00", 240),
    ("13:00", "11:30", "11:30", 210),
  ])
  func delayCountsFromTheWishOrTheArrivalBeforeIt(wish: String, arrival: String, from: String, open: Int) {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A") { $0.preferredArrival = time(wish) }
    let problem = workshop.problem
    let origin = problem.delayOrigin(of: problem.visit(0), arrival: minute(arrival))
    #expect(origin.time == minute(from))
    #expect(origin.openBefore == open)
  }

  // The customer may come from 09:30 on and would rather come at 11:00: at 10:00 the delay counts from 10:00, at 09:15,
  // which is not asked for, from 09:30.
  @Test func delayNeverCountsFromBeforeTheCustomerCouldCome() {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A") {
      $0.preferredArrival = time("11:00")
      $0.availability = [window("09:30", "17:00")]
    }
    let problem = workshop.problem
    func from(_ arrival: String) -> Int {
      problem.delayOrigin(of: problem.visit(0), arrival: minute(arrival)).time
    }
    #expect(from("10:00") == minute("10:00"))
    #expect(from("09:15") == minute("09:30"))
  }

  // A promise counts from its time, an arrived vehicle from its arrival, whatever was wished for.
  @Test func delayOfAPromiseCountsFromIt() {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A") {
      $0.preferredArrival = time("11:00")
      $0.booked = Appointment.Booking(arrival: time("10:00"))
    }
    workshop.leaveOut("B") {
      $0.preferredArrival = time("11:00")
      $0.arrived = time("09:00")
    }
    let problem = workshop.problem
    #expect(problem.delayOrigin(of: problem.visit(0), arrival: minute("10:00")).time == minute("10:00"))
    #expect(problem.delayOrigin(of: problem.visit(1), arrival: nil).time == minute("09:00"))
  }

  private func comeback(_ edit: (inout Appointment) -> Void, now: String = "00:00") -> CompiledAppointment {
    compiled({
      $0.kind = .comeback
      $0.originalTechnician = "T"
      edit(&$0)
    }) {
      $0.site.policy.original = 240
      $0.demand.now = time(now)
    }.visit
  }

  @Test func aComebackThatIsToComeLooksForItsTechnicianWhenItComes() {
    let visit = comeback { _ in }
    #expect(visit.originalShifts?.minutes(from: 0, to: 1440) == 480)
    #expect(visit.constantCost == 0)
  }

  @Test func aComebackThatIsThereKnowsWhetherItsTechnicianWas() {
    // On duty at 09:00, at lunch at 12:30.
    #expect(comeback { $0.arrived = time("09:00") }.constantCost == 0)
    #expect(comeback { $0.arrived = time("12:30") }.constantCost == 240)
    // Since now counts: it came in the night, and it is 09:00.
    #expect(comeback({ $0.arrived = time("-1 23:00") }, now: "09:00").constantCost == 0)
    #expect(comeback({ $0.arrived = time("-1 23:00") }, now: "07:00").constantCost == 240)
    #expect(comeback { $0.arrived = time("09:00") }.originalShifts == nil)
  }

  @Test func otherKindsHaveNoOriginalTechnician() {
    #expect(compiled { $0.originalTechnician = "T" }.visit.originalShifts == nil)
  }

  // MARK: - Locks at the start

  @Test func whatIsLockedAtTheStartEndsWithTheLastOfIt() {
    var workshop = TinyWorkshop()
    func locked(_ start: String, _ end: String) -> Step {
      Step(start, end, bay: "W", crew: ["T2"]) {
        $0.locked = ServiceOperation.LockedWork(
          bay: "W", technicians: ["T2"], start: time(start), end: time(end))
      }
    }
    workshop.add("A", at: nil, [locked("08:00", "08:30"), locked("09:00", "09:30"), Step("10:00", "11:00")]) {
      $0.arrived = time("08:00")
    }
    workshop.add("B", [Step("10:00", "11:00"), locked("14:00", "15:00")])
    let problem = workshop.problem
    #expect(problem.visit(0).lockedPrefixEnd == 570)
    #expect(problem.visit(1).lockedPrefixEnd == nil)
    #expect(problem.visit(0).span == 60)
  }
}
