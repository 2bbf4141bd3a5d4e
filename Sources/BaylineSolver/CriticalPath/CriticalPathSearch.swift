import BaylineMath
import BaylineModel

/// The neighbourhood for problems in which only the makespan counts: a critical operation leaves its machine and its
/// worker and goes to another place there, or on any others that can do it.
///
/// Two ways to choose take turns in a run. **Tabu search** (F. Glover, 1989, "Tabu search – part I") looks at some operations
/// of a critical path and makes the best move, even a bad one; the mode that an operation left is tabu for some moves. It
/// starts again, disturbed, when it has found nothing for a while. **Annealing** (see ``Annealing``) looks at one
/// critical operation and makes its best move, or any, if the temperature lets it. Tabu search is first, for a good schedule
/// soon, and last, from the best of both.
struct CriticalPathSearch: Sendable {
  private var graph: DisjunctiveGraph
  private var best: DisjunctiveGraph
  /// The best since the last start.
  private var localBest: DisjunctiveGraph
  /// The makespan of the schedule that was handed over last.
  private var published: Int
  /// Candidates looked at so far.
  private(set) var evaluations = 0

  private var random: SplitMix64
  private var reinsertion: Reinsertion
  private let settings = CriticalPathSettings()
  /// By mode: the move from which on it may be taken again.
  private var tabuUntil: [Int]
  private var moves = 0
  /// Moves of tabu search since the last start that found nothing.
  private var stalled = 0
  private var isAnnealing = false
  private var temperature = 0.0
  private var path: [Int] = []

  /// A search from a schedule, where only the makespan counts and every visit is scheduled; else `nil`.
  init?(from start: SearchState, seed: UInt64) {
    guard let problem = MakespanProblem(start.problem), let graph = DisjunctiveGraph(problem, start) else {
      return nil
    }
    self.init(graph, seed: seed)
    published = start.latestEnd
  }

  /// A search from a graph.
  init(_ graph: DisjunctiveGraph, seed: UInt64) {
    self.graph = graph
    best = graph
    localBest = graph
    published = graph.makespan
    random = SplitMix64(seed: seed, stream: "critical path")
    reinsertion = Reinsertion(graph.problem)
    tabuUntil = Array(repeating: 0, count: graph.problem.modes.count)
  }

  /// Sets how far the search has come, from 0 to 1.
  mutating func cool(to progress: Double) {
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

  /// Some moves; returns whether there is a better schedule to `unload`.
  mutating func step() -> Bool {
    for _ in 0..<Self.movesPerStep {
      if isAnnealing { anneal() } else { searchTabu() }
    }
    return best.makespan < published
  }

  /// Hands the best schedule over.
  mutating func export(into state: inout SearchState) {
    best.export(into: &state)
    published = best.makespan
  }

  /// Learns of a schedule that another search has found.
  mutating func adopt(_ elite: SearchState) {
    guard elite.latestEnd < best.makespan, let found = DisjunctiveGraph(graph.problem, elite) else { return }
    best = found
    published = elite.latestEnd
    // Annealing goes its own way to its end.
    if !isAnnealing { begin(from: best) }
  }

  /// Moves of a step: so many that handing over a schedule costs little beside them.
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

  /// A critical operation, each as likely.
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

  /// Moves any operation to any place of any mode.
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
    evaluations += count
    insert(operation, chosen, leaving: old.mode)
  }

  // MARK: - Moves

  /// The move that is chosen so far.
  private struct Choice {
    var operation = -1
    var place = Reinsertion.Place()
    var makespan = Int.max
    /// A makespan above which moves are of no interest.
    var bound = Int.max
    /// Moves among which it was drawn.
    var ties = 0
  }

  /// Compares the moves of an operation with the one chosen so far: by makespan, then by the longest path through the
  /// operation. If any is welcome, one of those within the bound is drawn instead.
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
      // A mode of which no place was told is one candidate, rejected by its bound.
      if count == before { count += 1 }
    }
    evaluations += count
    graph.insert(operation, old)
  }

  private mutating func make(_ choice: Choice) {
    let old = graph.remove(choice.operation)
    insert(choice.operation, choice.place, leaving: old.mode)
    assert(graph.makespan == choice.makespan, "a makespan was foretold wrongly")
  }

  private mutating func insert(_ operation: Int, _ place: Reinsertion.Place, leaving mode: Int) {
    graph.insert(operation, place)
    let isSound = graph.update()
    assert(isSound, "a move made a cycle")
    moves += 1
    tabuUntil[mode] = moves + settings.tenure + random.below(settings.tenureSpread)
    if graph.makespan < best.makespan { best = graph }
  }
}
