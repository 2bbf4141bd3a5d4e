import Bayline
import BaylineMath
import BaylineModel
import BaylineSimulation
import TestSupport
import Testing

@Suite struct StaffingSearchTests {
  private let all: [StaffingTargets.Target] = [
    StaffingTargets.Target(.servedShare, .least(100)), StaffingTargets.Target(.figure(.onTime), .least(100)),
  ]

  @Test func takesAwayWhatIsNotNeeded() async throws {
    // Two visits of two hours: one technician on one lift does both between 08:15 and 17:00, one advisor receives both.
    let result = try await StaffingCase.result(
      StaffingCase.today([120, 120]),
      StaffingTargets(
        targets: all,
        ranges: StaffingCase.ranges(technicians: 0...3, lifts: 0...3, advisors: 0...3)))
    let chosen = try #require(result.chosen)
    #expect(chosen.cost == 300 + 100 + 200)
    #expect(chosen.meets(all, confidence: 95))
    // Today has two of each; the chosen one keeps the first.
    #expect(result.today?.cost == 1200.0)
    #expect(result.isComplete)
    // One less of each is none of each, which leaves everything out.
    let smaller = result.neighbours.filter(\.isSmaller)
    #expect(smaller.count == 3)
    for neighbour in smaller {
      switch neighbour.evaluation {
      case .ruledOut(let proof): #expect(proof.most == 0)
      case .played(let point): #expect(!point.meets(all, confidence: 95))
      }
    }
  }

  @Test func addsWhatIsMissing() async throws {
    // Six visits of 220 minutes, wanted back at 17:15. A technician does one before noon and one after: a half day has 240 minutes,
    // and 13:00 + 220 + 15 of finishing is 16:55. Before noon it has to begin by 08:20, so the customer comes at 08:00 (at 08:15 the
    // work would begin at 08:30): one for each advisor. With s advisors and t technicians on t lifts that makes min(s, t) + t
    // visits: of at most two advisors and four technicians six with two and four alone.
    let result = try await StaffingCase.result(
      StaffingCase.today(Array(repeating: 220, count: 6)),
      StaffingTargets(
        targets: all, ranges: StaffingCase.ranges(technicians: 0...4, lifts: 0...4, advisors: 1...2)),
      iterations: 120)
    let chosen = try #require(result.chosen)
    #expect(result.groups.map { result.count(of: $0, in: chosen) } == [4, 4, 2])
    // Today's two of each serve four of them on the day, and two on the next.
    #expect(result.today?.measures[.servedShare]?.mean == 100)
    #expect(abs((result.today?.measures[.figure(.onTime)]?.mean ?? 0) - 200.0 / 3) < 1e-9)
    #expect(result.today?.meets(all, confidence: 95) == false)
  }

  @Test func findsWhatTryingAllFinds() async throws {
    for seed in 0..<6 {
      var random = SplitMix64(seed: UInt64(seed))
      let minutes = (0..<random.within(3...6)).map { _ in 30 * random.within(1...7) }
      let targets = StaffingTargets(
        targets: [
          StaffingTargets.Target(.servedShare, .least([60, 80, 100][random.below(3)])),
          StaffingTargets.Target(.figure(.onTime), .least([50, 75, 100][random.below(3)])),
        ], ranges: StaffingCase.ranges(technicians: 1...3, lifts: 1...3, advisors: 1...2))
      let today = StaffingCase.today(minutes)
      let found = try await StaffingCase.result(today, targets)
      let least = try await StaffingCase.leastCost(today, targets)
      #expect(found.chosen?.cost ?? .infinity == least, "seed \(seed): \(minutes), \(targets.targets)")
    }
  }

  @Test func exchangesTheDearForTheCheap() async throws {
    // Both technicians are masters of level 2 at 300; the work asks for level 1, which costs 150.
    let today = StaffingCase.today([120, 120]) { tiny in
      for position in tiny.demand.appointments.indices {
        tiny.demand.appointments[position].operations[0].work = .standard(
          WorkRequirement.StandardWork(
            minutes: 120, bay: "lift", crew: WorkRequirement.Crew(trade: "mech", level: 1)))
      }
    }
    var ranges = StaffingCase.ranges(technicians: 0...2, lifts: 1...2, advisors: 1...1)
    ranges.technicians.append(
      StaffingRanges.TechnicianRange(trade: "mech", level: 1, count: 0...2, cost: .day(150)))
    let result = try await StaffingCase.result(today, StaffingTargets(targets: all, ranges: ranges))
    let chosen = try #require(result.chosen)
    #expect(chosen.cost == 150 + 100 + 200)
  }

