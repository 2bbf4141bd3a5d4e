import Bayline

/// A workshop with its days and scenarios, from which a what-if study is made.
struct WhatIfCase {
  let today: Scenario.Instance
  /// The scenarios with their instances; `nil` if none were asked for.
  let scenarios: (set: ScenarioSet, instances: [Scenario.Instance])?
  /// Whether one more of each resource is tried as well; without scenarios it always is.
  let triesOneMore: Bool
  let limit: SearchLimit
  let seed: Int
  let threads: Int
  let replications: Int
  let dispatcher: Simulator.DispatchPolicy
  /// The additional search seeds; by default more for few days.
  let noise: Int?
  let dayNames: [String]

  /// The study.
  var study: WhatIfStudy {
    let rows = scenarios.map { set, instances in
      zip(set.scenarios, instances).map { WhatIfStudy.AppliedScenario($0, instance: $1) }
    }
    let days = today.demands.count
    return WhatIfStudy(
      today: today, scenarios: (rows ?? []) + resources, settings: settings,
      noiseRuns: noise ?? max(2, (8 + days - 1) / days), prices: scenarios?.set.prices)
  }

  /// One more of each resource, if requested.
  private var resources: [WhatIfStudy.AppliedScenario] {
    guard triesOneMore || scenarios == nil else { return [] }
    return MarginalAnalysis.scenarios(site: today.site, demands: today.demands).compactMap {
      scenario, resource in
      let instance = try? scenario.apply(
        site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: seed)
      return instance.map { WhatIfStudy.AppliedScenario(scenario, resource: resource, instance: $0) }
    }
  }

  private var settings: StudySettings {
    var settings = StudySettings(limit: limit, dayNames: dayNames)
    settings.seed = seed
    settings.threads = threads
    settings.replications = replications
    settings.dispatcher = dispatcher
    return settings
  }
}
