import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// How the shop reacts, on days that are worked out by hand: two vehicles one after the other in one bay by one technician.
@Suite struct ReactionTests {
  /// A at 08:00 and B at 08:30, worked on 08:15-09:15 and 09:15-10:15.
  private func day(
    start: String = "09:15", end: String = "10:15", edit: (inout TinyWorkshop) -> Void = { _ in }
  ) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    workshop.add("B", at: "08:30", [Step(start, end)]) { $0.kind = .maintenance }
    edit(&workshop)
    return workshop
  }

  private func play(_ workshop: TinyWorkshop, _ chances: (inout Uncertainty) -> Void) -> ShopRun {
    var uncertainty = Uncertainty.none
    chances(&uncertainty)
    return ShopSimulation(
      site: workshop.site, demand: workshop.demand, schedule: workshop.schedule, uncertainty: uncertainty
    ).completedRun(seed: 1, replication: 0)
  }

  /// When the first operation of each visit was begun and ended, as `08:15-09:15`.
  private func times(_ run: ShopRun) -> [String] {
    zip(run.starts, run.ends).map { "\(CivilTime.clock($0))-\(CivilTime.clock($1))" }
  }

  @Test func workThatTakesLongerMakesTheNextLater() {
    let run = play(day()) { $0.durations.defaultValue = .constant(150) }
    // 60 minutes become 90.
    #expect(times(run) == ["08:15-09:45", "09:45-11:15"])
  }

  @Test func workThatTakesLessLetsTheNextBeginAsSoonAsItsVehicleIsThere() {
    let run = play(day()) { $0.durations.defaultValue = .constant(25) }
    // A ends at 08:30; B is received until 08:45.
    #expect(times(run) == ["08:15-08:30", "08:45-09:00"])
  }

  @Test func workThatThePlanHoldsBackIsNotBegunEarlier() {
    let run = play(day(start: "10:00", end: "11:00")) { $0.durations.defaultValue = .constant(50) }
    #expect(times(run) == ["08:15-08:45", "10:00-10:30"])
  }

  @Test func slowTechniciansTakeLonger() {
    let run = play(day()) { $0.durations.technicians["T"] = 110 }
    #expect(times(run) == ["08:15-09:21", "09:21-10:27"])
  }

  @Test func whoDoesNotComeLeavesAGap() {
    let run = play(day()) { $0.noShow = Uncertainty.ByKind(0, kinds: [.repair: 100]) }
    // A's slot is released at 08:15; B begins when it has been received.
    #expect(times(run)[1] == "08:45-09:45")
    let figures = run.figures()
    #expect(figures[.showRate] == 50)
    #expect(figures[.served] == 1)
  }

  @Test func aLateCustomerWithinTheGraceTimeKeepsTheSlot() {
    let run = play(day()) {
      $0.punctuality.latePercent = 100
      $0.punctuality.late = .constant(10)
    }
    // A is received from 08:10 to 08:25.
    #expect(times(run) == ["08:25-09:25", "09:25-10:25"])
    #expect(run.figures()[.receivedInGrace] == 100)
  }

  @Test func aLateCustomerAfterTheGraceTimeTakesWhatIsFree() {
    let run = play(day()) {
      $0.punctuality.latePercent = 100
      $0.punctuality.late = .constant(20)
    }
    // A comes at 08:20. S has B to come at 08:30, so S2 receives until 08:35. B's slot is held until 08:45, and T and
    // bay B are kept for it from 09:15 on, so T2 takes A in bay B2. B comes at 08:50, is received until 09:05, and T is free.
    #expect(times(run) == ["08:35-09:35", "09:05-10:05"])
    #expect(run.running[0].crew == [1] && run.running[0].bay == 1)
    #expect(run.figures()[.receivedInGrace] == 0)
  }

  // A comes at 08:20, after the grace time, and leaves at once. Half of 700 points, three times as it was promised.
  @Test func whoIsLostCostsWhatTheVisitCosts() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00") {
      ($0.dropCost, $0.priority) = (700, 50)
      $0.booked = Appointment.Booking(arrival: time("08:00"))
    }
    var uncertainty = Uncertainty.none
    (uncertainty.punctuality.latePercent, uncertainty.punctuality.late) = (100, .constant(20))
    uncertainty.walkIns.patienceMinutes = 0
    let simulation = ShopSimulation(
      site: workshop.site, demand: workshop.demand, schedule: workshop.schedule, uncertainty: uncertainty)
    let day = simulation.runCosting(
      DayPrices(policy: workshop.site.policy, overtime: 0), seed: 1, replication: 0)
    #expect(day.figures[.lost] == 1)
    #expect(day.points == 1050)
    #expect(day.delays == [nil])
  }

  @Test func aVehicleWaitsForItsParts() {
    let workshop = day { workshop in
      workshop.demand.parts = [
        SparePart(id: "P", onHand: 0, inbound: [.init(at: time("07:00"), quantity: 1)])
      ]
      workshop.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    }
    let run = play(workshop) { $0.lateParts = .init(percent: 100, late: .constant(180)) }
    // The part comes at 10:00. B is done meanwhile: A is overdue, so it need not wait.
    #expect(times(run) == ["10:00-11:00", "09:00-10:00"] || times(run) == ["10:00-11:00", "08:45-09:45"])
    #expect(run.figures()[.partsWaits] == 1)
  }

  @Test func workThatIsFoundIsDoneByWhoFoundIt() {
    let run = play(day()) {
      $0.addedWork = .init(
        percent: Uncertainty.ByKind(0, kinds: [.repair: 100]), size: .constant(50),
        approvalMinutes: .constant(0))
    }
    // Half an hour more on A; B is half an hour later.
    #expect(times(run) == ["08:15-09:15", "09:45-10:45"])
    #expect(run.visits[0].readyAt == 10 * 60)
  }

  @Test func workGoesOnAfterTheShiftOnlyWithinTheOvertime() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "15:45", [Step("16:00", "17:00")])
    let short = play(workshop) {
      $0.durations.defaultValue = .constant(150)
      $0.overtimeMinutes = 30
    }
    #expect(times(short) == ["16:00-17:30"])
    #expect(short.figures()[.overtime] == 30)
    let long = play(workshop) {
      $0.durations.defaultValue = .constant(200)
      $0.overtimeMinutes = 30
    }
    // 120 minutes: an hour is left for Tuesday at 08:00, which is minute 33:00 from Monday 00:00.
    #expect(long.ends == [33 * 60])
    #expect(long.figures()[.overtime] == 0)
    #expect(long.figures()[.carryOver] == 1)
  }
}
