import Bayline
import BaylineFormats
import BaylineGenerator
import BaylineModel
import BaylinePlanning
import BaylineVerifier
import TestSupport
import Testing

@testable import BaylineStudies

/// The times that customers are told.
@Suite struct PromiseEstimatorTests {
  // Of n days the ⌈p (n + 1)⌉-th time holds on a further one with probability p or more; the last one if there are too few.
  @Test(
    arguments: [
      (percent: 90, days: 1, rank: 1), (90, 8, 8), (90, 9, 9), (90, 10, 10), (90, 19, 18), (90, 20, 19),
      (90, 99, 90), (90, 200, 181), (50, 3, 2), (50, 4, 3), (99, 98, 98), (99, 199, 198),
    ])
  func theQuantileIsOneOfTheTimes(percent: Int, days: Int, rank: Int) {
    let times = (1...days).map { time("08:00") + $0 }
    #expect(PromiseEstimator.quantile(percent, of: times.reversed()) == time("08:00") + rank)
  }

  @Test func withoutADayThereIsNoQuantile() {
    #expect(PromiseEstimator.quantile(90, of: [CivilTime]()) == nil)
  }

  // MARK: - Days that go by their plan

  @Test(
    arguments: [
      (end: "09:15", promise: "09:30"), ("09:20", "09:45"),
      // Ready at 12:00 and at 12:05: the site is closed for lunch from 12:00 on.
      ("11:45", "12:00"), ("11:50", "13:00"),
      // Ready at 17:00 and at 17:01: closed until the morning.
      ("16:45", "17:00"), ("16:46", "+1 08:00"),
    ])
  func aPromiseIsWhenTheVehicleIsReadyOnTheGridInOpeningHours(end: String, promise: String) async {
    var workshop = TinyWorkshop()
    workshop.add([Step(anHour(before: end), end)])
    #expect(await promises(workshop, .none) == [time(promise)])
  }

  // Ready at 09:30, with the customer at 09:50.
  @Test func aDeliveredVehicleIsPromisedWhenTheCustomerHasIt() async {
    var workshop = TinyWorkshop()
    workshop.site.drivers = 1
    workshop.add { $0.deliver = 20 }
    #expect(await promises(workshop, .none) == [time("10:00")])
  }

  // MARK: - Days that do not

  // 60 minutes take 100 every time: 08:15 to 09:55, ready at 10:10.
  @Test func slowWorkIsPromisedLater() async {
    var workshop = TinyWorkshop()
    workshop.add()
    var uncertainty = Uncertainty.none
    uncertainty.durations = Uncertainty.Durations(.constant(500.0 / 3))
    #expect(await promises(workshop, uncertainty) == [time("10:15")])
  }

  @Test func nothingIsPromisedBeforeItIsReady() async {
    var workshop = TinyWorkshop()
    workshop.add()
    var uncertainty = Uncertainty.none
    uncertainty.durations = Uncertainty.Durations(.constant(50))
    #expect(await promises(workshop, uncertainty) == [time("09:30")])
  }

  // Nineteen of twenty customers do not come; the others' work takes 100 minutes.
  @Test func onlyDaysOnWhichTheCustomerComesCount() async {
    var workshop = TinyWorkshop()
    workshop.add()
    var uncertainty = Uncertainty.none
    uncertainty.durations = Uncertainty.Durations(.constant(500.0 / 3))
    uncertainty.noShow = .init(95)
    #expect(await promises(workshop, uncertainty) == [time("10:15")])
    uncertainty.noShow = .init(100)
    #expect(await promises(workshop, uncertainty) == [time("09:30")])
  }

  // Of the durations 100% to 109%, equally likely, nine of ten are up to 108%; half up to 104%. On a grid of one minute.
  @Test(arguments: [(percent: 90, latest: 108...109), (50, 104...106)])
  func aPromiseHoldsAsOftenAsTheSiteSays(percent: Int, latest: ClosedRange<Int>) async throws {
    var workshop = TinyWorkshop()
    workshop.add([Step("08:15", "09:55", minutes: 100)])
    workshop.site.booking.slotMinutes = 1
    workshop.site.booking.promisePercent = percent
    var uncertainty = Uncertainty.none
    uncertainty.durations = Uncertainty.Durations(.values((100...109).map(Double.init)))
    let promise = await promises(workshop, uncertainty, replications: 2000)[0]
    let minutes = try #require(promise) - time("08:30")
    #expect(latest.contains(minutes))
  }

  // MARK: - What was told before

  @Test(arguments: [(told: "11:00", promise: "11:00"), ("10:00", "10:15")])
  func whatWasToldStaysWhereItHolds(told: String, promise: String) async {
    var workshop = TinyWorkshop()
    workshop.add { $0.booked = Appointment.Booking(arrival: time("08:00")) }
    var uncertainty = Uncertainty.none
    uncertainty.durations = Uncertainty.Durations(.constant(500.0 / 3))
    var earlier = workshop.schedule
    earlier.assignments[0].promise = time(told)
    let estimator = PromiseEstimator(
      site: workshop.site, demand: workshop.demand, uncertainty: uncertainty, replications: 10)
    let made = await estimator.promising(workshop.schedule, keeping: earlier)
    #expect(made.assignments[0].promise == time(promise))
    // Without a booking, nobody counts on it.
    workshop.demand.appointments[0].booked = nil
    let open = PromiseEstimator(
      site: workshop.site, demand: workshop.demand, uncertainty: uncertainty, replications: 10)
    #expect(await open.promising(workshop.schedule, keeping: earlier).assignments[0].promise == time("10:15"))
  }

