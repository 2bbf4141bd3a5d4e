import BaylineForecast
import BaylineMath
package import BaylineModel
import BaylineWording

extension ForecastText {
  /// The accuracy of the forecast beside naive methods: a table of errors and one of distributions.
  package func text(_ report: ForecastAccuracy) -> String {
    [
      summary(report), errors(report).lines.joined(separator: "\n"),
      distributions(report).lines.joined(separator: "\n"), notes(),
    ].joined(separator: "\n\n") + "\n"
  }

  private func summary(_ report: ForecastAccuracy) -> String {
    let months = (report.monthlyCentralCoverage * 100).fixed(0)
    return words(
      """
      逐月预测，只用当月之前的数据：\(report.months) 个月，\(report.days) 个营业日（另有 \(report.closed) 天应营业而停业，不计）。
      各月合计落在 5% 至 95% 之间：\(months)%。
      """,
      """
      Each month is forecast from the days before it: \(report.months) months, \(report.days) open days (\(report.closed) unexpectedly closed days are not scored).
      Monthly totals between the 5% and 95% quantiles: \(months)%.
      """)
  }

  private func errors(_ report: ForecastAccuracy) -> TextTable {
    var table = TextTable([.left, .right, .right] + Array(repeating: .right, count: 8))
    let methods =
      [words("预测", "forecast")]
      + ForecastAccuracy.NaiveMethod.allCases.map { method in
        switch method {
        case .lastWeek: words("上周", "last week")
        case .lastYear: words("去年", "last year")
        case .eightWeeks: words("八周均值", "8 weeks")
        }
      }
    table.append(
      ["", words("实际", "actual"), words("预期", "expected")]
        + methods.map { words("\($0)MAE", "\($0) MAE") } + methods.map { words("\($0)RMSE", "\($0) RMSE") })
    for series in report.series {
      let all = [series.errors] + series.naive
      table.append(
        [name(series), (series.observed).fixed(2), (series.expected).fixed(2)]
          + all.map { ($0.absolute).fixed(3) } + all.map { ($0.squared).fixed(3) })
    }
    return table
  }

  private func distributions(_ report: ForecastAccuracy) -> TextTable {
    var table = TextTable([.left, .right, .right, .right, .right])
    table.append([
      "", words("CRPS", "CRPS"), words("90% 区间内", "in 90% interval"), words("按预测应有", "nominal"),
      words("5% 至 95%", "5% to 95%"),
    ])
    for series in report.series {
      func percent(_ share: Double) -> String { (share * 100).fixed(1) + "%" }
      table.append([
        name(series), (series.crps).fixed(3), percent(series.coverage), percent(series.nominalCoverage),
        percent(series.centralCoverage),
      ])
    }
    return table
  }

  private func name(_ series: ForecastAccuracy.Series) -> String {
    series.kind.map(words.kind) ?? words("合计", "total")
  }

  private func notes() -> String {
    words(
      """
      MAE、RMSE：每日误差（辆），预测的 MAE 取中位数，RMSE 取平均数。上周：当月之前最后一周的同一星期；去年：52 周前的同一天；八周均值：之前八周同一星期的平均。
      CRPS：整个分布的误差，简单预测的 CRPS 即其 MAE。区间是整数，所以应有的比例高于 90%；“5% 至 95%”按部分计边界，预测正确时为 90%。
      """,
      """
      MAE, RMSE: errors in visits per day, of the forecast's median and mean. Last week: the same weekday of the last week before the month; last year: 52 weeks earlier; 8 weeks: the mean of the
      same weekday over the eight weeks before the month. CRPS: the error of the whole distribution; for a naive forecast it equals the MAE. Intervals have integer
      bounds, so their nominal coverage exceeds 90%; "5% to 95%" counts days on the boundary in part and is 90% for a calibrated forecast.
      """)
  }
}
