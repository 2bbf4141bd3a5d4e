import BaylineMath
import BaylineModel
import BaylineSolver
import TestSupport
import Testing

@testable import BaylineSimulation

/// Numbers by cause and subject: the same whatever else is drawn, and different for everything else.
@Suite struct CommonRandomNumbersTests {
  private let monday = CivilDate(ordinal: 739_945)

  private func numbers(seed: Int = 1, replication: Int = 0, day: Int = 0) -> CommonRandomNumbers {
    CommonRandomNumbers(seed: seed, replication: replication, day: monday.advanced(by: day))
  }

  @Test func theSameIsDrawnForTheSame() {
    #expect(numbers().uniform(.noShow, of: 7) == numbers().uniform(.noShow, of: 7))
    var one = numbers().stream(.walkIns, of: 3)
    var other = numbers().stream(.walkIns, of: 3)
    #expect((0..<5).map { _ in one.next() } == (0..<5).map { _ in other.next() })
  }

  @Test func anythingElseDrawsSomethingElse() {
    let first = numbers().uniform(.noShow, of: 7)
    let others = [
      numbers(seed: 2).uniform(.noShow, of: 7), numbers(seed: -1).uniform(.noShow, of: 7),
      numbers(replication: 1).uniform(.noShow, of: 7), numbers(day: 1).uniform(.noShow, of: 7),
      numbers().uniform(.lateness, of: 7), numbers().uniform(.noShow, of: 8),
    ]
    #expect(!others.contains(first))
    #expect(Set(others).count == others.count)
  }

