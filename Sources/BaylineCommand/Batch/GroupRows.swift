import Bayline

/// The rows of a table. Answers of other commands are passed over.
struct GroupRows {
  /// A row: columns with values, `null` where there is none.
  typealias Row = [JSONMember]

  let table: GroupTable
  /// The seed of bootstrap intervals.
  let seed: Int
  private var rows: [Row] = []
  private var needs: [GroupNeeds.Need] = []
  private var means: [Key: GroupMean] = [:]
  private var order: [Key] = []

  /// What a mean is of.
  private struct Key: Hashable {
    /// The plan of a backtest.
    var plan = ""
    var measure: String
    var unit = ""
    /// Which of several means of the same measure it is.
    var side = Side.difference
  }

  private enum Side {
    case record, plan, difference
  }

  init(_ table: GroupTable, seed: Int) {
    (self.table, self.seed) = (table, seed)
  }

  // MARK: - Answers

  /// Adds an answer of a batch, with the result that it has.
  mutating func add(_ answer: JSONValue, result: JSONValue?) {
    if table == .diagnostics { return addDiagnostics(answer) }
    guard let result else { return }
    switch (table, answer["command"]?.text) {
    case (.schedules, "schedule"): addSchedule(answer, result)
    case (.totals, "schedule"): addTotals(answer, result)
    case (.offers, "offers"): addOffers(answer, result)
    case (.transfers, "transfer"): addTransfer(answer, result)
    case (.needs, "whatif"), (.trades, "whatif"): addNeeds(answer, result)
    case (.figures, "simulate"): addFigures(answer, result)
    case (.backtest, "backtest"): addBacktest(answer, result)
    default: break
    }
  }

  private mutating func addDiagnostics(_ answer: JSONValue) {
    for problem in answer["diagnostics"]?.items ?? [] {
      rows.append(
        Row(answer, "id", "shop", "line", "command") + Row(problem, "code", "place", "message"))
    }
  }

  private mutating func addSchedule(_ answer: JSONValue, _ plan: JSONValue) {
    let (cost, bound) = (plan["cost"]?["total"], plan["about"]?["bound"])
    let (planned, left) = plan.visits
    var row = Row(answer, "id", "shop", "line", "stopped")
    row.add("cost", cost ?? .null)
    row.add("bound", bound ?? .null)
    row.add("visits", planned + left)
    row.add("scheduled", planned)
    row.add("unscheduled", left)
    row += Row(plan["about"] ?? .null, "iterations", "seconds")
    rows.append(row)
  }

  private mutating func addTotals(_ answer: JSONValue, _ plan: JSONValue) {
    let (planned, left) = plan.visits
    let values = [
      ("visits", Double(planned + left)), ("scheduled", Double(planned)), ("unscheduled", Double(left)),
      ("cost", plan["cost"]?["total"]?.decimal), ("bound", plan["about"]?["bound"]?.decimal),
    ]
    for (measure, value) in values { add(value, Key(measure: measure), answer) }
  }

  private mutating func addOffers(_ answer: JSONValue, _ result: JSONValue) {
    for offer in result["offers"]?.items ?? [] {
      rows.append(
        Row(answer, "id")
          + Row(
            offer, "rank", "shop", "distance", "number", "code", "arrival", "advisor", "ready", "readyBy",
            "firstChoice", "wait", "score"))
    }
  }

  private mutating func addTransfer(_ answer: JSONValue, _ result: JSONValue) {
    var row = Row(answer, "id") + Row(result, "technician")
    row.add("from", result["from"]?["shop"] ?? .null)
    row.add("to", result["to"]?["shop"] ?? .null)
    for measure in ["planned", "served", "cost", "money"] {
      let change = result["change"]?[measure]
      row.add(measure, change?["mean"] ?? .null)
      row.add(measure + "Low", change?["low"] ?? .null)
      row.add(measure + "High", change?["high"] ?? .null)
    }
    rows.append(row)
  }

  private mutating func addNeeds(_ answer: JSONValue, _ result: JSONValue) {
    for need in result["oneMore"]?.items ?? [] {
      guard let resource = need["resource"], let type = resource["type"]?.text else { continue }
      let differences = need["differences"]
      // Fewer points and more money are better.
      let money = differences?["money"]
      guard let difference = money ?? differences?["cost"], let mean = difference["mean"]?.decimal else {
        continue
      }
      let trades =
        resource["skills"]?.names ?? (resource["types"] ?? resource["kinds"])?.items.compactMap(\.text) ?? [
          type
        ]
      let high = difference["high"]?.decimal
      needs.append(
        GroupNeeds.Need(
          shop: answer.shop, type: type,
          like: (resource["like"] ?? resource["equipment"] ?? resource["limit"] ?? resource["part"])?.text
            ?? type,
          trades: trades, gain: money == nil ? 0 - mean : mean, margin: high.map { $0 - mean }))
    }
  }

