import BaylineMath
public import BaylineModel

/// What came of a simulation as a JSON object, as `bayline simulate --json` prints it.
public enum SimulationJSON {
  /// The object as a document.
  ///
  /// - Parameter values: Whether the figures of each replication are written as well.
  public static func document(_ result: SimulationResult, values: Bool = false) -> String {
    var members: [JSONMember] = []
    members.add("seed", result.seed)
    members.add("replications", result.replications.count)
    if result.replications.count < result.asked { members.add("asked", result.asked) }
    members.add("figures", .object(Figure.allCases.compactMap { member($0, result) }))
    if values { members.add("runs", .array(result.replications.map(run))) }
    return JSONWriter.document(.object(members))
  }

  private static func member(_ figure: Figure, _ result: SimulationResult) -> JSONMember? {
    guard let spread = result.statistics(of: figure) else { return nil }
    var members: [JSONMember] = []
    members.add("unit", figure.unit.rawValue)
    members.add("plan", result.plan[figure])
    members.add("count", spread.count)
    members.add("mean", JSONValue(spread.mean))
    members.add("low", JSONValue(spread.low))
    members.add("high", JSONValue(spread.high))
    members.add("deviation", JSONValue(spread.deviation))
    let percentiles = [spread.p5, spread.p25, spread.p50, spread.p75, spread.p95]
    members.add(
      "percentiles",
      .object(zip(["5", "25", "50", "75", "95"], percentiles).map { JSONMember($0, JSONValue($1)) }))
    return JSONMember(figure.rawValue, .object(members))
  }

  /// The figures of one replication that have a value.
  private static func run(_ values: FigureValues) -> JSONValue {
    .object(
      Figure.allCases.compactMap { figure in values[figure].map { JSONMember(figure.rawValue, JSONValue($0)) }
      })
  }
}
