import BaylineMath
import BaylineModel

extension Schedule.Provenance {
  /// Reads the known members of `about`; any others are allowed and ignored.
  init?(_ node: Node) {
    guard case .object = node.value else {
      node.report(.notAnObject(node.value.type))
      return nil
    }
    self.init()
    func text(_ name: String) -> String? {
      guard case .string(let text) = node.value[name] else { return nil }
      return text
    }
    func integer(_ name: String) -> Int? {
      guard case .integer(let number) = node.value[name] else { return nil }
      return number
    }
    func decimal(_ name: String) -> Double? {
      switch node.value[name] {
      case .integer(let number): Double(number)
      case .number(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
      default: nil
      }
    }
    program = text("program")
    version = text("version")
    seed = integer("seed")
    threads = integer("threads")
    iterations = integer("iterations")
    evaluations = integer("evaluations")
    seconds = decimal("seconds")
    firstSeconds = decimal("firstSeconds")
    bound = integer("bound")
    demand = text("demand")
  }

  /// The members that are set.
  var json: JSONValue {
    JSONValue {
      $0.add("program", program)
      $0.add("version", version)
      $0.add("seed", seed)
      $0.add("threads", threads)
      $0.add("iterations", iterations)
      $0.add("evaluations", evaluations)
      if let seconds = seconds.flatMap(Self.rounded) { $0.add("seconds", seconds) }
      if let seconds = firstSeconds.flatMap(Self.rounded) { $0.add("firstSeconds", seconds) }
      $0.add("bound", bound)
      $0.add("demand", demand)
      if let robust { $0.add("robust", Self.json(robust)) }
    }
  }

  /// The comparison of a robust plan with the nominal one.
  private static func json(_ comparison: RobustComparison) -> JSONValue {
    JSONValue {
      $0.add("nominalCost", comparison.nominalCost)
      $0.add("plans", comparison.plans)
      $0.add("replications", comparison.replications)
      $0.add("expected") {
        $0.add("cost", json(comparison.cost))
        for figure in Figure.allCases {
          if let means = comparison.figures[figure] { $0.add(figure.rawValue, json(means)) }
        }
      }
    }
  }

  private static func json(_ means: RobustComparison.Means) -> JSONValue {
    JSONValue {
      $0.add("nominal", json(means.nominal))
      $0.add("chosen", json(means.chosen))
      $0.add("difference", json(means.difference))
    }
  }

  private static func json(_ interval: MeanInterval) -> JSONValue {
    JSONValue {
      $0.add("mean", interval.mean)
      $0.add("low", interval.low)
      $0.add("high", interval.high)
    }
  }

  /// Seconds to the millisecond; `nil` if this is not a duration.
  private static func rounded(_ seconds: Double) -> JSONValue? {
    guard seconds >= 0, seconds < 1e12 else { return nil }
    let milliseconds = Int((seconds * 1000).rounded())
    let (whole, rest) = (milliseconds / 1000, milliseconds % 1000)
    if rest == 0 { return .integer(whole) }
    var digits = String(String(1000 + rest).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return .number("\(whole).\(digits)")
  }
}
