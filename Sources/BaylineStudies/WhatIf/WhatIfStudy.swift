public import BaylineModel
import BaylineSimulation
import BaylineSolver

/// Plans and plays scenarios over the same days, against the same chances, with the same effort.
///
/// Of each day the plan of today's workshop is searched first, half of the way. A case that admits that plan as it
/// stands, and today itself, go on from there; any other case begins anew and has both halves of its own. So
/// every row has the same search behind it, and what is added to a workshop begins where today does: it seldom seems to
/// do harm by the luck of the search alone.
public struct WhatIfStudy: Sendable {
  /// The workshop as it is, with its days.
  public let today: ScenarioInstance
  /// What is compared with it.
  public let scenarios: [WhatIfScenario]
  /// How.
  public let options: WhatIfOptions

  /// A study of some scenarios.
  ///
  /// - Precondition: There is a day, and each scenario has as many.
  public init(today: ScenarioInstance, scenarios: [WhatIfScenario], options: WhatIfOptions) {
    precondition(!today.demands.isEmpty, "a study without a day")
    precondition(
      scenarios.allSatisfy { $0.instance.demands.count == today.demands.count }, "a scenario of other days")
    self.today = today
    self.scenarios = scenarios
    self.options = options
  }

  /// What the intervals speak of.
  public var basis: SamplingBasis {
    today.demands.count >= SamplingBasis.minDays ? .days : .replications
  }

  // MARK: - Cells

  /// A part of a study that is computed by itself. Its name stands in the journal.
  package enum Cell: Hashable, Sendable {
    /// The first half of today's plan of a day.
    case first(day: Int)
    /// The cost of today's plan of a day with another seed of the search, counted from 1.
    case noise(run: Int, day: Int)
    /// A day of a case; 0 is today, and the scenarios follow.
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

  /// The cells that do not wait for others.
  package var firstCells: [Cell] {
    days.map { .first(day: $0) }
  }

  /// The cells that go on from the first ones: today, noise, and the scenarios one after the other, so that a run that
  /// is stopped has whole rows to show. A day on which nothing differs from today has no cell.
  package var secondCells: [Cell] {
    let own = scenarios.indices.flatMap { position in
      days.filter { differs(position, on: $0) }.map { Cell.day($0, of: position + 1) }
    }
    let noise = (0..<options.noiseRuns).flatMap { run in days.map { Cell.noise(run: run + 1, day: $0) } }
    return days.map { Cell.day($0, of: 0) } + noise + own
  }

  var days: Range<Int> { today.demands.indices }

  /// Whether anything that plans or plays a day is another in a scenario than today.
  func differs(_ position: Int, on day: Int) -> Bool {
    let other = scenarios[position].instance
    return other.site != today.site || other.demands[day] != today.demands[day]
      || other.uncertainty != today.uncertainty
  }

  /// A day of today, or of a scenario from 1.
  ///
  /// Who comes without a booking is the same as today, however many bookings or technicians a scenario has: the usual
  /// number follows from a site's reserve and what they want from its demand, and both are taken from today's.
  func caseDay(_ day: Int, of position: Int) -> DayInstance {
    let instance = position == 0 ? today : scenarios[position - 1].instance
    var uncertainty = instance.uncertainty
    uncertainty.walkIns.perDay = ShopSimulation.walkInsPerDay(
      site: today.site, demand: today.demands[day], uncertainty: uncertainty)
    if uncertainty.walkIns.jobs.isEmpty { uncertainty.walkIns.jobs = today.demands[day].appointments }
    return DayInstance(site: instance.site, demand: instance.demands[day], uncertainty: uncertainty)
  }
}

/// A scenario with the site and days that come of it.
public struct WhatIfScenario: Sendable {
  /// The scenario.
  public var scenario: Scenario
  /// What there is one more of, where it was made up for that.
  public var resource: ExtraResource?
  /// Site, days and uncertainty after its changes.
  public var instance: ScenarioInstance

  /// A scenario.
  public init(_ scenario: Scenario, resource: ExtraResource? = nil, instance: ScenarioInstance) {
    self.scenario = scenario
    self.resource = resource
    self.instance = instance
  }
}

/// How a study is made.
public struct WhatIfOptions: Sendable {
  /// The search for each plan, on one thread.
  public var limit: SearchLimit
  /// Seed of plans and chances.
  public var seed = 1
  /// Cells side by side.
  public var threads = 1
  /// How often each day is played.
  public var replications = 200
  /// How many more seeds today's days are planned with, to tell the noise of the search.
  public var noiseRuns: Int
  /// What things cost and bring.
  public var prices: Prices?
  /// How the days are called.
  public var dayNames: [String]

  /// Options; what is not given is usual.
  public init(limit: SearchLimit, noiseRuns: Int, dayNames: [String]) {
    self.limit = limit
    self.noiseRuns = noiseRuns
    self.dayNames = dayNames
  }
}