  @Test func choosesTheShiftThatServes() async throws {
    // The customer comes from 18:00 on and wants the vehicle back at 21:30. Nobody of today is there then: the work would be done on the
    // next day. The late shift alone does it in time: 18:15 + 60 + 15 is 19:30.
    let today = StaffingCase.today([60]) { tiny in
      tiny.addCalendar("late", [(14, 22)])
      tiny.addCalendar("open", [(8, 22)])
      tiny.site.hours = "open"
      for position in tiny.site.advisors.indices { tiny.site.advisors[position].calendar = "open" }
      tiny.demand.appointments[0].availability = [TimeWindow(from: time("18:00"), to: time("20:00"))]
      tiny.demand.appointments[0].readyBy = time("21:30")
    }
    var ranges = StaffingRanges()
    ranges.technicians = [
      StaffingRanges.TechnicianRange(
        trade: "mech", level: 2, count: 0...2, cost: .hour(30),
        patterns: [
          StaffingRanges.ShiftPattern(name: "week", calendar: .named("week")),
          StaffingRanges.ShiftPattern(name: "late", calendar: .named("late"), cost: .hour(40)),
        ])
    ]
    let result = try await StaffingCase.result(today, StaffingTargets(targets: all, ranges: ranges))
    #expect(result.today?.measures[.servedShare]?.mean == 100)
    #expect(result.today?.measures[.figure(.onTime)]?.mean == 0)
    let chosen = try #require(result.chosen)
    // Eight hours at the price of the late shift, and nobody else.
    #expect(chosen.cost == 320)
    let late = result.posts.firstIndex(of: .newTechnicians(trade: "mech", level: 2, pattern: "late"))
    #expect(late.map { chosen.counts[$0] } == 1)
  }

  @Test func tellsHowFarTheMostIsAway() async throws {
    // Twelve visits of 220 minutes: each takes a half day of 240 of a technician. Two technicians have eight half days on the day and
    // the next; two customers come at 08:00, to an advisor each, so that both mornings of the first day are used as well.
    let result = try await StaffingCase.result(
      StaffingCase.today(Array(repeating: 220, count: 12)),
      StaffingTargets(
        targets: [StaffingTargets.Target(.servedShare, .least(100))],
        ranges: StaffingCase.ranges(technicians: 1...2, lifts: 1...2, advisors: 1...2)))
    #expect(result.chosen == nil)
    #expect(result.isComplete)
    let most = try #require(result.most)
    // Eight of twelve.
    #expect(abs((most.measures[.servedShare]?.mean ?? 0) - 200.0 / 3) < 1e-9)
    #expect(result.nearest?.measures[.servedShare]?.mean == most.measures[.servedShare]?.mean)
  }

  @Test func overtimeAndLostCustomersCount() async throws {
    // Four visits of 220 minutes; a vehicle that is late loses 1000. One advisor receives one at 08:00, who is done before noon.
    // Two technicians do that one and two more in the afternoon, and the fourth on the next day: 2 × 300 + 2 × 100 + 200 and
    // one late, 2000. One technician does two on the day and two on the next: 300 + 200 + 200 and two late, 2700.
    var prices = Prices()
    prices.lateVehicle = 1000
    let targets = StaffingTargets(
      targets: [StaffingTargets.Target(.servedShare, .least(100))],
      ranges: StaffingCase.ranges(technicians: 1...2, lifts: 2...2, advisors: 1...1), prices: prices)
    let result = try await StaffingCase.result(StaffingCase.today([220, 220, 220, 220]), targets)
    let chosen = try #require(result.chosen)
    #expect(result.groups.map { result.count(of: $0, in: chosen) } == [2, 2, 1])
    #expect(abs(chosen.total - 2000) < 1e-6)
    let found = result.neighbours.first { $0.isSmaller }
    let smaller = try #require(found)
    guard case .played(let point) = smaller.evaluation else {
      Issue.record("one technician less was not played")
      return
    }
    #expect(point.meets(targets.targets, confidence: 95))
    #expect(point.cost == 700)
    #expect(abs(point.total - 2700) < 1e-6)
  }

  @Test func threadsMakeNoDifference() async throws {
    let today = StaffingCase.today([90, 120, 60, 150])
    let targets = StaffingTargets(
      targets: all, ranges: StaffingCase.ranges(technicians: 0...3, lifts: 0...3, advisors: 0...2))
    let one = try await StaffingCase.result(today, targets, threads: 1)
    let four = try await StaffingCase.result(today, targets, threads: 4)
    #expect(one == four)
  }
}
