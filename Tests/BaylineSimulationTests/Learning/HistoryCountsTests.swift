import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// What is counted of past days.
@Suite struct HistoryCountsTests {
  @Test func aShareOfNothingIsNothing() {
    var share = Proportion()
    #expect(share.percent == 0)
    for isSome in [true, false, false, false] { share.add(isSome) }
    #expect(share.percent == 25)
    #expect(share.group.count == 4 && share.group.sum == 1)
  }

  // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares of the deviations 32, by seven.
  @Test func momentsByHand() {
    var moments = RunningMoments()
    #expect(moments.mean == 0 && moments.variance == 0)
    moments.add(2)
    #expect(moments.mean == 2 && moments.variance == 0)
    for value in [4, 4, 4, 5, 5, 7, 9] as [Double] { moments.add(value) }
    #expect(moments.mean == 5)
    #expect(abs(moments.variance - 32.0 / 7) < 1e-12)
  }

  // Shares of 0 and 1 of four each: mean 1/2, within 1/4. Between: (4/4 + 4/4 - 1/4) / (8 - 32/8) = 7/16; the weight of a group
  // is 4 / (4 + 4/7) = 7/8, so that they are estimated at 1/16 and 15/16.
  @Test func smallSharesAreDrawnTowardsThatOfAll() {
    let shares = [Proportion(all: 4, some: 0), Proportion(all: 4, some: 4)].shrunk()
    #expect(abs(shares[0] - 6.25) < 1e-9 && abs(shares[1] - 93.75) < 1e-9)
    // Nobody knows anything of the third: it is like all.
    let three = [Proportion(all: 4, some: 0), Proportion(all: 4, some: 4), Proportion()].shrunk()
    #expect(three[2] == 50)
    #expect([Proportion(), Proportion()].shrunk() == [0, 0])
  }

  @Test func sharesThatDifferByChanceAloneAreAlike() {
    let shares = [Proportion(all: 10, some: 5), Proportion(all: 10, some: 5)].shrunk()
    #expect(shares == [50, 50])
  }

  @Test func bookingsAreCountedByDayHourAndKind() {
    var counts = BookingCounts()
    counts.add(time("08:00"), .repair, arrives: true)
    counts.add(time("08:59"), .repair, arrives: false)
    counts.add(time("+1 14:00"), .recall, arrives: true)
    #expect(counts.all == Proportion(all: 3, some: 1))
    #expect(counts.weekdays[0] == Proportion(all: 2, some: 1))
    #expect(counts.weekdays[1] == Proportion(all: 1, some: 0))
    #expect(counts.hours[8] == Proportion(all: 2, some: 1) && counts.hours[14].all == 1)
    #expect(counts.kinds[.repair] == Proportion(all: 2, some: 1))
    for minutes in [10, 20, -5, 0] { counts.addDeviation(minutes) }
    #expect(counts.seen == 4)
    #expect(counts.late.mean == 15 && counts.early.mean == 5)
  }

  // Two Mondays with 1 and 3, one Tuesday with 5: nine customers in three days; only Mondays say how days differ.
  @Test func walkInsAreCountedByDay() {
    var counts = WalkInCounts()
    let monday = time("00:00").date
    func came(_ number: Int, _ day: CivilDate) {
      counts.add(day, (0..<number).map { _ in (kind: .repair, at: time("10:30")) })
    }
    came(1, monday)
    came(3, monday.advanced(by: 7))
    came(5, monday.advanced(by: 1))
    #expect(counts.days == 3)
    #expect(counts.perDay == 3)
    #expect(counts.variance == 2)
    #expect(counts.hours[10] == 9 && counts.kinds == [.repair: 9])
    #expect(WalkInCounts().perDay == 0 && WalkInCounts().variance == 0)
  }
}
