import BaylineMath
import BaylineModel

extension WhatIfStudy {
  /// The result of the findings so far; `nil` if today is not complete.
  func result(_ findings: [Cell: StudyCellResult]) -> WhatIfResult? {
    guard let now = results(of: 0, findings) else { return nil }
    let noise = WhatIfResult.SearchNoise(costs: costs(findings, now))
    let base = ScenarioSamples(now, case: today, prices, basis)
    var scenarios: [WhatIfResult.Comparison] = []
    var oneMore: [WhatIfResult.Comparison] = []
    var unfinished: [String] = []
    for (position, scenario) in self.scenarios.enumerated() {
      guard let found = results(of: position + 1, findings, orToday: now) else {
        unfinished.append(scenario.scenario.name)
        continue
      }
      let sampled = ScenarioSamples(found, case: scenario.instance, prices, basis)
      let compared = comparison(scenario, base, sampled, noise, position)
      if scenario.resource == nil { scenarios.append(compared) } else { oneMore.append(compared) }
    }
    return WhatIfResult(
      basis: basis, days: settings.dayNames, areSingleDays: today.demands.allSatisfy { $0.horizon.days == 1 },
      replications: settings.replications, effort: settings.limit, seed: settings.seed,
      currency: prices?.currency, today: base.figures, scenarios: scenarios,
      oneMore: Self.ranked(oneMore), noise: noise, unfinished: unfinished)
  }

  /// The results of all days of a case; `nil` if one is missing. Days that do not differ have those of today.
  private func results(
    of position: Int, _ findings: [Cell: StudyCellResult], orToday now: [DayResult]? = nil
  ) -> [DayResult]? {
    var results: [DayResult] = []
    for day in days {
      if let now, !differs(position - 1, on: day) {
        results.append(now[day])
      } else if case .day(let result)? = findings[.day(day, of: position)] {
        results.append(result)
      } else {
        return nil
      }
    }
    return results
  }

  /// The costs of today's days with all search seeds.
  private func costs(_ findings: [Cell: StudyCellResult], _ now: [DayResult]) -> [[Double]] {
    days.map { day in
      [Double(now[day].terms.total)]
        + (0..<noiseRuns).compactMap { run in
          if case .cost(let points)? = findings[.noise(run: run + 1, day: day)] {
            Double(points)
          } else {
            nil
          }
        }
    }
  }

  private func comparison(
    _ scenario: WhatIfStudy.AppliedScenario, _ base: ScenarioSamples, _ other: ScenarioSamples,
    _ noise: WhatIfResult.SearchNoise?,
    _ position: Int
  ) -> WhatIfResult.Comparison {
    // Replications do not show what two other plans of the same days would differ by.
    let isCertain = basis == .days || base.costs == other.costs && base.planned == other.planned
    func certain(_ difference: MeanInterval?) -> MeanInterval? {
      isCertain ? difference : difference.map { MeanInterval(mean: $0.mean, margin: nil) }
    }
    var differences: [Figure: MeanInterval] = [:]
    for figure in Figure.allCases {
      differences[figure] = certain(
        MeanInterval(from: base.samples.map { $0[figure] }, to: other.samples.map { $0[figure] }))
    }
    return WhatIfResult.Comparison(
      name: scenario.scenario.name, description: scenario.scenario.description, resource: scenario.resource,
      figures: other.figures,
      costDifference: planDifference(base.costs, other.costs, noise?.margin),
      plannedDifference: planDifference(base.planned, other.planned, nil), differences: differences,
      moneyDifference: base.money.flatMap { from in
        other.money.flatMap { certain(MeanInterval(from: from, to: $0)) }
      },
      unchangedDays: days.count { !differs(position, on: $0) })
  }

  /// The mean difference of plans over the days. If days are not the samples, the margin is the noise of the search, if
  /// known.
  private func planDifference(_ base: [Double], _ other: [Double], _ noise: Double?) -> MeanInterval {
    let difference = MeanInterval(from: base, to: other) ?? MeanInterval(mean: 0, margin: nil)
    if basis == .days { return difference }
    return MeanInterval(mean: difference.mean, margin: base == other ? 0 : noise)
  }

  /// Sorted by money if there are prices, else by points of the plan; equal ones keep their order.
  static func ranked(_ comparisons: [WhatIfResult.Comparison]) -> [WhatIfResult.Comparison] {
    comparisons.enumerated().sorted { one, other in
      let (left, right) = (one.element.gain, other.element.gain)
      return left != right ? left > right : one.offset < other.offset
    }.map(\.element)
  }
}

extension WhatIfResult.Comparison {
  /// The ranking key; more is better.
  var gain: Double { moneyDifference?.mean ?? -costDifference.mean }
}

/// The samples of a case.
private struct ScenarioSamples {
  /// The planned cost of each day.
  let costs: [Double]
  /// The number of scheduled visits of each day.
  let planned: [Double]
  /// The figures of each sample: of a day, or of a replication averaged over the days.
  let samples: [Figure.Values]
  /// The profit of each sample.
  let money: [Double]?
  /// The means of the samples.
  let figures: WhatIfResult.ScenarioFigures

  init(
    _ results: [DayResult], case instance: Scenario.Instance, _ prices: Prices?,
    _ basis: WhatIfResult.SamplingBasis
  ) {
    costs = results.map { Double($0.terms.total) }
    planned = results.map { Double($0.planned) }
    func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(max(1, numbers.count)) }
    let accounts = prices.map { prices in results.indices.map { DayProfit(prices, day: $0, of: instance) } }
    switch basis {
    case .days:
      samples = results.map { Figure.Values.means(of: $0.runs) }
      money = accounts.map { zip($0, results).map { account, day in mean(day.runs.map(account.balance)) } }
    case .replications:
      let count = results.map(\.runs.count).min() ?? 0
      samples = (0..<count).map { run in Figure.Values.means(of: results.map { $0.runs[run] }) }
      money = accounts.map { accounts in
        (0..<count).map { run in mean(zip(accounts, results).map { $0.balance(of: $1.runs[run]) }) }
      }
    }
    var estimates: [Figure: MeanInterval] = [:]
    for figure in Figure.allCases { estimates[figure] = MeanInterval(samples.compactMap { $0[figure] }) }
    figures = WhatIfResult.ScenarioFigures(
      plannedCost: mean(costs),
      plannedTerms: Dictionary(
        uniqueKeysWithValues: ScheduleCost.Term.allCases.map { term in
          (term, mean(results.map { Double($0.terms[term]) }))
        }), visits: mean(results.map { Double($0.visits) }), planned: mean(planned),
      leftOut: results.reduce(into: [:]) { $0.merge($1.leftOut, uniquingKeysWith: +) },
      figures: estimates, money: money.flatMap { MeanInterval($0) })
  }
}
