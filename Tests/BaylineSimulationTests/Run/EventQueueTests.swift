import BaylineMath
import BaylineModel
import Testing

@testable import BaylineSimulation

@Suite struct EventQueueTests {
  /// All that is left, as time, event and subject.
  private func drained(_ queue: EventQueue) -> [[Int]] {
    var queue = queue
    var taken: [[Int]] = []
    while let time = queue.nextTime, let (event, subject) = queue.take(at: time) {
      taken.append([time, event.rawValue, subject])
    }
    return taken
  }

  @Test func anEmptyQueueHasNothingNext() {
    var queue = EventQueue()
    #expect(queue.nextTime == nil)
    let taken = queue.take(at: 0)
    #expect(taken?.subject == nil)
  }

  @Test func eventsComeInTheOrderOfTheirTimes() {
    var queue = EventQueue()
    for time in [30, 10, 20] { queue.add(.arrives, of: time, at: time) }
    #expect(drained(queue).map { $0[0] } == [10, 20, 30])
  }

  @Test func nothingIsTakenAtAnotherTime() {
    var queue = EventQueue()
    queue.add(.arrives, of: 1, at: 10)
    let early = queue.take(at: 9)
    let late = queue.take(at: 11)
    #expect(early?.subject == nil && late?.subject == nil)
    #expect(queue.nextTime == 10)
  }

  // Whoever ends makes room before somebody comes, and who comes is there before a slot lapses.
  @Test func inOneMinuteTheOrderIsThatOfTheKinds() {
    var queue = EventQueue()
    let kinds: [ShopEvent] = [
      .loanerReturned, .workIsDue, .partsArrive, .workApproved, .reneges, .slotExpires,
      .recordedReceptionStarts,
      .arrives, .received, .workEnds, .fixedWorkStarts,
    ]
    for kind in kinds { queue.add(kind, of: 3, at: 500) }
    #expect(drained(queue).map { $0[1] } == kinds.map(\.rawValue).sorted())
    #expect(ShopEvent.workEnds.rawValue < ShopEvent.arrives.rawValue)
    #expect(ShopEvent.arrives.rawValue < ShopEvent.slotExpires.rawValue)
  }

  @Test func ofOneKindTheOrderIsThatOfTheSubjects() {
    var queue = EventQueue()
    for subject in [7, 0, 4_000_000, 2] { queue.add(.workEnds, of: subject, at: 60) }
    #expect(drained(queue).map { $0[2] } == [0, 2, 7, 4_000_000])
  }

  @Test func timesMayBeBeforeTheHorizon() {
    var queue = EventQueue()
    for time in [0, -1, -100_000, 5] { queue.add(.partsArrive, of: 1, at: time) }
    #expect(drained(queue).map { $0[0] } == [-100_000, -1, 0, 5])
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func eventsComeSortedWhateverIsPutInBetween(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var queue = EventQueue()
    var waiting: [[Int]] = []
    for _ in 0..<300 {
      if random.chance(60) || waiting.isEmpty {
        let (time, kind, subject) = (random.below(50) - 10, random.below(11), random.below(5))
        guard let event = ShopEvent(rawValue: kind) else { continue }
        queue.add(event, of: subject, at: time)
        waiting.append([time, kind, subject])
      } else {
        waiting.sort { $0.lexicographicallyPrecedes($1) }
        let next = waiting.removeFirst()
        #expect(queue.nextTime == next[0])
        let taken = queue.take(at: next[0])
        #expect(taken?.event.rawValue == next[1] && taken?.subject == next[2])
      }
    }
    #expect(drained(queue) == waiting.sorted { $0.lexicographicallyPrecedes($1) })
  }
}
