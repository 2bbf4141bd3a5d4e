import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// What a plan becomes before it is played.
@Suite struct ShopCompilerTests {
  private func shop(
    _ edit: (inout TinyWorkshop) -> Void, chances: (inout Uncertainty) -> Void = { _ in }
  ) -> Shop {
    var workshop = TinyWorkshop()
    edit(&workshop)
    return workshop.simulation(chances).shop
  }

  // MARK: - Needs

  @Test func theLeastSkilledComeFirstWithTheirMinutes() {
    let shop = shop {
      $0.site.technicians[0].skills["mech"] = 4
      $0.site.technicians[0].efficiency = 150
      $0.add("A", [Step("08:15", "08:55")])
    }
    let need = shop.needs[0]
    #expect(need.ways.map(\.technician) == [1, 0])
    #expect(need.ways.map(\.minutes) == [60, 40])
    #expect(need.ways.map(\.rank) == [2, 4])
    #expect(need.ways.allSatisfy { $0.bays == [0, 1] })
    #expect(need.standard == 60 && need.minutes == 50 && need.crew == 1)
    #expect(need.minutes(of: [0], in: 0) == 40)
    #expect(need.minutes(of: [0, 1], in: 1) == 60)
    // Nobody who is able: the mean of those who are.
    #expect(need.minutes(of: [7], in: 0) == 50)
  }

  @Test func equalOperationsShareTheirNeed() {
    let shop = shop {
      $0.add("A")
      $0.add("B", at: "09:00", [Step("09:15", "10:15")])
      $0.add("C", at: "10:00", [Step("10:15", "11:15", minutes: 60, splittable: true)])
    }
    #expect(shop.works.map(\.need) == [0, 0, 1])
  }

  @Test func aBayThatTheSiteLacksLeavesNoWay() {
    let shop = shop(
      {
        $0.leaveOut("A") {
          $0.operations[0].work = .standard(
            WorkRequirement.StandardWork(minutes: 60, bay: "paint", crew: WorkRequirement.Crew(trade: "mech"))
          )
        }
      }, chances: { $0.walkIns.perDay = 3 })
    #expect(shop.needs[0].ways.isEmpty)
    // Nobody comes for what cannot be done.
    #expect(shop.walkIns.means == [0])
  }

  @Test func namedWorkHasItsPeople() {
    let ways = [
      WorkRequirement.Alternative(bay: "B", technician: "T", minutes: 50),
      WorkRequirement.Alternative(bay: "W", technician: "T2", minutes: 30),
    ]
    let shop = shop {
      $0.leaveOut("A") { $0.operations[0].work = .alternatives(ways) }
    }
    #expect(shop.needs[0].ways.map(\.technician) == [1, 0])
    #expect(shop.needs[0].standard == 30 && shop.needs[0].minutes == 40 && shop.needs[0].crew == 1)
  }

  // MARK: - The plan

  // B is held by A until 09:15: B follows it closely. C could begin at 10:15.
  @Test func workThatFollowsCloselyMayBeginEarlier() {
    let shop = shop {
      $0.add("A")
      $0.add("B", at: "08:30", [Step("09:15", "10:15")])
      $0.add("C", at: "09:00", advisor: "S2", [Step("10:30", "11:30")])
    }
    #expect(shop.works.map(\.isLeftShifted) == [true, true, false])
    #expect(shop.technicianQueues == [[0, 1, 2], []])
    #expect(shop.bayQueues == [[0, 1, 2], [], []])
    #expect(shop.advisorQueues == [[0, 1], [2]])
  }

  // An hour at 11:30 does not fit before the break: 13:00 is as soon as can be.
  @Test func workThatCannotPauseIsPlannedAsSoonAsItFits() {
    let shop = shop { $0.add("A", at: "11:15", [Step("13:00", "14:00")]) }
    #expect(shop.works[0].isLeftShifted)
  }

  @Test func arrivalsWithinAReceptionAreReceivedAtOnce() {
    let shop = shop {
      $0.add("A", at: "08:00")
      $0.add("B", at: "08:10", [Step("09:15", "10:15")])
      $0.add("C", at: "08:25", [Step("10:15", "11:15")])
    }
    #expect(shop.visits.map(\.isDoubleBooked) == [true, true, false])
  }

