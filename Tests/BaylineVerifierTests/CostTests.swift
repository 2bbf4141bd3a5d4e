import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

/// The terms of the cost, each worked out by hand.
@Suite struct CostTests {
  @Test func nothingCostsNothing() {
    #expect(workshop { $0.add() }.points == [:])
  }

  @Test func leavingOutACommittedVisitIsThreeTimesAsDear() {
    #expect(workshop { $0.leaveOut("A") }.points == [.unscheduled: 4000])
    #expect(workshop { $0.leaveOut("A") { $0.dropCost = 7 } }.points == [.unscheduled: 7])
    #expect(workshop { $0.leaveOut("A") { $0.arrived = time("08:00") } }.points == [.unscheduled: 12_000])
    #expect(
      workshop { $0.leaveOut("A") { $0.booked = Appointment.Booking(arrival: time("08:00")) } }.points
        == [.unscheduled: 12_000])
  }

  // 7 × 150% are 10.5: rounded down before it is tripled.
  @Test func priorityWeighsTheDropCost() {
    func leftOut(arrived: Bool) -> Int? {
      workshop {
        $0.leaveOut("A") {
          $0.dropCost = 7
          $0.priority = 150
          if arrived { $0.arrived = time("08:00") }
        }
      }.points[.unscheduled]
    }
    #expect(leftOut(arrived: false) == 10)
    #expect(leftOut(arrived: true) == 30)
  }

  // Opening 08:00, arrival 08:30, ready 10:00: 120 open minutes; wanted from 08:15 on: 105; from now, 08:20: 100. To come
  // at 08:30 although 09:00 was wanted counts from 08:30: 90.
  @Test func delayCountsOpenMinutesFromTheEarliestBegin() {
    func delayed(now: String = "00:00", wish: String? = nil, from: String? = nil) -> Int? {
      workshop {
        $0.site.policy.kinds[.repair]?.delay = 2
        $0.demand.now = time(now)
        $0.add(at: "08:30", [Step("08:45", "09:45")]) {
          $0.preferredArrival = wish.map { time($0) }
          $0.availability = from.map { [TimeWindow(from: time($0), to: time("17:00"))] }
        }
      }.points[.delay]
    }
    #expect(delayed() == 240)
    #expect(delayed(wish: "08:15") == 210)
    #expect(delayed(wish: "09:00") == 180)
    #expect(delayed(now: "08:20") == 200)
    #expect(delayed(wish: "08:15", from: "08:25") == 190)
  }

  // A promised one counts from its promise, though the wish was earlier; an arrived one from its arrival.
  @Test func delayOfTheCommittedCountsFromTheirArrival() {
    let promised = workshop {
      $0.site.policy.kinds[.repair]?.delay = 1
      $0.add(at: "08:30", [Step("08:45", "09:45")]) {
        $0.booked = Appointment.Booking(arrival: time("08:30"))
        $0.preferredArrival = time("08:00")
      }
    }
    #expect(promised.points == [.delay: 90])
    let arrived = workshop {
      $0.site.policy.kinds[.repair]?.delay = 1
      $0.add(at: nil, [Step("08:45", "09:45")]) {
        $0.arrived = time("08:40")
        $0.preferredArrival = time("08:00")
      }
    }
    #expect(arrived.points == [.delay: 80])
  }

  // 90 open minutes at 33% are 29.7.
  @Test(arguments: [(33, 29), (150, 135)])
  func priorityWeighsTheDelay(priority: Int, points: Int) {
    let visit = workshop {
      $0.site.policy.kinds[.repair]?.delay = 1
      $0.add { $0.priority = priority }
    }
    #expect(visit.points == [.delay: points])
  }

  // 11:30-12:00 and 13:00-13:15: 45 open minutes; a promised arrival has no deviation.
  @Test func deviationSkipsLunch() {
    func off(booked: Bool) -> [ScheduleCost.Term: Int] {
      workshop {
        $0.site.policy.deviation = 2
        $0.add(at: "11:30", [Step("13:00", "14:00")]) {
          $0.preferredArrival = time("13:15")
          if booked { $0.booked = Appointment.Booking(arrival: time("11:30")) }
        }
      }.points
    }
    #expect(off(booked: false) == [.deviation: 90])
    #expect(off(booked: true) == [:])
  }

  // 08:00-09:30 at the site; an arrived one counts from the horizon's start, 00:00.
  @Test func stayCountsEveryMinute() {
    func stay(at arrival: String?) -> Int? {
      workshop {
        $0.site.policy.stay = 3
        $0.add(at: arrival) {
          $0.waiting = true
          if arrival == nil { $0.arrived = time("-1 12:00") }
        }
      }.points[.stay]
    }
    #expect(stay(at: "08:00") == 270)
    #expect(stay(at: nil) == 1710)
  }

  // Ready 09:30, wanted at 09:20: 100 once and 10 for each of 10 open minutes; just in time is free.
  @Test func latenessCountsOnceAndByTheMinute() {
    func late(wanted: String) -> Int? {
      workshop {
        $0.site.policy.late = 100
        $0.site.policy.lateness = 10
        $0.add { $0.readyBy = time(wanted) }
      }.points[.lateness]
    }
    #expect(late(wanted: "09:20") == 200)
    #expect(late(wanted: "09:30") == nil)
  }

  @Test func promisedAdvisorGoesBeforeThePreferredOne() {
    func other(promised: String?, preferred: String) -> Int? {
      workshop {
        $0.site.policy.advisor = 60
        $0.add {
          $0.preferredAdvisor = preferred
          if let promised { $0.booked = Appointment.Booking(arrival: time("08:00"), advisor: promised) }
        }
      }.points[.advisor]
    }
    #expect(other(promised: nil, preferred: "S2") == 60)
    #expect(other(promised: "S", preferred: "S2") == nil)
    #expect(other(promised: "S2", preferred: "S") == 60)
  }

  @Test func preferredTechnicianCountsWhereAble() {
    func other(level: Int) -> Int? {
      workshop {
        $0.site.policy.technician = 120
        $0.site.technicians[1].skills = ["mech": level]
        $0.add { $0.preferredTechnician = "T2" }
      }.points[.technician]
    }
    #expect(other(level: 2) == 120)
    #expect(other(level: 1) == nil)
  }

  @Test func originalTechnicianIsThereAtTheArrivalOfAReturn() {
    func away(kind: VisitKind, shift: (Int, Int)) -> Int? {
      workshop {
        $0.addCalendar("other", [shift])
        $0.site.policy.original = 240
        $0.site.technicians[1].calendar = "other"
        $0.add {
          $0.kind = kind
          $0.originalTechnician = "T2"
        }
      }.points[.original]
    }
    #expect(away(kind: .comeback, shift: (9, 17)) == 240)
    #expect(away(kind: .comeback, shift: (8, 17)) == nil)
    #expect(away(kind: .repair, shift: (9, 17)) == nil)
  }

  @Test func handoverCountsTechniciansBeyondTheFirst() {
    let two = workshop {
      $0.site.policy.handover = 20
      $0.add([
        Step("08:15", "09:15"), Step("09:15", "10:15", crew: ["T2"]), Step("10:15", "11:15"),
      ])
    }
    #expect(two.points == [.handover: 20])
  }

  // A master where level 1 is enough: two levels; a return may have as strong a crew as there is.
  @Test(arguments: [(VisitKind.repair, 10), (.comeback, 0)])
  func overskillCountsLevelsAboveTheNeededOne(kind: VisitKind, points: Int) {
    let visit = workshop {
      $0.site.policy.overskill = 5
      $0.site.technicians[0].skills = ["mech": 3]
      $0.add([
        Step("08:15", "09:15") {
          $0.work = .standard(
            WorkRequirement.StandardWork(minutes: 60, bay: "lift", crew: WorkRequirement.Crew(trade: "mech")))
        }
      ]) { $0.kind = kind }
    }
    #expect(visit.points[.overskill] ?? 0 == points)
  }

  // 85% of 480 are 408 minutes; 225 in the morning and 240 in the afternoon are 465. Walk-ins count.
  @Test func overloadCountsMinutesAboveTheShare() {
    let long = workshop {
      $0.site.policy.overload = 1
      $0.add("A", [Step("08:15", "12:00", minutes: 225)]) { $0.walkIn = true }
      $0.add("B", at: "08:15", [Step("13:00", "17:00", minutes: 240)])
    }
    #expect(long.points == [.overload: 57])
  }

  // 240 minutes from 16:00 use 60 of Monday and 180 of Tuesday; 10% of 480 are 48: 12 and 132 too many.
  @Test func overloadIsCountedByTheDay() {
    let long = workshop {
      $0.site.policy.overload = 1
      $0.site.policy.overloadPercent = 10
      $0.add([Step("16:00", "+1 11:00", minutes: 240, splittable: true)])
    }
    #expect(long.points == [.overload: 144])
  }

  // Twice the square of 120 by ten times 480 is 6; of 60 it is 1.5, and each is rounded down.
  @Test func balanceIsTheSquareOfTheLoad() {
    let two = workshop {
      $0.site.policy.balance = 2
      $0.add("A", [Step("08:15", "10:15", minutes: 120)]) { $0.walkIn = true }
      $0.add("B", at: "08:15", [Step("08:30", "09:30", bay: "B2", crew: ["T2"])])
    }
    #expect(two.points == [.balance: 7])
  }

  // 60 of Monday and 180 of Tuesday: 0.75 and 6.75.
  @Test func balanceIsCountedByTheDay() {
    let long = workshop {
      $0.site.policy.balance = 1
      $0.add([Step("16:00", "+1 11:00", minutes: 240, splittable: true)])
    }
    #expect(long.points == [.balance: 6])
  }

  @Test func movesCountUnlockedOperationsInAnotherBay() {
    func moves(
      to bay: String, leaving: Bool = false, locked: Bool = false, roadTest: Bool = false
    ) -> [ScheduleCost.Term: Int] {
      workshop {
        $0.site.policy.move = 40
        $0.add([
          Step("08:15", "09:15") { if leaving { $0.bayAfter = .leave } },
          Step("09:15", "10:15", bay: roadTest ? nil : bay),
          Step("10:15", "11:15", bay: bay) {
            if locked {
              $0.locked = ServiceOperation.LockedWork(bay: bay, technicians: ["T"], start: time("10:15"))
            }
          },
        ])
      }.points
    }
    #expect(moves(to: "B") == [:])
    #expect(moves(to: "B2") == [.moves: 40])
    #expect(moves(to: "B", leaving: true) == [.moves: 40])
    #expect(moves(to: "B2", roadTest: true) == [.moves: 40])
    #expect(moves(to: "B", roadTest: true) == [:])
    #expect(moves(to: "B2", locked: true, roadTest: true) == [:])
  }

  @Test func movedCountsAnotherBayOrCrew() {
    func moved(_ previous: ServiceOperation.PreviousWork) -> Int? {
      workshop {
        $0.site.policy.moved = 5
        $0.add([Step("08:15", "09:15") { $0.previous = previous }])
      }.points[.moved]
    }
    #expect(moved(ServiceOperation.PreviousWork(bay: "B", technicians: ["T"])) == nil)
    #expect(moved(ServiceOperation.PreviousWork(bay: "B2", technicians: ["T"])) == 5)
    #expect(moved(ServiceOperation.PreviousWork(bay: "B", technicians: ["T", "T2"])) == 5)
    #expect(moved(ServiceOperation.PreviousWork(technicians: ["T"])) == 5)
  }

  // The last operation ends at 11:00: 660 minutes from the start of the horizon.
  @Test func makespanIsTheLastEndOfAll() {
    let two = workshop {
      $0.site.policy.makespan = 1
      $0.add("A", [Step("10:00", "11:00")])
      $0.add("B", at: "08:15", [Step("08:30", "09:30")])
    }
    #expect(two.points == [.makespan: 660])
  }

  @Test func statedCostIsCompared() {
    var terms = ScheduleCost()
    terms[.unscheduled] = 4000
    terms[.stay] = 1
    let stated = workshop {
      $0.leaveOut("A")
      $0.schedule.cost = ScheduleCost.Stated(total: 4000, terms: terms)
    }.verdict
    // The stated total is right, though its terms add up to 4,001.
    #expect(stated.differences == [Verdict.CostDifference(term: .stay, stated: 1, actual: 0)])
    #expect(stated.isFeasible && !stated.isCorrect)
    #expect(stated.unscheduled == 1)
  }

  // Each stays some 4.2 × 10⁹ minutes at a million points: 200 of them are above the limit of a term.
  @Test func absurdTimesStopAtALimit() {
    let absurd = workshop {
      $0.site.policy.stay = 1_000_000
      for id in 0..<200 {
        $0.add("A\(id)") { $0.waiting = true }
        $0.schedule.assignments[id].operations[0].end = CivilTime(CivilDate(ordinal: 3_652_059))
      }
    }
    #expect(absurd.verdict.cost[.stay] == 500_000_000_000_000_000)
  }
}
