import BaylineModel
import Testing

@testable import BaylineSolver

/// Loan vehicles that are out at once (H12).
@Suite struct LoanerUsageTests {
  private func usage(_ capacity: Int, _ loans: [Range<Int>] = []) -> LoanerUsage {
    var usage = LoanerUsage(capacity: capacity)
    for loan in loans { usage.add(from: loan.lowerBound, to: loan.upperBound) }
    return usage
  }

  @Test func aVehicleIsLentAgainInTheMinuteItComesBack() {
    let usage = usage(1, [480..<600])
    #expect(usage.admits(from: 600, to: 700))
    #expect(usage.admits(from: 400, to: 480))
    #expect(!usage.admits(from: 599, to: 700))
    #expect(!usage.admits(from: 400, to: 481))
    #expect(!usage.admits(from: 400, to: 700))
    #expect(!usage.admits(from: 500, to: 510))
  }

  // Never three at once: 08:00-10:00 and 09:00-11:00, and then 10:00-12:00.
  @Test func loansThatFollowEachOtherNeedOneVehicle() {
    let usage = usage(2, [480..<600, 540..<660, 600..<720])
    #expect(!usage.admits(from: 480, to: 545))
    #expect(usage.admits(from: 480, to: 540))
    #expect(!usage.admits(from: 630, to: 640))
    #expect(usage.admits(from: 660, to: 900))
  }

  @Test func withoutVehiclesNothingIsLent() {
    #expect(!usage(0).admits(from: 0, to: 1))
    // No minute, no vehicle.
    #expect(usage(0).admits(from: 5, to: 5))
    #expect(usage(0).admits(from: 5, to: 4))
  }

  @Test func removingIsTheReverseOfAdding() {
    let before = usage(2, [480..<600, 480..<540])
    var after = before
    after.add(from: 500, to: 560)
    after.add(from: 500, to: 500)
    after.remove(from: 500, to: 500)
    #expect(!after.admits(from: 520, to: 530))
    after.remove(from: 500, to: 560)
    #expect(after == before)
  }
}
