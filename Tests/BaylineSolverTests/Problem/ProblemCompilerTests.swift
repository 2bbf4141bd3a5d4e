import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// What a site and a horizon become: slots, shifts, the reserve, advisors, parts, open minutes. The tiny workshop works
/// 08:00-12:00 and 13:00-17:00 on Monday (arrivals) and Tuesday (carry-over).
@Suite struct ProblemCompilerTests {
  // MARK: - The horizon

  @Test func theHorizonHoldsArrivalDaysAndCarryOver() {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.days = 2
    workshop.demand.horizon.carryOverDays = 3
    let problem = workshop.problem
    #expect(problem.days == 5)
    #expect(problem.end == 5 * 1440)
    // 7,200 minutes in words of 64: 112.5.
    #expect(problem.words == 113)
  }

  @Test func nowBeforeTheHorizonCountsFromItsStart() {
    var workshop = TinyWorkshop()
    workshop.demand.now = time("-3 16:00")
    let problem = workshop.problem
    #expect(problem.statedNow == minute("-3 16:00"))
    #expect(problem.now == 0)
    workshop.demand.now = time("10:05")
    #expect(workshop.problem.now == 605)
  }

  @Test func timesAreTranslatedBothWays() {
    let problem = TinyWorkshop().problem
    for clock in ["-3 09:10", "00:00", "08:15", "+1 16:45"] {
      #expect(problem.minute(time(clock)) == minute(clock))
      #expect(problem.civil(minute(clock)) == time(clock))
    }
  }

  // MARK: - Slots

