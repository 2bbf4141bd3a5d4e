import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// What a visit costs at least by itself, and how late everything ends at least.
@Suite struct StandaloneBoundTests {
  private func points(_ edit: (inout TinyWorkshop) -> Void) -> [Int] {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.leaveOut("A")
    edit(&workshop)
    return StandaloneBound(workshop.problem).points
  }

  private func end(_ edit: (inout TinyWorkshop) -> Void) -> Int? {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    edit(&workshop)
    let problem = workshop.problem
    return StandaloneBound.earliestEnd(of: problem.visit(0), problem)
  }

  // Received until 08:15, done at 09:15, ready at 09:30.
  @Test func aFreeVisitIsServedAtItsFirstSlot() {
    #expect(points { _ in } == [90])
    #expect(end { _ in } == minute("09:15"))
    #expect(
      end { $0.demand.appointments[0].availability = [window("10:00", "12:00")] } == minute("11:15")
    )
    #expect(end { $0.demand.appointments[0].availability = [window("20:00", "22:00")] } == nil)
  }

  @Test func aPromiseIsServedAtItsTime() {
    #expect(
      end { $0.demand.appointments[0].booked = Appointment.Booking(arrival: time("10:00")) }
        == minute("11:15"))
    // Its delay counts from then on.
    #expect(points { $0.demand.appointments[0].booked = Appointment.Booking(arrival: time("10:00")) } == [90])
  }

  @Test func aVehicleThatIsThereNeedsNoReception() {
    #expect(end { $0.demand.appointments[0].arrived = time("08:00") } == minute("09:00"))
    #expect(points { $0.demand.appointments[0].arrived = time("08:00") } == [75])
    #expect(
      end {
        $0.demand.appointments[0].arrived = time("08:00")
        $0.demand.now = time("10:30")
      } == minute("11:30"))
  }

  @Test func theFastestIsThoughtToDoIt() {
    #expect(end { $0.site.technicians[1].efficiency = 200 } == minute("08:45"))
  }

  // A crew of the two fastest may not be among those that are tried: each counts as fast as the fastest.
  @Test func aCrewIsThoughtAsFastAsItsFastest() {
    #expect(
      end {
        $0.site.technicians[1].efficiency = 120
        $0.demand.appointments[0].operations[0].work = standardWork(60, size: 2)
      } == minute("09:05"))
  }

  @Test func leavingOutIsCountedWhereItCostsLess() {
    #expect(points { $0.demand.appointments[0].dropCost = 89 } == [89])
    #expect(
      points { $0.demand.appointments[0].operations[0].work = standardWork(60, level: 9) } == [4000]
    )
  }

  @Test func whatIsLockedLastDecidesTheEnd() {
    #expect(
      end {
        $0.demand.appointments[0].operations[0].locked = ServiceOperation.LockedWork(
          bay: "B", technicians: ["T"], start: time("14:00"), end: time("15:00"))
      } == minute("15:00"))
  }

  private func locked(_ start: String, _ end: String) -> Step {
    Step(start, end, bay: "W", crew: ["T2"]) {
      $0.locked = ServiceOperation.LockedWork(
        bay: "W", technicians: ["T2"], start: time(start), end: time(end))
    }
  }

  @Test func locksInAnotherOrderThanTheWorkAreSeen() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: nil, [locked("08:00", "09:00"), locked("09:00", "10:00")]) {
      $0.arrived = time("08:00")
    }
    workshop.add("B", at: nil, [locked("10:00", "11:00"), locked("10:30", "11:30")]) {
      $0.arrived = time("08:00")
    }
    workshop.add(
      "C", at: nil, [locked("12:00", "13:00"), Step("08:00", "09:00"), locked("08:00", "09:00")]
    ) {
      $0.arrived = time("08:00")
    }
    let problem = workshop.problem
    #expect(
      (0..<3).map { StandaloneBound.hasUnorderedLocks(problem.visit($0), problem) } == [
        false, true, false,
      ])
  }

  // MARK: - The makespan

  private func makespan(_ minutes: [Int], edit: (inout TinyWorkshop) -> Void = { _ in })
    -> MakespanBound
  {
    var workshop = TinyWorkshop()
    workshop.demand.now = time("08:00")
    for (place, work) in minutes.enumerated() {
      workshop.leaveOut("\(place)") {
        $0.arrived = time("08:00")
        $0.operations[0].work = standardWork(work)
      }
    }
    edit(&workshop)
    return MakespanBound(workshop.problem)
  }

  // Two technicians on two lifts from 08:00 on: three hours each at least, or the longest alone.
  @Test func theLoadIsSharedByAll() {
    #expect(makespan([120, 120, 120]).minutes == 480 + 180)
    #expect(makespan([200, 60, 60]).minutes == 480 + 200)
    #expect(makespan([200, 60, 60]).longest?.visit == AppointmentIndex(0))
  }

  @Test func aSingleLiftCarriesAll() {
    #expect(makespan([120, 120, 120]) { $0.site.bays.remove(at: 1) }.minutes == 480 + 360)
  }

  // Work of two hours for T alone, and two hours that either can do: T2 takes those.
  @Test func onlyThoseWhoAreAbleCarryIt() {
    let bound = makespan([120, 120]) {
      $0.site.technicians[1].skills["mech"] = 1
      $0.demand.appointments[1].operations[0].work = standardWork(120, level: 1)
    }
    #expect(bound.minutes == 480 + 120)
    let both = makespan([120, 120]) { $0.site.technicians[1].skills["mech"] = 1 }
    #expect(both.minutes == 480 + 240)
  }

  @Test func nothingToDoEndsAtOnce() {
    #expect(makespan([]).minutes == 0)
    #expect(makespan([]).longest?.minutes == nil)
  }
}
