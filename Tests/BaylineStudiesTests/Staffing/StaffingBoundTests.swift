import Bayline
import BaylineMath
import BaylineModel
import BaylineSimulation
import TestSupport
import Testing

@testable import BaylinePlanning
@testable import BaylineStudies

@Suite struct StaffingBoundTests {
  @Test func noPlanLeavesOutFewerThanTheBound() async {
    var proven: [StaffingResult.Bound: Int] = [:]
    for seed in 0..<72 {
      var random = SplitMix64(seed: UInt64(seed))
      let today =
        switch seed {
        case ..<60: Self.today(&random)
        case ..<64: Self.waitingRoom(&random)
        case ..<68: Self.oneJack(&random)
        default: Self.oneDriver(&random)
        }
      let bound = UnscheduledBound(site: today.site, demand: today.demands[0]).best
      var options = SearchOptions()
      options.limit = .iterations(80)
      options.provesBound = false
      let schedule = await Planner(site: today.site, demand: today.demands[0]).schedule(options)
      #expect(schedule.unscheduled.count >= bound.leftOut, "seed \(seed): \(bound)")
      if bound.leftOut > 0 { proven[bound.bound, default: 0] += 1 }
    }
    // The cases are such that each bound has something to say.
    for bound in StaffingResult.Bound.allCases where bound != .tied {
      #expect(proven[bound, default: 0] > 0, "\(bound) never binds")
    }
  }

  private static let replications = 50

  @Test func whatIsRuledOutFailsWhenItIsPlayed() async throws {
    var ruledOut = 0
    for seed in 0..<24 {
      var random = SplitMix64(seed: UInt64(1000 + seed))
      var today = Self.today(&random)
      today.uncertainty.noShow = Uncertainty.ByKind(20)
      today.uncertainty.walkIns.perDay = 2
      today.uncertainty.walkIns.dispersion = 1
      let targets = [
        StaffingTargets.Target(.servedShare, .least(85)), StaffingTargets.Target(.figure(.served), .least(4)),
      ]
      // The bound is of the very replications that are played.
      var settings = StudySettings(limit: .iterations(50), dayNames: ["day"])
      settings.replications = Self.replications
      let study = StaffingStudy(
        today: today, targets: StaffingTargets(targets: targets, ranges: StaffingRanges()),
        settings: settings)
      let bounds = StaffingBounds(targets: targets, walkIns: study.walkIns(study.baselineWalkIns()))
      guard let proof = bounds.proof(against: today), let measure = proof.measure else { continue }
      ruledOut += 1
      let result = try await StaffingCase.result(
        today, StaffingTargets(targets: targets, ranges: StaffingRanges()), iterations: 50,
        replications: Self.replications)
      let played = try #require(result.today)
      #expect((played.measures[measure]?.mean ?? 0) <= proof.most + 1e-9, "seed \(seed): \(proof)")
      #expect(result.chosen == nil)
    }
    #expect(ruledOut >= 5)
  }

  private func leftOut(_ today: Scenario.Instance) -> (bound: StaffingResult.Bound, leftOut: Int) {
    UnscheduledBound(site: today.site, demand: today.demands[0]).best
  }

  // Five operations of 240 minutes need the only jack, which technicians use for 480 minutes on each of two days: 1,200
  // minutes in 960, so one is left out. Two jacks suffice.
  @Test func workWaitsForTheJack() {
    let today = StaffingCase.today(Array(repeating: 240, count: 5)) { tiny in
      tiny.site.technicians.append(Technician(id: "T3", skills: ["mech": 2], calendar: "week"))
      tiny.site.equipment = [Equipment(id: "jack")]
      for position in tiny.demand.appointments.indices {
        tiny.demand.appointments[position].operations[0].equipment = ["jack"]
      }
    }
    #expect(leftOut(today) == (.equipment, 1))
    var two = today
    two.site.equipment[0].count = 2
    #expect(leftOut(two).leftOut == 0)
    // A machine that washes by itself may hold the jack around the clock: 2,880 minutes.
    var night = today
    night.demands[0].appointments[0].operations[0].work = .standard(
      WorkRequirement.StandardWork(minutes: 240, bay: "wash"))
    #expect(leftOut(night).leftOut == 0)
  }

  // Four collections of 150 minutes take 600 of the driver's 480 on the day: one is left out. Promised ones count
  // nothing, for they may break the rule among themselves.
  @Test func collectionsWaitForTheDriver() {
    let today = StaffingCase.today([30, 30, 30, 30]) { tiny in
      tiny.site.drivers = 1
      for position in tiny.demand.appointments.indices { tiny.demand.appointments[position].collect = 150 }
    }
    #expect(leftOut(today) == (.drivers, 1))
    var promised = today
    promised.demands[0].appointments[0].booked = Appointment.Booking(arrival: time("08:00"))
    #expect(leftOut(promised).leftOut == 0)
    var none = today
    none.site.drivers = 0
    #expect(leftOut(none).leftOut == 4)
    // Nothing is delivered without drivers, however late.
    for position in none.demands[0].appointments.indices {
      none.demands[0].appointments[position].collect = nil
      none.demands[0].appointments[position].deliver = position < 3 ? 10 : nil
    }
    #expect(leftOut(none).leftOut == 3)
  }

