import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Every term of the cost by itself, on schedules that are worked out by hand. Deltas of insertions are compared with a full
/// evaluation each time.
@Suite struct CostTermTests {
  /// The points of a term; checks besides that the total followed by deltas is that of a full evaluation.
  private func points(_ term: ScheduleCost.Term, _ workshop: TinyWorkshop) throws -> Int {
    let state = workshop.adopted()
    try #require(state.unscheduledCount == workshop.schedule.unscheduled.count)
    let cost = state.evaluate()
    #expect(state.cost == cost.total)
    var emptied = state
    for visit in state.problem.appointments.indices where state.isScheduled[visit] { emptied.remove(visit) }
    #expect(emptied.cost == SearchState(state.problem).cost)
    return cost[term]
  }

  private func workshop(
    _ weight: WritableKeyPath<CostPolicy, Int>, _ points: Int, edit: (inout TinyWorkshop) -> Void
  ) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.site.policy[keyPath: weight] = points
    edit(&workshop)
    return workshop
  }

  // MARK: - What is left out

  @Test func whatIsLeftOutCostsItsDropCost() throws {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    workshop.leaveOut("B") { $0.dropCost = 70 }
    workshop.leaveOut("C") { $0.booked = Appointment.Booking(arrival: time("08:00")) }
    workshop.add("D", at: "09:00", [Step("09:15", "10:15")])
    #expect(try points(.unscheduled, workshop) == 4000 + 70 + 12_000)
  }

  // MARK: - Delay and lateness

  // An hour and a half from the arrival until ready: 90 open minutes, and those of the hour before it if the customer
  // had not wished for later. Coming before the wish gains nothing.
  @Test(
    arguments: [
      ("08:00", nil, 90), ("08:00", "08:00", 90), ("08:00", "10:00", 90), ("09:00", nil, 150),
      ("09:00", "08:30", 120), ("09:00", "09:00", 90), ("09:00", "10:00", 90),
    ] as [(String, String?, Int)])
  func delayCountsOpenMinutesUntilReady(arrival: String, wish: String?, minutes: Int) throws {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 3
    let step = arrival == "08:00" ? Step("08:15", "09:15") : Step("09:15", "10:15")
    workshop.add(at: arrival, [step]) { $0.preferredArrival = wish.map { time($0) } }
    #expect(try points(.delay, workshop) == 3 * minutes)
  }

  // 90 minutes at a point each, for a customer who counts half and three quarters: 45 and 67.5.
  @Test(arguments: [(50, 45), (75, 67), (100, 90), (300, 270)])
  func delayIsWeighedByThePriority(priority: Int, expected: Int) throws {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.add { $0.priority = priority }
    #expect(try points(.delay, workshop) == expected)
  }

  // Ready at 14:15: 240 minutes of the morning and 75 of the afternoon.
  @Test func theBreakIsNoDelay() throws {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.add([Step("13:00", "14:00")])
    #expect(try points(.delay, workshop) == 315)
  }

  // Wanted at 09:00, ready at 09:30: 100 points, and 10 for each of 30 minutes. Wanted at 09:30 it is in time.
  @Test func whatIsReadyAfterItsPromiseIsLate() throws {
    for (wanted, expected) in [("09:00", 400), ("09:29", 110), ("09:30", 0), ("12:00", 0)] {
      var workshop = workshop(\.late, 100) { $0.site.policy.lateness = 10 }
      workshop.add { $0.readyBy = time(wanted) }
      #expect(try points(.lateness, workshop) == expected)
    }
  }

  // Wanted at 11:50, ready at 13:30: 10 minutes before the break and 30 after it.
  @Test func theBreakIsNotLate() throws {
    var workshop = workshop(\.lateness, 10) { _ in }
    workshop.add(at: "11:30", [Step("13:00", "13:15", minutes: 15)]) { $0.readyBy = time("11:50") }
    #expect(try points(.lateness, workshop) == 400)
  }

  // MARK: - The customer

  // From 08:00 to 09:30; a customer who does not wait stays for nothing.
  @Test func onlyWaitingCustomersPayWithTheirStay() throws {
    for (waits, expected) in [(true, 270), (false, 0)] {
      let workshop = workshop(\.stay, 3) { $0.add { $0.waiting = waits } }
      #expect(try points(.stay, workshop) == expected)
    }
  }

  // A vehicle that came on Friday counts from the start of the horizon: 570 minutes by the clock.
  @Test func theStayOfAVehicleOfLastWeekCountsFromMidnight() throws {
    let workshop = workshop(\.stay, 1) {
      $0.add("A", at: nil) {
        $0.arrived = time("-3 15:00")
        $0.waiting = true
      }
    }
    #expect(try points(.stay, workshop) == 570)
  }

  // Open minutes between the arrival at 08:00 and the wish, before or after it.
  @Test(arguments: [
    ("08:00", "08:00", 0), ("08:00", "09:30", 180), ("10:00", "08:45", 150), ("13:00", "11:45", 30),
  ])
  func deviationCountsOpenMinutesFromTheWish(arrival: String, wish: String, expected: Int) throws {
    var workshop = workshop(\.deviation, 2) { _ in }
    workshop.add(at: arrival, [Step("14:00", "15:00")]) { $0.preferredArrival = time(wish) }
    #expect(try points(.deviation, workshop) == expected)
  }

  @Test func anotherAdvisorThanTheExpectedCosts() throws {
    for (preferred, booked, expected) in [
      (nil, nil, 0), ("S", nil, 0), ("S2", nil, 60), ("S2", "S", 0), (nil, "S2", 60),
    ] as [(String?, String?, Int)] {
      let workshop = workshop(\.advisor, 60) {
        $0.add {
          $0.preferredAdvisor = preferred
          if let booked { $0.booked = Appointment.Booking(arrival: time("08:00"), advisor: booked) }
        }
      }
      #expect(try points(.advisor, workshop) == expected)
    }
  }

  // MARK: - The crew

  // Once for each operation that the preferred technician could have done.
  @Test func aPreferredTechnicianIsMissedInEveryOperation() throws {
    let steps = [Step("08:15", "09:15"), Step("09:15", "10:15", crew: ["T2"]), Step("10:15", "11:15")]
    let workshop = workshop(\.technician, 120) { $0.add(steps) { $0.preferredTechnician = "T2" } }
    #expect(try points(.technician, workshop) == 240)
  }

  // T works from 13:00 on: at 08:00 the comeback does not find its technician, at 13:00 it does.
  @Test(arguments: [("08:00", 240), ("13:00", 0)])
  func aComebackComesWhenItsTechnicianIsThere(arrival: String, expected: Int) throws {
    let workshop = workshop(\.original, 240) {
      $0.addCalendar("late", [(13, 17)])
      $0.site.technicians[0].calendar = "late"
      $0.add(at: arrival, [Step("14:00", "15:00", crew: ["T2"])]) {
        $0.kind = .comeback
        $0.originalTechnician = "T"
      }
    }
    #expect(try points(.original, workshop) == expected)
  }

  // T, then T2, then T again: two technicians, one handover. Three at once are two.
  @Test func everyTechnicianBeyondTheFirstIsAHandover() throws {
    let alternating = [Step("08:15", "09:15"), Step("09:15", "10:15", crew: ["T2"]), Step("10:15", "11:15")]
    #expect(try points(.handover, workshop(\.handover, 20) { $0.add(alternating) }) == 20)
    let alone = [Step("08:15", "09:15"), Step("09:15", "10:15")]
    #expect(try points(.handover, workshop(\.handover, 20) { $0.add(alone) }) == 0)
    let team = workshop(\.handover, 20) {
      $0.site.technicians.append(Technician(id: "T3", skills: ["mech": 2], calendar: "week"))
      $0.add([Step("08:15", "09:15", minutes: 60, crew: ["T", "T2", "T3"])])
    }
    #expect(try points(.handover, team) == 40)
  }

  @Test func everyLevelTooManyCosts() throws {
    for (kind, expected) in [(VisitKind.repair, 15), (.comeback, 0)] {
      let workshop = workshop(\.overskill, 5) {
        $0.site.technicians[0].skills["mech"] = 4
        $0.add {
          $0.kind = kind
          $0.operations[0].work = standardWork(60, level: 1)
        }
      }
      #expect(try points(.overskill, workshop) == expected)
    }
  }

  // Before in B by T: there again it costs nothing; another bay or another technician does.
  @Test(arguments: [("B", "T", 0), ("B2", "T", 5), ("B", "T2", 5), ("B2", "T2", 5)])
  func leavingThePreviousPlaceCosts(bay: String, technician: String, expected: Int) throws {
    let workshop = workshop(\.moved, 5) {
      $0.add([Step("08:15", "09:15", bay: bay, crew: [technician])]) {
        $0.operations[0].previous = ServiceOperation.PreviousWork(bay: "B", technicians: ["T"])
      }
    }
    #expect(try points(.moved, workshop) == expected)
  }

  // Every bay after the first that is another, or that the vehicle was taken out of before; work without a bay moves
  // nothing, and a locked operation is not counted.
  @Test(
    arguments: [
      (["B", "B2"], nil, 40), (["B", "B"], nil, 0), (["B", "B"], .leave, 40), (["B", nil, "B"], nil, 0),
      (["B", nil, "B2"], nil, 40), (["B", "B2", "B"], nil, 80), (["B", "B2"], .leave, 40),
    ] as [([String?], ServiceOperation.BayAfter?, Int)])
  func everyMoveCosts(bays: [String?], afterFirst: ServiceOperation.BayAfter?, expected: Int) throws {
    let hours = ["08:15", "09:15", "10:15", "11:15"]
    let steps = bays.enumerated().map { position, bay in
      Step(hours[position], hours[position + 1], bay: bay) {
        $0.work = standardWork(60, bay: bay == nil ? nil : "lift")
        if position == 0 { $0.bayAfter = afterFirst }
      }
    }
    #expect(try points(.moves, workshop(\.move, 40) { $0.add(steps) }) == expected)
  }

  @Test func aLockedMoveIsNotCounted() throws {
    let steps = [
      Step("08:15", "09:15"),
      Step("09:15", "10:15", bay: "B2") {
        $0.locked = ServiceOperation.LockedWork(bay: "B2", technicians: ["T"], start: time("09:15"))
      },
      Step("10:15", "11:15", bay: "B2"),
    ]
    #expect(try points(.moves, workshop(\.move, 40) { $0.add(steps) }) == 0)
  }

  // A move takes five minutes: at 09:19 the vehicle is not there yet.
  @Test(arguments: [("09:19", "B2", false), ("09:20", "B2", true), ("09:15", "B", true)])
  func aMoveTakesItsTime(start: String, bay: String, isAdmitted: Bool) {
    var workshop = TinyWorkshop()
    workshop.site.booking.moveMinutes = 5
    let end = CivilTime.clock(minute(start) + 60)
    workshop.add([Step("08:15", "09:15"), Step(start, end, bay: bay)])
    #expect(workshop.adopted().isScheduled.elements == [isAdmitted])
  }

  // MARK: - The day

  // 225 minutes before the break and 225 after it, 42 more than 85% of eight hours.
  @Test func aDayOfATechnicianIsOverloadedAboveItsLimit() throws {
    let full = workshop(\.overload, 2) {
      $0.add("A", at: "08:00", [Step("08:15", "12:00", minutes: 225)])
      $0.add("B", at: "11:45", [Step("13:00", "16:45", minutes: 225)])
    }
    #expect(try points(.overload, full) == 84)
    let shared = workshop(\.overload, 2) {
      $0.add("A", at: "08:00", [Step("08:15", "12:00", minutes: 225)])
      $0.add("B", at: "11:45", [Step("13:00", "16:45", minutes: 225, crew: ["T2"])])
    }
    #expect(try points(.overload, shared) == 0)
  }

  // Without a share nothing is free: 60 minutes on each of two days.
  @Test func splittableWorkLoadsBothOfItsDays() throws {
    let workshop = workshop(\.overload, 1) {
      $0.site.policy.overloadPercent = 10
      $0.add(at: "15:45", [Step("16:00", "+1 09:00", minutes: 120, splittable: true)])
    }
    // 48 minutes are free on each day.
    #expect(try points(.overload, workshop) == 24)
  }

  // Minutes from midnight to the last end: 10:15 is 615, whatever else there is.
  @Test func theMakespanIsTheLastEndOfAll() throws {
    let workshop = workshop(\.makespan, 2) {
      $0.add("A")
      $0.add("B", at: "09:00", advisor: "S2", [Step("09:15", "10:15", bay: "B2", crew: ["T2"])])
    }
    #expect(try points(.makespan, workshop) == 1230)
    let state = workshop.adopted()
    var shorter = state
    #expect(shorter.remove(AppointmentIndex(1)) == 4000 - 2 * 60)
    #expect(shorter.evaluate()[.makespan] == 1110)
    #expect(shorter.remove(AppointmentIndex(0)) == 4000 - 1110)
  }
}
