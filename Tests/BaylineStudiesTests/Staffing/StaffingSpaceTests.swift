import Bayline
import BaylineModel
import BaylineSimulation
import TestSupport
import Testing

@testable import BaylineStudies

@Suite struct StaffingSpaceTests {
  private func space(_ today: Scenario.Instance, _ ranges: StaffingRanges) -> StaffingSpace {
    StaffingSpace(today: today, ranges: ranges)
  }

  @Test func whoIsNeededOrAskedForStaysLongest() throws {
    let today = StaffingCase.today([60, 60, 60]) { tiny in
      tiny.site.technicians.append(Technician(id: "T3", skills: ["mech": 2], calendar: "week"))
      tiny.demand.appointments[0].preferredTechnician = "T2"
      tiny.demand.appointments[1].operations[0].locked = ServiceOperation.LockedWork(
        bay: "B2", technicians: ["T3"], start: time("09:00"))
    }
    let space = space(today, StaffingCase.ranges(technicians: 0...3, lifts: 0...2, advisors: 0...2))
    #expect(space.posts[0].people == ["T3", "T2", "T"])
    #expect(space.posts[0].minCount == 1)
    #expect(space.posts[2].people == ["B2", "B"])
    // T3 cannot go, so there is no staffing without technicians.
    var none = space.current
    none.counts[0] = 0
    #expect(!space.allows(none))
    #expect(space.instance(of: none) == nil)
    var one = space.current
    one.counts[0] = 1
    let instance = try #require(space.instance(of: one))
    #expect(instance.site.technicians.map(\.id) == ["T3"])
    #expect(instance.demands[0].appointments[0].preferredTechnician == nil)
  }

  @Test func whoComesHasTheSkillAndTheShift() throws {
    let today = StaffingCase.today([60])
    var ranges = StaffingRanges()
    ranges.technicians = [
      StaffingRanges.TechnicianRange(
        trade: "mech", level: 3, count: 0...2, cost: .day(500), certifications: [], efficiency: 110)
    ]
    let space = space(today, ranges)
    // Nobody of the site is a master: there are new ones alone, in the site's hours.
    #expect(space.posts.map(\.kind) == [.newTechnicians(trade: "mech", level: 3, pattern: nil)])
    let instance = try #require(space.instance(of: Staffing(counts: [2])))
    let new = instance.site.technicians.suffix(2)
    #expect(instance.site.technicians.count == 4)
    #expect(new.allSatisfy { $0.skills == ["mech": 3] && $0.efficiency == 110 && $0.calendar == "week" })
  }

  @Test func aBayOfTwoTypesCountsInTheFirstRange() throws {
    let today = StaffingCase.today([60]) { tiny in
      tiny.site.bays = [
        Bay(id: "LW", types: ["wash", "lift"]), Bay(id: "L", types: ["lift"]), Bay(id: "W", types: ["wash"]),
      ]
      tiny.demand.appointments[0].operations.append(
        ServiceOperation(id: "2", work: .standard(WorkRequirement.StandardWork(minutes: 10, bay: "wash"))))
    }
    var ranges = StaffingRanges()
    ranges.bays = [
      StaffingRanges.BayRange(type: "lift", count: 0...3, dayCost: 100),
      StaffingRanges.BayRange(type: "wash", count: 1...1, dayCost: 40),
    ]
    let space = space(today, ranges)
    #expect(space.groups.map { space.count($0, space.current) } == [2, 1])
    #expect(space.cost(space.current) == 100 + 100 + 40)
    // Wash bays are at their most: no more of them, but one more lift, which is like the first one.
    let added = space.additions(to: space.current)
    #expect(added.map { space.posts[$0.more[0]].kind } == [.newBays(type: "lift")])
    let instance = try #require(space.instance(of: added[0].applied(to: space.current)))
    #expect(instance.site.bays.last?.types == ["wash", "lift"])
    #expect(space.groups.map { space.count($0, space.largest) } == [3, 1])
  }

  @Test func whoReceivesLikeTheFirstAdvisor() throws {
    let today = StaffingCase.today([60]) { tiny in
      tiny.site.advisors[0].kinds = [.repair]
      tiny.site.advisors[0].bookingsPerDay = 7
    }
    let space = space(
      today, StaffingRanges(advisors: StaffingRanges.AdvisorRange(count: 0...3, cost: .day(1))))
    let instance = try #require(space.instance(of: space.largest))
    #expect(instance.site.advisors.map(\.bookingsPerDay) == [7, nil, 7])
    #expect(instance.site.advisors.last?.kinds == [.repair])
  }

  @Test func theStartLiesWithinTheRanges() {
    let today = StaffingCase.today([60])
    let few = space(today, StaffingCase.ranges(technicians: 3...4, lifts: 0...1, advisors: 2...2))
    #expect(few.groups.map { few.count($0, few.start) } == [3, 1, 2])
    #expect(few.groups.map { few.count($0, few.largest) } == [4, 1, 2])
    #expect(few.allows(few.start) && few.allows(few.largest) && !few.allows(few.current))
  }