  // Both technicians have 960 minutes on the day. A waiting customer promised for tomorrow has tomorrow's as well.
  @Test func aPromiseForTomorrowIsNoWorkOfToday() {
    let today = StaffingCase.today(Array(repeating: 240, count: 5)) { tiny in
      for position in tiny.demand.appointments.indices { tiny.demand.appointments[position].waiting = true }
    }
    #expect(leftOut(today) == (.waiting, 1))
    var promised = today
    promised.demands[0].appointments[0].booked = Appointment.Booking(arrival: time("+1 08:00"))
    #expect(leftOut(promised).leftOut == 0)
  }

  // On the holiday nobody works: 960 minutes of tomorrow for 1,200 of work.
  @Test func nobodyWorksOnAHoliday() {
    let today = StaffingCase.today(Array(repeating: 240, count: 5)) { tiny in
      tiny.demand.horizon = Demand.Horizon(from: time("00:00").date, days: 2, carryOverDays: 0)
    }
    #expect(leftOut(today).leftOut == 0)
    var holiday = today
    holiday.site.dates = [time("00:00").date: .closed]
    #expect(leftOut(holiday).leftOut == 1)
  }

  @Test func slotsOfAnAdvisor() {
    // 08:00 to 12:00 and 13:00 to 17:00, a start each quarter, at most three in an hour: three in each of eight hours, but
    // not more than fifteen a day, or the advisor's own number.
    let today = StaffingCase.today(Array(repeating: 10, count: 40)) { tiny in
      tiny.site.advisors = [Advisor(id: "S", calendar: "week")]
    }
    func leftOut(_ edit: (inout Site) -> Void) -> Int {
      var site = today.site
      edit(&site)
      return AdvisorSlotBound(site: site, demand: today.demands[0]).leftOut
    }
    #expect(leftOut { _ in } == 40 - 15)
    #expect(leftOut { $0.booking.advisorBookingsPerDay = 99 } == 40 - 24)
    #expect(leftOut { $0.advisors[0].bookingsPerDay = 4 } == 40 - 4)
    #expect(leftOut { $0.advisors[0].kinds = [.comeback] } == 40)
    // From 08:00 to 16:45 there are nine hours that begin, one arrival in each.
    #expect(leftOut { $0.booking.siteBookingsPerHour = 1 } == 40 - 9)
  }

  /// A workshop with too little of something, and some visits.
  private static func today(_ random: inout SplitMix64) -> Scenario.Instance {
    StaffingCase.today((0..<random.within(4...9)).map { _ in 30 * random.within(1...7) }) { tiny in
      tiny.site.technicians = Array(tiny.site.technicians.prefix(random.within(0...2)))
      tiny.site.bays = Array(tiny.site.bays.prefix(random.within(0...3)))
      tiny.site.loaners = random.below(2)
      if random.chance(30) { tiny.site.booking.advisorBookingsPerDay = random.within(1...3) }
      if random.chance(30) { tiny.site.booking.reservePercent = 70 }
      tiny.demand.horizon.carryOverDays = random.below(2)
      let waits = random.chance(30)
      for position in tiny.demand.appointments.indices {
        tiny.demand.appointments[position].waiting = waits && random.chance(80)
        tiny.demand.appointments[position].loaner = random.chance(40)
        let minutes = 30 * random.within(1...7)
        let level = random.within(1...3)
        if random.chance(20) {
          tiny.demand.appointments[position].operations.append(
            ServiceOperation(
              id: "2",
              work: .standard(
                WorkRequirement.StandardWork(
                  minutes: minutes, crew: WorkRequirement.Crew(trade: "mech", level: level)))))
        }
      }
    }
  }

  /// A workshop in which all work needs the only jack: 1,050 minutes at the least, of 960 on two days.
  private static func oneJack(_ random: inout SplitMix64) -> Scenario.Instance {
    StaffingCase.today((0..<random.within(7...9)).map { _ in 150 }) { tiny in
      tiny.site.equipment = [Equipment(id: "jack")]
      for position in tiny.demand.appointments.indices {
        tiny.demand.appointments[position].operations[0].equipment = ["jack"]
      }
    }
  }

  /// A workshop whose only driver fetches every vehicle: 540 minutes at the least, of 480 on the day.
  private static func oneDriver(_ random: inout SplitMix64) -> Scenario.Instance {
    StaffingCase.today((0..<random.within(6...8)).map { _ in 30 }) { tiny in
      tiny.site.drivers = 1
      for position in tiny.demand.appointments.indices { tiny.demand.appointments[position].collect = 90 }
    }
  }

  /// A workshop with one technician in which everybody waits: the work would fit the day and the next, and not the day alone.
  private static func waitingRoom(_ random: inout SplitMix64) -> Scenario.Instance {
    // Five to seven visits of 90 to 150 minutes: 450 at the least, 1,050 at the most, of 480 on the day and 960 on both.
    StaffingCase.today((0..<random.within(5...7)).map { _ in 30 * random.within(3...5) }) { tiny in
      tiny.site.technicians.removeLast()
      for position in tiny.demand.appointments.indices { tiny.demand.appointments[position].waiting = true }
    }
  }
}
