import BaylineModel
import TestSupport
import Testing

@Suite struct VolumeTests {
  /// Days of `count` visits each.
  private func demands(_ days: Int, _ count: Int) -> [Demand] {
    (0..<days).map { day in
      var workshop = TinyWorkshop()
      for visit in 0..<count {
        workshop.leaveOut("A\(visit)") {
          $0.kind = visit.isMultiple(of: 3) ? .repair : .maintenance
          $0.card.vehicle = "\(day).\(visit)"
        }
      }
      return workshop.demand
    }
  }

  private func ids(_ change: Scenario.Change, _ demands: [Demand], seed: Int = 1) throws -> [Set<String>] {
    let made = try Scenario(name: "s", changes: [change]).apply(
      site: TinyWorkshop().site, demands: demands, uncertainty: .none, seed: seed)
    return made.demands.map { Set($0.appointments.map(\.id)) }
  }

  @Test(arguments: 1...20)
  func volumesNest(seed: Int) throws {
    let demands = demands(5, 7 + seed)
    var smaller = demands.map { _ in Set<String>() }
    for percent in [0, 37.5, 60, 90, 99.9, 100, 100.1, 110, 120, 200, 333] {
      let larger = try ids(.volume(percent: percent), demands, seed: seed)
      for (small, large) in zip(smaller, larger) { #expect(small.isSubset(of: large)) }
      if percent == 100 { #expect(larger == demands.map { Set($0.appointments.map(\.id)) }) }
      smaller = larger
    }
  }

  @Test(arguments: 1...20)
  func mixesNest(seed: Int) throws {
    let demands = demands(3, 12)
    var smaller = demands.map { _ in Set<String>() }
    for percent in [0.0, 50, 100, 150, 250] {
      let larger = try ids(.mix([.repair: percent, .maintenance: percent]), demands, seed: seed)
      for (small, large) in zip(smaller, larger) { #expect(small.isSubset(of: large)) }
      smaller = larger
    }
  }

  @Test func theVolumeIsRightOverARowOfDays() throws {
    // Ten days of 13: 110 percent is 143, though no day can have 14.3.
    for seed in 1...20 {
      let count = try ids(.volume(percent: 110), demands(10, 13), seed: seed).map(\.count)
      #expect(count.allSatisfy { $0 == 14 || $0 == 15 })
      #expect(abs(count.reduce(0, +) - 143) <= 1)
    }
  }

  @Test func aMixChangesItsKindAlone() throws {
    let made = try Scenario(name: "s", changes: [.mix([.repair: 200])]).apply(
      site: TinyWorkshop().site, demands: demands(1, 9), uncertainty: .none, seed: 3)
    let kinds = made.demands[0].appointments.map(\.kind)
    #expect(kinds.count { $0 == .repair } == 6)
    #expect(kinds.count { $0 == .maintenance } == 6)
  }

  @Test func whatIsInHouseStaysAsItIs() throws {
    var workshop = TinyWorkshop()
    workshop.leaveOut("here") { $0.arrived = time("07:00") }
    workshop.leaveOut("locked") {
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("09:00"))
    }
    workshop.leaveOut("coming")
    #expect(try ids(.volume(percent: 0), [workshop.demand]) == [["here", "locked"]])
    #expect(
      try ids(.volume(percent: 300), [workshop.demand])
        == [["here", "locked", "coming", "coming+1", "coming+2"]])
  }

  @Test func anotherCustomerHasNoPromiseAndBringsTheParts() throws {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [SparePart(id: "P", onHand: 2)]
    workshop.leaveOut("A") {
      $0.booked = Appointment.Booking(arrival: time("09:00"), advisor: "S")
      $0.parts = [SparePart.Requirement(part: "P", quantity: 2)]
      $0.card.plate = "沪A12345"
      $0.card.vehicle = "M8"
      $0.readyBy = time("12:00")
      $0.operations[0].previous = ServiceOperation.PreviousWork(bay: "B", technicians: ["T"])
    }
    let made = try Scenario(name: "s", changes: [.volume(percent: 200)]).apply(
      site: workshop.site, demands: [workshop.demand], uncertainty: .none, seed: 1)
    let copy = made.demands[0].appointments[1]
    #expect((copy.id, copy.booked, copy.preferredArrival) == ("A+1", nil, time("09:00")))
    #expect((copy.preferredAdvisor, copy.readyBy) == ("S", time("12:00")))
    #expect((copy.card.plate, copy.card.vehicle) == (nil, "M8"))
    #expect(copy.operations[0].previous == nil)
    #expect(made.demands[0].parts[0].onHand == 4)
    #expect(made.demands[0].appointments[0].booked != nil)
  }

  @Test func aKindThatNobodyComesForIsTold() {
    var apply = Applying()
    apply.workshop.leaveOut("A")
    #expect(apply.conflicts(.mix([.accident: 200])) == [.noEffect])
    #expect(apply.conflicts(.mix([VisitKind(rawValue: "wash"): 200])) == [.noKind("wash")])
    #expect(Applying().conflicts(.volume(percent: 110)) == [.noEffect])
  }
}
