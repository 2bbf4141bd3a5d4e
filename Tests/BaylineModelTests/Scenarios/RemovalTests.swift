import BaylineModel
import TestSupport
import Testing

@Suite struct RemovalTests {
  private func locked(_ technician: String, _ bay: String) -> Applying {
    var apply = Applying()
    apply.workshop.add("A", at: nil) {
      $0.arrived = time("08:00")
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: bay, technicians: [technician], start: time("08:15"))
    }
    return apply
  }

  @Test func lockedWorkKeepsPeopleAndBays() {
    let apply = locked("T", "B")
    #expect(
      apply.conflicts(.removeTechnicians(.these(["T"])))
        == [.lockedWork("T", appointment: "A", operation: "1")])
    #expect(
      apply.conflicts(.removeBays(.these(["B"]))) == [.lockedWork("B", appointment: "A", operation: "1")])
    let monday = Scenario.DaySelection(dates: [day()])
    #expect(
      apply.conflicts(.technicianAbsence(.these(["T"]), on: monday))
        == [.lockedWork("T", appointment: "A", operation: "1")])
    #expect(
      apply.conflicts(.closeBays(.these(["B"]), on: monday))
        == [.lockedWork("B", appointment: "A", operation: "1")])
    #expect(apply.conflicts(.removeTechnicians(.these(["T2"])), .removeBays(.these(["B2"]))).isEmpty)
    #expect(apply.conflicts(.closeBays(.these(["B"]), on: Scenario.DaySelection(dates: [day(1)]))).isEmpty)
  }

  @Test func ofATradeTheLastOneWithoutLockedWorkGoes() throws {
    let one = Scenario.Change.removeTechnicians(.skilled(trade: "mech", level: 2, count: 1))
    #expect(try locked("T", "B")(one).site.technicians.map(\.id) == ["T"])
    #expect(try locked("T2", "B2")(one).site.technicians.map(\.id) == ["T2"])
    let bay = Scenario.Change.removeBays(.ofType("lift", count: 1))
    #expect(try locked("T", "B2")(bay).site.bays.map(\.id) == ["B2", "W"])
    #expect(
      locked("T", "B").conflicts(.removeTechnicians(.skilled(trade: "mech", level: nil, count: 2)))
        == [.tooFew(found: 1, wanted: 2)])
  }

  @Test func waysOfDoingTheWorkAreForgottenUnlessNoneIsLeft() throws {
    var apply = Applying()
    let ways = [
      WorkRequirement.Alternative(technician: "T", minutes: 30),
      WorkRequirement.Alternative(bay: "B", technician: "T2", minutes: 40),
    ]
    apply.workshop.leaveOut("A", [Step("08:15", "09:15") { $0.work = .alternatives(ways) }])
    let made = try apply(.removeTechnicians(.these(["T"])))
    #expect(made.demands[0].appointments[0].operations[0].work == .alternatives([ways[1]]))
    #expect(
      apply.conflicts(.removeTechnicians(.these(["T"])), .removeBays(.these(["B"])))
        == [.onlyWay("B", appointment: "A", operation: "1")])
    #expect(
      apply.conflicts(.removeTechnicians(.all)) == [.onlyWay("T", appointment: "A", operation: "1")])
  }

  @Test func wishesForThoseWhoGoAreForgotten() throws {
    var apply = Applying()
    apply.uncertainty.durations.technicians = ["T": 90, "T2": 110]
    apply.workshop.leaveOut("A") {
      $0.preferredTechnician = "T"
      $0.originalTechnician = "T"
      $0.preferredAdvisor = "S"
      $0.booked = Appointment.Booking(arrival: time("08:00"), advisor: "S")
      $0.operations[0].previous = ServiceOperation.PreviousWork(bay: "B", technicians: ["T"])
    }
    apply.workshop.leaveOut("C") {
      $0.preferredTechnician = "T2"
      $0.preferredAdvisor = "S2"
      $0.arrived = time("07:00")
      $0.receivedBy = "S"
      $0.operations[0].previous = ServiceOperation.PreviousWork(bay: "B2", technicians: ["T2"])
    }
    let made = try apply(
      .removeTechnicians(.these(["T"])), .removeAdvisors(.these(["S"])), .removeBays(.these(["B"])))
    let (first, second) = (made.demands[0].appointments[0], made.demands[0].appointments[1])
    #expect(first.preferredTechnician == nil && first.originalTechnician == nil)
    #expect(first.preferredAdvisor == nil)
    #expect(first.booked == Appointment.Booking(arrival: time("08:00")))
    #expect(first.operations[0].previous == nil)
    #expect(second.preferredTechnician == "T2" && second.preferredAdvisor == "S2")
    #expect(second.receivedBy == nil)
    #expect(second.operations[0].previous == ServiceOperation.PreviousWork(bay: "B2", technicians: ["T2"]))
    #expect(made.uncertainty.durations.technicians == ["T2": 110])
  }
}
