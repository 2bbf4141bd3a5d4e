import BaylineMath
import BaylineModel

/// The neighbourhood for problems in which only the makespan counts: a critical operation is moved to another place
/// on its machine and worker, or on any others that can do it.
///
/// If every operation holds a machine or a worker alone, ``BlockSearch`` takes all steps. Otherwise a run alternates between two strategies. **Tabu search** (F. Glover, 1989, "Tabu search – part I") examines some
/// operations of a critical path and makes the best move, even a worsening one; the mode an operation left is tabu
/// for some moves. After a period without improvement, it restarts with a perturbation. **Annealing** (see
/// ``Annealing``) examines one critical operation and makes its best move, or a random one, if the temperature
/// allows. Tabu search comes first, for a good schedule early on, and last, from the best of both.
struct CriticalPathSearch: Sendable {
  private var graph: DisjunctiveGraph
  private var best: DisjunctiveGraph
  /// The best since the last restart.
  private var localBest: DisjunctiveGraph
  /// The makespan of the schedule exported last.
  private var published: Int
  /// Candidates evaluated by the strategies for two resources per operation.
  private var ownEvaluations = 0
  /// Used instead of them if every operation holds one resource.
  private var blocks: BlockSearch?

  private var random: SplitMix64
  private var reinsertion: Reinsertion
  private let settings = CriticalPathSettings()
  /// By mode: the move from which it is no longer tabu.
  private var tabuUntil: [Int]
  private var moves = 0
  /// Tabu moves without improvement since the last restart.
  private var stalled = 0
  private var isAnnealing = false
  private var temperature = 0.0
  private var path: [Int] = []

  /// Creates a search from a complete schedule if only the makespan counts; otherwise `nil`.
  init?(from start: SearchState, seed: UInt64) {
    guard let problem = MakespanProblem(start.problem), let graph = DisjunctiveGraph(problem, start) else {
      return nil
    }
    self.init(graph, seed: seed)
    published = start.latestEnd
  }

  init(_ graph: DisjunctiveGraph, seed: UInt64) {
    self.graph = graph
    best = graph
    localBest = graph
    published = graph.makespan
    random = SplitMix64(seed: seed, stream: "critical path")
    reinsertion = Reinsertion(graph.problem)
    tabuUntil = Array(repeating: 0, count: graph.problem.modes.count)
    if graph.problem.isSingleResource { blocks = BlockSearch(graph, seed: seed) }
  }

  /// Candidates evaluated so far.
  var evaluations: Int { ownEvaluations + (blocks?.evaluations ?? 0) }

  /// Sets the progress of the search, from 0 to 1.
  mutating func cool(to progress: Double) {
    guard blocks == nil else { return }
    let (from, to) = (settings.annealingStart, settings.annealingEnd)
    guard progress >= from, progress < to else {
      if isAnnealing { begin(from: best) }
      isAnnealing = false
      return
    }
    isAnnealing = true
    let meanMinutes = Double(graph.minutes.reduce(0, +)) / Double(max(1, graph.none))
    let (hot, cold) = (settings.initialTemperature, settings.finalTemperature)
    temperature = meanMinutes * hot * power(cold / hot, (progress - from) / (to - from))
  }

  /// Makes some moves; returns whether there is a better schedule to export.
  mutating func step() -> Bool {
    if let makespan = blocks?.step(moves: Self.movesPerStep) { return makespan < published }
    for _ in 0..<Self.movesPerStep {
      if isAnnealing { anneal() } else { searchTabu() }
    }
    return best.makespan < published
  }

  /// Applies the best schedule to `state`.
  mutating func export(into state: inout SearchState) {
    blocks?.best.restore(into: &best)
    best.export(into: &state)
    published = best.makespan
  }

  /// Adopts a schedule found by another search.
  mutating func adopt(_ elite: SearchState) {
    guard elite.latestEnd < blocks?.best.makespan ?? best.makespan,
      let found = DisjunctiveGraph(graph.problem, elite)
    else { return }
    best = found
    published = elite.latestEnd
    blocks?.adopt(found)
    // Annealing is not disturbed.
    if !isAnnealing { begin(from: best) }
  }

  /// Moves per step: enough to make the cost of exporting a schedule negligible.
  private static let movesPerStep = 16

  private mutating func begin(from start: DisjunctiveGraph) {
    graph = start
    localBest = start
    stalled = 0
  }

