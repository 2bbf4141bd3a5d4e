import Bayline

/// How the days of a line's study are planned and simulated.
struct StudyEffort {
  let seed: Int
  let dispatcher: Simulator.DispatchPolicy
  private let stated: SearchLimit?
  private let replications: Int?
  private let noise: Int?

  init(_ fields: Fields, _ defaults: LineAnswerer.Defaults) {
    seed = fields.integer("seed") ?? defaults.seed
    dispatcher = fields.dispatcher
    stated = fields.searchLimit ?? defaults.limit
    replications = fields.integer("replications")
    noise = fields.integer("noise")
  }

  /// The search limit of each plan, as for `bayline whatif` and `bayline backtest`.
  func limit(for demands: [Demand]) -> SearchLimit {
    stated ?? EffortOptions.limit(seconds: nil, iterations: nil, for: demands)
  }

  /// The study of a workshop with its days.
  func study(
    of today: Scenario.Instance, named names: [String],
    scenarios: (set: ScenarioSet, instances: [Scenario.Instance])?, triesOneMore: Bool
  ) -> WhatIfStudy {
    WhatIfCase(
      today: today, scenarios: scenarios, triesOneMore: triesOneMore, limit: limit(for: today.demands),
      seed: seed, threads: 1, replications: replications ?? scenarios?.set.replications ?? 200,
      dispatcher: dispatcher, noise: noise, dayNames: names
    ).study
  }

  /// The result of a study.
  func result(
    of study: WhatIfStudy, _ clock: LineClock, _ inputs: LineInputs
  ) async throws -> WhatIfResult {
    let result = try await study.run(shouldStop: clock.shouldStop)
    guard let result, result.unfinished.isEmpty else { throw clock.failure(inputs) }
    return result
  }

  /// A scenario that cannot be applied to a workshop.
  func failure(
    _ conflicts: ScenarioDiagnostics, _ today: Scenario.Instance, at place: String, _ inputs: LineInputs
  ) -> LineFailure {
    LineFailure(
      inputs.problems(
        conflicts.elements.map {
          Diagnostic(
            file: inputs.line.name, place: place,
            problem: Diagnostic.Problem($0.problem, site: today.site, demands: today.demands))
        }))
  }
}

extension Fields {
  /// The effort of a search: seconds, or else iterations; `nil` without either.
  var searchLimit: SearchLimit? {
    let (seconds, iterations) = (decimal("seconds"), integer("iterations"))
    if has("seconds"), has("iterations") {
      self["iterations"]?.report(.notBeside("iterations", other: "seconds"))
    }
    return seconds.map { .seconds($0) } ?? iterations.map { .iterations($0) }
  }

  /// How work is dispatched on simulated days.
  var dispatcher: Simulator.DispatchPolicy {
    choice("dispatcher").flatMap(Simulator.DispatchPolicy.init) ?? .shift
  }
}