  @Test func uniformNumbersFillTheirRange() {
    let numbers = numbers()
    var tenths = [Int](repeating: 0, count: 10)
    for key in 0..<5000 as Range<UInt64> { tenths[Int(numbers.uniform(.duration, of: key) * 10)] += 1 }
    // 500 each, with a standard deviation of 21.
    for tenth in tenths { #expect(abs(tenth - 500) < 90) }
  }

  @Test func whatNeverOrAlwaysHappens() {
    let numbers = numbers()
    for key in 0..<200 as Range<UInt64> {
      let (never, always) = (numbers.happens(0, .noShow, of: key), numbers.happens(100, .noShow, of: key))
      #expect(!never && always)
    }
  }

  // Whoever stays away at 20% stays away at 50%.
  @Test func whatHappensRarelyHappensOftenAsWell() {
    let numbers = numbers()
    let keys = 0..<2000 as Range<UInt64>
    let rare = Set(keys.filter { numbers.happens(20, .noShow, of: $0) })
    let often = Set(keys.filter { numbers.happens(50, .noShow, of: $0) })
    #expect(rare.isSubset(of: often))
    #expect(abs(rare.count - 400) < 75 && abs(often.count - 1000) < 95)
  }

  // MARK: - Distributions

  @Test func aConstantNeedsNoChance() {
    #expect(Sampler(.constant(7.5)).value(at: 0.1) == 7.5)
    #expect(Sampler(.values([])).value(at: 0.5) == 0)
    #expect(Sampler(.exponential(mean: 0)).value(at: 0.9) == 0)
    #expect(Sampler(.lognormal(mean: 100, variation: 0)).value(at: 0.9) == 100)
    #expect(Sampler(.lognormal(mean: -5, variation: 10)).value(at: 0.9) == 0)
    #expect(numbers().draw(.constant(3), .duration, of: 9) == 3)
  }

  // 1 - e^-1 of all are below the mean, half below mean x ln 2.
  @Test func exponentialNumbersByInversion() {
    let sampler = Sampler(.exponential(mean: 20))
    #expect(sampler.value(at: 0) == 0)
    #expect(abs(sampler.value(at: 0.5) - 13.8629) < 1e-3)
    #expect(abs(sampler.value(at: 0.632_120_558_8) - 20) < 1e-6)
  }

  // Mean 100 and variation 50%: variance of the logarithm ln 1.25 = 0.2231, median 100 / √1.25 = 89.443, one deviation of
  // 0.4724 above it 143.45.
  @Test func lognormalNumbersByInversion() {
    let sampler = Sampler(.lognormal(mean: 100, variation: 50))
    #expect(abs(sampler.value(at: 0.5) - 89.443) < 0.01)
    #expect(abs(sampler.value(at: 0.841_344_746) - 143.45) < 0.05)
    let mean = (0..<10_000).reduce(0.0) { $0 + sampler.value(at: (Double($1) + 0.5) / 10_000) } / 10_000
    #expect(abs(mean - 100) < 0.5)
  }

  @Test func valuesAreEachAsLikely() {
    let sampler = Sampler(.values([5, 10, 90]))
    #expect([0, 0.33, 0.34, 0.66, 0.67, 0.9999, 1].map(sampler.value) == [5, 5, 10, 10, 90, 90, 90])
  }

  @Test func minutesAreRoundedAndNeverNegative() {
    #expect(Sampler(.constant(7.4)).minutes(at: 0) == 7)
    #expect(Sampler(.constant(7.5)).minutes(at: 0) == 8)
    #expect(Sampler(.constant(-3)).minutes(at: 0) == 0)
    #expect(Sampler(.constant(1e300)).minutes(at: 0) == 5_256_000)
  }

  // MARK: - Keys

  // The vectors of the authors of FNV-1a for 64 bits.
  @Test func keysOfNamesAreTheirHashes() {
    #expect(StreamKey.of("") == 0xcbf2_9ce4_8422_2325)
    #expect(StreamKey.of("a") == 0xaf63_dc4c_8601_ec8c)
    #expect(StreamKey.of("foobar") == 0x8594_4171_f739_67e8)
  }

  @Test func keysWithinAnotherAreDifferent() {
    let keys = (0..<1000).map { StreamKey.of(UInt64($0), in: 42) }
    #expect(Set(keys).count == 1000)
    #expect(StreamKey.of(1, in: 42) != StreamKey.of(42, in: 1))
    #expect(StreamKey.of(1, in: 42) == StreamKey.of(1, in: 42))
  }

  // MARK: - In a shop

  /// Twelve customers of one day, on two technicians.
  private var day: TinyWorkshop {
    var workshop = TinyWorkshop()
    for place in 0..<12 {
      let start = time("08:15") + 30 * (place / 2 + (place > 7 ? 2 : 0))
      let crew = place % 2 == 0 ? ("B", "T", "S") : ("B2", "T2", "S2")
      workshop.add(
        "V\(place)", at: CivilTime.clock(start + -15 - time("00:00")), advisor: crew.2,
        [
          Step(
            CivilTime.clock(start - time("00:00")), CivilTime.clock(start + 30 - time("00:00")), minutes: 30,
            bay: crew.0, crew: [crew.1])
        ])
    }
    return workshop
  }

  private func absent(_ run: ShopRun) -> [UInt64] { run.visits.filter(\.isNoShow).map(\.key) }

  @Test func whoStaysAwayDoesNotDependOnAnyOtherChance() {
    let alone = day.played { $0.noShow = .init(40) }
    let crowd = day.played {
      $0.noShow = .init(40)
      $0.walkIns.perDay = 5
      $0.durations.defaultValue = .lognormal(mean: 100, variation: 40)
      $0.punctuality.latePercent = 50
      $0.punctuality.late = .exponential(mean: 5)
      $0.addedWork.percent = .init(50)
    }
    #expect(absent(alone) == absent(crowd))
    #expect(!absent(alone).isEmpty && absent(alone).count < 12)
  }

  @Test func aJobTakesAsLongInAnotherPlan() {
    let plan = day
    var other = plan
    other.schedule.assignments[0].operations[0].bay = "B2"
    other.schedule.assignments[0].operations[0].technicians = ["T2"]
    other.schedule.assignments[1].operations[0].bay = "B"
    other.schedule.assignments[1].operations[0].technicians = ["T"]
    let lengths = [plan, other].map { workshop in
      let run = workshop.played { $0.durations.defaultValue = .lognormal(mean: 60, variation: 30) }
      return zip(run.starts, run.ends).prefix(2).map { $1 - $0 }
    }
    #expect(lengths[0] == lengths[1])
  }

  @Test func walkInsAreThoseOfTheDayWhateverThePlan() {
    let full = day.simulation { $0.walkIns.perDay = 6 }
    var empty = day
    empty.schedule = Schedule(assignments: [])
    let none = empty.simulation { $0.walkIns.perDay = 6 }
    for replication in 0..<5 {
      #expect(
        full.walkIns(seed: 3, replication: replication) == none.walkIns(seed: 3, replication: replication))
    }
    let counts = (0..<200).map { full.walkIns(seed: 5, replication: $0) }
    // Poisson of mean 6: the mean of 200 days has a standard deviation of 0.17.
    #expect(abs(Double(counts.reduce(0, +)) / 200 - 6) < 0.7)
  }
}
