/// A bound that Bayline sets beyond the formats, so that no sum overflows and no table explodes.
///
/// Every bound is here, with its reason. A file beyond one is refused with the fault `tooLarge` (text: `tooDeep`).
public struct InputLimit: Hashable, Sendable {
  /// Short name, as in `docs/errors.md`.
  public let name: String
  /// The greatest value taken.
  public let value: Int

  private init(_ name: String, _ value: Int) {
    self.name = name
    self.value = value
  }

  // MARK: Numbers

  /// Points of a weight: times the minutes of twenty years and 100,000 visits they fit 64 bits.
  public static let weight = InputLimit("weight", 1_000_000)
  /// Points for leaving a visit out: tripled and summed over all visits they fit 64 bits.
  public static let dropCost = InputLimit("dropCost", 1_000_000_000)
  /// Minutes of an operation or a booking rule: nearly two years, beyond any horizon that makes sense.
  public static let minutes = InputLimit("minutes", 1_000_000)
  /// Pieces of a part: summed over all needs they fit 64 bits.
  public static let quantity = InputLimit("quantity", 1_000_000_000)
  /// Loan vehicles and bookings an hour or a day: more than there can be visits.
  public static let count = InputLimit("count", 1_000_000)
  /// Percent of a shift: times the minutes of a day it fits with room.
  public static let percent = InputLimit("percent", 1_000_000)
  /// Percent of the standard speed: a hundred times as fast as usual.
  public static let efficiency = InputLimit("efficiency", 10_000)
  /// Technicians on one operation: crews are tried in combination.
  public static let crew = InputLimit("crew", 64)
  /// Prices of scenarios and targets: summed over all vehicles and people they keep two decimals.
  public static let money = InputLimit("money", 1_000_000_000)
  /// Prices, estimates and mileage are only shown: any that can be written exactly in other programs.
  public static let shown = InputLimit("shown", 1_000_000_000_000_000)
  /// Points that a schedule states: thirteen terms of them fit 64 bits.
  public static let statedPoints = InputLimit("statedPoints", 100_000_000_000_000_000)
  /// Days of the horizon with those of carry-over: ten years, for there are tables by day.
  public static let horizonDays = InputLimit("horizonDays", 3_660)
  /// Those days times the site's advisors, bays and technicians: each has a timeline with a bit a minute.
  public static let resourceDays = InputLimit("resourceDays", 500_000)

  /// Days from the first to the last of past counts: a century, for there are tables by day.
  public static let historyDays = InputLimit("historyDays", 36_600)

  // MARK: Lists and text

  /// Advisors, bays and technicians, each: there are tables by resource and day.
  public static let resources = InputLimit("resources", 10_000)
  /// Visits of a demand: with the weights above their costs fit 64 bits.
  public static let appointments = InputLimit("appointments", 100_000)
  /// Operations of one visit: each is placed after the one before.
  public static let operations = InputLimit("operations", 1_000)
  /// Alternatives of one operation: each is tried wherever the operation may go.
  public static let alternatives = InputLimit("alternatives", 100_000)
  /// Scenarios of a file, and changes of one: each scenario is planned and played.
  public static let scenarios = InputLimit("scenarios", 1_000)
  /// Values of which a distribution draws one: they are held for each.
  public static let values = InputLimit("values", 100_000)
  /// Levels of brackets in a text: the reader goes down them by recursion.
  public static let depth = InputLimit("depth", 64)
  /// Characters of a cell: more than Excel holds.
  public static let cell = InputLimit("cell", 32_767)
  /// Filled cells of a spreadsheet: all its rows are held in memory.
  public static let cells = InputLimit("cells", 5_000_000)
  /// Bytes of a workbook's part when unpacked: a small file can be made to unpack to any size.
  public static let unpacked = InputLimit("unpacked", 268_435_456)

  /// All of them, in the order of this file.
  public static let all: [InputLimit] = [
    weight, dropCost, minutes, quantity, count, percent, efficiency, crew, money, shown, statedPoints,
    horizonDays, resourceDays, historyDays, resources, appointments, operations, alternatives, scenarios,
    values,
    depth,
    cell, cells, unpacked,
  ]
}

/// The range of a whole number: what the format asks, and what Bayline bounds beyond it.
package struct IntegerRange: Hashable, Sendable {
  /// The least value of the format.
  package var least: Int
  /// The greatest value of the format, if it has one.
  package var most: Int?
  /// Bayline's own bound, if the format has none.
  package var limit: InputLimit?

  /// From `least` to a bound of the format.
  package init(_ range: ClosedRange<Int>) {
    self.least = range.lowerBound
    self.most = range.upperBound
  }

  /// From `least` to a bound of ours.
  package init(_ least: Int = 0, limit: InputLimit) {
    self.least = least
    self.limit = limit
  }

  /// The greatest value that is taken.
  package var greatest: Int { most ?? limit?.value ?? Int.max }
}
