import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The rules about arrivals, case by case (H2-H4).
@Suite struct ArrivalUsageTests {
  private let first = AdvisorIndex(0)
  private let second = AdvisorIndex(1)

  private func usage(
    _ arrivals: [(String, settled: Bool)] = [], rules: (inout BookingRules) -> Void = { _ in }
  ) -> ArrivalUsage {
    var workshop = TinyWorkshop()
    rules(&workshop.site.booking)
    var usage = ArrivalUsage(workshop.problem)
    for (clock, settled) in arrivals { usage.add(minute(clock), to: first, settled: settled) }
    return usage
  }

  private func admits(_ usage: ArrivalUsage, _ clock: String, settled: Bool = false) -> Bool {
    usage.admits(minute(clock), at: first, settled: settled)
  }

  // MARK: - The gap (H2)

  @Test func twoArrivalsOfAnAdvisorLieAGapApart() {
    let usage = usage([("09:00", false)])
    for clock in ["08:46", "08:59", "09:00", "09:14"] { #expect(!admits(usage, clock)) }
    for clock in ["08:45", "09:15"] { #expect(admits(usage, clock)) }
    #expect(usage.admits(540, at: second, settled: false))
  }

  @Test func theReceptionIsAGapAsWell() {
    let usage = usage([("09:00", false)]) {
      $0.advisorGapMinutes = 5
      $0.receptionMinutes = 20
    }
    #expect(!admits(usage, "09:19"))
    #expect(admits(usage, "09:20"))
  }

  @Test func withoutAGapAnAdvisorTakesSeveralAtOnce() {
    let usage = usage([("09:00", false), ("09:00", false)]) {
      $0.advisorGapMinutes = 0
      $0.receptionMinutes = 0
    }
    #expect(admits(usage, "09:00"))
  }

  @Test func whatWasPromisedBeforeMayBeTooClose() {
    let promised = usage([("09:00", true)])
    #expect(admits(promised, "09:05", settled: true))
    #expect(!admits(promised, "09:05", settled: false))
    #expect(!admits(usage([("09:00", false)]), "09:05", settled: true))
  }

  // MARK: - The hour (H3)

  // Three an hour: 08:00, 08:15, 08:30. The hour from 08:00 ends before 09:00.
  @Test func anHourHoldsSoManyArrivals() {
    let usage = usage([("08:00", false), ("08:15", false), ("08:30", false)])
    #expect(!admits(usage, "08:45"))
    #expect(!admits(usage, "08:59"))
    #expect(admits(usage, "09:00"))
    // 07:45 and what follows until 08:44 would be four.
    #expect(!admits(usage, "07:45"))
    #expect(!admits(usage, "07:31"))
    #expect(admits(usage, "07:30"))
  }

  // 08:20 fits between: the hour from 08:00 would hold 08:00, 08:20, 08:40 and no fourth, that from 08:40 holds 09:00, 09:20.
  @Test func everyHourCountsNotOnlyThatOfTheClock() {
    let usage = usage([("08:00", false), ("08:40", false), ("09:00", false), ("09:20", false)])
    #expect(admits(usage, "08:20"))
    #expect(!admits(usage, "09:35"))
    #expect(admits(usage, "09:40"))
  }

  @Test func anHourOfPromisesMayBeTooFull() {
    let promised = usage([("08:00", true), ("08:15", true), ("08:30", true)])
    #expect(admits(promised, "08:45", settled: true))
    #expect(!admits(promised, "08:45"))
    let mixed = usage([("08:00", true), ("08:15", false), ("08:30", true)])
    #expect(!admits(mixed, "08:45", settled: true))
  }

  @Test func theSiteHasAnHourOfItsOwn() {
    var usage = usage([("08:00", false)]) { $0.siteBookingsPerHour = 2 }
    usage.add(minute("08:00"), to: second, settled: false)
    #expect(!usage.siteAdmits(minute("08:59"), settled: false))
    #expect(usage.siteAdmits(minute("09:00"), settled: false))
    // The advisor would.
    #expect(admits(usage, "08:30"))
    #expect(self.usage([("08:00", false)]).siteAdmits(480, settled: false))
  }

  // MARK: - The day (H4)

  private let twoPerDay: (inout BookingRules) -> Void = { $0.advisorBookingsPerDay = 2 }

  @Test func aDayHoldsSoManyArrivals() {
    let usage = usage([("08:00", false), ("10:00", false)], rules: twoPerDay)
    #expect(!admits(usage, "16:00"))
    #expect(admits(usage, "+1 08:00"))
    #expect(admits(usage, "-1 16:00"))
    #expect(usage.admits(minute("16:00"), at: second, settled: false))
  }

  @Test func aDayOfPromisesMayBeTooFull() {
    let promised = usage([("08:00", true), ("10:00", true)], rules: twoPerDay)
    #expect(admits(promised, "16:00", settled: true))
    #expect(!admits(promised, "16:00"))
    #expect(!admits(usage([("08:00", true), ("10:00", false)], rules: twoPerDay), "16:00", settled: true))
  }

  @Test func aDayBeforeTheHorizonIsADay() {
    let usage = usage([("-1 08:00", true), ("-1 10:00", true)], rules: twoPerDay)
    #expect(!admits(usage, "-1 16:00"))
    #expect(admits(usage, "08:00"))
    #expect(usage.count(of: first, onDay: -1) == 2)
    #expect(usage.count(of: first, onDay: 0) == 0)
  }

  // MARK: - Which rule

  @Test func theBrokenRulesAreNamed() {
    let usage = usage([("08:00", false), ("08:15", false), ("08:30", false)]) { $0.advisorBookingsPerDay = 3 }
    func broken(_ clock: String) -> [Bool] {
      let rules = usage.broken(by: minute(clock), at: first, settled: false)
      return [rules.gap, rules.hour, rules.day]
    }
    #expect(broken("08:35") == [true, true, true])
    #expect(broken("08:45") == [false, true, true])
    #expect(broken("12:00") == [false, false, true])
    #expect(broken("+1 08:00") == [false, false, false])
  }

  // MARK: - Counts

  @Test func arrivalsAreCountedByAdvisorAndDay() {
    var usage = usage([("08:00", false), ("10:00", true), ("+1 08:00", false)])
    usage.add(600, to: second, settled: false)
    #expect(usage.count(of: first, onDay: 0) == 2)
    #expect(usage.count(of: first, onDay: 1) == 1)
    #expect(usage.count(of: first) == 3)
    #expect(usage.count(of: second) == 1)
    #expect(usage.count == 4)
  }

  @Test func removingIsTheReverseOfAdding() {
    let before = usage([("08:00", false), ("08:00", true)])
    var after = before
    after.add(495, to: first, settled: true)
    after.add(480, to: second, settled: false)
    #expect(after != before)
    after.remove(480, from: second, settled: false)
    after.remove(495, from: first, settled: true)
    #expect(after == before)
  }

  // A free and a promised arrival of one minute are two different ones.
  @Test func theRightOneOfAMinuteIsRemoved() {
    var usage = usage([("08:00", false), ("08:00", true)])
    usage.remove(480, from: first, settled: false)
    #expect(admits(usage, "08:05", settled: true))
  }

  @Test func whoWasReceivedBeforeCountsFromTheStart() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: nil) {
      $0.arrived = time("08:00")
      $0.receivedBy = "S2"
    }
    workshop.add("B", at: nil) { $0.arrived = time("08:00") }
    let arrivals = SearchState(workshop.problem).arrivals
    #expect(arrivals.count == 1)
    #expect(!arrivals.admits(485, at: second, settled: false))
    #expect(arrivals.admits(485, at: first, settled: false))
  }
}
