import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Which single rule keeps a visit out, each by itself.
@Suite struct FeasibilityProbeTests {
  /// A case in which one rule alone is in the way of the first visit.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rule: Relaxation
    let reason: Schedule.UnscheduledReason
    let edit: @Sendable (inout TinyWorkshop) -> Void

    init(
      _ name: String, _ rule: Relaxation, _ reason: Schedule.UnscheduledReason,
      edit: @escaping @Sendable (inout TinyWorkshop) -> Void
    ) {
      testDescription = name
      self.rule = rule
      self.reason = reason
      self.edit = edit
    }
  }

  static let cases: [Case] = [
    Case("a level that nobody has", .technicians, .technician) {
      $0.demand.appointments[0].operations[0].work = standardWork(60, level: 3)
    },
    Case("work that no shift holds", .technicians, .technician) {
      $0.demand.appointments[0].operations[0].work = standardWork(300)
    },
    Case("a bay that the site lacks", .bays, .bay) {
      $0.demand.appointments[0].operations[0].work = standardWork(60, bay: "paint")
    },
    Case("a bay that is never open", .bays, .bay) {
      $0.addCalendar("never", [])
      for index in $0.site.bays.indices { $0.site.bays[index].calendar = "never" }
    },
    Case("a part that is out of stock", .parts, .parts) {
      $0.demand.parts = [SparePart(id: "P", onHand: 1)]
      $0.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 2)]
    },
    Case("a customer who can come at night only", .availability, .availability) {
      $0.demand.appointments[0].availability = [window("20:00", "22:00")]
    },
    Case("a kind that no advisor receives", .advisors, .advisor) {
      for index in $0.site.advisors.indices { $0.site.advisors[index].kinds = [.maintenance] }
    },
    Case("a promise at lunch", .promise, .booked) {
      $0.demand.appointments[0].booked = Appointment.Booking(arrival: time("12:15"))
    },
    Case("a lock before the work in front of it", .locks, .locked) {
      var second = $0.demand.appointments[0].operations[0]
      second.id = "2"
      second.locked = ServiceOperation.LockedWork(
        bay: "W", technicians: [], start: time("08:30"), end: time("08:45"))
      $0.demand.appointments[0].operations.append(second)
    },
    Case("equipment that is in use on both days", .equipment, .equipment) {
      $0.site.equipment = [Equipment(id: "E", count: 1)]
      $0.demand.appointments[0].operations[0].equipment = ["E"]
      $0.hold("H", "00:00", "+2 00:00", bay: nil, crew: [])
      $0.demand.appointments[1].operations[0].equipment = ["E"]
    },
    Case("a limit of no arrival", .limits, .limit) {
      $0.site.booking.limits = [BookingRules.ArrivalLimit(id: "none", kinds: [.repair], most: 0)]
    },
    Case("a vehicle to fetch without a driver", .drivers, .driver) {
      $0.demand.appointments[0].collect = 30
    },
    Case("a vehicle to bring back without a driver", .drivers, .driver) {
      $0.demand.appointments[0].deliver = 30
    },
    Case("a part of an operation that is out of stock", .parts, .parts) {
      $0.demand.parts = [SparePart(id: "P", onHand: 0)]
      $0.demand.appointments[0].operations[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    },
    Case("a loan vehicle that the site lacks", .loaners, .loaner) { $0.demand.appointments[0].loaner = true },
  ]

  private func problem(_ tested: Case) -> CompiledProblem {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    tested.edit(&workshop)
    return workshop.problem
  }

  @Test(arguments: cases) func withoutTheRuleTheVisitFits(tested: Case) {
    var probe = FeasibilityProbe(SearchState(problem(tested)))
    let asItIs = probe.firstFit(of: AppointmentIndex(0))
    #expect(asItIs == nil)
    let relaxed = probe.firstFit(of: AppointmentIndex(0), relaxing: tested.rule)
    #expect(relaxed != nil)
  }

  @Test(arguments: cases) func withTheRuleAloneItDoesNot(tested: Case) {
    var probe = FeasibilityProbe(SearchState(problem(tested)))
    // A promise is one of an advisor's time, too.
    let kept: Relaxation = tested.rule == .promise ? [.promise, .advisors] : tested.rule
    let others = probe.firstFit(of: AppointmentIndex(0), relaxing: .all.subtracting(kept))
    #expect(others == nil)
    let all = probe.firstFit(of: AppointmentIndex(0), relaxing: .all)
    #expect(all != nil)
  }

  @Test(arguments: cases) func theRuleIsTheReason(tested: Case) {
    let state = SearchState(problem(tested))
    var reasons = UnscheduledReasons(state)
    let reason = reasons.reason(for: AppointmentIndex(0))
    #expect(reason == tested.reason)
    var finder = ReasonFinder(state)
    let finding = finder.finding(for: AppointmentIndex(0))
    #expect(finding.reason == tested.reason)
    #expect(finding.blockers == tested.rule)
    #expect(finding.uneconomicalAt == nil)
  }

  // MARK: - Where it fits

  private func fit(
    latest: Int = .max, relaxing rules: Relaxation = [], _ edit: (inout TinyWorkshop) -> Void = { _ in }
  ) -> [Int]? {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    edit(&workshop)
    var probe = FeasibilityProbe(workshop.adopted())
    return probe.firstFit(of: AppointmentIndex(0), relaxing: rules, latest: latest).map {
      [$0.arrival, $0.completion]
    }
  }

  @Test func theFirstArrivalThatFitsIsFound() {
    #expect(fit() == [minute("08:00"), minute("09:15")])
    #expect(fit { $0.demand.appointments[0].availability = [window("10:00", "11:00")] } == [600, 675])
    #expect(
      fit { $0.demand.appointments[0].booked = Appointment.Booking(arrival: time("14:00")) } == [840, 915])
    #expect(fit { $0.demand.appointments[0].arrived = time("10:00") } == [600, 660])
  }

  // Both technicians are taken until 11:00: it comes at 08:00 all the same, and waits.
  @Test func itMayHaveToWaitForItsWork() {
    #expect(
      fit {
        $0.hold("H", "08:00", "11:00", bay: nil, crew: ["T", "T2"])
      } == [minute("08:00"), minute("12:00")])
    // A customer who waits for more than an hour of work from then on is done by 16:45.
    #expect(
      fit {
        $0.hold("H", "08:00", "16:00", bay: nil, crew: ["T", "T2"])
        $0.demand.appointments[0].waiting = true
      } == nil)
  }

  @Test func nothingIsLookedForAfterTheLatestArrival() {
    #expect(
      fit(latest: minute("09:59")) { $0.demand.appointments[0].availability = [window("10:00", "11:00")] }
        == nil)
    #expect(
      fit(latest: minute("10:00")) { $0.demand.appointments[0].availability = [window("10:00", "11:00")] }
        != nil)
  }

  // 90% is kept free: 96 minutes on each of two days. An hour on Monday is booked, so that of 60 minutes none fits on
  // Monday, where 36 are left, but on Tuesday.
  @Test func theReserveMovesTheWorkToTheNextDay() {
    let edit: (inout TinyWorkshop) -> Void = {
      $0.site.booking.reservePercent = 90
      $0.add("B")
    }
    #expect(fit(edit) == [minute("08:00"), minute("+1 09:00")])
    #expect(fit(relaxing: .reserve, edit) == [minute("08:00"), minute("09:15")])
  }

  // Two operations of 60 minutes: of 96 on each day, one on Monday and one on Tuesday.
  @Test func aChainIsSpreadOverTheReserveOfTwoDays() {
    #expect(
      fit {
        $0.site.booking.reservePercent = 90
        $0.demand.appointments[0].operations.append(
          ServiceOperation(id: "2", work: standardWork(60)))
      } == [minute("08:00"), minute("+1 09:00")])
  }

  @Test func aLoanVehicleMustBeThereUntilItIsReady() {
    let edit: (inout TinyWorkshop) -> Void = {
      $0.site.loaners = 1
      $0.demand.appointments[0].loaner = true
      $0.add("B", at: "09:00", advisor: "S2", [Step("09:15", "10:15", crew: ["T2"])]) { $0.loaner = true }
    }
    // From 08:00 to 09:30 one would be missing at 09:00; B is ready at 10:30.
    #expect(fit(edit) == [minute("10:30"), minute("11:45")])
  }

  // The only lift is held from 09:30 to 11:00. After 60 minutes the vehicle cannot be moved for 60 more: from 11:00 on,
  // and after the break.
  @Test func aVehicleThatCannotBeMovedStaysInItsBay() {
    let edit: (inout TinyWorkshop) -> Void = {
      $0.site.bays.remove(at: 1)
      $0.demand.appointments[0].operations.append(ServiceOperation(id: "2", work: standardWork(60)))
      $0.demand.appointments[0].operations[0].bayAfter = .keep
      $0.hold("H", "09:30", "11:00", bay: "B", crew: [])
    }
    #expect(fit(edit) == [minute("08:00"), minute("14:00")])
    // Two lifts: the other one is free.
    #expect(
      fit {
        edit(&$0)
        $0.site.bays.append(Bay(id: "B2", types: ["lift"]))
      } == [minute("08:00"), minute("10:15")])
  }

  // The second operation follows at once, but its technician is free from 10:00 on only: the first waits for it.
  @Test func anOperationWaitsForTheOneThatMustFollowAtOnce() {
    let edit: (inout TinyWorkshop) -> Void = {
      $0.site.technicians[1].skills["mech"] = 3
      $0.demand.appointments[0].operations.append(
        ServiceOperation(id: "2", work: standardWork(60, level: 3), lag: ServiceOperation.Lag(max: 0)))
      $0.hold("H", "08:00", "10:00", bay: nil, crew: ["T2"])
    }
    #expect(fit(edit) == [minute("08:00"), minute("11:00")])
    #expect(
      fit {
        edit(&$0)
        $0.demand.appointments[0].operations[1].lag = ServiceOperation.Lag(min: 240, max: 240)
      } == [minute("08:00"), minute("14:15")])
  }

  // B is ready at 09:30, and its loan vehicle goes out again at 10:00.
  @Test func aLoanVehicleGoesOutAgainAfterItsTurnaround() {
    #expect(
      fit {
        $0.site.loaners = 1
        $0.site.booking.loanerTurnaroundMinutes = 30
        $0.demand.appointments[0].loaner = true
        $0.add("B", at: "08:00", advisor: "S2", [Step("08:15", "09:15", crew: ["T2"])]) { $0.loaner = true }
      } == [minute("10:00"), minute("11:15")])
  }

  @Test func everythingElseMayBlockTogether() {
    // One technician with the whole day booked without a lift, one lift booked all day without a technician.
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 0
    workshop.site.technicians.removeLast()
    workshop.site.bays = [Bay(id: "B", types: ["lift"], calendar: "week")]
    workshop.leaveOut("A")
    let bare = WorkRequirement.standard(WorkRequirement.StandardWork(minutes: 225, bay: "lift"))
    let late = WorkRequirement.standard(WorkRequirement.StandardWork(minutes: 240, bay: "lift"))
    workshop.add("X1", at: "08:00", [Step("08:15", "12:00", bay: nil)]) {
      $0.operations[0].work = standardWork(225, bay: nil)
    }
    workshop.add("X2", at: "08:15", [Step("13:00", "17:00", bay: nil)]) {
      $0.operations[0].work = standardWork(240, bay: nil)
    }
    workshop.add("Y1", at: "08:00", advisor: "S2", [Step("08:15", "12:00", crew: [])]) {
      $0.operations[0].work = bare
    }
    workshop.add("Y2", at: "08:15", advisor: "S2", [Step("13:00", "17:00", crew: [])]) {
      $0.operations[0].work = late
    }
    let state = workshop.adopted()
    #expect(state.unscheduledCount == 1)
    var finder = ReasonFinder(state)
    let finding = finder.finding(for: AppointmentIndex(0))
    #expect(finding.reason == .capacity)
    #expect(finding.blockers == [.technicians, .bays])
    let single = finder.primaryFinding(for: AppointmentIndex(0))
    #expect(single.blockers == [])
  }
}
