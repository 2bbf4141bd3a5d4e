package import BaylineModel
import BaylineSimulation

extension StaffingStudy {
  /// A part of a study; its name stands in the journal.
  enum Cell: Hashable, Sendable {
    case first(day: Int)
    case day(Int, Staffing, ScenarioInstance)

    var name: String {
      switch self {
      case .first(let day): "first/\(day)"
      case .day(let day, let staffing, _): "\(staffing.name)/\(day)"
      }
    }

    var weight: RunProgress.Weight {
      switch self {
      case .first: RunProgress.Weight(kind: 0, guess: 1)
      case .day: RunProgress.Weight(kind: 1, guess: 1.5)
      }
    }

    static func == (one: Cell, other: Cell) -> Bool { one.name == other.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  /// Looks for the cheapest staffing.
  ///
  /// - Parameters:
  ///   - known: Results of an earlier run of the same study, by the names of their cells.
  ///   - shouldStop: Asked often, from several threads; once it says yes the run ends, and the result has what is known.
  ///   - onFinished: Told of each new result, one at a time, to be kept.
  ///   - onProgress: Told how far the run has come, four times a second.
  /// - Throws: ``RejectedPlan``, and what `onFinished` throws.
  package func run(
    known: [String: StudyCellResult], shouldStop: @escaping @Sendable () -> Bool,
    onFinished: (_ cell: String, _ finding: StudyCellResult) throws -> Void, onProgress: (RunProgress) -> Void
  ) async throws -> StaffingResult {
    let usual = baselineWalkIns()
    let evaluator = StaffingEvaluator(
      planner: DayEvaluator(
        limit: options.limit, seed: options.seed, replications: options.replications, keepsMeans: true,
        shouldStop: shouldStop))
    var progress = RunProgress(total: 0, known: 0, threads: options.threads)
    var plans: [Int: Schedule] = [:]
    // What a search of this size has taken so far, in the mean; better known as it goes.
    var expected = days.count * (3 * space.posts.count + 40)

    /// Computes cells that are not known.
    func compute(_ cells: [Cell], taking take: (Cell, StudyCellResult) -> Void) async throws {
      var rest: [Cell] = []
      for cell in cells {
        if let finding = known[cell.name], finding.fits(cell) {
          take(cell, finding)
          expected -= 1
        } else {
          rest.append(cell)
        }
      }
      guard !rest.isEmpty else { return }
      var left = rest.count
      progress.foresee(max(left, expected), RunProgress.Weight(kind: 1, guess: 1.5))
      onProgress(progress)
      let plans = plans
      try await CellPool.run(
        rest, threads: options.threads,
        work: { cell in
          switch cell {
          case .first(let day):
            return StudyCellResult.schedule(
              try await evaluator.planner.firstPlan(of: caseDay(day, of: today, walkIns: usual)))
          case .day(let day, _, let instance):
            return .staffingDay(
              try await evaluator.result(
                of: caseDay(day, of: instance, walkIns: usual), from: plans[day],
                chances: DaySeeds.seed(of: day, today.demands, seed: options.seed)))
          }
        },
        onFinished: { cell, finding, seconds in
          take(cell, finding)
          try onFinished(cell.name, finding)
          left -= 1
          expected -= 1
          progress.finish(RunProgress.Weight(kind: 1, guess: 1.5), seconds: seconds)
          progress.foresee(max(left, expected), RunProgress.Weight(kind: 1, guess: 1.5))
          onProgress(progress)
        }, onTick: { onProgress(progress) })
    }

    let bounds = StaffingBounds(targets: targets.targets, walkIns: walkIns(usual))
    var search = StaffingSearch(log: StaffingLog(study: self, bounds: bounds))
    var isComplete = true
    do {
      try await compute(days.map { .first(day: $0) }) { cell, finding in
        if case (.first(let day), .schedule(let plan)) = (cell, finding) { plans[day] = plan }
      }
      let found = try await search.run { log, staffings, days in
        var cells: [Cell] = []
        for staffing in staffings {
          guard let instance = space.instance(of: staffing) else { continue }
          cells += days.filter { log.days[staffing]?[$0] == nil }.map { .day($0, staffing, instance) }
        }
        // Whatever order results come in, they are taken in the order of the cells.
        var taken: [String: StaffingDay] = [:]
        try await compute(cells) { cell, finding in
          if case .staffingDay(let result) = finding { taken[cell.name] = result }
        }
        for cell in cells {
          if case .day(let day, let staffing, _) = cell, let result = taken[cell.name] {
            log.add(result, day, of: staffing)
          }
        }
      }
      _ = found
    } catch is RunStopped {
      isComplete = false
    }
    return result(&search, isComplete: isComplete)
  }
}

extension StudyCellResult {
  /// Whether it can be the result of a cell.
  fileprivate func fits(_ cell: StaffingStudy.Cell) -> Bool {
    switch (self, cell) {
    case (.schedule, .first), (.staffingDay, .day): true
    default: false
    }
  }
}
