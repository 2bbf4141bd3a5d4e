import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// How long work takes, over breaks and into the evening, and what is found on the way.
@Suite struct WorkTests {
  /// The times of one operation whose planned time is stretched.
  private func played(
    _ start: String, _ end: String, minutes: Int, percent: Double, splittable: Bool = false,
    overtime: Int = 0
  ) -> (times: [String], figures: Figure.Values) {
    var workshop = TinyWorkshop()
    workshop.add(
      "A", at: CivilTime.clock(minute(start) - 15),
      [Step(start, end, minutes: minutes, splittable: splittable)])
    let run = workshop.played {
      $0.durations.defaultValue = .constant(percent)
      $0.overtimeMinutes = overtime
    }
    return (run.times, run.figures())
  }

  // MARK: - Breaks

  // 90 instead of 60 minutes: half an hour before the break and an hour after it.
  @Test func splittableWorkPausesForTheBreak() {
    #expect(
      played("11:30", "13:30", minutes: 60, percent: 150, splittable: true).times == ["11:30-14:00"]
    )
    #expect(
      played("11:30", "13:30", minutes: 60, percent: 50, splittable: true).times == ["11:30-12:00"])
  }

  // An hour before the break and half an hour after it; with overtime it is done at 12:30.
  @Test func unsplittableWorkThatTakesTooLongGoesOnAfterTheBreak() {
    let none = played("11:00", "12:00", minutes: 60, percent: 150)
    #expect(none.times == ["11:00-13:30"])
    #expect(none.figures[.overtime] == 0)
    let some = played("11:00", "12:00", minutes: 60, percent: 150, overtime: 30)
    #expect(some.times == ["11:00-12:30"])
    #expect(some.figures[.breakWork] == 30)
    #expect(some.figures[.overtime] == 0)
    let little = played("11:00", "12:00", minutes: 60, percent: 150, overtime: 29)
    #expect(little.times == ["11:00-13:30"])
  }

  @Test func shortenedWorkEndsEarlier() {
    #expect(played("11:00", "12:00", minutes: 60, percent: 10).times == ["11:00-11:06"])
    // A minute at least.
    #expect(played("11:00", "12:00", minutes: 60, percent: 0).times == ["11:00-11:01"])
  }

  // B could begin at 11:30, when A is done, but would have to pause: it waits for 13:00.
  @Test func whatWouldHaveToPauseWaitsUntilItNeedNot() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "09:45", [Step("10:00", "11:00")])
    workshop.add("B", at: "10:30", [Step("11:00", "12:00")])
    let run = workshop.played { $0.durations.defaultValue = .constant(150) }
    #expect(run.times == ["10:00-11:30", "13:00-14:30"])
  }

  // At 16:30 there is half an hour: B waits for the next morning, or is begun where overtime lets it end.
  @Test func whatDoesNotFitIntoTheEveningWaitsForTheMorning() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "14:45", [Step("15:00", "16:00")])
    workshop.add("B", at: "15:30", [Step("16:00", "17:00")])
    func run(_ overtime: Int) -> ShopRun {
      workshop.played {
        $0.durations.kinds[.repair] = .constant(150)
        $0.overtimeMinutes = overtime
      }
    }
    #expect(run(0).starts[1] == minute("+1 08:00"))
    #expect(run(0).ends[1] == minute("+1 09:30"))
    #expect(run(0).figures()[.carryOver] == 1)
    // Begun with an hour planned; it takes 90 minutes, an hour of which is left for the morning.
    #expect(run(30).starts[1] == minute("16:30"))
    #expect(run(30).ends[1] == minute("+1 09:00"))
  }

  @Test func workWithoutPeopleGoesOnByTheClock() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "11:00", [Step("11:30", "12:30", bay: "W", crew: [])]) {
      $0.operations[0].work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "wash"))
    }
    #expect(workshop.played { $0.durations.defaultValue = .constant(200) }.times == ["11:30-13:30"])
  }

  // MARK: - Whose distribution it is

  // By the name before the kind, by the kind before the trade.
  @Test func theMostSpecificDistributionCounts() {
    func minutes(_ edit: (inout Uncertainty.Durations) -> Void) -> Int {
      var workshop = TinyWorkshop()
      workshop.add("A") { $0.operations[0].name = "oil" }
      let run = workshop.played { edit(&$0.durations) }
      return run.ends[0] - run.starts[0]
    }
    #expect(minutes { $0.defaultValue = .constant(50) } == 30)
    #expect(
      minutes {
        $0.defaultValue = .constant(50)
        $0.trades["mech"] = .constant(150)
      } == 90)
    #expect(
      minutes {
        $0.trades["mech"] = .constant(150)
        $0.kinds[.repair] = .constant(200)
      } == 120)
    #expect(
      minutes {
        $0.kinds[.repair] = .constant(200)
        $0.operations["oil"] = .constant(10)
      } == 6)
    #expect(minutes { $0.kinds[.maintenance] = .constant(200) } == 60)
  }

  @Test func aTeamIsAsSlowAsItsSlowest() {
    var workshop = TinyWorkshop()
    workshop.add("A", [Step("08:15", "09:15", minutes: 60, crew: ["T", "T2"])])
    let run = workshop.played { $0.durations.technicians = ["T": 50, "T2": 150] }
    #expect(run.times == ["08:15-09:45"])
  }

  // MARK: - What is found

  // Half as much again, 20 minutes after the work: 09:35 to 10:05.
  @Test func foundWorkWaitsForTheCustomersAnswer() {
    var workshop = TinyWorkshop()
    workshop.add("A")
    let run = workshop.played {
      $0.addedWork = .init(percent: .init(100), size: .constant(50), approvalMinutes: .constant(20))
    }
    #expect(run.running.map { [$0.start, $0.end] } == [[495, 555], [575, 605]])
    #expect(run.running[1].crew == [0] && run.running[1].bay == 0)
    #expect(run.visits[0].readyAt == minute("10:20"))
    // Of standard time 90 minutes were done in 90.
    #expect(run.figures()[.efficiency] == 100)
    #expect(run.figures()[.utilisation] == 90.0 * 100 / 960)
  }

  // T goes on with B at 09:15; T2 is free at 09:35.
  @Test func foundWorkIsDoneByAnotherWhereTheFinderIsTaken() {
    var workshop = TinyWorkshop()
    workshop.add("A")
    workshop.add("B", at: "08:30", [Step("09:15", "10:15")]) { $0.kind = .maintenance }
    let run = workshop.played {
      $0.addedWork = .init(
        percent: .init(0, kinds: [.repair: 100]), size: .constant(50),
        approvalMinutes: .constant(20))
    }
    let found = run.running.last { $0.visit == 0 }
    #expect(found?.crew == [1] && found?.bay == 1)
    #expect(found?.start == minute("09:35"))
    #expect(run.times[1] == "09:15-10:15")
  }

  @Test func nothingIsFoundOnWorkWithoutPeople() {
    var workshop = TinyWorkshop()
    workshop.add("A", [Step("08:15", "09:15", bay: "W", crew: [])]) {
      $0.operations[0].work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "wash"))
    }
    let run = workshop.played { $0.addedWork.percent = .init(100) }
    #expect(run.running.count == 1)
  }

  // MARK: - Parts

  // One piece is there, one comes at 07:00 and is three hours late: A takes what is there.
  @Test func stockGoesToWhoNeedsItFirst() {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 1, inbound: [.init(at: time("07:00"), quantity: 1)])
    ]
    workshop.add("A") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    workshop.add("B", at: "08:00", advisor: "S2", [Step("08:15", "09:15", bay: "B2", crew: ["T2"])]) {
      $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
    }
    let run = workshop.played { $0.lateParts = .init(percent: 100, late: .constant(180)) }
    #expect(run.times == ["08:15-09:15", "10:00-11:00"])
    #expect(run.figures()[.partsWaits] == 1)
    #expect(run.figures()[.workWait] == (0 + 105) / 2.0)
  }

  @Test func pickedPartsCannotBeLate() {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 0, inbound: [.init(at: time("07:00"), quantity: 1)])
    ]
    workshop.add("A") {
      $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
      $0.picked = true
    }
    #expect(
      workshop.played { $0.lateParts = .init(percent: 100, late: .constant(180)) }.times == [
        "08:15-09:15"
      ])
  }

  // It is 08:00: what was to come at 07:00 has come.
  @Test func whatHasComeIsNotLate() {
    var workshop = TinyWorkshop()
    workshop.demand.now = time("08:00")
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 0, inbound: [.init(at: time("07:00"), quantity: 1)])
    ]
    workshop.add("A") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    #expect(
      workshop.played { $0.lateParts = .init(percent: 100, late: .constant(180)) }.times == [
        "08:15-09:15"
      ])
  }
}
