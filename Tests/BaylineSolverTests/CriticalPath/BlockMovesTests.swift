import BaylineMath
import Testing

@testable import BaylineSolver

/// The moves of shops with one machine per operation, on shops drawn at random.
@Suite struct BlockMovesTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func noMoveMakesACycleAndNoEstimateIsTooShort(seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: "block moves")
    var graph = PlainShops.schedule(PlainShops.random(&random, jobs: 5, machines: 3))
    var blockMoves = BlockMoves(graph.problem)
    var kinds: Set<String> = []
    for _ in 0..<60 {
      blockMoves.collect(in: graph, &random)
      for move in blockMoves.moves {
        let others = path(from: graph, through: move)
        var moved = graph
        let isSound = moved.relocate(move.operation, to: move.place)
        #expect(isSound)
        let longest = others.map { moved.ends[$0] + moved.tails[$0] - moved.minutes[$0] }.max() ?? 0
        #expect(longest <= move.estimate)
        kinds.insert(move.passed == move.operation ? "machine" : move.isLater ? "later" : "earlier")
      }
      guard !blockMoves.moves.isEmpty else { break }
      let chosen = random.pick(blockMoves.moves)
      let isSound = graph.relocate(chosen.operation, to: chosen.place)
      #expect(isSound)
    }
    #expect(kinds == ["machine", "later", "earlier"])
  }

  /// The operations that a move shifts: the moved one and those that it passes.
  private func path(from graph: DisjunctiveGraph, through move: BlockMoves.Move) -> [Int] {
    var operations = [move.operation]
    var other = move.passed
    while other != move.operation {
      operations.append(other)
      other = (move.isLater ? graph.predecessors : graph.successors)[3 * other + 1]
    }
    return operations
  }

  /// Order, heads and tails repaired in part are those computed anew, and a cycle is found exactly where one is.
  @Test(arguments: 11...16 as ClosedRange<UInt64>)
  func relocationIsExactWhereverTheOperationGoes(seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: "block moves")
    var graph = PlainShops.schedule(PlainShops.random(&random, jobs: 5, machines: 3))
    var cycles = 0
    for _ in 0..<200 {
      let operation = random.below(graph.none)
      let range = graph.problem.modeRanges[operation]
      let mode = range.lowerBound + random.below(range.count)
      let machine = graph.problem.modes[mode].machine
      let isSame = graph.problem.modes[graph.mode[operation]].machine == machine
      let count = graph.length[machine] - (isSame ? 1 : 0)
      let place = Reinsertion.Place(mode: mode, machine: random.below(count + 1), worker: 0)
      var moved = graph
      let isSound = moved.relocate(operation, to: place)
      var fresh = graph
      _ = fresh.remove(operation)
      fresh.insert(operation, place)
      let isFreshSound = fresh.update()
      #expect(isSound == isFreshSound)
      guard isSound else {
        cycles += 1
        continue
      }
      #expect(moved.ends == fresh.ends && moved.tails == fresh.tails && moved.makespan == fresh.makespan)
      #expect(moved.order.enumerated().allSatisfy { moved.rank[$1] == $0 })
      graph = moved
    }
    #expect(cycles > 0)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func aBlendKeepsWhatBothHaveInCommon(seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: "blend")
    let problem = PlainShops.random(&random, jobs: 5, machines: 3)
    var graph = PlainShops.schedule(problem)
    let one = Elite(graph)
    var search = BlockSearch(graph, seed: seed)
    _ = search.step(moves: 200)
    let other = search.best
    one.blend(with: other.modes, other.starts, percent: 50, into: &graph, &random)
    let child = Elite(graph)
    for first in 0..<graph.none {
      #expect([one.modes[first], other.modes[first]].contains(child.modes[first]))
      for second in 0..<graph.none where first != second {
        let machines = [first, second].map { problem.modes[child.modes[$0]].machine }
        let isOrdered = one.starts[first] < one.starts[second] && other.starts[first] < other.starts[second]
        if isOrdered, machines[0] == machines[1] { #expect(child.starts[first] < child.starts[second]) }
      }
    }
    one.restore(into: &graph)
    #expect(graph.makespan == one.makespan)
  }

  /// On tiny shops the search finds the optimum, and the bound is never above it.
  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func tinyShopsAreSolvedAndTheBoundIsNeverAboveTheOptimum(seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: "tiny shop")
    let problem = PlainShops.random(&random, jobs: 3, machines: 2, maxOperations: 2)
    let optimum = PlainShops.optimum(problem)
    #expect(MachineRelaxation(problem).minutes <= optimum)
    var search = BlockSearch(PlainShops.schedule(problem), seed: seed)
    let found = search.step(moves: 3000)
    #expect(found == optimum)
  }

  /// On machine 0, heads 0, 2 and 4, 3 minutes each, tails 0, 5 and 1. The second alone takes 2 + 3 + 5, the last two
  /// 2 + 6 + 1, all three 9. Without interruptions one of the first two waits for the other: 3 + 3 + 5, or 2 + 9.
  @Test func machineRelaxationTakesTheWorstHeadAndTail() {
    let none = 4
    let modes = [
      MakespanProblem.Mode(machine: 0, worker: none, minutes: 3, option: 0, choice: 0),
      MakespanProblem.Mode(machine: 0, worker: none, minutes: 3, option: 0, choice: 0),
      MakespanProblem.Mode(machine: 1, worker: none, minutes: 5, option: 0, choice: 0),
      MakespanProblem.Mode(machine: 0, worker: none, minutes: 3, option: 0, choice: 0),
      MakespanProblem.Mode(machine: 2, worker: none, minutes: 1, option: 0, choice: 0),
    ]
    let problem = MakespanProblem(
      jobs: [0..<1, 1..<3, 3..<5], releases: [0, 2, 4], modes: modes,
      modeRanges: modes.indices.map { $0..<$0 + 1 }, resourceCount: none + 1)
    #expect(MachineRelaxation(problem).minutes == 10)
    #expect(PlainShops.optimum(problem) == 11)
  }
}