  @Test func payIsByTheDayOrTheHourOfTheShift() {
    let today = StaffingCase.today([60]) { tiny in
      tiny.addCalendar("short", [(8, 12)])
      tiny.site.technicians[1].calendar = "short"
      tiny.site.calendars["off"] = WorkCalendar()
      tiny.site.technicians.append(Technician(id: "T3", skills: ["mech": 2], calendar: "off"))
    }
    var ranges = StaffingRanges()
    ranges.technicians = [
      StaffingRanges.TechnicianRange(
        trade: "mech", level: 2, count: 0...9, cost: .hour(20),
        patterns: [StaffingRanges.ShiftPattern(name: "short", calendar: .named("short"), cost: .day(99))])
    ]
    let space = space(today, ranges)
    // T has eight hours at 20; T2 is in the shift that costs 99 a day, and so is who comes; T3 is never there.
    #expect(space.posts[0].costs == [160, 99, 0])
    #expect(space.posts[1].costs == [99])
    #expect(space.cost(Staffing(counts: [2, 2])) == 160 + 99 + 2 * 99)
  }

  @Test func exchangesAreCheaperAndOfTheTrade() {
    let today = StaffingCase.today([60]) { tiny in
      tiny.site.technicians.append(Technician(id: "E", skills: ["electric": 1], calendar: "week"))
    }
    var ranges = StaffingCase.ranges(technicians: 0...3, lifts: 0...2, advisors: 0...2)
    ranges.technicians += [
      StaffingRanges.TechnicianRange(trade: "mech", level: 1, count: 0...3, cost: .day(200)),
      StaffingRanges.TechnicianRange(trade: "electric", level: 1, count: 0...2, cost: .day(50)),
    ]
    let space = space(today, ranges)
    let moves = space.exchanges(from: space.current)
    let kinds = moves.map { [space.posts[$0.less[0]].kind, space.posts[$0.more[0]].kind] }
    #expect(
      kinds == [
        [.technicians(trade: "mech", level: 2), .newTechnicians(trade: "mech", level: 1, pattern: nil)]
      ])
    #expect(moves.allSatisfy { space.saving($0, from: space.current) == 100 })
    // Two of 300 for one of 200, and one of 300 and one of 50 are of two trades.
    let double = space.doubleExchanges(from: space.current)
    #expect(double.allSatisfy { space.saving($0, from: space.current) > 0 })
    #expect(double.contains { $0.less.count == 2 && $0.more.count == 1 })
  }

  @Test func equipmentAndDriversAreNumbers() throws {
    let today = StaffingCase.today([60]) { tiny in
      tiny.site.equipment = [Equipment(id: "jack", name: "千斤顶", count: 2), Equipment(id: "tester")]
      tiny.site.drivers = 1
      tiny.demand.appointments[0].operations[0].equipment = ["jack"]
    }
    var ranges = StaffingRanges()
    ranges.equipment = [
      StaffingRanges.EquipmentRange(equipment: "jack", count: 0...3, dayCost: 20),
      StaffingRanges.EquipmentRange(equipment: "tester", count: 0...1, dayCost: 90),
    ]
    ranges.drivers = StaffingRanges.DriverRange(count: 0...2, cost: .hour(30))
    let space = space(today, ranges)
    #expect(
      space.posts.map(\.kind) == [
        .equipment(id: "jack", name: "千斤顶"), .equipment(id: "tester", name: nil), .drivers,
      ])
    #expect(space.current.counts == [2, 1, 1])
    // 2 × 20 + 90 + 8 hours × 30
    #expect(space.cost(space.current) == 40 + 90 + 240)
    // Work needs the jack, so that one stays; the tester and the driver can go.
    #expect(!space.allows(Staffing(counts: [0, 1, 1])))
    #expect(space.allows(Staffing(counts: [1, 0, 0])))
    let least = try #require(space.instance(of: Staffing(counts: [1, 0, 0])))
    #expect(least.site.equipment == [Equipment(id: "jack", name: "千斤顶", count: 1)])
    #expect(least.site.drivers == 0)
    let most = try #require(space.instance(of: space.largest))
    #expect(most.site.equipment.map(\.count) == [3, 1] && most.site.drivers == 2)
  }

  // The day is a holiday: an inline pattern costs nothing, like the calendars of the site.
  @Test func holidaysCostNothing() {
    let today = StaffingCase.today([60]) { $0.site.dates = [time("00:00").date: .closed] }
    let always = WorkCalendar(
      weekly: Dictionary(
        uniqueKeysWithValues: Weekday.allCases.map { ($0, [WorkCalendar.DayInterval(480, 960)]) }))
    var ranges = StaffingRanges()
    ranges.advisors = StaffingRanges.AdvisorRange(
      count: 0...3, cost: .day(200),
      patterns: [StaffingRanges.ShiftPattern(name: "p", calendar: .inline(always))])
    ranges.drivers = StaffingRanges.DriverRange(count: 0...2, cost: .day(100))
    let space = space(today, ranges)
    #expect(space.cost(Staffing(counts: [2, 1, 2])) == 0)
  }
}
