import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

/// H6-H8: order, bays and technicians.
@Suite struct ResourceRuleTests {
  // Reception 08:00-08:15.
  @Test func firstOperationWaitsForTheReception() {
    #expect(workshop { $0.add([Step("08:14", "09:14")]) }.broken == [.h6])
  }

  @Test(arguments: [("09:15", "10:15", [HardRule]()), ("09:14", "10:14", [.h6])])
  func nextOperationWaitsForTheOneBefore(start: String, end: String, broken: [HardRule]) {
    let visit = workshop {
      $0.add([Step("08:15", "09:15"), Step(start, end, bay: "B2", crew: ["T2"])])
    }
    #expect(visit.broken == broken)
  }

  @Test func arrivedVehicleWaitsForNow() {
    // There since Sunday, but now is 09:00: one violation for the first operation, not two.
    let early = workshop {
      $0.demand.now = time("09:00")
      $0.add(at: nil, [Step("08:59", "09:59")]) { $0.arrived = time("-1 08:00") }
    }
    #expect(early.verdict.violations.map(\.detail) == [.startsBeforeVehiclePresent(time("09:00"))])
  }

  @Test func lockedWorkMayLieBeforeNow() {
    let underWay = workshop {
      $0.demand.now = time("09:00")
      $0.add(
        at: nil,
        [
          Step("08:15", "09:15") {
            $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:15"))
          }
        ]
      ) { $0.arrived = time("08:00") }
    }
    #expect(underWay.broken == [])
  }

  @Test func bayHasTheType() {
    #expect(workshop { $0.add([Step("08:15", "09:15", bay: "W")]) }.broken == [.h7])
    #expect(workshop { $0.add([Step("08:15", "09:15", bay: nil)]) }.broken == [.h7])
  }

  @Test func roadTestNeedsNoBay() {
    func roadTest(in bay: String?) -> [HardRule] {
      workshop {
        $0.add([
          Step("08:15", "09:15", bay: bay) {
            $0.work = .standard(
              WorkRequirement.StandardWork(minutes: 60, crew: WorkRequirement.Crew(trade: "mech")))
          }
        ])
      }.broken
    }
    #expect(roadTest(in: nil) == [])
    #expect(roadTest(in: "B") == [.h7])
  }

  // A is in bay B from 08:15 to 09:15.
  @Test(arguments: [("09:15", "10:15", [HardRule]()), ("09:14", "10:14", [.h7])])
  func bayHoldsOneAtATime(start: String, end: String, broken: [HardRule]) {
    let two = workshop {
      $0.add("A")
      $0.add("B", advisor: "S2", [Step(start, end, crew: ["T2"])])
    }
    #expect(two.broken == broken)
  }

  @Test func technicianIsOnOneAtATime() {
    let two = workshop {
      $0.add("A")
      $0.add("B", advisor: "S2", [Step("09:00", "10:00", bay: "B2")])
    }
    let overlap = Violation.Detail.overlap(
      earlier: OperationReference(appointment: "A", operation: "1"), until: time("09:15"),
      later: OperationReference(appointment: "B", operation: "1"))
    #expect(two.verdict.violations == [Violation(.h8, .technician("T"), at: time("09:00"), overlap)])
  }

  // Open 09:00-12:00 only.
  @Test(arguments: [("09:00", "10:00", [HardRule]()), ("08:59", "09:59", [.h7])])
  func bayHasItsOwnHours(start: String, end: String, broken: [HardRule]) {
    let visit = workshop {
      $0.addCalendar("morning", [(9, 12)])
      $0.site.bays[0].calendar = "morning"
      $0.add([Step(start, end)])
    }
    #expect(visit.broken == broken)
  }

  @Test func crewHasItsSize() {
    func crew(_ technicians: [String]) -> [HardRule] {
      workshop {
        $0.add([
          Step("08:15", "09:15", crew: technicians) {
            let two = WorkRequirement.Crew(trade: "mech", level: 2, size: 2)
            $0.work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "lift", crew: two))
          }
        ])
      }.broken
    }
    #expect(crew(["T", "T2"]) == [])
    #expect(crew(["T"]) == [.h8])
    // Two names, but one person.
    #expect(crew(["T", "T"]) == [.h8])
  }

  @Test func technicianIsAble() {
    func visit(_ requirement: WorkRequirement.Crew) -> [HardRule] {
      workshop {
        $0.add([
          Step("08:15", "09:15") {
            $0.work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "lift", crew: requirement))
          }
        ])
      }.broken
    }
    #expect(visit(WorkRequirement.Crew(trade: "mech", level: 2)) == [])
    #expect(visit(WorkRequirement.Crew(trade: "mech", level: 3)) == [.h8])
    #expect(visit(WorkRequirement.Crew(trade: "paint")) == [.h8])
    #expect(visit(WorkRequirement.Crew(trade: "mech", certifications: ["hv"])) == [.h8])
  }

  @Test func alternativesAreTheOnlyWays() {
    func visit(bay: String?, crew: [String], end: String) -> [HardRule] {
      workshop {
        $0.site.technicians[1].efficiency = 200
        $0.add([
          Step("08:15", end, bay: bay, crew: crew) {
            $0.work = .alternatives([
              WorkRequirement.Alternative(bay: "B", technician: "T", minutes: 60),
              WorkRequirement.Alternative(bay: nil, technician: "T2", minutes: 30),
            ])
          }
        ])
      }.broken
    }
    #expect(visit(bay: "B", crew: ["T"], end: "09:15") == [])
    // 30 minutes even at efficiency 200.
    #expect(visit(bay: nil, crew: ["T2"], end: "08:45") == [])
    // Neither bay nor technician fit, and there is no work to measure.
    #expect(visit(bay: "B", crew: ["T2"], end: "08:45") == [.h7, .h8])
  }

  @Test func lockedWorkOfALeftOutVisitHoldsItsBayAndTechnician() {
    let clash = workshop {
      $0.leaveOut(
        "L",
        [
          Step("08:15", "09:15") {
            $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("09:00"))
          }
        ])
      $0.add()
    }
    #expect(clash.verdict.violations.map(\.subject) == [.bay("B"), .technician("T")])
  }

  @Test func whatLocksBreakAmongThemselvesIsNotCounted() {
    func locked(_ start: String) -> Step {
      Step(start, String((time(start) + 60).description.suffix(5))) {
        $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time(start))
      }
    }
    let two = workshop {
      $0.add("A", [locked("08:15")])
      $0.add("B", advisor: "S2", [locked("08:45")])
    }
    #expect(two.broken == [])
  }
}