  private func locked(_ start: String, _ end: String?) -> Step {
    Step(start, end ?? "10:00") {
      $0.locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time(start), end: end.map { time($0) })
    }
  }

  // Fixed at 09:00 while T is at work until 09:15; and what began before now.
  @Test func workThatWasFixedAgainstTheRulesIsForced() {
    let shop = shop {
      $0.add("A")
      $0.add("B", at: "08:30", [locked("09:00", "10:00")])
      $0.add("C", at: "10:00", [locked("10:15", "11:15")])
    }
    #expect(shop.works.map(\.isForced) == [false, true, false])
    #expect(shop.works.map(\.isLocked) == [false, true, true])
    #expect(shop.works.map(\.hasKnownDuration) == [false, true, true])
  }

  @Test func whatIsLockedIsPlayedThoughItsVisitIsLeftOut() {
    let shop = shop {
      $0.leaveOut("A", [locked("09:00", nil), Step("10:00", "11:00")])
      $0.leaveOut("B")
    }
    #expect(shop.visits.count == 1)
    #expect(shop.visits[0].isLockedOnly)
    #expect(shop.works.map { [$0.start, $0.end] } == [[540, 600]])
  }

  // MARK: - Time

  @Test func somebodyMayBeginWhenShiftsBeginAndWorkIsPlanned() {
    let shop = shop { $0.add("A", at: "08:30", [Step("09:00", "10:00")]) }
    let monday = shop.wakes.filter { (0..<1440).contains($0) }
    #expect(monday == [0, 480, 510, 540, 780])
    #expect(shop.lastMinute == (2 + 28) * 1440)
    #expect(shop.arrivalEnd == 1440 && shop.horizonEnd == 2880)
  }

  @Test func timePassesAsTheWorkAllows() {
    let shop = shop {
      $0.add("A", [Step("08:15", "09:15", minutes: 60, splittable: true)])
      $0.add("B", at: "09:00", [Step("09:15", "10:15")])
      $0.add("C", at: "10:00", [Step("10:15", "11:15", bay: "W", crew: [])]) {
        $0.operations[0].work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "wash"))
      }
    }
    #expect(shop.works.map(\.timeMode) == [.resumable, .nonResumable, .wallClock])
    #expect(shop.works.map { $0.timeMode.ignoresCalendars } == [false, false, true])
  }

  // MARK: - Customers without a booking

  // 15% of 16 hours are 144 minutes, 70% of them 100.8: 1.68 visits of an hour.
  @Test func theReserveSaysHowManyCome() {
    let chances: (inout Uncertainty) -> Void = {
      $0.walkIns.perDay = nil
      $0.walkIns.reserveShare = 70
    }
    var workshop = TinyWorkshop()
    workshop.site.booking.reservePercent = 15
    workshop.leaveOut("A")
    let simulation = workshop.simulation(chances)
    #expect(abs(simulation.expectedWalkInsPerDay - 1.68) < 1e-9)
    var uncertainty = Uncertainty.none
    chances(&uncertainty)
    uncertainty.walkIns.weekdays = [.monday: 50]
    #expect(
      abs(
        ShopSimulation.walkInsPerDay(
          site: workshop.site, demand: workshop.demand, uncertainty: uncertainty) - 1.68)
        < 1e-9)
    uncertainty.walkIns.perDay = 9
    #expect(
      ShopSimulation.walkInsPerDay(
        site: workshop.site, demand: workshop.demand, uncertainty: uncertainty) == 9)
  }

  @Test func theDayOfTheWeekCounts() {
    let shop = shop(
      { $0.leaveOut("A") },
      chances: {
        $0.walkIns.perDay = 10
        $0.walkIns.weekdays = [.monday: 150, .tuesday: 10]
      })
    #expect(shop.walkIns.means == [15])
  }

  @Test func kindsComeAsOftenAsTheyAreAskedForOrAsIsSaid() {
    let demand: (inout TinyWorkshop) -> Void = {
      $0.leaveOut("A")
      $0.leaveOut("B")
      $0.leaveOut("C") { $0.kind = .maintenance }
    }
    func weights(_ shop: Shop) -> [String: Double] {
      var (before, found) = (0.0, [String: Double]())
      for (kind, sum) in shop.walkIns.kinds {
        found[shop.kinds[kind].rawValue] = sum - before
        before = sum
      }
      return found
    }
    #expect(weights(shop(demand)) == ["repair": 2, "maintenance": 1])
    #expect(weights(shop(demand, chances: { $0.walkIns.kinds = [.maintenance: 7] })) == ["maintenance": 7])
  }

  // Weight 1 from 08:00 to 09:00 and 3 from 11:00: the break and other hours have none.
  @Test func customersComeInOpenHoursOfSomeWeight() {
    let shop = shop(
      { $0.leaveOut("A") },
      chances: {
        $0.walkIns.perDay = 1
        $0.walkIns.hours = (0..<24).map { [8: 1, 11: 3, 12: 9][$0] ?? 0 }
      })
    let spans = shop.walkIns.spans[0]
    #expect(spans.map { [$0.start, $0.end] } == [[480, 540], [660, 720]])
    #expect(spans.map(\.cumulativeWeight) == [60, 240])
  }

  @Test func aClosedDayBringsNobody() {
    let shop = shop(
      {
        $0.leaveOut("A")
        $0.demand.horizon.days = 6
      }, chances: { $0.walkIns.perDay = 4 })
    #expect(shop.walkIns.means == [4, 4, 4, 4, 4, 0])
  }
}
