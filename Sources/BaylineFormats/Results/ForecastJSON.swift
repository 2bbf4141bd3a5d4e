import BaylineMath
public import BaylineModel

/// Forecasts of volumes and their errors as JSON, for other programs. Numbers have four digits after the point at most.
public enum ForecastJSON {
  /// A forecast as a document.
  ///
  /// - Parameters:
  ///   - history: What it was made from.
  public static func document(_ forecast: VolumeForecast, from history: VolumeForecast.History) -> String {
    JSONWriter.document(
      .object([
        JSONMember(
          "learnt",
          .object([
            JSONMember("before", .string(history.end.description)),
            JSONMember("openDays", .integer(history.openDays)),
            JSONMember("dispersion", number(history.dispersion)),
          ])),
        JSONMember("sum", value(forecast.sum)),
        JSONMember("days", .array(forecast.days.map { day($0, forecast.kinds) })),
      ]))
  }

  /// The errors on the past as a document.
  public static func document(_ report: ForecastAccuracy) -> String {
    JSONWriter.document(
      .object([
        JSONMember("months", .integer(report.months)), JSONMember("days", .integer(report.days)),
        JSONMember("closed", .integer(report.closed)),
        JSONMember("monthsCentral", number(report.monthlyCentralCoverage)),
        JSONMember("series", .array(report.series.map(value))),
      ]))
  }

  private static func day(_ day: VolumeForecast.Day, _ kinds: [VisitKind]) -> JSONValue {
    .object([
      JSONMember("date", .string(day.date.description)), JSONMember("open", .bool(day.isOpen)),
      JSONMember("total", value(day.total)),
      JSONMember(
        "kinds",
        .object(zip(kinds, day.kinds).map { JSONMember($0.rawValue, value($1)) })),
    ])
  }

  private static func value(_ count: CountDistribution) -> JSONValue {
    let interval = count.interval
    return .object([
      JSONMember("mean", number(count.mean)), JSONMember("dispersion", number(count.dispersion)),
      JSONMember("low", .integer(interval.lowerBound)), JSONMember("high", .integer(interval.upperBound)),
      JSONMember("p5", .integer(count.quantile(0.05))), JSONMember("p50", .integer(count.quantile(0.5))),
      JSONMember("p95", .integer(count.quantile(0.95))),
    ])
  }

  private static func value(_ series: ForecastAccuracy.Series) -> JSONValue {
    .object([
      JSONMember("kind", series.kind.map { .string($0.rawValue) } ?? .null),
      JSONMember("seen", number(series.observed)), JSONMember("expected", number(series.expected)),
      JSONMember("forecast", value(series.errors)), JSONMember("crps", number(series.crps)),
      JSONMember("covered", number(series.coverage)), JSONMember("promised", number(series.nominalCoverage)),
      JSONMember("central", number(series.centralCoverage)),
      JSONMember(
        "naive",
        .object(
          zip(ForecastAccuracy.NaiveMethod.allCases, series.naive).map { JSONMember($0.rawValue, value($1)) })
      ),
    ])
  }

  private static func value(_ errors: ForecastAccuracy.Errors) -> JSONValue {
    .object([JSONMember("mae", number(errors.absolute)), JSONMember("rmse", number(errors.squared))])
  }

  private static func number(_ value: Double) -> JSONValue {
    let text = value.fixed(4)
    let digits = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    // Of 0.0000 nothing is left but what stands before the point.
    return .number(text.contains(".") ? String(digits.reversed()) : text)
  }
}
