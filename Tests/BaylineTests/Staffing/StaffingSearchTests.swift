import BaylineModel
import BaylineSimulation
import TestSupport
import Testing

@testable import Bayline

@Suite struct StaffingSearchTests {
  private let all: [Target] = [
    Target(.servedShare, .least(100)), Target(.figure(.onTime), .least(100)),
  ]

  @Test func takesAwayWhatIsNotNeeded() async throws {
    // Two visits of two hours: one technician on one lift does both between 08:15 and 17:00, one advisor receives both.
    let result = try await StaffingCase.result(
      StaffingCase.today([120, 120]),
      Targets(
        targets: all,
        ranges: StaffingCase.ranges(technicians: 0...3, lifts: 0...3, advisors: 0...3)))
    let chosen = try #require(result.chosen)
    #expect(chosen.cost == 300 + 100 + 200)
    #expect(chosen.meets(all, confidence: 95))
    // Today has two of each; the chosen one keeps the first.
    #expect(result.today?.cost == 2 * 600)
    #expect(result.isComplete)
    // One less of each is none of each, which leaves everything out.
    let smaller = result.neighbours.filter(\.isSmaller)
    #expect(smaller.count == 3)
    for neighbour in smaller {
      switch neighbour.finding {
      case .ruledOut(let proof): #expect(proof.most == 0)
      case .played(let point): #expect(!point.meets(all, confidence: 95))
      }
    }
  }

  @Test func addsWhatIsMissing() async throws {
    // Six visits of four hours until 17:15 take three technicians: each does one before and one after noon.
    let result = try await StaffingCase.result(
      StaffingCase.today(Array(repeating: 220, count: 6)),
      Targets(
        targets: all, ranges: StaffingCase.ranges(technicians: 0...4, lifts: 0...4, advisors: 1...2)),
      iterations: 600)
    let chosen = try #require(result.chosen)
    #expect(result.groups.map { result.count(of: $0, in: chosen) } == [3, 3, 1])
    #expect(result.today?.meets(all, confidence: 95) == false)
  }

  @Test func findsWhatTryingAllFinds() async throws {
    for seed in 0..<6 {
      var random = SplitMix64(seed: UInt64(seed))
      let minutes = (0..<random.within(3...6)).map { _ in 30 * random.within(1...7) }
      let today = StaffingCase.today(minutes)
      let targets = [
        Target(.servedShare, .least([60, 80, 100][random.below(3)])),
        Target(.figure(.onTime), .least([50, 75, 100][random.below(3)])),
      ]
      let found = try await StaffingCase.result(
        today,
        Targets(
          targets: targets, ranges: StaffingCase.ranges(technicians: 1...3, lifts: 1...3, advisors: 1...2)))
      var least = Double.infinity
      for technicians in 1...3 {
        for lifts in 1...3 {
          for advisors in 1...2 {
            let one = try await StaffingCase.result(
              today,
              Targets(
                targets: targets,
                ranges: StaffingCase.ranges(
                  technicians: technicians...technicians, lifts: lifts...lifts, advisors: advisors...advisors)
              ))
            if let chosen = one.chosen { least = min(least, chosen.cost) }
          }
        }
      }
      #expect(found.chosen?.cost ?? .infinity == least, "seed \(seed): \(minutes), \(targets)")
    }
  }

  @Test func exchangesTheDearForTheCheap() async throws {
    // Both technicians are masters of level 2 at 300; the work asks for level 1, which costs 150.
    let today = StaffingCase.today([120, 120]) { tiny in
      for position in tiny.demand.appointments.indices {
        tiny.demand.appointments[position].operations[0].work = .standard(
          StandardWork(minutes: 120, bay: "lift", crew: CrewRequirement(trade: "mech", level: 1)))
      }
    }
    var ranges = StaffingCase.ranges(technicians: 0...2, lifts: 1...2, advisors: 1...1)
    ranges.technicians.append(TechnicianRange(trade: "mech", level: 1, count: 0...2, cost: .day(150)))
    let result = try await StaffingCase.result(today, Targets(targets: all, ranges: ranges))
    let chosen = try #require(result.chosen)
    #expect(chosen.cost == 150 + 100 + 200)
  }

  @Test func choosesTheShiftThatServes() async throws {
    // Customers come from 18:00 on, when nobody of today is there; the late shift alone is.
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
      TechnicianRange(
        trade: "mech", level: 2, count: 0...2, cost: .hour(30),
        patterns: [
          ShiftPattern(name: "week", calendar: .named("week")),
          ShiftPattern(name: "late", calendar: .named("late"), cost: .hour(40)),
        ])
    ]
    let result = try await StaffingCase.result(today, Targets(targets: all, ranges: ranges))
    let chosen = try #require(result.chosen)
    // Eight hours at the price of the late shift.
    #expect(chosen.cost == 320)
    #expect(
      zip(result.posts, chosen.counts).first {
        $0.0 == .newTechnicians(trade: "mech", level: 2, pattern: "late")
      }?
      .1 == 1)
  }

  @Test func tellsHowFarTheMostIsAway() async throws {
    // Six visits of seven hours; at most two technicians, who do two of them on the day and two on the next.
    let result = try await StaffingCase.result(
      StaffingCase.today(Array(repeating: 220, count: 12)),
      Targets(
        targets: [Target(.servedShare, .least(100))],
        ranges: StaffingCase.ranges(technicians: 1...2, lifts: 1...2, advisors: 1...2)))
    #expect(result.chosen == nil)
    #expect(result.isComplete)
    let most = try #require(result.most)
    // Two half days of each of two days for each technician: eight of twelve.
    #expect(abs((most.measures[.servedShare]?.mean ?? 0) - 200.0 / 3) < 1e-9)
    #expect(result.nearest?.measures[.servedShare]?.mean == most.measures[.servedShare]?.mean)
  }

  @Test func overtimeAndLostCustomersCount() async throws {
    // Both technicians finish by the promise; one alone would not, which costs nothing here but a fine of 1000 a vehicle.
    var prices = Prices()
    prices.lateVehicle = 1000
    let targets = Targets(
      targets: [Target(.servedShare, .least(100))],
      ranges: StaffingCase.ranges(technicians: 1...2, lifts: 2...2, advisors: 1...1), prices: prices)
    let result = try await StaffingCase.result(StaffingCase.today([220, 220, 220, 220]), targets)
    let chosen = try #require(result.chosen)
    #expect(result.groups.map { result.count(of: $0, in: chosen) } == [2, 2, 1])
    let found = result.neighbours.first { $0.isSmaller }
    let smaller = try #require(found)
    guard case .played(let point) = smaller.finding else {
      Issue.record("one technician less was not played")
      return
    }
    #expect(point.meets(targets.targets, confidence: 95))
    #expect(point.cost < chosen.cost && point.total > chosen.total)
  }

  @Test func threadsMakeNoDifference() async throws {
    let today = StaffingCase.today([90, 120, 60, 150])
    let targets = Targets(
      targets: all, ranges: StaffingCase.ranges(technicians: 0...3, lifts: 0...3, advisors: 0...2))
    let one = try await StaffingCase.result(today, targets, threads: 1)
    let four = try await StaffingCase.result(today, targets, threads: 4)
    #expect(one == four)
  }
}
