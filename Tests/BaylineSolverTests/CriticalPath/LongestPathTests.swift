import BaylineMath
import BaylineModel
import Testing

@testable import BaylineSolver

/// Heads and tails against walking all arcs until nothing changes any more (R. Bellman, 1958, "On a routing problem").
@Suite struct LongestPathTests {
  /// The earliest ends and the longest ways to the end of all; `nil` where a cycle lets them grow for ever.
  ///
  /// - Parameter removed: An operation that counts as one of no minutes.
  private func naive(_ graph: DisjunctiveGraph, without removed: Int = -1) -> (
    ends: [Int], tails: [Int]
  )? {
    let none = graph.none
    var ends = [Int](repeating: 0, count: none + 1)
    var tails = ends
    for _ in 0...none + 1 {
      var hasChanged = false
      for operation in 0..<none {
        let minutes = operation == removed ? 0 : graph.minutes[operation]
        let before = (0..<3).map { ends[graph.predecessors[3 * operation + $0]] }.max() ?? 0
        let after = (0..<3).map { tails[graph.successors[3 * operation + $0]] }.max() ?? 0
        let end = max(before, graph.release[operation]) + minutes
        if ends[operation] != end || tails[operation] != after + minutes { hasChanged = true }
        ends[operation] = end
        tails[operation] = after + minutes
      }
      if !hasChanged { return (ends, tails) }
    }
    return nil
  }

  private func graph(_ seed: UInt64) throws -> DisjunctiveGraph {
    let state = JobShops.schedule(JobShops.random(seed: seed))
    let problem = try #require(MakespanProblem(state.problem))
    return try #require(DisjunctiveGraph(problem, state))
  }

  @Test(arguments: 11...18 as ClosedRange<UInt64>)
  func headsAndTailsAreTheLongestPaths(seed: UInt64) throws {
    let graph = try graph(seed)
    let paths = try #require(naive(graph))
    #expect(graph.ends == paths.ends)
    #expect(graph.tails == paths.tails)
    #expect(graph.makespan == paths.ends.max())
    for operation in 0..<graph.none {
      let through = paths.ends[operation] + paths.tails[operation] - graph.minutes[operation]
      #expect(graph.isCritical(operation) == (through == graph.makespan))
    }
  }

  // Anywhere, whether that makes sense or not: a cycle is found exactly where there is one.
  @Test(arguments: 11...16 as ClosedRange<UInt64>)
  func aCycleIsFoundWhereverThereIsOne(seed: UInt64) throws {
    var graph = try graph(seed)
    var random = SplitMix64(seed: seed)
    var cycles = 0
    for _ in 0..<150 {
      let operation = random.below(graph.none)
      let old = graph.remove(operation)
      let modes = graph.problem.modeRanges[operation]
      let mode = modes.lowerBound + random.below(modes.count)
      let way = graph.problem.modes[mode]
      graph.insert(
        operation,
        Reinsertion.Place(
          mode: mode, machine: random.below(graph.length[way.machine] + 1),
          worker: random.below(graph.length[way.worker] + 1)))
      let isSound = graph.update()
      let paths = naive(graph)
      #expect(isSound == (paths != nil))
      if let paths {
        #expect(graph.ends == paths.ends && graph.tails == paths.tails)
      } else {
        cycles += 1
        _ = graph.remove(operation)
        graph.insert(operation, old)
        let isSoundAgain = graph.update()
        #expect(isSoundAgain)
      }
    }
    #expect(cycles > 0)
  }

  @Test(arguments: 11...16 as ClosedRange<UInt64>)
  func theRestWithoutAnOperationIsMeasuredExactly(seed: UInt64) throws {
    let whole = try graph(seed)
    for operation in 0..<whole.none {
      var graph = whole
      _ = graph.remove(operation)
      var reinsertion = Reinsertion(graph.problem)
      reinsertion.begin(operation, in: graph)
      let paths = try #require(naive(graph, without: operation))
      var (ends, tails) = (paths.ends, paths.tails)
      let longest = graph.measure(without: operation, &ends, &tails)
      #expect(ends[0..<graph.none] == paths.ends[0..<graph.none])
      #expect(tails[0..<graph.none] == paths.tails[0..<graph.none])
      #expect(longest == paths.ends.indices.filter { $0 != operation }.map { paths.ends[$0] }.max())
      #expect(reinsertion.makespanWithout == longest)
    }
  }

  // Each operation of it begins when the one before it ends, the first one when its job lets it.
  @Test(arguments: 11...16 as ClosedRange<UInt64>)
  func aCriticalPathHasNoGap(seed: UInt64) throws {
    let graph = try graph(seed)
    var random = SplitMix64(seed: seed)
    var path: [Int] = []
    for _ in 0..<20 {
      graph.drawCriticalPath(&path, &random)
      let last = try #require(path.first)
      let first = try #require(path.last)
      #expect(graph.ends[last] == graph.makespan)
      #expect(graph.ends[first] - graph.minutes[first] == graph.release[first])
      for (later, earlier) in zip(path, path.dropFirst()) {
        #expect(graph.ends[later] - graph.minutes[later] == graph.ends[earlier])
        #expect((0..<3).contains { graph.predecessors[3 * later + $0] == earlier })
      }
      #expect(path.allSatisfy { graph.isCritical($0) })
    }
  }

  // MARK: - To a schedule and back

  @Test(arguments: 21...26 as ClosedRange<UInt64>)
  func aGraphAndItsScheduleAreTheSame(seed: UInt64) throws {
    var state = JobShops.schedule(JobShops.random(seed: seed))
    let problem = try #require(MakespanProblem(state.problem))
    let graph = try #require(DisjunctiveGraph(problem, state))
    // As early as the sequences let it: never later than it was.
    #expect(graph.makespan <= state.latestEnd)
    graph.export(into: &state)
    #expect(state.unscheduledCount == 0)
    #expect(state.latestEnd == graph.makespan)
    #expect(state.cost == state.evaluate().total)
    let again = try #require(DisjunctiveGraph(problem, state))
    #expect(again.ends == graph.ends && again.mode == graph.mode)
  }

  @Test func aScheduleThatLeavesSomebodyOutHasNoGraph() throws {
    var state = JobShops.schedule(JobShops.random(seed: 21))
    let problem = try #require(MakespanProblem(state.problem))
    state.remove(AppointmentIndex(0))
    let graph = DisjunctiveGraph(problem, state)
    let search = CriticalPathSearch(from: state, seed: 1)
    #expect(graph?.makespan == nil)
    #expect(search?.evaluations == nil)
  }
}
