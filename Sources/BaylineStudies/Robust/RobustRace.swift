import BaylineMath
import BaylineModel
import BaylinePlanning
import BaylineSolver
import BaylineVerifier

/// The race of a nominal plan against plans with slack.
struct RobustRace {
  private let planner: RobustPlanner
  private let nominal: Schedule
  private let options: SearchOptions
  private let watch: Stopwatch
  private let shouldStop: @Sendable () -> Bool
  private let judge: PlanJudge
  private let problem: CompiledProblem
  private let verifier: Verifier
  /// The seed of the simulated days of the race; the final choice and the comparison have seeds of their own.
  private let seeds: (race: Int, choice: Int, comparison: Int)
  private var runners: [RobustCandidate] = []
  /// Plans that left the race, and what was spent on them.
  private var retired = (iterations: 0, evaluations: 0)

  /// The result of a race.
  struct Outcome {
    /// The winner; `nil` if it is the nominal plan.
    var plan: Schedule?
    var comparison: RobustComparison
    var iterations: Int
    var evaluations: Int
  }

  /// The effort of the stages.
  private struct Effort {
    /// The number of plans in each stage.
    var fields: [Int]
    /// The simulated days of the first stage; each later one has twice as many.
    var days: Int
    /// The limit of each plan's search in each stage.
    var searches: [SearchLimit]
  }

  init(
    _ planner: RobustPlanner, nominal: Schedule, _ options: SearchOptions, _ watch: Stopwatch,
    _ shouldStop: @escaping @Sendable () -> Bool
  ) {
    (self.planner, self.nominal, self.options) = (planner, nominal, options)
    (self.watch, self.shouldStop) = (watch, shouldStop)
    judge = PlanJudge(
      site: planner.site, demand: planner.demand, uncertainty: planner.uncertainty,
      overtime: planner.overtimeWeight, missedShare: planner.missedShare)
    problem = CompiledProblem(site: planner.site, demand: planner.demand)
    verifier = Verifier(site: planner.site, demand: planner.demand)
    var random = SplitMix64(seed: UInt64(bitPattern: Int64(options.seed)), stream: "robust plans")
    seeds = (Int(random.next() >> 1), Int(random.next() >> 1), Int(random.next() >> 1))
  }

  /// Runs the race; `nil` if there is no time for one, or it was stopped.
  mutating func run() async -> Outcome? {
    guard let effort = effort() else { return nil }
    let rules = Array(SlackRule.all.prefix(effort.fields[0]))
    let (site, demand, uncertainty) = (planner.site, planner.demand, planner.uncertainty)
    let (start, seed) = (nominal, options.seed)
    let delays = await outcomes(of: [nominal], seeds.race, count: effort.days)[0].delays(Self.delayPercent)
    runners = await parallel(rules) { position, rule in
      RobustCandidate(
        rule, site: site, demand: demand, uncertainty: uncertainty, from: start, delays: delays,
        seed: seed &+ (position + 1) &* 0x9e37_79b9)
    }
    var plans: [Schedule] = []
    for (stage, limit) in effort.searches.enumerated() {
      plans = await searched(limit)
      guard !shouldStop() else { return nil }
      let isLast = stage + 1 == effort.fields.count
      let most = isLast ? Self.finalists : effort.fields[stage + 1]
      plans = await raced(plans, days: effort.days << stage, most: most, goesOn: !isLast)
    }
    return await decided(plans, effort)
  }

  /// Searches on with all runners; returns their plans of the true demand. Runners whose plan breaks a rule are dropped.
  private mutating func searched(_ limit: SearchLimit) async -> [Schedule] {
    let (problem, verifier, shouldStop) = (problem, verifier, shouldStop)
    let done = await parallel(runners) { _, runner in
      var runner = runner
      runner.run(limit, shouldStop: shouldStop)
      let plan = runner.plan(of: problem)
      return (runner, verifier.verify(plan).isCorrect ? plan : nil)
    }
    for case (let runner, nil) in done { retire(runner) }
    let correct = done.compactMap { runner, plan in plan.map { (runner, $0) } }
    runners = correct.map(\.0)
    return correct.map(\.1)
  }

  private mutating func retire(_ runner: RobustCandidate) {
    retired.iterations += runner.effort.iterations
    retired.evaluations += runner.effort.evaluations
  }

