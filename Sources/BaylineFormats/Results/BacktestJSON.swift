import BaylineMath
public import BaylineModel

/// A backtest as a JSON object, as `bayline backtest --json` prints it (docs/schemas/backtest.schema.json).
public struct BacktestJSON: Sendable {
  /// An encoder of results.
  public init() {}

  /// The result as a document, ending in a line break. The same result gives the same bytes anywhere.
  public func text(_ result: BacktestResult) -> String {
    var root: [JSONMember] = []
    switch result.effort {
    case .iterations(let most): root.add("iterations", most)
    case .seconds(let seconds): root.add("seconds", JSONValue(seconds))
    }
    root.add("seed", result.seed)
    root.add("stopped", .bool(result.isStopped))
    root.add("intervals", result.isByWeek ? "weeks" : "days")
    root.add("record", means(result) { result.mean(of: $0) })
    root.add("plans", .array(result.plans.map { plan($0, result) }))
    root.add("gaps", gaps(result.days.reduce(RecordGaps()) { $0 + $1.gaps }))
    root.add(
      "skipped",
      .array(
        result.skipped.map {
          .object([
            JSONMember("date", .string($0.date.description)),
            JSONMember("reason", .string($0.reason.rawValue)),
          ])
        }))
    root.add("days", .array(result.days.map { day($0, result) }))
    return JSONWriter.document(.object(root))
  }

  private static let measures = [BacktestMeasure.points] + BacktestResult.figures.map(BacktestMeasure.figure)

  private func name(_ measure: BacktestMeasure) -> String {
    switch measure {
    case .points: "points"
    case .figure(let figure): figure.rawValue
    }
  }

  private func means(_ result: BacktestResult, _ value: (BacktestMeasure) -> Double?) -> JSONValue {
    .object(
      Self.measures.compactMap { measure in
        value(measure).map { JSONMember(name(measure), JSONValue($0)) }
      })
  }

  private func plan(_ plan: BacktestPlan, _ result: BacktestResult) -> JSONValue {
    .object([
      JSONMember("plan", .string(plan.rawValue)),
      JSONMember("means", means(result) { result.mean(of: $0, plan) }),
      JSONMember(
        "differences",
        .object(
          Self.measures.compactMap { measure in
            result.difference(of: measure, plan).map { JSONMember(name(measure), tree($0)) }
          })),
    ])
  }

  private func tree(_ mean: BootstrapMean) -> JSONValue {
    var members = [JSONMember("mean", JSONValue(mean.mean))]
    members.add("low", mean.interval?.lowerBound)
    members.add("high", mean.interval?.upperBound)
    members.add("clear", .bool(mean.isSignificant))
    members.add("days", mean.count)
    return .object(members)
  }

  private func gaps(_ gaps: RecordGaps) -> JSONValue {
    .object([
      JSONMember("visits", .integer(gaps.visits)), JSONMember("operations", .integer(gaps.operations)),
      JSONMember("arrivals", .integer(gaps.arrivals)), JSONMember("receptions", .integer(gaps.receptions)),
      JSONMember("bookings", .integer(gaps.bookings)),
    ])
  }

  private func day(_ day: BacktestDay, _ result: BacktestResult) -> JSONValue {
    var members: [JSONMember] = []
    members.add("date", day.date.description)
    members.add("served", day.served)
    members.add("withoutBooking", day.withoutBooking)
    members.add("noShows", day.noShows)
    members.add("lost", day.lost)
    members.add("record", side(day.record))
    members.add(
      "plans",
      .object(result.plans.compactMap { plan in day.plans[plan].map { JSONMember(plan.rawValue, side($0)) } })
    )
    members.add("worse", day.worse) { change in
      var members: [JSONMember] = []
      members.add("appointment", change.appointment)
      members.add("plate", change.plate)
      members.add("ready", change.ready)
      members.add("planReady", change.planReady)
      members.add("points", change.points)
      members.add("cause", change.cause.rawValue)
      return .object(members)
    }
    return .object(members)
  }

  private func side(_ side: BacktestDay.DayPerformance) -> JSONValue {
    var members = Self.measures.compactMap { measure in
      side[measure].map { JSONMember(name(measure), JSONValue($0)) }
    }
    members.add("leftOut", side.leftOut)
    return .object(members)
  }
}
