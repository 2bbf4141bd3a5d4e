import BaylineMath
import BaylineModel
import Testing

@testable import BaylineSolver

/// The flat table of working times against the working times themselves.
@Suite struct WorkingTimeTableTests {
  private static func random(_ random: inout SplitMix64) -> WorkingTime {
    var intervals: [(start: Int, end: Int)] = []
    var at = 0
    for _ in 0..<random.below(6) {
      let start = at + random.below(40)
      let end = start + 1 + random.below(60)
      intervals.append((start, end))
      at = end + 1 + random.below(30)
    }
    return WorkingTime(merging: intervals)
  }

  @Test(arguments: 1...20)
  func itAnswersAsEachWorkingTimeDoes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let times = [.always] + (0..<5).map { _ in Self.random(&random) }
    let table = WorkingTimeTable(times)
    for (position, time) in times.enumerated() {
      let index = ClassIndex(position)
      for start in stride(from: -4, to: 620, by: 7) {
        #expect(table.next(index, from: start) == time.next(from: start))
        let minutes = 1 + random.below(150)
        #expect(table.end(index, ofWork: minutes, from: start) == time.end(ofWork: minutes, from: start))
        let end = start + random.below(200) - 10
        #expect(table.minutes(index, from: start, to: end) == time.minutes(from: start, to: end))
      }
    }
  }
}