  // MARK: - Annealing

  private mutating func anneal() {
    var chosen = Choice()
    chosen.bound = graph.makespan + Int(temperature * exponential(&random))
    examine(criticalOperation(), &chosen, acceptsAny: random.chance(settings.chanceOfAny))
    if chosen.operation >= 0 { make(chosen) }
  }

  /// Draws a critical operation uniformly.
  private mutating func criticalOperation() -> Int {
    while true {
      let operation = random.below(graph.none)
      if graph.isCritical(operation) { return operation }
    }
  }

  // MARK: - Tabu search

  private mutating func searchTabu() {
    graph.drawCriticalPath(&path, &random)
    var chosen = Choice()
    for index in 0..<min(settings.sample, path.count) {
      path.swapAt(index, index + random.below(path.count - index))
      examine(path[index], &chosen)
    }
    if chosen.operation >= 0 { make(chosen) } else { perturb() }
    stalled += 1
    if graph.makespan < localBest.makespan {
      localBest = graph
      stalled = 0
    } else if stalled >= settings.patience {
      begin(from: random.chance(settings.chanceOfBest) ? best : localBest)
      for _ in 0...random.below(settings.maxPerturbations) { perturb() }
      localBest = graph
    }
  }

  /// Moves a random operation to a random place of a random mode.
  private mutating func perturb() {
    let operation = random.below(graph.none)
    let modes = graph.problem.modeRanges[operation]
    let mode = modes.lowerBound + random.below(modes.count)
    let old = graph.remove(operation)
    reinsertion.begin(operation, in: graph)
    var chosen = old
    var count = 0
    reinsertion.forEachPlace(of: mode, in: graph, within: .max) { place in
      count += 1
      if random.below(count) == 0 { chosen = place }
      return .max
    }
    ownEvaluations += count
    insert(operation, chosen, leaving: old.mode)
  }

  // MARK: - Moves

  /// The best move so far.
  private struct Choice {
    var operation = -1
    var place = Reinsertion.Place()
    var makespan = Int.max
    /// Moves with a greater makespan are ignored.
    var bound = Int.max
    /// Number of moves among which it was drawn.
    var ties = 0
  }

  /// Compares an operation's moves with the best so far: by makespan, then by the longest path through the operation.
  /// If `acceptsAny` is set, one of those within the bound is drawn instead.
  private mutating func examine(_ operation: Int, _ chosen: inout Choice, acceptsAny: Bool = false) {
    let old = graph.remove(operation)
    reinsertion.begin(operation, in: graph)
    let makespanWithout = reinsertion.makespanWithout
    var count = 0
    for mode in graph.problem.modeRanges[operation] {
      let isTabu = tabuUntil[mode] > moves
      let before = count
      reinsertion.forEachPlace(of: mode, in: graph, within: chosen.bound) { place in
        count += 1
        let makespan = max(makespanWithout, place.through)
        let isSame = place.mode == old.mode && place.machine == old.machine && place.worker == old.worker
        guard makespan <= chosen.bound, !isSame, !isTabu || makespan < best.makespan else {
          return chosen.bound
        }
        if !acceptsAny {
          if makespan == chosen.bound, place.through > chosen.place.through { return chosen.bound }
          if makespan < chosen.bound || place.through < chosen.place.through { chosen.ties = 0 }
          chosen.bound = makespan
        }
        chosen.ties += 1
        if chosen.ties == 1 || random.below(chosen.ties) == 0 {
          chosen.operation = operation
          chosen.place = place
          chosen.makespan = makespan
        }
        return chosen.bound
      }
      // A mode without places counts as one candidate, rejected by its bound.
      if count == before { count += 1 }
    }
    ownEvaluations += count
    graph.insert(operation, old)
  }

  private mutating func make(_ choice: Choice) {
    let old = graph.remove(choice.operation)
    insert(choice.operation, choice.place, leaving: old.mode)
    assert(graph.makespan == choice.makespan, "predicted makespan differs")
  }

  private mutating func insert(_ operation: Int, _ place: Reinsertion.Place, leaving mode: Int) {
    graph.insert(operation, place)
    let isSound = graph.update()
    assert(isSound, "move created a cycle")
    moves += 1
    tabuUntil[mode] = moves + settings.tenure + random.below(settings.tenureSpread)
    if graph.makespan < best.makespan { best = graph }
  }
}