  /// The plans that stay in the race after a number of simulated days. If it goes on, so do their searches, with what these
  /// days showed.
  private mutating func raced(_ plans: [Schedule], days: Int, most: Int, goesOn: Bool) async -> [Schedule] {
    let judged = await outcomes(of: plans + [nominal], seeds.race, count: days)
    guard !shouldStop(), let last = judged.last else { return [] }
    let stays = PlanRace.survivors(judged.dropLast().map(\.entry), nominal: last.entry, most: most)
    for index in runners.indices where !stays.contains(index) { retire(runners[index]) }
    guard goesOn else {
      runners = stays.map { runners[$0] }
      return stays.map { plans[$0] }
    }
    let (site, demand, uncertainty, seed) = (planner.site, planner.demand, planner.uncertainty, options.seed)
    runners = await parallel(stays.map { ($0, runners[$0]) }) { _, entry in
      var (index, runner) = entry
      runner.adapt(
        to: judged[index].delays(Self.delayPercent), site: site, demand: demand, uncertainty: uncertainty,
        seed: seed &+ (index + 1) &* 0x6a09_e667 &+ days)
      return runner
    }
    return stays.map { plans[$0] }
  }

  /// Chooses among the finalists and the nominal plan on fresh days, and compares both on others.
  private mutating func decided(_ plans: [Schedule], _ effort: Effort) async -> Outcome? {
    let choice = await outcomes(of: plans + [nominal], seeds.choice, count: effort.days * Self.choiceDays)
      .map(\.entry)
    guard !shouldStop(), let last = choice.last else { return nil }
    let winner = PlanRace.winner(choice.dropLast(), nominal: last)
    let both = [nominal] + (winner.map { [plans[$0]] } ?? [])
    let compared = await outcomes(of: both, seeds.comparison, count: effort.days * Self.comparisonDays)
    guard !shouldStop(), let one = compared.first, let other = compared.last,
      let cost = RobustComparison.Means(nominal: one.points, chosen: other.points)
    else { return nil }
    for runner in runners { retire(runner) }
    var figures: [Figure: RobustComparison.Means] = [:]
    for figure in Figure.allCases {
      figures[figure] = RobustComparison.Means(
        nominal: one.figures.map { $0[figure] }, chosen: other.figures.map { $0[figure] })
    }
    return Outcome(
      plan: winner.map { plans[$0] },
      comparison: RobustComparison(
        nominalCost: nominal.cost?.total ?? 0, plans: effort.fields[0] + 1, replications: one.points.count,
        cost: cost, figures: figures),
      iterations: retired.iterations, evaluations: retired.evaluations)
  }

  private func outcomes(of plans: [Schedule], _ seed: Int, count: Int) async -> [PlanJudge.Days] {
    let (judge, shouldStop) = (judge, shouldStop)
    return await parallel(plans) { _, plan in
      judge.days(plan, seed: seed, count: count, shouldStop: shouldStop)
    }
  }

  // MARK: - Effort

  /// The most plans in the final choice beside the nominal one.
  private static let finalists = 2
  /// The simulated days of the final choice and of the comparison, as multiples of those of the first stage.
  private static let (choiceDays, comparisonDays) = (8, 8)
  /// The percentage of the simulated days that the delay of a visit does not exceed for which its deadline is earlier.
  private static let delayPercent = 90
  /// The number of plans in each stage at full effort.
  private static let fields = [6, 3, 2]
  /// Below this, all of the time goes to the nominal plan.
  private static let leastSeconds = 0.5
  /// The least iterations of a plan in the first stage: with fewer, it is no better than the insertion.
  private static let leastIterations = 20
  /// The days of the first stage at full effort, and at the least.
  private static let (mostDays, leastDays) = (16, 4)

  /// Whether a limit leaves enough for a race. Where seconds limit the search, that also depends on the case.
  static func isWorthwhile(_ options: SearchOptions, nominalShare: Int) -> Bool {
    switch options.limit {
    case .seconds(let seconds): seconds >= leastSeconds
    case .iterations(let count):
      share(count.percent(100 - nominalShare), options.threads, plans: fields[0]) >= leastIterations
    }
  }

