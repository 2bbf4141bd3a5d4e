import BaylineMath
package import BaylineModel

/// Backtests as JSON, as printed by `bayline backtest --json` (docs/schemas/backtest.schema.json).
package enum BacktestFormat {
  /// The result as a document, ending in a line break. Equal results have equal bytes.
  package static func encode(_ result: BacktestResult) -> String {
    JSONWriter.document(
      JSONValue {
        $0.add(result.effort)
        $0.add("seed", result.seed)
        $0.add("stopped", result.isStopped)
        $0.add("intervals", result.isByWeek ? "weeks" : "days")
        $0.add("record", means { result.mean(of: $0) })
        $0.add("plans", all: result.plans) { json($0, result) }
        $0.add("gaps", json(result.days.reduce(BacktestResult.RecordGaps()) { $0 + $1.gaps }))
        $0.add("skipped", all: result.skipped) { day in
          JSONValue {
            $0.add("date", day.date)
            $0.add("reason", day.reason.rawValue)
          }
        }
        $0.add("days", all: result.days) { json($0, result) }
      })
  }

  private static let measures =
    [BacktestResult.Measure.points] + BacktestResult.figures.map(BacktestResult.Measure.figure)

  private static func name(_ measure: BacktestResult.Measure) -> String {
    switch measure {
    case .points: "points"
    case .figure(let figure): figure.rawValue
    }
  }

  private static func means(_ value: (BacktestResult.Measure) -> Double?) -> JSONValue {
    JSONValue { for measure in measures { $0.add(name(measure), value(measure)) } }
  }

  private static func json(_ plan: BacktestResult.Plan, _ result: BacktestResult) -> JSONValue {
    JSONValue {
      $0.add("plan", plan.rawValue)
      $0.add("means", means { result.mean(of: $0, plan) })
      $0.add("differences") {
        for measure in measures {
          if let difference = result.difference(of: measure, plan) {
            $0.add(name(measure), json(difference))
          }
        }
      }
    }
  }

  private static func json(_ mean: BootstrapMean) -> JSONValue {
    JSONValue {
      $0.add("mean", mean.mean)
      $0.add("low", mean.interval?.lowerBound)
      $0.add("high", mean.interval?.upperBound)
      $0.add("clear", mean.isSignificant)
      $0.add("days", mean.count)
    }
  }

  private static func json(_ gaps: BacktestResult.RecordGaps) -> JSONValue {
    JSONValue {
      $0.add("visits", gaps.visits)
      $0.add("operations", gaps.operations)
      $0.add("arrivals", gaps.arrivals)
      $0.add("receptions", gaps.receptions)
      $0.add("bookings", gaps.bookings)
    }
  }

  private static func json(_ day: BacktestResult.Day, _ result: BacktestResult) -> JSONValue {
    JSONValue {
      $0.add("date", day.date)
      $0.add("served", day.served)
      $0.add("withoutBooking", day.withoutBooking)
      $0.add("noShows", day.noShows)
      $0.add("lost", day.lost)
      $0.add("record", json(day.record))
      $0.add("plans") {
        for plan in result.plans {
          if let performance = day.plans[plan] { $0.add(plan.rawValue, json(performance)) }
        }
      }
      $0.add("worse", day.worse) { change in
        JSONValue {
          $0.add("appointment", change.appointment)
          $0.add("plate", change.plate)
          $0.add("ready", change.ready)
          $0.add("planReady", change.planReady)
          $0.add("points", change.points)
          $0.add("cause", change.cause.rawValue)
        }
      }
    }
  }

  private static func json(_ performance: BacktestResult.Day.DayPerformance) -> JSONValue {
    JSONValue {
      for measure in measures { $0.add(name(measure), performance[measure]) }
      $0.add("leftOut", performance.leftOut)
    }
  }
}