  private mutating func addFigures(_ answer: JSONValue, _ result: JSONValue) {
    for figure in Figure.allCases {
      let found = result["figures"]?[figure.rawValue]
      add(found?["mean"]?.decimal, Key(measure: figure.rawValue, unit: figure.unit.rawValue), answer)
    }
  }

  private mutating func addBacktest(_ answer: JSONValue, _ result: JSONValue) {
    let measures = ["points"] + BacktestResult.figures.map(\.rawValue)
    for day in result["days"]?.items ?? [] {
      for (plan, performance) in day["plans"]?.members ?? [] {
        for measure in measures {
          guard let was = day["record"]?[measure]?.decimal, let other = performance[measure]?.decimal else {
            continue
          }
          add(was, Key(plan: plan, measure: measure, side: .record), answer)
          add(other, Key(plan: plan, measure: measure, side: .plan), answer)
          add(other - was, Key(plan: plan, measure: measure), answer)
        }
      }
    }
  }

  private mutating func add(_ value: Double?, _ key: Key, _ answer: JSONValue) {
    guard let value else { return }
    if means[key] == nil { order.append(key) }
    means[key, default: GroupMean()].add(value, of: answer.shop)
  }

  // MARK: - Rows

  /// All rows, in the order of the answers or of their rank.
  var all: [Row] {
    switch table {
    case .schedules, .diagnostics, .offers, .transfers: rows
    case .needs: GroupNeeds.ranked(needs).enumerated().map { Row(need: $1, rank: $0 + 1) }
    case .trades: GroupNeeds.trades(needs, seed: seed).map(Row.init(trade:))
    case .totals, .figures: order.compactMap { row(of: $0) }
    case .backtest: order.filter { $0.side == .difference }.compactMap { backtestRow(of: $0) }
    }
  }

  private func row(of key: Key) -> Row? {
    guard let values = means[key], let mean = values.mean(seed: seed) else { return nil }
    var row = Row()
    row.add("measure", key.measure)
    if table == .figures { row.add("unit", key.unit) }
    row.add("shops", values.shops)
    if table == .totals { row.add("total", values.total) }
    row.add(mean)
    return row
  }

  private func backtestRow(of key: Key) -> Row? {
    func mean(_ side: Side) -> GroupMean? {
      means[Key(plan: key.plan, measure: key.measure, side: side)]
    }
    guard let difference = mean(.difference), let interval = difference.mean(seed: seed) else { return nil }
    var row = Row()
    row.add("plan", key.plan)
    row.add("measure", key.measure)
    row.add("shops", difference.shops)
    row.add("days", interval.count)
    row.add("record", JSONValue(decimal: mean(.record)?.mean()?.mean))
    row.add("planned", JSONValue(decimal: mean(.plan)?.mean()?.mean))
    row.add(interval)
    row.add("clear", interval.isSignificant)
    return row
  }
}

extension [JSONMember] {
  /// Some members of an object as columns.
  fileprivate init(_ object: JSONValue, _ names: String...) {
    self = names.map { JSONMember($0, object[$0] ?? .null) }
  }

  fileprivate init(need: GroupNeeds.Need, rank: Int) {
    self = []
    add("rank", rank)
    add("shop", need.shop)
    add("type", need.type)
    add("like", need.like)
    add("trades", need.trades.joined(separator: " "))
    add("gain", need.gain)
    add("margin", JSONValue(decimal: need.margin))
    add("clear", need.isClear)
  }

  fileprivate init(trade: GroupNeeds.Trade) {
    self = []
    add("type", trade.type)
    add("trade", trade.trade)
    add("shops", trade.shops)
    add("best", trade.best)
    add("bestGain", trade.bestGain)
    add("total", trade.total)
    add(trade.mean)
  }

  fileprivate mutating func add(_ mean: BootstrapMean) {
    add("mean", mean.mean)
    add("low", JSONValue(decimal: mean.interval?.lowerBound))
    add("high", JSONValue(decimal: mean.interval?.upperBound))
  }
}

extension JSONValue {
  /// The workshop of an answer: the one it names, or else its id.
  fileprivate var shop: String { self["shop"]?.text ?? self["id"]?.text ?? "" }

  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  fileprivate var items: [JSONValue] {
    if case .array(let items) = self { items } else { [] }
  }

  fileprivate var members: [(String, JSONValue)] {
    if case .object(let members) = self { members.map { ($0.name, $0.value) } } else { [] }
  }

  /// The names of an object's members.
  fileprivate var names: [String] { members.map(\.0) }

  /// How many visits a plan schedules, and how many it does not.
  fileprivate var visits: (planned: Int, left: Int) {
    (self["assignments"]?.items.count ?? 0, self["unscheduled"]?.items.count ?? 0)
  }
}