  /// The iterations of each plan in a stage.
  private static func share(_ iterations: Int, _ threads: Int, plans: Int) -> Int {
    (iterations / fields.count / plans).multipliedWithoutOverflow(by: max(1, threads))
  }

  /// The effort that the limit allows; `nil` if it is too little for a race.
  private func effort() -> Effort? {
    switch options.limit {
    case .iterations(let count):
      let left = max(0, count - (nominal.about?.iterations ?? 0) / max(1, options.threads))
      return Effort(
        fields: Self.fields, days: Self.mostDays,
        searches: Self.fields.map { .iterations(Self.share(left, options.threads, plans: $0)) })
    case .seconds(let seconds): return effort(within: seconds)
    }
  }

  private func effort(within seconds: Double) -> Effort? {
    // How long a simulated day, the start of a search and the mapping of its plan take, measured on the nominal plan.
    let day = (0..<3).map { _ in time(ofDays: 4) / 4 }.min() ?? 0
    // Each plan is mapped in each stage that it reaches, and its search is started again after the first ones.
    let each = 1.75 * timeOfCandidate()
    let left = (seconds - watch.elapsed) * Self.usedShare
    let threads = Double(max(1, options.threads))
    let scale = min(1, left * threads * Self.startShare / max(each, 1e-6) / Double(Self.fields[0]))
    let fields = Self.fields.map { max(1, Int(Double($0) * scale)) }
    guard scale * Double(Self.fields[0]) >= 2 else { return nil }
    let multiples =
      fields.enumerated().reduce(1) { $0 + ($1.element + 1) << $1.offset }
      + (Self.finalists + 1) * Self.choiceDays + 2 * Self.comparisonDays
    let dayBudget = left * threads * Self.dayShare
    let days = min(Self.mostDays, Int(dayBudget / (max(day, 1e-9) * Double(multiples))))
    guard days >= Self.leastDays else { return nil }
    let search = left - (Double(days * multiples) * day + Double(fields[0]) * each) / threads
    guard search > 0 else { return nil }
    return Effort(
      fields: fields, days: days,
      searches: fields.map { field in
        .seconds(search / Double(fields.count) / (Double(field) / threads).rounded(.up))
      })
  }

  /// The seconds that starting a search and mapping its plan take.
  private func timeOfCandidate() -> Double {
    let clock = Stopwatch()
    let candidate = RobustCandidate(
      SlackRule.all[0], site: planner.site, demand: planner.demand, uncertainty: planner.uncertainty,
      from: nominal, delays: [:], seed: options.seed)
    _ = verifier.verify(candidate.plan(of: problem))
    return clock.elapsed
  }

  /// The seconds that some simulated days of the nominal plan take.
  private func time(ofDays count: Int) -> Double {
    let clock = Stopwatch()
    _ = judge.days(nominal, seed: seeds.race, count: count, shouldStop: shouldStop)
    return clock.elapsed
  }

  /// The share of the time left that is given out; the rest is for what takes longer than measured.
  private static let usedShare = 0.96
  /// The largest shares for starting searches and for simulating.
  private static let (startShare, dayShare) = (0.25, 0.5)

  /// Computes something for each element, on the threads of the options; the results are in order.
  private func parallel<Element: Sendable, Value: Sendable>(
    _ elements: [Element], _ body: @escaping @Sendable (Int, Element) -> Value
  ) async -> [Value] {
    await withTaskGroup(of: (Int, Value).self) { group in
      var next = 0
      func begin() {
        guard next < elements.count else { return }
        let (position, element) = (next, elements[next])
        next += 1
        group.addTask { (position, body(position, element)) }
      }
      for _ in 0..<max(1, options.threads) { begin() }
      var results: [Value?] = Array(repeating: nil, count: elements.count)
      for await (position, value) in group {
        results[position] = value
        begin()
      }
      return results.compactMap(\.self)
    }
  }
}

extension Int {
  /// A share of a number that is not negative, in percent, without overflow.
  func percent(_ percent: Int) -> Int { self / 100 * percent + self % 100 * percent / 100 }

  /// A product, or the greatest number.
  fileprivate func multipliedWithoutOverflow(by factor: Int) -> Int {
    let (product, overflows) = multipliedReportingOverflow(by: factor)
    return overflows ? .max : product
  }
}