  // A reception of 15 minutes fits at 08:00 ... 11:45 and 13:00 ... 16:45: 16 slots each.
  @Test func slotsLieOnTheGridWithinTheHours() {
    let slots = TinyWorkshop().problem.slots
    #expect(slots.count == 32)
    #expect(slots.first == 480 && slots[15] == 705 && slots[16] == 780 && slots.last == 1005)
    #expect(zip(slots, slots.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func aLongReceptionEndsBeforeTheBreak() {
    var workshop = TinyWorkshop()
    workshop.site.booking.receptionMinutes = 45
    workshop.site.booking.slotMinutes = 30
    // Until 11:15 and 16:15, on the half hour: 11:00 and 16:00 are the last.
    let slots = workshop.problem.slots
    #expect(
      slots == Array(stride(from: 480, through: 660, by: 30)) + Array(stride(from: 780, through: 960, by: 30))
    )
  }

  @Test func noSlotLiesBeforeNow() {
    var workshop = TinyWorkshop()
    workshop.demand.now = time("16:31")
    #expect(workshop.problem.slots == [1005])
    workshop.demand.now = time("16:45")
    #expect(workshop.problem.slots == [1005])
    workshop.demand.now = time("16:46")
    #expect(workshop.problem.slots.isEmpty)
  }

  @Test func carryOverDaysHaveNoSlots() {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 4
    #expect(workshop.problem.slots.allSatisfy { $0 < 1440 })
    workshop.demand.horizon.days = 2
    #expect(workshop.problem.slots.count == 64)
  }

  // Six days of arrivals from Monday on: Tuesday is a holiday, Saturday has the hours of Friday.
  @Test func singleDatesChangeTheSlots() {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.days = 6
    workshop.site.dates = [
      time("+1 00:00").date: .closed, time("+5 00:00").date: .hours(of: .friday),
    ]
    let problem = workshop.problem
    #expect((0..<6).map { day in problem.slots.count { $0 / 1440 == day } } == [32, 0, 32, 32, 32, 32])
    #expect(problem.technicians[TechnicianIndex(0)].dayShifts == [480, 0, 480, 480, 480, 480, 0])
    #expect(problem.open(from: minute("16:00"), to: minute("+2 09:00")) == 120)
  }

  @Test func slotsAreFoundByTheirTime() {
    let problem = TinyWorkshop().problem
    #expect(problem.slot(at: 480) == 0)
    #expect(problem.slot(at: 705) == 15)
    #expect(problem.slot(at: 780) == 16)
    #expect(problem.slot(at: 1005) == 31)
    for none in [0, 479, 481, 720, 1006, 1440] { #expect(problem.slot(at: none) == nil) }
  }

  // MARK: - People

  @Test func anAdvisorIsOnDutyForTheWholeReception() {
    var workshop = TinyWorkshop()
    workshop.addCalendar("early", [(8, 10)])
    workshop.site.advisors[1].calendar = "early"
    workshop.site.booking.receptionMinutes = 30
    let problem = workshop.problem
    let duty = problem.slots.indices.filter { problem.advisors[AdvisorIndex(1)].onDuty[$0] }
    // 08:00 to 09:30; at 09:45 the reception would end at 10:15.
    #expect(duty.map { problem.slots[$0] } == Array(stride(from: 480, through: 570, by: 15)))
    #expect(problem.slots.indices.allSatisfy { problem.advisors[AdvisorIndex(0)].onDuty[$0] })
  }

  @Test func anAdvisorsOwnLimitsReplaceTheSites() {
    var workshop = TinyWorkshop()
    workshop.site.advisors[1].bookingsPerHour = 1
    workshop.site.advisors[1].bookingsPerDay = 4
    let advisors = workshop.problem.advisors.elements
    #expect(advisors.map(\.perHour) == [3, 1])
    #expect(advisors.map(\.perDay) == [15, 4])
  }

  // Eight hours are 480 minutes; 85% of them, rounded down, is the limit above which a day is overloaded.
  @Test func aDayIsOverloadedAboveAShareOfTheShift() {
    var workshop = TinyWorkshop()
    workshop.addCalendar("short", [(8, 9)])
    workshop.site.technicians[1].calendar = "short"
    workshop.demand.horizon.carryOverDays = 5
    let technicians = workshop.problem.technicians.elements
    // Saturday is day 5: the week's shifts are off, the short ones are every day.
    #expect(technicians[0].dayShifts == [480, 480, 480, 480, 480, 0])
    #expect(technicians[0].dayLimits == [408, 408, 408, 408, 408, 0])
    #expect(technicians[1].dayShifts == Array(repeating: 60, count: 6))
    #expect(technicians[1].dayLimits == Array(repeating: 51, count: 6))
  }

  // MARK: - The reserve (H14)

  @Test(arguments: [(0, 960), (15, 816), (33, 643), (100, 0)])
  func theReserveIsTakenOffTheShiftsOfADay(percent: Int, minutes: Int) {
    var workshop = TinyWorkshop()
    workshop.site.booking.reservePercent = percent
    // 67% of 960 minutes are 643.2.
    #expect(workshop.problem.reserves[0].bookable == [minutes, minutes])
  }

  // From 10:00 on six hours are left of each technician's day: 85% of 720.
  @Test func whatIsPastOfADayCannotBeBooked() {
    var workshop = TinyWorkshop()
    workshop.site.booking.reservePercent = 15
    workshop.demand.now = time("10:00")
    #expect(workshop.problem.reserves[0].bookable == [612, 816])
    workshop.demand.now = time("17:00")
    #expect(workshop.problem.reserves[0].bookable == [0, 816])
  }

  // MARK: - Parts

  // Two pieces at first, two more at 07:00, four at 09:00 (in two deliveries).
  private var parts: TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [
      SparePart(
        id: "P", onHand: 2,
        inbound: [
          .init(at: time("09:00"), quantity: 3), .init(at: time("07:00"), quantity: 2),
          .init(at: time("09:00"), quantity: 1),
        ])
    ]
    return workshop
  }

  @Test func stockAddsUpFromDeliveryToDelivery() {
    let part = parts.problem.parts[PartIndex(0)]
    #expect(part.from == [.min, 420, 540])
    #expect(part.cumulativeStock == [2, 4, 8])
  }

  @Test func anEpochLastsUntilTheNextDelivery() {
    let part = parts.problem.parts[PartIndex(0)]
    #expect([Int.min, 0, 419, 420, 539, 540, 9000].map(part.epoch) == [0, 0, 0, 1, 1, 2, 2])
  }

  @Test func aPartWithoutDeliveriesHasOneEpoch() {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [SparePart(id: "P", onHand: 5)]
    let part = workshop.problem.parts[PartIndex(0)]
    #expect(part.from == [.min] && part.cumulativeStock == [5])
    #expect(part.epoch(at: 600) == 0)
  }

  // MARK: - Open minutes

  @Test func openMinutesStandStillOverTheBreakAndTheNight() {
    let problem = TinyWorkshop().problem
    #expect(
      [0, 480, 481, 720, 780, 781, 1020, 1440, 1920].map(problem.open(before:)) == [
        0, 0, 1, 240, 240, 241, 480, 480, 480,
      ])
    #expect(problem.open(from: 690, to: 810) == 60)
    #expect(problem.open(from: 810, to: 690) == 0)
    // The table ends with the finish after the horizon; beyond it nothing else is open on Wednesday before 08:00.
    #expect(problem.open(before: problem.end + 400) == 960)
  }

  // 16:00-17:00 on Friday, three days before.
  @Test func openMinutesBeforeTheHorizonCountAsWell() {
    var workshop = TinyWorkshop()
    workshop.demand.now = time("-3 16:00")
    #expect(workshop.problem.open(from: minute("-3 16:00"), to: minute("08:30")) == 90)
    #expect(workshop.problem.open(before: minute("-3 16:00")) == -60)
  }

  @Test func theLastMinuteOfSoManyOpenOnesIsTheNextOpening() {
    let problem = TinyWorkshop().problem
    #expect(problem.lastMinute(withOpenBefore: 0) == 480)
    #expect(problem.lastMinute(withOpenBefore: 239) == 719)
    #expect(problem.lastMinute(withOpenBefore: 240) == 780)
    #expect(problem.lastMinute(withOpenBefore: 480) == minute("+1 08:00"))
    #expect(problem.lastMinute(withOpenBefore: 5000) == problem.end + 15)
  }

  // MARK: - Timelines

  @Test func rowsAreNobodyThenTechniciansThenBays() {
    let problem = TinyWorkshop().problem
    #expect(problem.row(of: TechnicianIndex(0)) == 1)
    #expect(problem.row(of: TechnicianIndex(1)) == 2)
    #expect(problem.row(of: BayIndex(0)) == 3)
    #expect(problem.row(of: BayIndex(2)) == 5)
    #expect(problem.row(of: nil) == 0)
  }

  // MARK: - Minutes by day

  // From 16:00 on Monday to 09:00 on Tuesday: an hour of shift on each day; by the clock 480 and 540 minutes.
  @Test func workIsCountedOnTheDaysThatItTouches() {
    let problem = TinyWorkshop().problem
    let placement = Placement(start: minute("16:00"), end: minute("+1 09:00"), option: 0, choice: 0)
    func days(_ work: ClassIndex, since: Int = 0) -> [[Int]] {
      var found: [[Int]] = []
      problem.forEachDay(of: placement, in: work, since: since) { found.append([$0, $1]) }
      return found
    }
    let shifts = problem.technicians[TechnicianIndex(0)].shifts
    #expect(days(shifts) == [[0, 60], [1, 60]])
    #expect(days(ClassIndex(0)) == [[0, 480], [1, 540]])
    #expect(days(shifts, since: minute("16:20")) == [[0, 40], [1, 60]])
    #expect(days(shifts, since: minute("+1 08:30")) == [[1, 30]])
    #expect(days(shifts, since: minute("+1 09:00")).isEmpty)
  }

  @Test func workBeyondTheHorizonIsNotCounted() {
    let problem = TinyWorkshop().problem
    var found: [[Int]] = []
    let placement = Placement(start: -100, end: problem.end + 500, option: 0, choice: 0)
    problem.forEachDay(of: placement, in: ClassIndex(0), since: -50) { found.append([$0, $1]) }
    #expect(found == [[0, 1440], [1, 1440]])
  }
}
