import BaylineMath

/// Tabu search with a population for shops whose operations hold one machine each.
///
/// Each run of tabu search (F. Glover, 1989) makes the best of the ``BlockMoves`` by estimate, even a worsening one,
/// until it has not improved for some moves. Its best schedule may enter a small population. The next run starts
/// between two of its members, or, while it is not full or its members have become alike, between the best one and a
/// random schedule (after B. Peng, Z. Lü, T. C. E. Cheng, 2015, "A tabu search/path relinking algorithm to solve the
/// job shop scheduling problem"). A move allocates nothing.
struct BlockSearch: Sendable {
  /// Candidates evaluated so far.
  private(set) var evaluations = 0
  /// The best schedule so far.
  private(set) var best: Elite

  private var graph: DisjunctiveGraph
  private var random: SplitMix64
  private let settings: BlockSettings
  private var blockMoves: BlockMoves
  private var population: [Elite] = []
  /// The best schedule of the current run.
  private var runBest: Elite
  private var moves = 0
  /// Moves of the current run since its last improvement.
  private var stalled = 0
  /// By mode: the move from which an operation may return to it.
  private var modeTabuUntil: [Int]
  /// By pair of operations, hashed: the move from which the first may precede the second again.
  private var arcTabuUntil: [Int]
  private let tenure: Int

  init(_ graph: DisjunctiveGraph, seed: UInt64, _ settings: BlockSettings = BlockSettings()) {
    self.graph = graph
    self.settings = settings
    best = Elite(graph)
    runBest = best
    random = SplitMix64(seed: seed, stream: "block search")
    let problem = graph.problem
    blockMoves = BlockMoves(problem)
    modeTabuUntil = Array(repeating: 0, count: problem.modes.count)
    var pairs = 1 << 10
    while pairs < problem.operationCount * problem.operationCount, pairs < Self.maxPairs { pairs *= 2 }
    arcTabuUntil = Array(repeating: 0, count: pairs)
    let machines = max(1, Set(problem.modes.map(\.machine)).count)
    tenure = settings.tenure + problem.jobs.count / machines
  }

  /// Memory for tabu arcs: more pairs share entries, which only makes some more of them tabu.
  private static let maxPairs = 1 << 20

  /// Makes some moves; returns the best makespan so far.
  mutating func step(moves count: Int) -> Int {
    for _ in 0..<count { move() }
    return best.makespan
  }

  /// Adopts a schedule found by another search.
  mutating func adopt(_ found: DisjunctiveGraph) {
    let elite = Elite(found)
    if elite.makespan < best.makespan { best = elite }
    admit(elite)
  }

  // MARK: - Tabu search

  private mutating func move() {
    blockMoves.collect(in: graph, &random)
    let count = blockMoves.moves.count
    evaluations += count
    // Without a block of two and another machine, the critical path is a lower bound.
    guard count > 0 else { return nextRun() }
    make(blockMoves.moves[chooseMove() ?? random.below(count)])
    stalled += 1
    if graph.makespan < runBest.makespan {
      runBest = Elite(graph)
      stalled = 0
      if runBest.makespan < best.makespan { best = runBest }
    } else if stalled >= settings.patience {
      nextRun()
    }
  }

  /// The index of a move with the least estimate that is not tabu, or better than all of this run; `nil` if there is
  /// none.
  private mutating func chooseMove() -> Int? {
    var chosen: Int?
    var least = Int.max
    var ties = 0
    for (index, move) in blockMoves.moves.enumerated() {
      let estimate = move.estimate
      guard estimate <= least, estimate < runBest.makespan || !isTabu(move) else { continue }
      ties = estimate < least ? 1 : ties + 1
      least = estimate
      if ties == 1 || random.below(ties) == 0 { chosen = index }
    }
    return chosen
  }

  private mutating func make(_ move: BlockMoves.Move) {
    moves += 1
    let until = moves + tenure + random.below(tenure)
    if move.passed == move.operation {
      modeTabuUntil[graph.mode[move.operation]] = until
    } else {
      forbid(move, until: until)
    }
    let isSound = graph.relocate(move.operation, to: move.place)
    assert(isSound, "move created a cycle")
  }

