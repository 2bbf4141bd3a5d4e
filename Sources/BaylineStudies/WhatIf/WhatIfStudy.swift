public import BaylineModel
import BaylineSimulation

/// Plans and simulates scenarios over the same days, with the same random events and the same search effort.
///
/// For each day, the first half of the search plans today's workshop. Today itself, and every scenario that admits that
/// plan, continue from it; any other scenario searches both halves from scratch. So every row has the same search
/// effort, and a scenario that only adds resources starts from today's plan and rarely looks worse by the luck of the
/// search.
public struct WhatIfStudy: Sendable {
  /// The current workshop with its days.
  public let today: Scenario.Instance
  /// The scenarios to compare with it.
  public let scenarios: [WhatIfStudy.AppliedScenario]
  /// How the days are planned and simulated.
  public let settings: StudySettings
  /// The number of additional search seeds for today's days, which measure the noise of the search.
  public let noiseRuns: Int
  /// Prices of resources and revenue; `nil` without money.
  public let prices: Prices?

  /// Creates a study of some scenarios.
  ///
  /// - Precondition: There is a day, and each scenario has the same number of days.
  public init(
    today: Scenario.Instance, scenarios: [WhatIfStudy.AppliedScenario], settings: StudySettings,
    noiseRuns: Int,
    prices: Prices? = nil
  ) {
    precondition(!today.demands.isEmpty, "a what-if study needs at least one day")
    precondition(
      scenarios.allSatisfy { $0.instance.demands.count == today.demands.count },
      "every scenario needs the same number of days as today")
    self.today = today
    self.scenarios = scenarios
    self.settings = settings
    self.noiseRuns = noiseRuns
    self.prices = prices
  }

  /// The samples that intervals are based on.
  public var basis: WhatIfResult.SamplingBasis {
    today.demands.count >= WhatIfResult.SamplingBasis.minDays ? .days : .replications
  }

  // MARK: - Cells

  /// A part of a study that is computed by itself; its name is its key in the journal.
  package enum Cell: Hashable, Sendable {
    /// The first half of today's plan of a day.
    case first(day: Int)
    /// The cost of today's plan of a day with another search seed, counted from 1.
    case noise(run: Int, day: Int)
    /// A day of a case: 0 is today, followed by the scenarios.
    case day(Int, of: Int)

    /// The name.
    package var name: String {
      switch self {
      case .first(let day): "first/\(day)"
      case .noise(let run, let day): "noise/\(run)/\(day)"
      case .day(let day, let position): "case/\(position)/\(day)"
      }
    }
  }

  /// The cells that do not depend on others.
  package var firstCells: [Cell] {
    days.map { .first(day: $0) }
  }

  /// The cells that depend on the first ones: today, noise, and the scenarios one after the other, so that a stopped
  /// run has complete rows. A day that does not differ from today has no cell.
  package var secondCells: [Cell] {
    let own = scenarios.indices.flatMap { position in
      days.filter { differs(position, on: $0) }.map { Cell.day($0, of: position + 1) }
    }
    let noise = (0..<noiseRuns).flatMap { run in days.map { Cell.noise(run: run + 1, day: $0) } }
    return days.map { Cell.day($0, of: 0) } + noise + own
  }

  var days: Range<Int> { today.demands.indices }

  /// Whether any input of planning or simulating a day differs from today in a scenario.
  func differs(_ position: Int, on day: Int) -> Bool {
    let other = scenarios[position].instance
    return other.site != today.site || other.demands[day] != today.demands[day]
      || other.uncertainty != today.uncertainty
  }

  /// A day of today (0) or of a scenario (from 1).
  ///
  /// Walk-ins are those of today in every scenario: their default number follows from a site's reserve, and their jobs
  /// from its demand.
  func caseDay(_ day: Int, of position: Int) -> DayInstance {
    let instance = position == 0 ? today : scenarios[position - 1].instance
    var uncertainty = instance.uncertainty
    uncertainty.walkIns.perDay = ShopSimulation.walkInsPerDay(
      site: today.site, demand: today.demands[day], uncertainty: uncertainty)
    if uncertainty.walkIns.jobs.isEmpty { uncertainty.walkIns.jobs = today.demands[day].appointments }
    return DayInstance(site: instance.site, demand: instance.demands[day], uncertainty: uncertainty)
  }
}

extension WhatIfStudy {
  /// A scenario with the resulting site and days.
  public struct AppliedScenario: Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// The added resource, if the scenario adds one more of it.
    public var resource: Scenario.ExtraResource?
    /// The site, days and uncertainty after its changes.
    public var instance: Scenario.Instance

    /// Creates a scenario with its instance.
    public init(_ scenario: Scenario, resource: Scenario.ExtraResource? = nil, instance: Scenario.Instance) {
      self.scenario = scenario
      self.resource = resource
      self.instance = instance
    }
  }
}
