import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The insertion search against trying every arrival, advisor, crew, bay and start on tiny days drawn at random.
@Suite struct InsertionOptimalityTests {
  /// A day with an arrival every hour, in which everything costs but overload and moves, and some visits that are there to
  /// be in the way. All times are multiples of half an hour. The first visit is the one that is asked for. How often the
  /// best is found where vehicles must stay or wait, too, say the tests of random workshops.
  private func day(_ random: inout SplitMix64, edit: (inout TinyWorkshop) -> Void = { _ in })
    -> TinyWorkshop
  {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 0
    workshop.site.booking.slotMinutes = 60
    workshop.site.booking.receptionMinutes = 30
    var policy = CostPolicy()
    policy.overload = 0
    policy.move = 0
    workshop.site.policy = policy
    workshop.site.technicians[1].skills["mech"] = 3
    workshop.leaveOut("A", steps(&random)) { visit in
      visit.preferredArrival = time("08:00") + 60 * random.below(8)
      if random.chance(50) { visit.readyBy = time("11:00") + 60 * random.below(5) }
      visit.waiting = random.chance(30)
      if random.chance(40) { visit.preferredAdvisor = random.chance(50) ? "S" : "S2" }
      if random.chance(40) { visit.preferredTechnician = random.chance(50) ? "T" : "T2" }
    }
    for other in 0..<3 {
      workshop.leaveOut("B\(other)", steps(&random)) {
        $0.preferredArrival = time("08:00") + 60 * random.below(8)
      }
    }
    edit(&workshop)
    return workshop
  }

  private func steps(_ random: inout SplitMix64) -> [Step] {
    (0...random.below(2)).map { _ in
      Step("08:15", "09:15", minutes: 30 * (1 + random.below(4)), splittable: random.chance(30))
    }
  }

  /// The state with everybody but the first visit inserted.
  private func others(_ workshop: TinyWorkshop) -> SearchState {
    var state = SearchState(workshop.problem)
    var search = InsertionSearch()
    for visit in state.problem.appointments.indices.dropFirst() {
      if let found = search.best(of: visit, in: state, below: 0) {
        state.insert(found, search.placements)
      }
    }
    return state
  }

  @Test(arguments: 1...16 as ClosedRange<UInt64>)
  func aWideBeamFindsTheBestOfAllWays(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let state = others(day(&random))
    let best = Exhaustive(grid: 30).best(of: AppointmentIndex(0), in: state)
    var wide = InsertionSearch(width: 100)
    let found = wide.best(of: AppointmentIndex(0), in: state)
    #expect(found?.delta == best)
  }

  @Test(arguments: 41...48 as ClosedRange<UInt64>, [1, 3])
  func aNarrowBeamFindsAWayThatIsRightAndNeverBetterThanTheBest(seed: UInt64, width: Int) {
    var random = SplitMix64(seed: seed)
    let state = others(day(&random))
    let best = Exhaustive(grid: 30).best(of: AppointmentIndex(0), in: state)
    var search = InsertionSearch(width: width)
    let found = search.best(of: AppointmentIndex(0), in: state)
    // The label that ends first is always kept, so that a way is found wherever there is one.
    #expect((found == nil) == (best == nil))
    guard let found, let best else { return }
    #expect(found.delta >= best)
    #expect(state.admits(AppointmentIndex(0), found.reception, search.placements))
    #expect(state.delta(of: AppointmentIndex(0), found.reception, search.placements) == found.delta)
  }

  // A loan vehicle, parts and the reserve may rule out the cheapest chain of an arrival, and then the beam may miss another.
  @Test(arguments: 71...82 as ClosedRange<UInt64>)
  func whereMoreIsScarceNothingBetterThanTheBestIsFound(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let workshop = day(&random) { workshop in
      workshop.site.loaners = 1
      workshop.site.booking.reservePercent = 60
      workshop.site.booking.partsLeadMinutes = 60
      workshop.demand.parts = [
        SparePart(id: "P", onHand: 1, inbound: [.init(at: time("10:00"), quantity: 1)])
      ]
      for index in workshop.demand.appointments.indices {
        workshop.demand.appointments[index].loaner = index % 2 == 0
        workshop.demand.appointments[index].parts = [SparePart.Requirement(part: "P", quantity: 1)]
      }
    }
    let state = others(workshop)
    let best = Exhaustive(grid: 30).best(of: AppointmentIndex(0), in: state)
    var search = InsertionSearch(width: 100)
    guard let found = search.best(of: AppointmentIndex(0), in: state) else { return }
    #expect(best.map { found.delta >= $0 } ?? false)
    #expect(state.admits(AppointmentIndex(0), found.reception, search.placements))
  }