  // MARK: - Tabu

  private func isTabu(_ move: BlockMoves.Move) -> Bool {
    if move.passed == move.operation { return modeTabuUntil[move.place.mode] > moves }
    var other = move.passed
    while other != move.operation {
      if arcTabuUntil[move.isLater ? pair(other, move.operation) : pair(move.operation, other)] > moves {
        return true
      }
      other = (move.isLater ? graph.predecessors : graph.successors)[3 * other + 1]
    }
    return false
  }

  /// Forbids the order that a move is about to reverse.
  private mutating func forbid(_ move: BlockMoves.Move, until: Int) {
    var other = move.passed
    while other != move.operation {
      arcTabuUntil[move.isLater ? pair(move.operation, other) : pair(other, move.operation)] = until
      other = (move.isLater ? graph.predecessors : graph.successors)[3 * other + 1]
    }
  }

  @inline(__always)
  private func pair(_ one: Int, _ other: Int) -> Int {
    (one &* graph.none &+ other) & (arcTabuUntil.count - 1)
  }

  // MARK: - Runs

  /// Ends a run and begins the next one.
  private mutating func nextRun() {
    admit(runBest)
    let second = population.isEmpty ? 0 : random.below(population.count)
    let first =
      population.count < 2 ? 0 : (second + 1 + random.below(population.count - 1)) % population.count
    let alike = population[first].distance(to: population[second]) * settings.minDistance < graph.none
    if population.count < settings.population {
      mixWithRandom(best)
    } else if alike {
      population = [best]
      mixWithRandom(best)
    } else {
      let (one, other) = (population[first], population[second])
      let percent = random.within(settings.minBlend...100 - settings.minBlend)
      one.blend(with: other.modes, other.starts, percent: percent, into: &graph, &random)
    }
    runBest = Elite(graph)
    if runBest.makespan < best.makespan { best = runBest }
    stalled = 0
  }

  /// Takes an elite into the population unless a better one is like it; it replaces one like it, or the worst.
  private mutating func admit(_ elite: Elite) {
    let like = population.firstIndex { $0.distance(to: elite) * settings.minDistance < graph.none }
    if let like {
      if elite.makespan <= population[like].makespan { population[like] = elite }
    } else if population.count < settings.population {
      population.append(elite)
    } else if let worst = population.indices.max(by: { population[$0].makespan < population[$1].makespan }),
      elite.makespan <= population[worst].makespan
    {
      population[worst] = elite
    }
  }

  /// Writes a schedule between an elite and a random one into the graph.
  private mutating func mixWithRandom(_ elite: Elite) {
    let problem = graph.problem
    var modes = elite.modes
    for operation in modes.indices where random.chance(settings.chanceOfRandomMode) {
      let range = problem.modeRanges[operation]
      modes[operation] = range.lowerBound + random.below(range.count)
    }
    // Each job's operations are spread over the makespan at random, in their order.
    var starts = Array(repeating: 0, count: modes.count)
    for job in problem.jobs {
      let times = job.map { _ in random.below(elite.makespan) }.sorted()
      for (operation, time) in zip(job, times) { starts[operation] = time }
    }
    let percent = random.within(settings.minBlend...100 - settings.minBlend)
    elite.blend(with: modes, starts, percent: percent, into: &graph, &random)
  }
}

/// Tuned parameters of ``BlockSearch`` (`docs/measured.md`).
struct BlockSettings: Sendable {
  /// Minimum tabu tenure in moves, on top of the jobs per machine; up to as many again are added at random.
  var tenure = 6
  /// Moves without improvement that end a run.
  var patience = 1000
  /// Maximum number of members of the population.
  var population = 10
  /// Schedules are alike if they differ in less than one in this many operations.
  var minDistance = 10
  /// Minimum percentage of each schedule in a blend of two.
  var minBlend = 30
  /// Percentage of operations with a random mode in a random schedule.
  var chanceOfRandomMode = 20
}
