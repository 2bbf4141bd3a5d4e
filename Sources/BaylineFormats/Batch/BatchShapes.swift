extension ObjectShape {
  /// Everything that lines of a batch may have; each command takes a part of it (``BatchLine/Command/shape``).
  package static let batchLine = line(
    Set(BatchLine.Command.allCases.flatMap(\.members)).sorted())

  /// A workshop with its book, of the commands that ask several.
  package static let groupShop = ObjectShape(
    "shop", required: ["id"],
    optional: [
      "site", "siteRef", "demand", "demandRef", "schedule", "scheduleRef", "distance",
    ], decimals: ["distance": .kilometres])

  /// A past day with its record.
  package static let pastDay = ObjectShape(
    "day", optional: ["demand", "demandRef", "actual", "actualRef"])

  /// A shape with the members that every line has, and some more.
  fileprivate static func line(_ members: [String]) -> ObjectShape {
    let numbers = [
      "seed": IntegerRange(0...Int.max), "threads": IntegerRange(1...256),
      "iterations": IntegerRange(0...Int.max), "replications": IntegerRange(1...1_000_000),
      "count": IntegerRange(1...20), "noise": IntegerRange(0...100), "overtime": IntegerRange(0...1440),
    ]
    return ObjectShape(
      "batch-line", required: ["id"], optional: ["command", "shop"] + members,
      integers: numbers.filter { members.contains($0.key) },
      decimals: [
        "seconds": IntegerRange(0...86_400), "perKilometre": IntegerRange(0...10_000),
      ].filter { members.contains($0.key) },
      choices: [
        "command": BatchLine.Command.allCases.map(\.rawValue), "dispatcher": ["shift", "replan"],
      ].filter { $0.key == "command" || members.contains($0.key) })
  }

}

extension IntegerRange {
  /// Kilometres on Earth.
  fileprivate static let kilometres = IntegerRange(0...40_000)
}

extension BatchLine.Command {
  /// The members of its lines beside `id`, `shop` and `command`.
  fileprivate var members: [String] {
    let book = ["site", "siteRef", "demand", "demandRef"]
    let effort = ["seconds", "iterations", "seed"]
    let chance = ["uncertainty", "uncertaintyRef"]
    let plan = ["schedule", "scheduleRef"]
    let study = effort + chance + ["demands", "demandRefs", "replications", "dispatcher", "noise"]
    switch self {
    case .schedule:
      return book + effort + chance + [
        "threads", "from", "fromRef", "keep", "keepRef", "nominal", "noBound", "noPromise",
      ]
    case .verify: return book + plan
    case .simulate: return book + plan + chance + ["seed", "replications", "dispatcher", "runs"]
    case .offer: return book + plan + ["request", "count", "now"]
    case .offers: return ["shops", "request", "count", "now", "perKilometre"]
    case .whatif: return book + study + ["scenarios", "scenariosRef", "oneMore"]
    case .transfer: return ["from", "to", "technician"] + study.filter { !$0.hasPrefix("demand") }
    case .backtest:
      return book + effort + ["actual", "actualRef", "days", "dispatcher", "overtime"]
    }
  }

  /// The shape of its lines.
  package var shape: ObjectShape { .line(members) }
}
