/// A hypothetical change of a workshop and its days, to be compared with today (`bayline.scenarios/1`).
public struct Scenario: Hashable, Sendable {
  /// The name, unique in the file.
  public var name: String
  /// A description for people.
  public var description: String?
  /// The changes from today, each applied to the result of those before. Without changes, the scenario is today.
  public var changes: [Scenario.Change]

  /// Creates a scenario.
  public init(name: String, description: String? = nil, changes: [Scenario.Change]) {
    self.name = name
    self.description = description
    self.changes = changes
  }
}

/// Scenarios and how to compare them.
public struct ScenarioSet: Hashable, Sendable {
  /// The scenarios in the order of the file, with distinct names.
  public var scenarios: [Scenario]
  /// The prices; `nil` if no money is counted.
  public var prices: Prices?
  /// The uncertainty in all scenarios, as a change of the default or given one.
  public var uncertainty: Uncertainty.Change?
  /// The number of replications per day; `nil` leaves it to the caller.
  public var replications: Int?

  /// Creates a set; what is not given is left to the caller.
  public init(
    scenarios: [Scenario], prices: Prices? = nil, uncertainty: Uncertainty.Change? = nil,
    replications: Int? = nil
  ) {
    self.scenarios = scenarios
    self.prices = prices
    self.uncertainty = uncertainty
    self.replications = replications
  }
}
