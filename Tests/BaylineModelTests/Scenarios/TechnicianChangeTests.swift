import BaylineModel
import TestSupport
import Testing

@Suite struct TechnicianChangeTests {
  @Test func moreTechniciansAreLikeAnotherButForTheirId() throws {
    var apply = Applying()
    apply.workshop.site.technicians[0].name = "张三"
    apply.workshop.site.technicians[0].certifications = ["hv"]
    apply.uncertainty.durations.technicians["T"] = 80
    let made = try apply(.addTechnicians(count: 2, .like("T")))
    #expect(made.site.technicians.map(\.id) == ["T", "T2", "T+1", "T+2"])
    #expect(made.site.technicians[3].certifications == ["hv"])
    #expect(made.site.technicians[3].name == nil)
    #expect(made.uncertainty.durations.technicians == ["T": 80, "T+1": 80, "T+2": 80])
  }

  @Test func aNewTechnicianWithoutShiftsIsOnDutyInTheHoursOfTheSite() throws {
    let made = try Applying()(
      .addTechnicians(count: 1, .with(skills: ["mech": 3], certifications: [], efficiency: 90, calendar: nil))
    )
    let technician = made.site.technicians[2]
    #expect((technician.id, technician.calendar, technician.efficiency) == ("mech-3+1", "week", 90))
  }

  @Test func idsInUseAreNotTakenAgain() throws {
    var apply = Applying()
    apply.workshop.site.technicians[1].id = "T+1"
    let made = try apply(.addTechnicians(count: 1, .like("T")), .addTechnicians(count: 1, .like("T")))
    #expect(made.site.technicians.map(\.id) == ["T", "T+1", "T+2", "T+3"])
  }

  @Test func trainingIsForThoseOfTheLevelAlone() throws {
    var apply = Applying()
    apply.workshop.site.technicians = [3, 1, 1, 1].enumerated().map {
      Technician(id: "T\($0)", skills: ["mech": $1], calendar: "week")
    }
    var change = Scenario.TechnicianChange()
    change.skills = ["mech": 2]
    let made = try apply(.changeTechnicians(.skilled(trade: "mech", level: 1, count: 2), change))
    #expect(made.site.technicians.map { $0.skills["mech"] } == [3, 2, 2, 1])
  }

  @Test func aSecondTradeIsMeantLast() throws {
    var apply = Applying()
    apply.workshop.site.technicians[0].skills = ["mech": 1, "paint": 3]
    apply.workshop.site.technicians[1].skills = ["mech": 1]
    var change = Scenario.TechnicianChange()
    change.efficiency = 120
    let made = try apply(.changeTechnicians(.skilled(trade: "mech", level: 1, count: 1), change))
    #expect(made.site.technicians.map(\.efficiency) == [100, 120])
  }

  @Test func levelZeroTakesTheTradeAway() throws {
    var apply = Applying()
    apply.workshop.site.technicians[0].skills["paint"] = 1
    var change = Scenario.TechnicianChange()
    change.skills = ["paint": 0]
    #expect(try apply(.changeTechnicians(.these(["T"]), change)).site.technicians[0].skills == ["mech": 2])
  }

  @Test func absenceTouchesNobodyElse() throws {
    let made = try Applying()(.technicianAbsence(.these(["T"]), on: Scenario.DaySelection(dates: [day()])))
    func intervals(_ position: Int, _ date: CivilDate) -> Int? {
      made.site.calendars[made.site.technicians[position].calendar]?.intervals(on: date).count
    }
    #expect(intervals(0, day()) == 0)
    #expect(intervals(0, day(1)) == 2)
    #expect(intervals(1, day()) == 2)
  }

  @Test func peopleWithEqualShiftsHaveOneCalendar() throws {
    let made = try Applying()(.technicianAbsence(.all, on: Scenario.DaySelection(weekdays: [.monday])))
    #expect(made.site.technicians.map(\.calendar) == ["week+1", "week+1"])
    #expect(made.site.advisors.map(\.calendar) == ["week", "week"])
  }

