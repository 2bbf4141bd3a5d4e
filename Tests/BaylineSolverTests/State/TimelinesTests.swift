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
    // How many minutes are open in a row from each minute on.
    var open = Array(repeating: 0, count: Self.end + 1)
    for minute in (0..<Self.end).reversed()
    where shift.covers(minute, minute) && !busy[1].contains(minute) && !busy[2].contains(minute) {
      open[minute] = open[minute + 1] + 1
    }
    for from in stride(from: 0, to: Self.end, by: 7) {
      for length in [1, 5, 30, 64, 65, 100, 128] {
        let expected = (from..<Self.end).first { open[$0] >= length }
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

  // MARK: - The first of something

  @Test func theFirstOccupiedMinuteIsFoundAcrossWords() {
    var timelines = Timelines([.always, .always], end: Self.end)
    timelines.occupy(1, from: 130, to: 200)
    #expect(timelines.firstOccupied(1, from: 0, to: 300) == 130)
    #expect(timelines.firstOccupied(1, from: 0, to: 130) == nil)
    #expect(timelines.firstOccupied(1, from: 0, to: 131) == 130)
    #expect(timelines.firstOccupied(1, from: 150, to: 160) == 150)
    #expect(timelines.firstOccupied(1, from: 200, to: 300) == nil)
    #expect(timelines.firstOccupied(1, from: 150, to: 150) == nil)
  }

  @Test func theFirstFreeMinuteIsTheEndWhereThereIsNone() {
    let shift = WorkingTime(merging: [(start: 10, end: 130)])
    var timelines = Timelines([.always, shift], end: Self.end)
    // Free is also what is off duty.
    #expect(timelines.firstFree(1, from: 200) == 200)
    timelines.occupy(1, from: 5, to: 200)
    #expect(timelines.firstFree(1, from: 0) == 0)
    #expect(timelines.firstFree(1, from: 5) == 200)
    timelines.occupy(1, from: 200, to: 300)
    #expect(timelines.firstFree(1, from: 5) == 300)
  }

  // MARK: - Equipment

  // Two of it, in use from 100 to 200 and from 150 to 250: both from 150 to 200.
  @Test func equipmentIsOccupiedWhereAllOfItIsInUse() {
    let unused = Timelines([.always, .always], equipment: [1, 2], end: Self.end)
    var timelines = unused
    timelines.occupy(3, from: 100, to: 200)
    #expect(timelines.firstOccupied(3, from: 0, to: 300) == nil)
    timelines.occupy(3, from: 150, to: 250)
    #expect(timelines.firstOccupied(3, from: 0, to: 300) == 150)
    #expect(timelines.lastOccupied(3, from: 0, to: 300) == 199)
    #expect(timelines.firstFree(3, from: 160) == 200 && timelines.firstFree(3, from: 100) == 100)
    #expect(timelines.firstRun(0, 3, from: 120, length: 30, until: 300) == 120)
    #expect(timelines.firstRun(0, 3, from: 120, length: 31, until: 300) == 200)
    #expect(timelines.firstOccupied(2, from: 0, to: 300) == nil)
    timelines.release(3, from: 100, to: 200)
    #expect(timelines.firstOccupied(3, from: 0, to: 300) == nil)
    timelines.release(3, from: 150, to: 250)
    #expect(timelines == unused)
  }

  @Test func theOnlyOneOfAnEquipmentIsOccupiedByItsUse() {
    var timelines = Timelines([.always], equipment: [1], end: Self.end)
    timelines.occupy(1, from: 60, to: 70)
    #expect(timelines.firstOccupied(1, from: 0, to: 300) == 60)
    #expect(timelines.firstFree(1, from: 60) == 70)
  }

  // Locks may use more than there is.
  @Test(arguments: 1...20)
  func equipmentIsFreeWhereFewerAreInUseThanThereAre(seed: UInt64) {
    var draw = SplitMix64(seed: seed)
    let count = 1 + draw.below(3)
    let unused = Timelines([.always], equipment: [count], end: Self.end)
    var timelines = unused
    var uses: [Range<Int>] = []
    for _ in 0..<30 {
      if !uses.isEmpty, draw.chance(30) {
        let gone = uses.remove(at: draw.below(uses.count))
        timelines.release(1, from: gone.lowerBound, to: gone.upperBound)
      } else {
        let start = draw.below(Self.end - 60)
        uses.append(start..<(start + 1 + draw.below(60)))
        timelines.occupy(1, from: start, to: uses[uses.count - 1].upperBound)
      }
      let occupied = (0..<Self.end).filter { minute in uses.count { $0.contains(minute) } >= count }
      #expect(timelines.firstOccupied(1, from: 0, to: Self.end) == occupied.first)
      #expect(timelines.lastOccupied(1, from: 0, to: Self.end) == occupied.last)
      let from = draw.below(Self.end)
      let taken = Set(occupied)
      #expect(
        timelines.firstFree(1, from: from) == (from..<Self.end).first { !taken.contains($0) } ?? Self.end)
    }
    for use in uses { timelines.release(1, from: use.lowerBound, to: use.upperBound) }
    #expect(timelines == unused)
  }
}
