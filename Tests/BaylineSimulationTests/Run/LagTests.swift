import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// Lags, equipment, parts, limits and ranks, on days that are worked out by hand.
@Suite struct LagTests {
  /// A on B by T 08:15-09:15, then on B by T2 at a time, with a lag.
  private func workshop(_ start: String, _ end: String, _ lag: ServiceOperation.Lag) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00", [Step("08:15", "09:15"), Step(start, end, crew: ["T2"])]) {
      $0.operations[1].lag = lag
    }
    return workshop
  }

  // Half an hour instead of an hour: the paint cures until 09:15.
  @Test func nothingStartsBeforeItsMinimumLag() {
    let run = workshop("09:45", "10:45", ServiceOperation.Lag(min: 30)).played {
      $0.durations.defaultValue = .constant(50)
    }
    #expect(run.times == ["08:15-08:45", "09:15-09:45"])
  }

  // The plan has a gap of 45 minutes; work that ends early must still be followed within 60.
  @Test func workIsBegunBeforeItsPlanWhereItsMaximumLagWouldBeExceeded() {
    let run = workshop("10:00", "11:00", ServiceOperation.Lag(max: 60)).played {
      $0.durations.defaultValue = .constant(50)
    }
    // 10:00 would be 75 minutes after 08:45.
    #expect(run.times == ["08:15-08:45", "08:45-09:15"])
    #expect(run.tally.lagsExceeded == 0)
    let loose = workshop("10:00", "11:00", ServiceOperation.Lag(max: 75)).played {
      $0.durations.defaultValue = .constant(50)
    }
    #expect(loose.times == ["08:15-08:45", "10:00-10:30"])
  }

  // C is late and keeps T2 until 11:15; A cannot follow within ten minutes of 09:15.
  @Test func aMaximumLagThatIsExceededIsCounted() {
    var workshop = workshop("09:20", "10:20", ServiceOperation.Lag(max: 10))
    workshop.add("C", at: "08:00", advisor: "S2", [Step("08:15", "09:15", bay: "B2", crew: ["T2"])])
    let run = workshop.played { $0.durations.technicians["T2"] = 150 }
    #expect(run.times == ["08:15-09:15", "09:45-11:15", "08:15-09:45"])
    #expect(run.tally.lagsExceeded == 1)
    #expect(workshop.played().tally.lagsExceeded == 0)
  }

  // A comes a quarter of an hour late. Begun at 10:15 it would end at 11:15, and the hour after it could only be done at
  // 13:00: too late. It could be begun so late that it ends at 12:30, but T has a break then.
  @Test func workIsHeldBackIfTheNextCouldNotFollow() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "09:45", [Step("10:00", "11:00"), Step("11:00", "12:00", crew: ["T2"])]) {
      $0.operations[1].lag = ServiceOperation.Lag(max: 30)
    }
    let run = workshop.played {
      $0.punctuality.latePercent = 100
      $0.punctuality.late = .constant(15)
    }
    #expect(run.times == ["13:00-14:00", "14:00-15:00"])
    #expect(run.tally.lagsExceeded == 0)
  }

  // MARK: - Equipment

  // One tester: C waits for it although bay and technician are free.
  @Test func equipmentIsUsedByOneAtATime() {
    func run(_ count: Int) -> ShopRun {
      var workshop = TinyWorkshop()
      workshop.site.equipment = [Equipment(id: "E", count: count)]
      workshop.add("A", at: "08:00") { $0.operations[0].equipment = ["E"] }
      workshop.add("C", at: "09:00", advisor: "S2", [Step("09:15", "10:15", bay: "B2", crew: ["T2"])]) {
        $0.operations[0].equipment = ["E"]
      }
      return workshop.played { $0.durations.technicians["T"] = 150 }
    }
    #expect(run(1).times == ["08:15-09:45", "09:45-10:45"])
    #expect(run(2).times == ["08:15-09:45", "09:15-10:15"])
  }

  // W needs the tester for an hour, which A needs from 09:15 on: W is done after A.
  @Test func openWorkLeavesTheEquipmentToThePlan() {
    var workshop = TinyWorkshop()
    workshop.site.equipment = [Equipment(id: "E")]
    workshop.add("A", at: "09:00", [Step("09:15", "10:15")]) { $0.operations[0].equipment = ["E"] }
    var day = workshop.past()
    day.walkIn("W", at: "08:30") { $0.operations[0].equipment = ["E"] }
    #expect(workshop.played(against: day).times == ["09:15-10:15", "10:15-11:15"])
  }

  // MARK: - Parts

  // The part comes at 10:00 for the second work; the first, done early, does not wait for it.
  @Test func aWorkWaitsForItsOwnParts() {
    var workshop = workshop("10:00", "11:00", ServiceOperation.Lag())
    workshop.demand.parts = [SparePart(id: "P", onHand: 0, inbound: [.init(at: time("10:00"), quantity: 1)])]
    workshop.demand.appointments[0].operations[1].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    #expect(workshop.played().times == ["08:15-09:15", "10:00-11:00"])
    #expect(workshop.played().tally.partsWaits == 0)
    let late = workshop.played { $0.lateParts = .init(percent: 100, late: .constant(30)) }
    #expect(late.times == ["08:15-09:15", "10:30-11:30"])
    #expect(late.tally.partsWaits == 1)
  }

  // MARK: - Limits and ranks

  /// Two repairs without a booking, at 09:00 and 09:10.
  private func walkIns(most: Int, _ edit: (inout TinyWorkshop) -> Void = { _ in }) -> ShopRun {
    var workshop = TinyWorkshop()
    workshop.site.booking.limits = [BookingRules.ArrivalLimit(id: "L", kinds: [.repair], most: most)]
    workshop.add("A", at: "08:00")
    edit(&workshop)
    var uncertainty = Uncertainty.none
    uncertainty.walkIns.perDay = 5
    uncertainty.walkIns.needsRoom = true
    return ShopSimulation(
      site: workshop.site, demand: workshop.demand, schedule: workshop.schedule, uncertainty: uncertainty
    ).completedRun(seed: 3, replication: 0)
  }

  @Test func customersWithoutABookingAreTurnedAwayAboveALimit() {
    let all = walkIns(most: 100)
    let came = all.visits.dropFirst().count { $0.phase == .done }
    #expect(came >= 2)
    // A's own arrival counts.
    #expect(walkIns(most: 2).visits.dropFirst().count { $0.phase == .done } == 1)
    #expect(walkIns(most: 1).visits.dropFirst().count { $0.phase == .done } == 0)
    #expect(walkIns(most: 1) { $0.site.booking.limits[0].kinds = [.recall] }.tally.lost == all.tally.lost)
  }

  // T and B are taken until 09:15, and T2 is away; V came before W.
  @Test func amongOpenWorkThePriorityDecides() {
    var workshop = TinyWorkshop()
    workshop.addCalendar("never", [])
    workshop.site.technicians[1].calendar = "never"
    workshop.add("A")
    var day = workshop.past()
    day.walkIn("V", at: "08:20")
    day.walkIn("W", at: "08:40") { $0.priority = 300 }
    let run = workshop.played(against: day)
    #expect(run.times == ["08:15-09:15", "10:15-11:15", "09:15-10:15"])
  }
}
