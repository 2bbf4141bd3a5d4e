import BaylineMath
public import BaylineModel

/// Forecasts of volumes and their accuracy as JSON. Numbers have at most four decimals.
public enum ForecastFormat {
  /// A forecast as a document, ending in a line break.
  ///
  /// - Parameter history: The past counts that the forecast was made from.
  public static func encode(_ forecast: VolumeForecast, from history: VolumeForecast.History) -> String {
    JSONWriter.document(
      JSONValue {
        $0.add("learnt") {
          $0.add("before", history.end)
          $0.add("openDays", history.openDays)
          $0.add("dispersion", rounded(history.dispersion))
        }
        $0.add("sum", json(forecast.sum))
        $0.add("days", all: forecast.days) { json($0, forecast.kinds) }
      })
  }

  /// The errors on past days as a document, ending in a line break.
  public static func encode(_ accuracy: ForecastAccuracy) -> String {
    JSONWriter.document(
      JSONValue {
        $0.add("months", accuracy.months)
        $0.add("days", accuracy.days)
        $0.add("closed", accuracy.closed)
        $0.add("monthsCentral", rounded(accuracy.monthlyCentralCoverage))
        $0.add("series", all: accuracy.series, json)
      })
  }

  private static func json(_ day: VolumeForecast.Day, _ kinds: [VisitKind]) -> JSONValue {
    JSONValue {
      $0.add("date", day.date)
      $0.add("open", day.isOpen)
      $0.add("total", json(day.total))
      $0.add("kinds") {
        for (kind, count) in zip(kinds, day.kinds) { $0.add(kind.rawValue, json(count)) }
      }
    }
  }

  private static func json(_ count: CountDistribution) -> JSONValue {
    let interval = count.interval
    return JSONValue {
      $0.add("mean", rounded(count.mean))
      $0.add("dispersion", rounded(count.dispersion))
      $0.add("low", interval.lowerBound)
      $0.add("high", interval.upperBound)
      $0.add("p5", count.quantile(0.05))
      $0.add("p50", count.quantile(0.5))
      $0.add("p95", count.quantile(0.95))
    }
  }

  private static func json(_ series: ForecastAccuracy.Series) -> JSONValue {
    JSONValue {
      $0.add("kind", series.kind.map { .string($0.rawValue) } ?? .null)
      $0.add("seen", rounded(series.observed))
      $0.add("expected", rounded(series.expected))
      $0.add("forecast", json(series.errors))
      $0.add("crps", rounded(series.crps))
      $0.add("covered", rounded(series.coverage))
      $0.add("promised", rounded(series.nominalCoverage))
      $0.add("central", rounded(series.centralCoverage))
      $0.add("naive") {
        for (method, errors) in zip(ForecastAccuracy.NaiveMethod.allCases, series.naive) {
          $0.add(method.rawValue, json(errors))
        }
      }
    }
  }

  private static func json(_ errors: ForecastAccuracy.Errors) -> JSONValue {
    JSONValue {
      $0.add("mae", rounded(errors.absolute))
      $0.add("rmse", rounded(errors.squared))
    }
  }

  private static func rounded(_ value: Double) -> JSONValue {
    let digits = value.fixed(4).reversed().drop { $0 == "0" }.drop { $0 == "." }
    return .number(String(digits.reversed()))
  }
}
