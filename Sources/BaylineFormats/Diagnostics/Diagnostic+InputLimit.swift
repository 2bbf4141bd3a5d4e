extension Diagnostic {
  /// A bound that Bayline sets beyond the formats, so that no sum overflows and no table grows without limit.
  ///
  /// A value beyond one is reported as `tooLarge` (nesting: `tooDeep`).
  public struct InputLimit: Hashable, Sendable {
    /// The short name, as in `docs/errors.md`.
    public let name: String
    /// The maximum.
    public let value: Int

    private init(_ name: String, _ value: Int) {
      self.name = name
      self.value = value
    }

    // MARK: Numbers

    /// Points of a weight: multiplied by the minutes of twenty years and 100,000 visits, they fit in 64 bits.
    public static let weight = Diagnostic.InputLimit("weight", 1_000_000)
    /// Points for leaving a visit out: tripled and summed over all visits, they fit in 64 bits.
    public static let dropCost = Diagnostic.InputLimit("dropCost", 1_000_000_000)
    /// Minutes of an operation, a lag, a trip or a booking rule: nearly two years, longer than any reasonable horizon.
    public static let minutes = Diagnostic.InputLimit("minutes", 1_000_000)
    /// Quantities of a part: summed over all requirements, they fit in 64 bits.
    public static let quantity = Diagnostic.InputLimit("quantity", 1_000_000_000)
    /// Loan vehicles, drivers, equipment, and bookings per hour or day: more than the maximum number of visits.
    public static let count = Diagnostic.InputLimit("count", 1_000_000)
    /// Percent of a shift: multiplied by the minutes of a day, it stays small.
    public static let percent = Diagnostic.InputLimit("percent", 1_000_000)
    /// Percent of the standard speed: a hundred times as fast.
    public static let efficiency = Diagnostic.InputLimit("efficiency", 10_000)
    /// Technicians on one operation: crews are tried in all combinations.
    public static let crew = Diagnostic.InputLimit("crew", 64)
    /// Prices of scenarios and targets: summed over all vehicles and people, they keep two decimals.
    public static let money = Diagnostic.InputLimit("money", 1_000_000_000)
    /// Prices, estimates and mileage, which are only displayed: any number that other programs can represent exactly.
    public static let shown = Diagnostic.InputLimit("shown", 1_000_000_000_000_000)
    /// Points that a schedule states: all terms together fit in 64 bits.
    public static let statedPoints = Diagnostic.InputLimit("statedPoints", 100_000_000_000_000_000)
    /// Days of the horizon including carry-over: ten years, because there are tables by day.
    public static let horizonDays = Diagnostic.InputLimit("horizonDays", 3_660)
    /// Those days multiplied by the site's advisors, bays and technicians: each has a timeline with one bit per minute.
    public static let resourceDays = Diagnostic.InputLimit("resourceDays", 500_000)

    /// Days from the first to the last of past counts: a century, because there are tables by day.
    public static let historyDays = Diagnostic.InputLimit("historyDays", 36_600)

    // MARK: Lists and text

    /// Advisors, bays, technicians, equipment and limits of arrivals, each: there are tables by resource and day.
    public static let resources = Diagnostic.InputLimit("resources", 10_000)
    /// Visits of a demand: with the weights above, their costs fit in 64 bits.
    public static let appointments = Diagnostic.InputLimit("appointments", 100_000)
    /// Operations of one visit: each is scheduled after the previous one.
    public static let operations = Diagnostic.InputLimit("operations", 1_000)
    /// Alternatives of one operation: each is tried at every possible position.
    public static let alternatives = Diagnostic.InputLimit("alternatives", 100_000)
    /// Scenarios of a file, and changes of one: each scenario is planned and simulated.
    public static let scenarios = Diagnostic.InputLimit("scenarios", 1_000)
    /// Values of an empirical distribution: they are kept in memory for each.
    public static let values = Diagnostic.InputLimit("values", 100_000)
    /// Levels of brackets in a text: the parser is recursive.
    public static let depth = Diagnostic.InputLimit("depth", 64)
    /// Bytes of a line of a batch: each worker keeps one in memory.
    public static let line = Diagnostic.InputLimit("line", 67_108_864)
    /// Shops of one request of a group: each answers it.
    public static let shops = Diagnostic.InputLimit("shops", 100)
    /// Characters of a cell: the maximum of Excel.
    public static let cell = Diagnostic.InputLimit("cell", 32_767)
    /// Filled cells of a spreadsheet: all its rows are kept in memory.
    public static let cells = Diagnostic.InputLimit("cells", 5_000_000)
    /// Bytes of a workbook's part when unpacked: a small file can be made to unpack to any size.
    public static let unpacked = Diagnostic.InputLimit("unpacked", 268_435_456)

    /// All limits, in the order of this file.
    public static let all: [Diagnostic.InputLimit] = [
      weight, dropCost, minutes, quantity, count, percent, efficiency, crew, money, shown, statedPoints,
      horizonDays, resourceDays, historyDays, resources, appointments, operations, alternatives, scenarios,
      values, depth, line, shops, cell, cells, unpacked,
    ]
  }
}

/// The range of a number: the bounds of the format, or a limit of Bayline's own.
package struct IntegerRange: Hashable, Sendable {
  package var min: Int
  /// The maximum of the format, if it has one.
  private var formatMax: Int?
  /// Bayline's limit, if the format has no maximum.
  package var limit: Diagnostic.InputLimit?

  /// A range of the format.
  package init(_ range: ClosedRange<Int>) {
    self.min = range.lowerBound
    self.formatMax = range.upperBound
  }

  /// From `min` to a limit of Bayline's own.
  package init(_ min: Int = 0, limit: Diagnostic.InputLimit) {
    self.min = min
    self.limit = limit
  }

  /// The greatest accepted value.
  package var max: Int { formatMax ?? limit?.value ?? Int.max }
}
