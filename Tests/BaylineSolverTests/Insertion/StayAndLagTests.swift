import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Insertions of vehicles that stay, move, wait between operations, share equipment and are driven.
@Suite struct StayAndLagTests {
  /// A workshop in which a minute of delay costs a point.
  private func workshop(_ edit: (inout TinyWorkshop) -> Void) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    edit(&workshop)
    return workshop
  }

  /// The best insertion of the first visit beside the others as the schedule has them: `B 08:15-09:15` for each
  /// operation.
  private func best(_ workshop: TinyWorkshop) -> [String]? {
    let state = workshop.adopted()
    guard state.unscheduledCount == 1 else { return ["others do not fit"] }
    var search = InsertionSearch()
    guard let found = search.best(of: AppointmentIndex(0), in: state) else { return nil }
    #expect(state.admits(AppointmentIndex(0), found.reception, search.placements))
    #expect(state.delta(of: AppointmentIndex(0), found.reception, search.placements) == found.delta)
    let problem = state.problem
    return zip(problem.visit(0).operations, search.placements).map { position, placement in
      let bay = problem.bay(of: problem.operation(position), placement).map { problem.site.bays[$0.int].id }
      return "\(bay ?? "-") \(clock(placement.start))-\(clock(placement.end))"
    }
  }

  private func clock(_ minute: Int32) -> String {
    (minute >= 1440 ? "+\(minute / 1440) " : "") + CivilTime.clock(Int(minute) % 1440)
  }

  private func wash(_ lag: ServiceOperation.Lag) -> Step {
    Step("09:15", "10:15") {
      $0.work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "wash"))
      $0.lag = lag
    }
  }

  private func lift(_ edit: @escaping (inout ServiceOperation) -> Void = { _ in }) -> Step {
    Step("08:15", "09:15", edit: edit)
  }

  // The vehicle stands on B, which is a lift alone. What is kept there could not go on: it moves to B2 first.
  @Test func aVehicleIsKeptOnlyWhereItsWorkCanGoOn() {
    let kept = workshop {
      $0.site.bays[1].types.append("big")
      $0.leaveOut(
        "A",
        [
          lift {
            $0.locked = ServiceOperation.LockedWork(
              bay: "B", technicians: ["T"], start: time("08:00"), end: time("09:00"))
          }, lift { $0.bayAfter = .keep },
          lift { $0.work = standardWork(60, bay: "big") },
        ]
      ) { $0.arrived = time("08:00") }
    }
    #expect(best(kept) == ["B 08:00-09:00", "B2 09:00-10:00", "B2 10:00-11:00"])
  }

  // MARK: - Lags

  @Test func workWaitsForTheLeastLag() {
    let waiting = workshop { $0.leaveOut("A", [lift(), wash(ServiceOperation.Lag(min: 45))]) }
    #expect(best(waiting) == ["B 08:15-09:15", "W 10:00-11:00"])
  }

  // The wash is taken until 11:00, and the work before it must end at most so long before it: an hour early is too early.
  @Test(arguments: [
    (0, "B 10:00-11:00"), (30, "B 09:30-10:30"), (105, "B 08:15-09:15"), (200, "B 08:15-09:15"),
  ])
  func workIsDelayedSoThatTheNextCanFollow(lag: Int, first: String) {
    let tied = workshop {
      $0.leaveOut("A", [lift(), wash(ServiceOperation.Lag(max: lag))])
      $0.hold("H", "08:00", "11:00", bay: "W", crew: [])
    }
    #expect(best(tied) == [first, "W 11:00-12:00"])
  }

  // The hour on the lift is locked; whoever is able is busy until 10:00, an hour after it.
  @Test(arguments: [(59, false), (60, true)])
  func lockedWorkIsNotDelayed(lag: Int, isFound: Bool) {
    let tied = workshop {
      $0.leaveOut(
        "A",
        [
          lift {
            $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:00"))
          },
          lift { $0.lag = ServiceOperation.Lag(max: lag) },
        ]
      ) { $0.arrived = time("08:00") }
      $0.hold("H", "09:00", "10:00", bay: nil, crew: ["T"])
      $0.hold("I", "09:00", "10:00", bay: nil, crew: ["T2"])
    }
    #expect(best(tied) == (isFound ? ["B 08:00-09:00", "B 10:00-11:00"] : nil))
  }

  // An hour that must end as the lock at 11:00 begins.
  @Test func workIsDelayedForALock() {
    let tied = workshop {
      $0.leaveOut(
        "A",
        [
          lift(),
          lift {
            $0.lag = ServiceOperation.Lag(max: 0)
            $0.locked = ServiceOperation.LockedWork(bay: "B2", technicians: ["T2"], start: time("11:00"))
          },
        ]
      ) { $0.arrived = time("08:00") }
    }
    #expect(best(tied) == ["B2 10:00-11:00", "B2 11:00-12:00"], "where it can stay")
  }

  // MARK: - Staying and moving

  // B2 is closed; B is taken from 10:00 to 11:00: two hours in one booth begin at 11:00 and go on after the break.
  @Test func whatIsKeptHasOneBoothForAll() {
    let kept = workshop {
      $0.leaveOut("A", [lift { $0.bayAfter = .keep }, lift()])
      $0.hold("H", "10:00", "11:00", bay: "B", crew: [])
      $0.hold("I", "08:00", "17:00", bay: "B2", crew: [])
    }
    #expect(best(kept) == ["B 11:00-12:00", "B 13:00-14:00"])
  }

  // On B it could be done at once, but not be kept: from 09:30 on B is taken. On B2, free from 08:30 on, it can.
  @Test func aBoothThatIsFreeLongEnoughIsChosen() {
    let kept = workshop {
      $0.leaveOut("A", [lift { $0.bayAfter = .keep }, lift()])
      $0.hold("H", "09:30", "17:00", bay: "B", crew: [])
      $0.hold("I", "08:00", "08:30", bay: "B2", crew: [])
    }
    #expect(best(kept) == ["B2 08:30-09:30", "B2 09:30-10:30"])
  }

  // The same without `keep` and a move of 40 points and 5 minutes. Moved from B to B2, it is ready at 10:35, at 155
  // points of delay and 40; on B2 alone at 10:45, 165 points.
  @Test func aMoveIsWeighedAgainstTheWait() {
    func free(_ move: Int) -> [String]? {
      best(
        workshop {
          $0.site.policy.move = move
          $0.site.booking.moveMinutes = 5
          $0.leaveOut("A", [lift(), lift()])
          $0.hold("H", "09:30", "17:00", bay: "B", crew: [])
          $0.hold("I", "08:00", "08:30", bay: "B2", crew: [])
        })
    }
    #expect(free(40) == ["B2 08:30-09:30", "B2 09:30-10:30"])
    #expect(free(5) == ["B 08:15-09:15", "B2 09:20-10:20"])
  }

  // A vehicle stands on B during its road test from 09:15 to 10:15, and B2 is closed: the visit waits for 11:15.
  @Test func aBayThatIsHeldForAReturnIsNotFree() {
    func waits(_ bayAfter: ServiceOperation.BayAfter?) -> [String]? {
      best(
        workshop {
          $0.leaveOut("A") { $0.availability = [window("09:00", "17:00")] }
          $0.hold("I", "08:00", "17:00", bay: "B2", crew: [])
          $0.add(
            "X",
            [
              lift { $0.bayAfter = bayAfter },
              Step("09:15", "10:15", bay: nil) { $0.work = standardWork(60, bay: nil) },
              Step("10:15", "11:15"),
            ])
        })
    }
    #expect(waits(nil) == ["B 13:00-14:00"])
    #expect(waits(.leave) == ["B 09:15-10:15"])
  }

  // B is a lift on which one can wash, too: on B2, which is less versatile, the vehicle could not stay for the wash.
  @Test func theFirstBayIsOneInWhichTheVehicleCanStay() {
    let washed = workshop {
      $0.site.policy.move = 40
      $0.site.bays[0].types.append("wash")
      $0.leaveOut("A", [lift(), wash(ServiceOperation.Lag())])
    }
    #expect(best(washed) == ["B 08:15-09:15", "B 09:15-10:15"])
  }

  // The second hour is after the break, when B is taken: on B2 the vehicle can stay for it.
  @Test func aVehicleStaysOverTheBreak() {
    let paused = workshop {
      $0.site.policy.move = 40
      $0.leaveOut("A", [lift(), lift()]) { $0.availability = [window("10:45", "11:00")] }
      $0.hold("H", "13:00", "17:00", bay: "B", crew: [])
    }
    #expect(best(paused) == ["B2 11:00-12:00", "B2 13:00-14:00"])
  }

  // One day. B is free at 14:30, too late for the two hours that follow an hour later; B2 at 13:00. By then the site
  // closes: the delay is the same.
  @Test func theBayThatIsFreeSoonerIsTakenWhereTheDelayIsTheSame() {
    let tight = workshop {
      $0.demand.horizon.carryOverDays = 0
      $0.leaveOut(
        "A",
        [
          lift { $0.splittable = true },
          lift {
            $0.work = standardWork(120)
            $0.splittable = true
            $0.lag = ServiceOperation.Lag(min: 60)
          },
        ])
      $0.hold("H", "08:00", "14:30", bay: "B", crew: [])
      $0.hold("I", "08:00", "13:00", bay: "B2", crew: [])
    }
    #expect(best(tight) == ["B2 13:00-14:00", "B2 15:00-17:00"])
  }

  // MARK: - Equipment, parts and drivers

  // X uses the only one until 09:15; two are enough for both.
  @Test(arguments: [(1, "09:15-10:15"), (2, "08:15-09:15")])
  func equipmentIsWaitedFor(count: Int, hours: String) {
    let shared = workshop {
      $0.site.equipment = [Equipment(id: "E", count: count)]
      $0.leaveOut("A", [lift { $0.equipment = ["E"] }])
      $0.add("X", [Step("08:15", "09:15", bay: "B2", crew: ["T2"]) { $0.equipment = ["E"] }])
    }
    #expect(best(shared)?.first?.suffix(11) == hours[...])
  }

  // X is ready at 09:30 and on its way with the only driver until 10:30. A, which is driven for half an hour, is ready
  // when the driver is back: done at 10:15. A second driver takes it at 09:30.
  @Test(arguments: [(1, "09:15-10:15"), (2, "08:15-09:15")])
  func aDeliveryWaitsForItsDriver(drivers: Int, hours: String) {
    let driven = workshop {
      $0.site.drivers = drivers
      $0.leaveOut("A") { $0.deliver = 30 }
      $0.add("X", [Step("08:15", "09:15", bay: "B2", crew: ["T2"])]) { $0.deliver = 60 }
    }
    #expect(best(driven)?.first?.suffix(11) == hours[...])
  }

  // Half an hour within the hours: the first arrival for which that is possible is 08:30. Where the driver fetches X from
  // 08:00 to 09:00, it is 09:30.
  @Test(arguments: [(false, "08:45-09:45"), (true, "09:45-10:45")])
  func aVehicleIsFetchedWithinTheHours(isAway: Bool, hours: String) {
    let driven = workshop {
      $0.site.drivers = 1
      $0.leaveOut("A") { $0.collect = 30 }
      if isAway {
        $0.add("X", at: "09:00", advisor: "S2", [Step("09:15", "10:15", bay: "B2", crew: ["T2"])]) {
          $0.collect = 60
        }
      }
    }
    #expect(best(driven)?.first?.suffix(11) == hours[...])
  }
}