/// Shops whose operations hold one machine each.
enum PlainShops {
  /// A shop drawn at random; a machine may occur several times in a job.
  static func random(
    _ random: inout SplitMix64, jobs: Int, machines: Int, maxOperations: Int = 5
  ) -> MakespanProblem {
    var ranges: [Range<Int>] = []
    var modes: [MakespanProblem.Mode] = []
    var modeRanges: [Range<Int>] = []
    for _ in 0..<jobs {
      let first = modeRanges.count
      for _ in 0..<1 + random.below(maxOperations) {
        let firstMode = modes.count
        let sure = random.below(machines)
        for machine in 0..<machines where machine == sure || random.chance(30) {
          modes.append(
            .init(machine: machine, worker: machines, minutes: 1 + random.below(9), option: 0, choice: 0))
        }
        modeRanges.append(firstMode..<modes.count)
      }
      ranges.append(first..<modeRanges.count)
    }
    let releases = (0..<jobs).map { _ in random.chance(30) ? random.below(6) : 0 }
    return MakespanProblem(
      jobs: ranges, releases: releases, modes: modes, modeRanges: modeRanges, resourceCount: machines + 1)
  }

  /// All operations one job after the other, each in its first mode.
  static func schedule(_ problem: MakespanProblem) -> DisjunctiveGraph {
    var graph = DisjunctiveGraph(problem)
    graph.rebuild(problem.modeRanges.map(\.lowerBound), in: Array(0..<problem.operationCount))
    return graph
  }

  /// The least makespan by trying every order in which operations can be started, and every mode.
  static func optimum(_ problem: MakespanProblem) -> Int {
    var free = Array(repeating: 0, count: problem.resourceCount)
    var ready = problem.releases
    var next = problem.jobs.map(\.lowerBound)
    return optimum(problem, &free, &ready, &next)
  }

  private static func optimum(
    _ problem: MakespanProblem, _ free: inout [Int], _ ready: inout [Int], _ next: inout [Int]
  ) -> Int {
    var least = Int.max
    for job in problem.jobs.indices where next[job] < problem.jobs[job].upperBound {
      for way in problem.modes[problem.modeRanges[next[job]]] {
        let (wasFree, wasReady) = (free[way.machine], ready[job])
        ready[job] = max(wasFree, wasReady) + way.minutes
        free[way.machine] = ready[job]
        next[job] += 1
        least = min(least, optimum(problem, &free, &ready, &next))
        next[job] -= 1
        (free[way.machine], ready[job]) = (wasFree, wasReady)
      }
    }
    return least == .max ? ready.max() ?? 0 : least
  }
}
