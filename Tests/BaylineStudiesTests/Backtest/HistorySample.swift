import Bayline
import BaylineGenerator
import BaylineModel
import Foundation
import TestSupport

@testable import BaylineStudies

/// Three weeks of the made-up past: a small sample that is quick to plan.
enum HistorySample {
  static let history = GeneratedHistory(seed: 1)
  static let site = history.site
  static let days: [PastDay] = {
    let days = history.days(in: GeneratedHistory.sampleMonth)
    return Array(days.prefix(18))
  }()

  static func options(_ plans: [BacktestResult.Plan]) -> PlanBacktest.Options {
    var options = PlanBacktest.Options(limit: .iterations(60))
    options.plans = plans
    options.threads = 2
    return options
  }

  static func result(_ days: [PastDay] = days, _ plans: [BacktestResult.Plan]) async throws -> BacktestResult
  {
    try await PlanBacktest(site: site, days: days, options: options(plans)).run()
  }
}
