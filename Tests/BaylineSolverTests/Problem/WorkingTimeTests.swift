import BaylineMath
import BaylineModel
import Testing

@testable import BaylineSolver

/// Working times against a plain set of minutes.
@Suite struct WorkingTimeTests {
  /// Some intervals in the minutes 0 to 399, as a working time and as the minutes that it holds.
  private static func random(_ random: inout SplitMix64) -> (time: WorkingTime, minutes: Set<Int>) {
    var minutes: Set<Int> = []
    var intervals: [(start: Int, end: Int)] = []
    var at = 0
    while at < 360 {
      let start = at + random.below(40)
      let end = min(400, start + 1 + random.below(60))
      intervals.append((start, end))
      minutes.formUnion(start..<end)
      at = end + (random.chance(30) ? 0 : 1 + random.below(30))
    }
    return (WorkingTime(merging: intervals), minutes)
  }

  @Test(arguments: 1...40)
  func everyQuestionHasTheAnswerOfASetOfMinutes(seed: UInt64) {
    var draw = SplitMix64(seed: seed)
    let (time, minutes) = Self.random(&draw)
    let sorted = minutes.sorted()
    for start in stride(from: -5, to: 410, by: 3) {
      let later = sorted.drop { $0 < start }
      #expect(time.next(from: start) == later.first)
      #expect(time.minutes(before: start) == sorted.count - later.count)
      for length in [1, 7, 30, 90] {
        let held = (start..<(start + length)).allSatisfy(minutes.contains)
        #expect(time.covers(start, start + length) == held)
        let last = later.dropFirst(length - 1).first
        #expect(time.end(ofWork: length, from: start) == last.map { $0 + 1 })
      }
    }
  }

  @Test(arguments: 1...20)
  func anIntersectionHoldsTheMinutesOfBoth(seed: UInt64) {
    var draw = SplitMix64(seed: seed)
    let one = Self.random(&draw)
    let other = Self.random(&draw)
    let both = one.time.intersection(other.time)
    let minutes = one.minutes.intersection(other.minutes)
    for minute in 0..<400 { #expect(both.covers(minute, minute) == minutes.contains(minute)) }
    #expect(both.minutes(from: 0, to: 400) == minutes.count)
  }

  @Test func allTimeChangesNothing() {
    let shift = WorkingTime(merging: [(start: 480, end: 720)])
    #expect(shift.intersection(.always) == shift)
    #expect(WorkingTime.always.intersection(shift) == shift)
    #expect(WorkingTime.always.end(ofWork: 5000, from: 100) == 5100)
  }

  @Test func aShiftAcrossMidnightClosesTheDayAtMidnight() {
    // 22:00 to 06:00: the first day closes at 24:00, the second one at 06:00.
    let night = WorkingTime(merging: [(start: 1320, end: 1440), (start: 1440, end: 1800)])
    #expect(night.starts == [1320])
    #expect(night.closing(ofDay: 0) == 1440)
    #expect(night.closing(ofDay: 1) == 1800)
    #expect(night.closing(ofDay: 2) == nil)
  }

  @Test func daysBeforeTheHorizonAreNegative() {
    #expect(day(of: 0) == 0)
    #expect(day(of: -1) == -1)
    #expect(day(of: -1440) == -1)
    #expect(day(of: -1441) == -2)
    #expect(day(of: 1439) == 0)
  }
}
