import BaylineFormats
import BaylineMath
import BaylineModel
import BaylineVerifier
import Foundation
import TestSupport
import Testing

@testable import BaylineSolver

/// Random moves and searches on job shops drawn at random. Debug builds assert besides that no move makes a cycle, that every
/// makespan is as foretold, and every delta of the state handed over.
@Suite struct CriticalPathSearchTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func everyPlaceIsFreeOfCyclesAndItsLongestPathsExact(seed: UInt64) throws {
    let state = JobShops.schedule(JobShops.random(seed: seed))
    let problem = try #require(MakespanProblem(state.problem))
    var graph = try #require(DisjunctiveGraph(problem, state))
    var reinsertion = Reinsertion(problem)
    var random = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let operation = random.below(graph.none)
      let before = graph
      let old = graph.remove(operation)
      reinsertion.begin(operation, in: graph)
      var places: [Reinsertion.Place] = []
      for mode in problem.modeRanges[operation] {
        reinsertion.forEachPlace(of: mode, in: graph, within: .max) { place in
          places.append(place)
          return .max
        }
      }
      for place in places {
        graph.insert(operation, place)
        let isSound = graph.update()
        #expect(isSound)
        let through = graph.ends[operation] + graph.tails[operation] - graph.minutes[operation]
        #expect(through == place.through)
        #expect(graph.makespan == max(through, reinsertion.makespanWithout))
        _ = graph.remove(operation)
      }
      graph.insert(operation, old)
      graph.update()
      #expect(graph.ends == before.ends && graph.tails == before.tails)
      #expect(graph.predecessors == before.predecessors && graph.successors == before.successors)
      let chosen = random.pick(places)
      _ = graph.remove(operation)
      graph.insert(operation, chosen)
      graph.update()
    }
  }

  /// No place that is passed over has a shorter longest path without making a cycle.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func noPlaceThatIsPassedOverIsBetter(seed: UInt64) throws {
    let state = JobShops.schedule(JobShops.random(seed: seed, jobs: 4, machines: 2, workers: 2))
    let problem = try #require(MakespanProblem(state.problem))
    let graph = try #require(DisjunctiveGraph(problem, state))
    var reinsertion = Reinsertion(problem)
    for operation in 0..<graph.none {
      var without = graph
      _ = without.remove(operation)
      reinsertion.begin(operation, in: without)
      for mode in problem.modeRanges[operation] {
        var least = Int.max
        reinsertion.forEachPlace(of: mode, in: without, within: .max) { place in
          least = min(least, place.through)
          return .max
        }
        let way = problem.modes[mode]
        for machine in 0...without.length[way.machine] {
          for worker in 0...without.length[way.worker] {
            var other = without
            other.insert(operation, Reinsertion.Place(mode: mode, machine: machine, worker: worker))
            guard other.update() else { continue }
            #expect(other.ends[operation] + other.tails[operation] - other.minutes[operation] >= least)
          }
        }
      }
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func searchKeepsEveryRuleAndTheStateExact(seed: UInt64) throws {
    let made = JobShops.random(seed: seed, jobs: 8)
    let start = JobShops.schedule(made)
    var search = LocalSearch(from: start, seed: seed)
    search.run(upTo: 60) { Double($0) / 60 }
    #expect(search.best.cost <= start.cost)
    #expect(search.evaluations > 60)
    #expect(search.best.cost == search.bestState().evaluate().total)
    let schedule = Schedule(assignments: search.bestState().assignments(), unscheduled: [])
    let verdict = Verifier(site: made.site, demand: made.demand).verify(schedule)
    #expect(verdict.violations == [])
    #expect(verdict.cost.total == search.best.cost)
  }

  @Test func searchGoesOnFromABetterScheduleOfAnother() throws {
    let start = JobShops.schedule(JobShops.random(seed: 3, jobs: 8))
    var one = LocalSearch(from: start, seed: 1)
    one.run(upTo: 80) { Double($0) / 80 }
    #expect(one.best.cost < start.cost)
    var other = LocalSearch(from: start, seed: 2)
    other.adopt(one.best)
    #expect(other.best.cost == one.best.cost)
    other.run(upTo: 20) { Double($0) / 20 }
    #expect(other.best.cost <= one.best.cost)
  }

  @Test func sameSeedGivesTheSameSchedule() throws {
    let start = JobShops.schedule(JobShops.random(seed: 4, jobs: 8))
    let ends = (0..<2).map { _ in
      var search = LocalSearch(from: start, seed: 7)
      search.run(upTo: 40) { Double($0) / 40 }
      return search.bestState().assignments()
    }
    #expect(ends[0] == ends[1])
  }

  /// The case of `datasets/fjssp`, whose least makespan of 9 minutes its README works out.
  @Test func tinyJobShopIsSolved() throws {
    let file = Project.datasets.appending(path: "fjssp/tiny.fjs")
    let (site, demand) = try FJSFormat.decode(
      [UInt8](Data(contentsOf: file)), file: "tiny.fjs", name: "tiny", locale: .english)
    var search = LocalSearch(from: JobShops.schedule((site, demand)), seed: 1)
    search.run(upTo: 20) { Double($0) / 20 }
    #expect(search.best.cost == 9)
  }
}
