import BaylineGenerator
import BaylineMath
import BaylineModel
import Testing

@testable import BaylineSolver

/// When operations could begin at the soonest, against trying every minute.
@Suite struct EarliestStartsTests {
  @Test(arguments: [GeneratorProfile.small, .demo, .body, .replan], 1...2 as ClosedRange<UInt64>)
  func noEarlierMinuteHasABayThatIsOpenForTheLeastWork(profile: GeneratorProfile, seed: UInt64) throws {
    let made = try #require(profile.generate(seed: seed).first)
    let problem = CompiledProblem(site: made.site, demand: made.demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var random = SplitMix64(seed: seed)
    var soonest = EarliestStarts()
    for _ in 0..<25 {
      let visit = problem.appointments[AppointmentIndex(random.below(problem.appointments.count))]
      soonest.begin(visit, problem)
      for position in visit.operations {
        let operation = problem.operations.elements[position]
        let from = max(problem.now, random.below(problem.end))
        let found = soonest.next(position, from: from, in: state)
        if operation.pool.isEmpty {
          #expect(found == from)
          continue
        }
        let isOpen = { (start: Int) in
          start + operation.minWork <= problem.end
            && problem.pools[operation.pool].contains { bay in
              state.timelines.isOpen(Int(bay), from: start, to: start + operation.minWork)
            }
        }
        #expect(found == (from..<problem.end).first(where: isOpen))
      }
    }
  }

  // Taken 495-600 and 630-780 of a day of 1,440 minutes: 30 minutes may begin up to 465, at 600 and from 780 to 1,410,
  // 200 minutes up to 295 and from 780 to 1,240.
  @Test func aStartIsWhereTheWholeLengthIsOpen() {
    var timelines = Timelines([.always, .always], end: 1440)
    timelines.occupy(1, from: 495, to: 600)
    timelines.occupy(1, from: 630, to: 780)
    var rows = [UInt64](repeating: 0, count: 24)
    var scratch: [UInt64] = []
    timelines.addStarts(ofLength: 30, in: 1, words: 0..<23, to: &rows, at: 0, &scratch)
    let starts = (0..<1440).filter { rows[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
    #expect(starts == Array(0...465) + Array(600...600) + Array(780...1410))
    rows = Array(repeating: 0, count: 24)
    timelines.addStarts(ofLength: 200, in: 1, words: 0..<23, to: &rows, at: 0, &scratch)
    let long = (0..<1440).filter { rows[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
    #expect(long == Array(0...295) + Array(780...1240))
  }
}
