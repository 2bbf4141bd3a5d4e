package import BaylineModel

extension WhatIfStudy {
  /// Computes all cells that are not known yet.
  ///
  /// - Parameters:
  ///   - known: Results of an earlier run of the same study, by cell name.
  ///   - shouldStop: Polled from several threads; when it returns `true`, the run ends with what is complete.
  ///   - onFinished: Called with each new result, one at a time, so that it can be stored.
  ///   - onProgress: Called four times a second.
  /// - Returns: The result; `nil` if not even today is complete.
  /// - Throws: ``RejectedPlan``, and whatever `onFinished` throws.
  package func run(
    known: [String: StudyCellResult], shouldStop: @escaping @Sendable () -> Bool,
    onFinished: (_ cell: String, _ finding: StudyCellResult) throws -> Void, onProgress: (RunProgress) -> Void
  ) async throws -> WhatIfResult? {
    var findings: [Cell: StudyCellResult] = [:]
    for cell in firstCells + secondCells {
      if let finding = known[cell.name], finding.fits(cell) {
        findings[cell] = finding
      }
    }
    var progress = RunProgress(
      total: firstCells.count + secondCells.count, known: findings.count, threads: settings.threads)
    let evaluator = DayEvaluator(
      limit: settings.limit, seed: settings.seed, replications: settings.replications,
      keepsMeans: basis == .days, dispatcher: settings.dispatcher,
      // If a result cannot be stored, the cells in progress are cancelled.
      shouldStop: { shouldStop() || Task.isCancelled })
    let rest = secondCells.filter { findings[$0] == nil }
    // The first half of a day is needed only if a cell continues from it.
    let needed = Set(rest.compactMap { if case .day(let day, _) = $0 { day } else { nil } })
    let first = firstCells.filter { cell in
      guard case .first(let day) = cell, findings[cell] == nil else { return false }
      return needed.contains(day)
    }
    progress.skip(firstCells.count(where: { findings[$0] == nil }) - first.count)
    progress.expect(first.map(\.weight), rest.map(\.weight))

    func compute(_ cells: [Cell], _ plans: [Int: Schedule]) async throws {
      try await CellPool.run(
        cells, threads: settings.threads, work: { try await finding(of: $0, plans, evaluator) },
        onFinished: { cell, finding, seconds in
          findings[cell] = finding
          try onFinished(cell.name, finding)
          progress.finish(cell.weight, seconds: seconds)
          onProgress(progress)
        }, onTick: { onProgress(progress) })
    }
    do {
      onProgress(progress)
      try await compute(first, [:])
      var plans: [Int: Schedule] = [:]
      for day in days {
        if case .schedule(let plan)? = findings[.first(day: day)] { plans[day] = plan }
      }
      try await compute(rest, plans)
    } catch is RunStopped {
      // Report what is complete.
    }
    return result(findings)
  }

  private func finding(
    of cell: Cell, _ plans: [Int: Schedule], _ evaluator: DayEvaluator
  ) async throws -> StudyCellResult {
    switch cell {
    case .first(let day):
      return .schedule(try await evaluator.firstPlan(of: caseDay(day, of: 0)))
    case .noise(let run, let day):
      let seed = settings.seed &+ run &* 0x3c6e_f372
      return .cost(try await evaluator.cost(of: caseDay(day, of: 0), searchSeed: seed))
    case .day(let day, let position):
      return .day(
        try await evaluator.result(
          of: caseDay(day, of: position), from: plans[day],
          chances: DaySeeds.seed(of: day, today.demands, seed: settings.seed)))
    }
  }
}

extension StudyCellResult {
  /// Whether it can be the result of a cell.
  fileprivate func fits(_ cell: WhatIfStudy.Cell) -> Bool {
    switch (self, cell) {
    case (.schedule, .first), (.cost, .noise), (.day, .day): true
    default: false
    }
  }
}

extension WhatIfStudy.Cell {
  /// Its expected duration relative to others, in halves of a search.
  fileprivate var weight: RunProgress.Weight {
    switch self {
    case .first: RunProgress.Weight(kind: 0, guess: 1)
    case .noise: RunProgress.Weight(kind: 1, guess: 2)
    case .day: RunProgress.Weight(kind: 2, guess: 1.5)
    }
  }
}
