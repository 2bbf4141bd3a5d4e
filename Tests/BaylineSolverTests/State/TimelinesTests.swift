import BaylineMath
import BaylineModel
import Testing

@testable import BaylineSolver

/// Bit timelines against plain sets of minutes.
@Suite struct TimelinesTests {
  private static let end = 300

  @Test(arguments: 1...30)
  func gapsAreThoseOfASetOfMinutes(seed: UInt64) {
    var draw = SplitMix64(seed: seed)
    let shift = WorkingTime(merging: [(start: 10, end: 130), (start: 140, end: 290)])
    var timelines = Timelines([.always, shift, .always], end: Self.end)
    var busy: [Set<Int>] = [[], [], []]
    for _ in 0..<8 {
      let row = 1 + draw.below(2)
      let start = draw.below(Self.end - 40)
      let end = start + 1 + draw.below(40)
      guard busy[row].isDisjoint(with: start..<end) else { continue }
      timelines.occupy(row, from: start, to: end)
      busy[row].formUnion(start..<end)
    }
    func isOpen(_ minute: Int) -> Bool {
      minute < Self.end && shift.covers(minute, minute) && !busy[1].contains(minute)
        && !busy[2].contains(minute)
    }
    for from in stride(from: 0, to: Self.end, by: 7) {
      for length in [1, 5, 30, 64, 65, 100, 128] {
        let expected = (from..<Self.end).first { start in (start..<(start + length)).allSatisfy(isOpen) }
        #expect(timelines.firstRun(1, 2, from: from, length: length, until: Self.end) == expected)
        let stop = min(from + length, Self.end)
        #expect(
          timelines.lastOccupied(2, from: from, to: stop) == busy[2].filter { from <= $0 && $0 < stop }.max())
      }
    }
  }

  @Test(arguments: 1...20)
  func releasingUndoesOccupyingToTheBit(seed: UInt64) {
    var draw = SplitMix64(seed: seed)
    let shift = WorkingTime(merging: [(start: 10, end: 130), (start: 140, end: 290)])
    var timelines = Timelines([.always, shift], end: Self.end)
    timelines.occupy(1, from: 200, to: 210)
    let before = timelines
    let start = draw.below(190)
    let end = start + draw.below(200 - start)
    timelines.occupy(1, from: start, to: end)
    timelines.release(1, from: start, to: end)
    #expect(timelines == before)
  }

  @Test func theEndOfTheHorizonIsAWall() {
    let timelines = Timelines([.always], end: 100)
    #expect(timelines.firstRun(0, 0, from: 0, length: 100, until: 100) == 0)
    #expect(timelines.firstRun(0, 0, from: 1, length: 100, until: 1000) == nil)
  }
}
