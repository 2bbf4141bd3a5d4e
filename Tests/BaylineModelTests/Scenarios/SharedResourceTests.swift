import BaylineModel
import TestSupport
import Testing

@Suite struct SharedResourceTests {
  /// A workshop with two jacks, of which operation 1 of A needs one, and a tester that nothing needs.
  private func workshop(locked: ServiceOperation.LockedWork? = nil) -> Applying {
    var apply = Applying()
    apply.workshop.site.equipment = [Equipment(id: "jack", count: 2), Equipment(id: "tester")]
    apply.workshop.leaveOut("A") {
      $0.operations[0].equipment = ["jack"]
      $0.operations[0].locked = locked
    }
    return apply
  }

  @Test func equipmentComesGrowsAndGoes() throws {
    let made = try workshop()(
      .addEquipment(Equipment(id: "scope", name: "示波器", count: 3)),
      .changeEquipment(.these(["jack"]), .more(-1)), .changeEquipment(.these(["scope"]), .set(5)),
      .removeEquipment(.these(["tester"])))
    #expect(made.site.equipment == [Equipment(id: "jack"), Equipment(id: "scope", name: "示波器", count: 5)])
    let all = try workshop()(.changeEquipment(.all, .more(1)))
    #expect(all.site.equipment.map(\.count) == [3, 2])
    // None of what nothing needs is no entry at all.
    let none = try workshop()(.changeEquipment(.these(["tester"]), .set(0)))
    #expect(none.site.equipment.map(\.id) == ["jack"])
  }

  @Test func whatWorkNeedsKeepsOne() {
    let needed = ScenarioDiagnostic.Problem.equipmentNeeded("jack", appointment: "A", operation: "1")
    #expect(workshop().conflicts(.removeEquipment(.these(["jack"]))) == [needed])
    #expect(workshop().conflicts(.changeEquipment(.all, .set(0))) == [needed])
    let locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("09:00"))
    #expect(
      workshop(locked: locked).conflicts(.removeEquipment(.all))
        == [.lockedWork("jack", appointment: "A", operation: "1")])
  }

  @Test func equipmentThatIsNotThereOrDoesNotChangeIsReported() {
    let apply = workshop()
    #expect(apply.conflicts(.removeEquipment(.these(["jakc"]))) == [.noEquipment("jakc")])
    #expect(apply.conflicts(.addEquipment(Equipment(id: "jack"))) == [.idTaken("jack")])
    #expect(apply.conflicts(.changeEquipment(.these(["jack"]), .more(-3))) == [.belowZero(-1)])
    #expect(apply.conflicts(.changeEquipment(.these(["jack"]), .set(2))) == [.noEffect])
    #expect(Applying().conflicts(.removeEquipment(.all)) == [.noEffect])
  }

  @Test func driversComeAndGo() throws {
    #expect(try Applying()(.drivers(2), .addDrivers(1)).site.drivers == 3)
    #expect(Applying().conflicts(.addDrivers(-1)) == [.belowZero(-1)])
    #expect(Applying().conflicts(.addDrivers(0)) == [.noEffect])
  }

  @Test func limitsComeChangeAndGo() throws {
    var apply = Applying()
    apply.workshop.site.booking.limits = [
      BookingRules.ArrivalLimit(id: "lunch", hours: WorkCalendar.DayInterval(660, 780), most: 2),
      BookingRules.ArrivalLimit(id: "day", most: 20),
    ]
    let made = try apply(
      .addLimit(BookingRules.ArrivalLimit(id: "six", kinds: [.inspection], most: 6)),
      .changeLimits(.these(["lunch", "six"]), .more(1)), .removeLimits(.these(["day"])))
    #expect(made.site.booking.limits.map(\.id) == ["lunch", "six"])
    #expect(made.site.booking.limits.map(\.most) == [3, 7])
    #expect(try apply(.changeLimits(.all, .set(0))).site.booking.limits.map(\.most) == [0, 0])
    #expect(apply.conflicts(.addLimit(BookingRules.ArrivalLimit(id: "day", most: 1))) == [.idTaken("day")])
    #expect(apply.conflicts(.removeLimits(.these(["dya"]))) == [.noLimit("dya")])
    #expect(apply.conflicts(.changeLimits(.these(["lunch"]), .more(-3))) == [.belowZero(-1)])
    #expect(apply.conflicts(.changeLimits(.these(["lunch"]), .set(2))) == [.noEffect])
    let unknown = BookingRules.ArrivalLimit(id: "new", kinds: [VisitKind(rawValue: "wash")], most: 1)
    #expect(apply.conflicts(.addLimit(unknown)) == [.noKind("wash")])
  }

  @Test func limitsAreReplacedAndTeamsKeepOrLoseTheirReserve() throws {
    var apply = Applying()
    apply.workshop.site.technicians[0].team = "A"
    apply.workshop.site.technicians[1].team = "B"
    apply.workshop.site.booking.teamReservePercent = ["A": 10, "B": 20]
    apply.workshop.site.booking.limits = [BookingRules.ArrivalLimit(id: "day", most: 20)]
    var change = Scenario.BookingChange()
    change.teamReservePercent = ["A": 30, "B": nil]
    change.limits = []
    let made = try apply(.booking(change)).site.booking
    #expect(made.teamReservePercent == ["A": 30])
    #expect(made.limits.isEmpty)
    // A change without them keeps both.
    let kept = try apply(.booking(Scenario.BookingChange())).site.booking
    #expect(kept.teamReservePercent == ["A": 10, "B": 20] && kept.limits.count == 1)
    change.teamReservePercent = ["C": 30]
    #expect(apply.conflicts(.booking(change)) == [.noTeam("C")])
    // A reserve goes with the last technician of its team.
    #expect(try apply(.removeTechnicians(.these(["T2"]))).site.booking.teamReservePercent == ["A": 10])
  }

  @Test func aDuplicatedVisitIsTheSameWork() throws {
    var apply = Applying()
    apply.workshop.site.equipment = [Equipment(id: "jack")]
    apply.workshop.demand.parts = [SparePart(id: "oil", onHand: 5), SparePart(id: "pad", onHand: 0)]
    apply.workshop.leaveOut("A", [Step("08:15", "09:15"), Step("10:00", "11:00")]) {
      $0.priority = 300
      $0.collect = 20
      $0.deliver = 30
      $0.parts = [SparePart.Requirement(part: "oil", quantity: 4)]
      $0.operations[0].bayAfter = .keep
      $0.operations[1].equipment = ["jack"]
      $0.operations[1].lag = ServiceOperation.Lag(min: 30, max: 60)
      $0.operations[1].parts = [SparePart.Requirement(part: "pad", quantity: 2)]
    }
    let made = try apply(.volume(percent: 200)).demands[0]
    let (old, new) = (apply.workshop.demand.appointments[0], made.appointments[1])
    #expect(new.id == "A+1")
    #expect(new.operations == old.operations)
    #expect(new.priority == 300 && new.collect == 20 && new.deliver == 30)
    // As much is ordered as the visit needs, before the arrival and during the work.
    #expect(made.parts.map(\.onHand) == [9, 2])
  }
}
