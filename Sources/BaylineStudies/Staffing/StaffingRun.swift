import BaylineModel

/// One run of a ``StaffingStudy``.
struct StaffingRun {
  private typealias Cell = StaffingStudy.Cell

  private let study: StaffingStudy
  private let known: [String: StudyCellResult]
  private let evaluator: StaffingEvaluator
  /// By day, the expected number of customers without a booking.
  private let walkIns: [Double]
  private let onFinished: (_ cell: String, _ finding: StudyCellResult) throws -> Void
  private let onProgress: (RunProgress) -> Void
  private var progress: RunProgress
  /// The first halves of today's plans, by day.
  private var firstPlans: [Int: Schedule] = [:]
  /// Cells still to come; a guess from the size of the search, which `progress` corrects as it goes.
  private var expectedCells: Int

  /// All cells count alike in the estimate of the remaining time.
  private static let weight = RunProgress.Weight(kind: 1, guess: 1.5)

  init(
    _ study: StaffingStudy, known: [String: StudyCellResult], shouldStop: @escaping @Sendable () -> Bool,
    onFinished: @escaping (_ cell: String, _ finding: StudyCellResult) throws -> Void,
    onProgress: @escaping (RunProgress) -> Void
  ) {
    self.study = study
    self.known = known
    self.onFinished = onFinished
    self.onProgress = onProgress
    let settings = study.settings
    evaluator = StaffingEvaluator(
      planner: DayEvaluator(
        limit: settings.limit, seed: settings.seed, replications: settings.replications, keepsMeans: true,
        dispatcher: settings.dispatcher, shouldStop: shouldStop),
      findsPromises: study.targets.targets.contains { $0.measure == .figure(.promisesKept) })
    walkIns = study.baselineWalkIns()
    progress = RunProgress(total: 0, known: 0, threads: settings.threads)
    expectedCells = study.days.count * (3 * study.space.posts.count + 40)
  }

  /// Runs the search to its end, or until it is stopped.
  mutating func result() async throws -> StaffingResult {
    let bounds = StaffingBounds(targets: study.targets.targets, walkIns: study.walkIns(walkIns))
    var search = StaffingSearch(log: StaffingLog(study: study, bounds: bounds))
    var isComplete = true
    do {
      try await planFirstHalves()
      _ = try await search.run { log, staffings, days in
        try await play(staffings, on: days, into: &log)
      }
    } catch is RunStopped {
      isComplete = false
    }
    return study.result(&search, isComplete: isComplete)
  }

  /// Plans the first half of today's days, from which the days of other staffings continue where they can.
  private mutating func planFirstHalves() async throws {
    let findings = try await compute(study.days.map { .first(day: $0) })
    for day in study.days {
      if case .schedule(let plan)? = findings[Cell.first(day: day).name] { firstPlans[day] = plan }
    }
  }

  /// Plans and plays staffings on the days on which the log does not have them yet.
  private mutating func play(_ staffings: [Staffing], on days: [Int], into log: inout StaffingLog)
    async throws
  {
    var cells: [Cell] = []
    for staffing in staffings {
      guard let instance = study.space.instance(of: staffing) else { continue }
      cells += days.filter { log.days[staffing]?[$0] == nil }.map { .day($0, staffing, instance) }
    }
    let findings = try await compute(cells)
    // Results arrive in any order; the log takes them in the order of the cells.
    for cell in cells {
      if case .day(let day, let staffing, _) = cell, case .staffingDay(let result)? = findings[cell.name] {
        log.add(result, day, of: staffing)
      }
    }
  }

  /// The results of some cells by name: those of an earlier run, and the others computed.
  private mutating func compute(_ cells: [Cell]) async throws -> [String: StudyCellResult] {
    var findings: [String: StudyCellResult] = [:]
    var missing: [Cell] = []
    for cell in cells {
      if let finding = known[cell.name], finding.fits(cell) {
        findings[cell.name] = finding
        expectedCells -= 1
      } else {
        missing.append(cell)
      }
    }
    guard !missing.isEmpty else { return findings }
    var left = missing.count
    reportProgress(left)
    let (study, evaluator, walkIns, plans) = (study, evaluator, walkIns, firstPlans)
    try await CellPool.run(
      missing, threads: study.settings.threads,
      work: { try await study.finding(of: $0, evaluator, plans, walkIns: walkIns) },
      onFinished: { cell, finding, seconds in
        findings[cell.name] = finding
        try onFinished(cell.name, finding)
        left -= 1
        expectedCells -= 1
        progress.finish(Self.weight, seconds: seconds)
        reportProgress(left)
      }, onTick: { onProgress(progress) })
    return findings
  }

  private mutating func reportProgress(_ left: Int) {
    progress.foresee(max(left, expectedCells), Self.weight)
    onProgress(progress)
  }
}

extension StaffingStudy {
  fileprivate func finding(
    of cell: Cell, _ evaluator: StaffingEvaluator, _ plans: [Int: Schedule], walkIns: [Double]
  ) async throws -> StudyCellResult {
    switch cell {
    case .first(let day):
      .schedule(try await evaluator.planner.firstPlan(of: caseDay(day, of: today, walkIns: walkIns)))
    case .day(let day, _, let instance):
      .staffingDay(
        try await evaluator.result(
          of: caseDay(day, of: instance, walkIns: walkIns), from: plans[day],
          chances: DaySeeds.seed(of: day, today.demands, seed: settings.seed)))
    }
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
