/// A workshop and its days as they could be: what a manager wants to see beside today's (`bayline.scenarios/1`).
public struct Scenario: Hashable, Sendable {
  /// Unique in its file; the row of a table.
  public var name: String
  /// What it is about, for people.
  public var description: String?
  /// What is different from today, each change on what those before it have left. None is today.
  public var changes: [ScenarioChange]

  /// A scenario.
  public init(name: String, description: String? = nil, changes: [ScenarioChange]) {
    self.name = name
    self.description = description
    self.changes = changes
  }
}

/// Some scenarios and how they shall be compared.
public struct ScenarioSet: Hashable, Sendable {
  /// The scenarios in the order of the file, their names all different.
  public var scenarios: [Scenario]
  /// What things cost and bring; `nil` where no money is counted.
  public var prices: Prices?
  /// How the days differ from their plan, in all scenarios; on top of the command's uncertainty.
  public var uncertainty: UncertaintyChange?
  /// How often each day is played; `nil` leaves it to the command.
  public var replications: Int?

  /// Scenarios; what is not given is left to the command.
  public init(
    scenarios: [Scenario], prices: Prices? = nil, uncertainty: UncertaintyChange? = nil,
    replications: Int? = nil
  ) {
    self.scenarios = scenarios
    self.prices = prices
    self.uncertainty = uncertainty
    self.replications = replications
  }
}
