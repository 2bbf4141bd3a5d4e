import BaylineGenerator
import BaylineMath
import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

@testable import BaylineSolver

/// The books of arrivals and loans against plain counting.
@Suite struct UsageTests {
  private struct Arrival {
    var time: Int
    var advisor: Int
    var settled: Bool
  }

  /// H2–H4 by counting pairs and windows, as the rules say it.
  private static func isSound(_ arrivals: [Arrival], _ problem: CompiledProblem) -> Bool {
    let booking = problem.site.booking
    func windowsHold(_ some: [Arrival], _ capacity: Int) -> Bool {
      some.allSatisfy { first in
        let window = some.filter { first.time <= $0.time && $0.time < first.time + 60 }
        return window.count <= capacity || window.allSatisfy(\.settled)
      }
    }
    for advisor in problem.site.advisors.indices {
      let own = arrivals.filter { $0.advisor == advisor }
      for one in own.indices {
        for other in own.indices where other > one && !(own[one].settled && own[other].settled) {
          if abs(own[one].time - own[other].time) < booking.minGapMinutes { return false }
        }
      }
      if !windowsHold(own, booking.advisorBookingsPerHour) { return false }
      for day in Set(own.map { day(of: $0.time) }) {
        let that = own.filter { BaylineModel.day(of: $0.time) == day }
        if that.count > booking.advisorBookingsPerDay, !that.allSatisfy(\.settled) { return false }
      }
    }
    return booking.siteBookingsPerHour.map { windowsHold(arrivals, $0) } ?? true
  }

  @Test(arguments: 1...60)
  func anArrivalIsAdmittedExactlyWhereTheRulesHold(seed: UInt64) {
    var draw = SplitMix64(seed: seed)
    var workshop = TinyWorkshop()
    workshop.site.booking.advisorGapMinutes = [0, 10, 15, 20][draw.below(4)]
    workshop.site.booking.receptionMinutes = [0, 15][draw.below(2)]
    workshop.site.booking.advisorBookingsPerHour = 1 + draw.below(3)
    workshop.site.booking.advisorBookingsPerDay = 4 + draw.below(4)
    workshop.site.booking.siteBookingsPerHour = [nil, 2, 4][draw.below(3)]
    let problem = CompiledProblem(site: workshop.site, demand: workshop.demand)
    var books = ArrivalUsage(problem)
    var arrivals: [Arrival] = []
    for _ in 0..<60 {
      let new = Arrival(
        time: 400 + draw.below(80) * 5, advisor: draw.below(2), settled: draw.chance(30))
      let advisor = AdvisorIndex(new.advisor)
      let isAdmitted =
        books.siteAdmits(new.time, settled: new.settled)
        && books.admits(new.time, at: advisor, settled: new.settled)
      #expect(isAdmitted == Self.isSound(arrivals + [new], problem))
      // Settled ones come in all the same as long as only settled ones break a rule.
      guard isAdmitted else { continue }
      books.add(new.time, to: advisor, settled: new.settled)
      arrivals.append(new)
      if draw.chance(20) {
        let gone = arrivals.remove(at: draw.below(arrivals.count))
        books.remove(gone.time, from: AdvisorIndex(gone.advisor), settled: gone.settled)
      }
    }
  }

  @Test(arguments: 1...60)
  func aLoanIsAdmittedExactlyWhereAVehicleIsLeft(seed: UInt64) {
    var draw = SplitMix64(seed: seed)
    let capacity = draw.below(4)
    var book = LoanerUsage(capacity: capacity)
    var loans: [Range<Int>] = []
    for _ in 0..<40 {
      let start = draw.below(100)
      let loan = start..<(start + draw.below(40))
      let fits = loan.allSatisfy { minute in loans.filter { $0.contains(minute) }.count < capacity }
      #expect(book.admits(from: loan.lowerBound, to: loan.upperBound) == fits)
      guard fits else { continue }
      book.add(from: loan.lowerBound, to: loan.upperBound)
      loans.append(loan)
      if draw.chance(30) {
        let gone = loans.remove(at: draw.below(loans.count))
        book.remove(from: gone.lowerBound, to: gone.upperBound)
      }
    }
  }
}