  @Test(arguments: 101...110 as ClosedRange<UInt64>)
  func promisedAndArrivedVisitsAreInsertedAtTheirBest(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let isArrived = random.chance(50)
    let at = time("08:00") + 30 * random.below(8)
    let workshop = day(&random) { workshop in
      workshop.demand.appointments[0].preferredArrival = nil
      if isArrived {
        workshop.demand.appointments[0].arrived = at
      } else {
        workshop.demand.appointments[0].booked = Appointment.Booking(arrival: at, advisor: "S2")
      }
    }
    let state = others(workshop)
    let best = Exhaustive(grid: 30).best(of: AppointmentIndex(0), in: state)
    var search = InsertionSearch(width: 100)
    let found = search.best(of: AppointmentIndex(0), in: state)
    #expect(found?.delta == best)
  }

  // MARK: - Regret

  private func regret(_ workshop: TinyWorkshop, seeks: Bool = true) throws -> Int {
    var search = InsertionSearch()
    search.seeksRegret = seeks
    let found = search.best(of: AppointmentIndex(0), in: SearchState(workshop.problem))
    try #require(found != nil)
    return search.regret
  }

  // Wished for at 10:00; the next best arrivals are 09:45 and 10:15, 15 minutes off at 2 points each.
  @Test func theRegretIsWhatTheSecondArrivalCostsMore() throws {
    var workshop = TinyWorkshop()
    workshop.site.policy.deviation = 2
    workshop.leaveOut("A") { $0.preferredArrival = time("10:00") }
    #expect(try regret(workshop) == 30)
    // With 10:15 and 10:30 alone the first is 15 minutes off and the second 30.
    workshop.demand.appointments[0].availability = [window("10:15", "10:45")]
    #expect(try regret(workshop) == 30)
    // 10:00 and 11:00: an hour.
    workshop.demand.appointments[0].availability = [
      window("10:00", "10:15"), window("11:00", "11:15"),
    ]
    #expect(try regret(workshop) == 120)
  }

  @Test func aSingleArrivalHasNoSecond() throws {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A") { $0.availability = [window("10:00", "10:15")] }
    #expect(try regret(workshop) == InsertionSearch.noSecond)
    workshop.demand.appointments[0].booked = Appointment.Booking(arrival: time("10:00"))
    #expect(try regret(workshop) == InsertionSearch.noSecond)
  }

  @Test func equalArrivalsLeaveNothingToRegret() throws {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    #expect(try regret(workshop) == 0)
  }

  // MARK: - What is not there

  @Test func nothingIsFoundForWhatCannotBe() {
    func finds(_ edit: (inout TinyWorkshop) -> Void) -> Bool {
      var workshop = TinyWorkshop()
      workshop.leaveOut("A")
      edit(&workshop)
      var search = InsertionSearch()
      return search.best(of: AppointmentIndex(0), in: SearchState(workshop.problem)) != nil
    }
    #expect(finds { _ in })
    #expect(!finds { $0.demand.appointments[0].operations[0].work = standardWork(60, level: 9) })
    #expect(!finds { $0.demand.appointments[0].operations[0].work = standardWork(241) })
    #expect(!finds { $0.demand.appointments[0].availability = [window("12:00", "13:00")] })
    #expect(!finds { $0.demand.appointments[0].loaner = true })
    #expect(!finds { $0.site.booking.reservePercent = 100 })
    #expect(!finds { $0.demand.appointments[0].booked = Appointment.Booking(arrival: time("12:30")) })
    #expect(
      !finds {
        $0.demand.parts = [SparePart(id: "P", onHand: 0)]
        $0.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
      })
  }

  // Free 90 points of delay, dropped for 4,000: an insertion changes the total by -3,910, and must stay below the limit.
  @Test(arguments: [(0, true), (-3909, true), (-3910, false), (-5000, false)])
  func anInsertionStaysBelowItsLimit(limit: Int, isFound: Bool) {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.leaveOut("A")
    var search = InsertionSearch()
    let found = search.best(
      of: AppointmentIndex(0), in: SearchState(workshop.problem), below: limit)
    #expect((found != nil) == isFound)
    if let found { #expect(found.delta == -3910) }
  }

  @Test func candidatesAreCounted() {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    var search = InsertionSearch()
    _ = search.best(of: AppointmentIndex(0), in: SearchState(workshop.problem))
    let once = search.evaluations
    #expect(once > 0)
    _ = search.best(of: AppointmentIndex(0), in: SearchState(workshop.problem))
    #expect(search.evaluations == 2 * once)
  }
}