  // MARK: - Whole days

  @Test func promisesAreTheSameOnAnyNumberOfThreadsAndKeepTheRules() async throws {
    let made = GeneratorProfile.small.generate(seed: 3)[0]
    let plan = await plan(made.site, made.demand)
    let estimator = PromiseEstimator(site: made.site, demand: made.demand, replications: 12)
    let one = await estimator.promising(plan)
    #expect(await estimator.promising(plan, threads: 3) == one)
    #expect(one.assignments.allSatisfy { ($0.promise ?? .init(minutes: 0)) >= $0.ready })
    #expect(Verifier(site: made.site, demand: made.demand).verify(one).isCorrect)
    for visit in one.assignments.prefix(4) {
      let alone = estimator.promise(of: visit.appointment, in: plan)
      #expect(alone == visit.promise)
    }
    #expect(estimator.promise(of: "nobody", in: plan) == nil)
  }

  @Test func withoutUncertaintyAPromiseIsReadyRoundedUp() async throws {
    let made = GeneratorProfile.demo.generate(seed: 6)[0]
    let plan = await plan(made.site, made.demand)
    let promising = await PromiseEstimator(
      site: made.site, demand: made.demand, uncertainty: .none, replications: 2
    ).promising(plan)
    // Delivered vehicles are promised when their customers have them, which depends on the drivers.
    let delivered = Set(made.demand.appointments.filter { $0.deliver != nil }.map(\.id))
    let fetched = promising.assignments.filter { !delivered.contains($0.appointment) }
    #expect(fetched.count > 40)
    for visit in fetched {
      #expect(visit.promise == made.site.firstHandover(from: visit.ready))
    }
  }

  /// Judged by other days than those from which promises were made.
  @Test func ninePromisesOfTenAreKept() async throws {
    let made = GeneratorProfile.small.generate(seed: 3)[0]
    let plan = await plan(made.site, made.demand)
    let promising = await PromiseEstimator(site: made.site, demand: made.demand, replications: 99).promising(
      plan)
    let simulator = Simulator(
      site: made.site, demand: made.demand, schedule: promising, uncertainty: .default)
    let result = await simulator.run(replications: 60, seed: 2)
    let kept = try #require(result.statistics(of: .promisesKept)?.mean)
    #expect((85.0...97).contains(kept))
    let kinds = result.promisesKeptByKind()
    #expect(Set(kinds.map(\.kind)) == Set(scheduledKinds(promising, made.demand)))
    #expect(result.plan[.promisesKept] == 100)
  }

  @Test func offersPromiseWhatHolds() throws {
    let workshop = TinyWorkshop()
    var uncertainty = Uncertainty.none
    uncertainty.durations = Uncertainty.Durations(.constant(500.0 / 3))
    let desk = try OfferDesk(
      site: workshop.site, demand: workshop.demand, schedule: workshop.schedule,
      promising: PromiseEstimator.rule(site: workshop.site, uncertainty: uncertainty, replications: 5))
    let work = WorkRequirement.StandardWork(
      minutes: 60, bay: "lift", crew: WorkRequirement.Crew(trade: "mech", level: 2))
    var request = Appointment(
      id: "R", kind: .repair, operations: [ServiceOperation(id: "1", work: .standard(work))])
    request.preferredArrival = time("08:00")
    let offer = try #require(desk.offers(for: request, count: 1).offers.first)
    #expect(offer.ready == time("09:30") && offer.promise == time("10:15"))
    let accepted = try desk.accept(offer, of: request)
    #expect(accepted.schedule.assignments.last?.promise == time("10:15"))
    request.readyBy = time("10:00")
    #expect(desk.offer(for: request, at: time("08:00"))?.promise == time("10:15"))
    request.readyBy = time("12:00")
    #expect(desk.offer(for: request, at: time("08:00"))?.promise == time("12:00"))
  }

  // MARK: - Help

  private func anHour(before clock: String) -> String {
    (time(clock) + -60).clock
  }

  private func promises(
    _ workshop: TinyWorkshop, _ uncertainty: Uncertainty, replications: Int = 100
  ) async -> [CivilTime?] {
    let estimator = PromiseEstimator(
      site: workshop.site, demand: workshop.demand, uncertainty: uncertainty, replications: replications)
    return await estimator.promising(workshop.schedule).assignments.map(\.promise)
  }

  private func plan(_ site: Site, _ demand: Demand) async -> Schedule {
    var options = SearchOptions()
    options.limit = .iterations(20)
    options.provesBound = false
    return await Planner(site: site, demand: demand).schedule(options)
  }

  private func scheduledKinds(_ schedule: Schedule, _ demand: Demand) -> [VisitKind] {
    let scheduled = Set(schedule.assignments.map(\.appointment))
    return demand.appointments.filter { scheduled.contains($0.id) }.map(\.kind)
  }
}