  @Test func overtimeFollowsTheLastIntervalOfTheDay() throws {
    let made = try Applying()(
      .overtime(.these(["T"]), minutes: 45, on: Scenario.DaySelection(weekdays: [.monday]), hourPrice: 90))
    let calendar = try #require(made.site.calendars[made.site.technicians[0].calendar])
    // 08:00-12:00, 13:00-17:45 on Mondays; Tuesdays as before; no shift on Sundays.
    #expect(
      calendar.intervals(on: day()) == [
        WorkCalendar.DayInterval(480, 720), WorkCalendar.DayInterval(780, 1065),
      ])
    #expect(
      calendar.intervals(on: day(1)) == [
        WorkCalendar.DayInterval(480, 720), WorkCalendar.DayInterval(780, 1020),
      ])
    #expect(calendar.intervals(on: day(6)).isEmpty)
    #expect(
      made.overtime == [[Scenario.PlannedOvertime(technician: "T", date: day(), minutes: 45, hourPrice: 90)]])
  }

  @Test func overtimeOfSomebodyWhoIsAwayIsNotPaid() throws {
    let made = try Applying()(
      .overtime(.all, minutes: 30, on: .every, hourPrice: nil),
      .technicianAbsence(.these(["T"]), on: Scenario.DaySelection(dates: [day()])))
    #expect(made.overtime.map { $0.map(\.technician) } == [["T2"]])
  }

  @Test func overtimeOnADateAloneLeavesTheWeekday() throws {
    let made = try Applying()(
      .overtime(.these(["T"]), minutes: 60, on: Scenario.DaySelection(dates: [day()]), hourPrice: nil))
    let calendar = made.site.calendars[made.site.technicians[0].calendar]
    #expect(calendar?.intervals(on: day()).last == WorkCalendar.DayInterval(780, 1080))
    #expect(calendar?.intervals(on: day(7)).last == WorkCalendar.DayInterval(780, 1020))
  }

  @Test func whatMakesNoSenseIsTold() {
    let apply = Applying()
    var training = Scenario.TechnicianChange()
    training.skills = ["mech": 2]
    var typing = Scenario.TechnicianChange()
    typing.skills = ["mehc": 2]
    #expect(apply.conflicts(.addTechnicians(count: 1, .like("T9"))) == [.noTechnician("T9")])
    #expect(apply.conflicts(.removeTechnicians(.these(["T", "T9"]))) == [.noTechnician("T9")])
    #expect(apply.conflicts(.changeTechnicians(.these(["T"]), training)) == [.noEffect])
    #expect(apply.conflicts(.changeTechnicians(.these(["T"]), typing)) == [.noTrade("mehc")])
    #expect(
      apply.conflicts(.changeTechnicians(.skilled(trade: "mech", level: 1, count: nil), training))
        == [.noSkill(trade: "mech", level: 1)])
    #expect(
      apply.conflicts(.removeTechnicians(.skilled(trade: "mech", level: nil, count: 3)))
        == [.tooFew(found: 2, wanted: 3)])
    // Days of the horizon: Monday and Tuesday.
    #expect(
      apply.conflicts(.technicianAbsence(.all, on: Scenario.DaySelection(weekdays: [.friday]))) == [
        .outsideDays
      ])
    #expect(
      apply.conflicts(.overtime(.these(["T"]), minutes: 421, on: .every, hourPrice: nil))
        == [.pastMidnight("T")])
  }

  @Test func whoIsOffAnywayIsToldByName() {
    var apply = Applying()
    apply.workshop.addCalendar("never", [])
    apply.workshop.site.technicians[1].calendar = "never"
    let monday = Scenario.DaySelection(dates: [day()])
    #expect(apply.conflicts(.technicianAbsence(.these(["T", "T2"]), on: monday)) == [.noShift("T2")])
    #expect(apply.conflicts(.technicianAbsence(.all, on: monday)).isEmpty)
    #expect(
      apply.conflicts(.overtime(.these(["T2"]), minutes: 30, on: monday, hourPrice: nil)) == [.noShift("T2")])
  }

  @Test func faultsOfAllChangesAreToldWithTheirPlaces() {
    let scenario = Scenario(
      name: "s",
      changes: [
        .addTechnicians(count: 1, .like("X")), .loaners(2), .removeBays(.these(["B", "Y"])),
        .changeTechnicians(.these(["T"]), Scenario.TechnicianChange()),
      ])
    let workshop = TinyWorkshop()
    let error = #expect(throws: ScenarioDiagnostics.self) {
      try scenario.apply(site: workshop.site, demands: [workshop.demand], uncertainty: .none, seed: 1)
    }
    #expect(
      error?.elements == [
        ScenarioDiagnostic(change: 0, member: "like", problem: .noTechnician("X")),
        ScenarioDiagnostic(change: 2, member: "bays[1]", problem: .noBay("Y")),
        ScenarioDiagnostic(change: 3, problem: .noEffect),
      ])
  }
}
