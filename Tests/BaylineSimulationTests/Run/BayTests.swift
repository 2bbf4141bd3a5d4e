import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// Where vehicles stand between two works, on days that are worked out by hand.
@Suite struct BayTests {
  /// A is worked on by T on B, 08:15-09:15 and again 10:15-11:15, with an hour of another's work in between.
  private func stay(edit: (inout TinyWorkshop) -> Void = { _ in }) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00", [Step("08:15", "09:15"), Step("10:15", "11:15")])
    edit(&workshop)
    return workshop
  }

  private func bays(_ run: ShopRun, of visit: Int) -> [Int?] {
    run.running.filter { $0.visit == visit }.sorted { $0.start < $1.start }.map(\.bay)
  }

  // MARK: - Stays

  // W comes at 08:30 and can be done by T2; B2 is closed, and A stays on B by the plan. The hour at 11:15 does not fit
  // before the break.
  @Test func aBayIsHeldUntilTheNextWorkInIt() {
    let workshop = stay {
      $0.addCalendar("never", [])
      $0.site.bays[1].calendar = "never"
    }
    var day = workshop.past()
    day.walkIn("W", at: "08:30")
    let run = workshop.played(against: day)
    #expect(run.times == ["08:15-09:15", "10:15-11:15", "13:00-14:00"])
  }

  // 60 + 60 + 60 minutes on B of 480 open minutes and three bays.
  @Test func heldTimeCountsAsOccupied() {
    let run = stay().played()
    #expect(run.tally.bayMinutes == 180)
    #expect(run.figures()[.bayUse] == 180.0 * 100 / 1440)
  }

  @Test func theRecordCountsHeldTimeUnlessAnotherVehicleWasInTheBay() {
    func minutes(_ workshop: TinyWorkshop) -> Double? {
      ShopSimulation(
        site: workshop.site, horizon: workshop.demand.horizon, record: DayRecord(workshop.past())
      ).recordedOutcome().figures[.bayUse]
    }
    #expect(minutes(stay()) == 180.0 * 100 / 1440)
    let between = stay { $0.add("B", at: "09:00", [Step("09:30", "10:00", crew: ["T2"])]) }
    #expect(minutes(between) == 150.0 * 100 / 1440)
  }

  // The road test ends late, and A's work after it too: T2 could begin B earlier, but A holds the bay.
  @Test func aBayIsHeldWhileTheVehicleIsOnTheRoad() {
    var workshop = TinyWorkshop()
    workshop.add(
      "A", at: "08:00",
      [
        Step("08:15", "09:15"), Step("09:15", "09:45", bay: nil) { $0.work = road(30) },
        Step("09:45", "10:45"),
      ])
    workshop.add("B", at: "09:30", [Step("10:45", "11:15", minutes: 30, crew: ["T2"])])
    let run = workshop.played { $0.durations.trades["road"] = .constant(200) }
    #expect(run.times == ["08:15-09:15", "09:15-10:15", "10:15-11:15", "11:15-11:45"])
  }

  private func road(_ minutes: Int) -> WorkRequirement {
    .standard(WorkRequirement.StandardWork(minutes: minutes, crew: WorkRequirement.Crew(trade: "road")))
  }

  // MARK: - Moves

  // A needs five minutes from B to B2; C is on B at once.
  @Test func aMoveTakesTimeAndFreesTheOldBay() {
    var workshop = TinyWorkshop()
    workshop.site.booking.moveMinutes = 5
    workshop.add("A", at: "08:00", [Step("08:15", "09:15"), Step("09:20", "10:20", bay: "B2")])
    workshop.add("C", at: "08:30", [Step("09:15", "10:15", crew: ["T2"])])
    let run = workshop.played { $0.durations.defaultValue = .constant(50) }
    // A ends at 08:45 and is on B2 from 08:50; C is there at 08:45.
    #expect(run.times == ["08:15-08:45", "08:50-09:20", "08:45-09:15"])
  }

  @Test func aVehicleThatLeavesHasToBeMovedIn() {
    let workshop = stay {
      $0.site.booking.moveMinutes = 5
      $0.demand.appointments[0].operations[0].bayAfter = .leave
      $0.schedule.assignments[0].operations[1].start = time("09:20")
      $0.schedule.assignments[0].operations[1].end = time("10:20")
    }
    let run = workshop.played { $0.durations.defaultValue = .constant(50) }
    #expect(run.times == ["08:15-08:45", "08:50-09:20"])
    #expect(run.tally.bayMinutes == 60)
  }

  // A and C change places: both leave at 09:15, so neither waits for the other.
  @Test func vehiclesThatChangePlacesDoNotWaitForEachOther() {
    var workshop = TinyWorkshop()
    workshop.site.booking.moveMinutes = 5
    workshop.add("A", at: "08:00", [Step("08:15", "09:15"), Step("09:20", "10:20", bay: "B2")])
    workshop.add(
      "C", at: "08:00", advisor: "S2",
      [Step("08:15", "09:15", bay: "B2", crew: ["T2"]), Step("09:20", "10:20", crew: ["T2"])])
    #expect(workshop.played().times == ["08:15-09:15", "09:20-10:20", "08:15-09:15", "09:20-10:20"])
    let late = workshop.played { $0.durations.technicians["T"] = 150 }
    // C waits for B until A leaves it at 09:45; A, on B2 from 09:50 on, takes 90 minutes.
    #expect(late.times == ["08:15-09:45", "09:50-11:20", "08:15-09:15", "09:45-10:45"])
  }

  // MARK: - Keep

  /// A walk-in with two operations, the first of which keeps the bay.
  private func twoSteps(_ after: ServiceOperation.BayAfter?) -> (inout Appointment) -> Void {
    { appointment in
      var second = appointment.operations[0]
      second.id = "2"
      second.work = .standard(
        WorkRequirement.StandardWork(
          minutes: 60, bay: "lift", crew: WorkRequirement.Crew(trade: "special", level: 1)))
      appointment.operations[0].bayAfter = after
      appointment.operations.append(second)
    }
  }

  /// W comes at 08:00; its second operation needs X, who comes at 13:00. V comes at 08:30 and needs a lift, of which there
  /// is one.
  private func oneLift(_ after: ServiceOperation.BayAfter?) -> ShopRun {
    var workshop = TinyWorkshop()
    workshop.site.bays.remove(at: 1)
    workshop.addCalendar("late", [(13, 17)])
    workshop.site.technicians.append(Technician(id: "X", skills: ["special": 1], calendar: "late"))
    var day = workshop.past()
    day.walkIn("W", at: "08:00", edit: twoSteps(after))
    day.walkIn("V", at: "08:30")
    let visits = ["W": 2, "V": 1]
    day.actual.visits = day.actual.visits.map { visit in
      var visit = visit
      visit.operations = (0..<(visits[visit.appointment] ?? 1)).map { place in
        ActualDay.Operation(
          operation: String(place + 1), bay: "B", technicians: [place == 0 ? "T" : "X"],
          start: time("08:15") + place * 60, end: time("09:15") + place * 60)
      }
      return visit
    }
    return workshop.played(against: day)
  }

  @Test func aVehicleThatCannotBeMovedHoldsItsBay() {
    let run = oneLift(.keep)
    #expect(run.times == ["08:15-09:15", "13:00-14:00", "14:00-15:00"])
    #expect(run.tally.lagsExceeded == 0)
  }

  // W is taken out for V at 09:15 and comes back when V is done.
  @Test func anyOtherVehicleMakesRoom() {
    let run = oneLift(nil)
    #expect(run.times == ["08:15-09:15", "13:00-14:00", "09:15-10:15"])
  }

  // The dispatcher would have A on B2: it stays on B, and its plan as it was.
  @Test func noDispatcherMovesAVehicleThatCannotBeMoved() {
    func run(_ after: ServiceOperation.BayAfter?) -> ShopRun {
      let workshop = stay { $0.demand.appointments[0].operations[0].bayAfter = after }
      return workshop.simulation { $0.durations.technicians["T"] = 150 }
        .completedRun(seed: 1, replication: 0, every: 30) { snapshot in
          snapshot.visits.isEmpty
            ? []
            : [
              (
                visit: 0, operation: 1,
                place: ShopSnapshot.Place(bay: 1, crew: [1], start: time("10:30") - time("00:00"), end: 690)
              )
            ]
        }
    }
    #expect(bays(run(.keep), of: 0) == [0, 0])
    #expect(bays(run(nil), of: 0) == [0, 1])
  }

  // MARK: - Locks

  // A was to come at 10:00; its first work was fixed for 08:15 and is under way at 09:00.
  @Test func aLockOnAVehicleThatIsNotHereYetIsPlayedAsPlanned() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "10:00", [Step("08:15", "09:15"), Step("10:15", "11:15")]) {
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("08:15"))
      $0.booked = Appointment.Booking(arrival: time("10:00"))
    }
    #expect(workshop.played().times == ["08:15-09:15", "10:15-11:15"])
    workshop.demand.now = time("09:00")
    let run = workshop.played()
    #expect(run.times == ["08:15-09:15", "10:15-11:15"])
    #expect(run.visits[0].availableAt == minute("10:15"))
  }

  // Promised for 08:00 and not yet marked as there at 09:00.
  @Test func anArrivalThatWasPromisedBeforeNowHasHappened() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00", [Step("09:00", "10:00")]) {
      $0.booked = Appointment.Booking(arrival: time("08:00"))
    }
    workshop.demand.now = time("09:00")
    let run = workshop.played()
    #expect(run.times == ["09:00-10:00"])
    #expect(run.visits[0].receivedAt == minute("08:00"))
    #expect(run.figures()[.receptionWait] == 0)
    #expect(run.receptions == [1, 0])
    // In the middle of a reception.
    workshop.demand.now = time("08:05")
    workshop.schedule.assignments[0].operations[0].start = time("08:15")
    workshop.schedule.assignments[0].operations[0].end = time("09:15")
    #expect(workshop.played().times == ["08:15-09:15"])
  }

  // A's first work is done and B is fixed on the same bay after it: A has left it, and is moved in again.
  @Test func aLockedVehicleLeavesForALockAfterIt() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: nil, [Step("08:00", "09:00"), Step("10:05", "11:05")]) {
      $0.arrived = time("08:00")
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("08:00"))
    }
    workshop.add("C", at: nil, [Step("09:00", "10:00")]) {
      $0.arrived = time("08:00")
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("09:00"))
    }
    workshop.demand.now = time("08:30")
    let run = workshop.played()
    #expect(run.times == ["08:00-09:00", "10:05-11:05", "09:00-10:00"])
    #expect(run.tally.bayMinutes == 30 + 60 + 60)
  }
}
