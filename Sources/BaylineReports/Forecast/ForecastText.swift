import BaylineForecast
import BaylineMath
public import BaylineModel
import BaylineWording

/// Volume forecasts as tables for a terminal.
public struct ForecastText: Sendable {
  let words: Glossary

  /// Creates texts in a language.
  public init(_ language: Language) {
    words = Glossary(language)
  }

  /// A row per day with the mean and 90% interval of all visits and of each kind, then a row for all days.
  package func text(_ forecast: VolumeForecast) -> String {
    var table = TextTable([.left, .left] + Array(repeating: .right, count: forecast.kinds.count + 1))
    table.append(
      [words("日期", "date"), "", words("合计", "total")] + forecast.kinds.map(words.kind))
    for day in forecast.days {
      let beginning = [day.date.description, words.weekday(day.date.weekday)]
      table.append(
        beginning
          + (day.isOpen
            ? [cell(day.total)] + day.kinds.map(cell)
            : [words("休息", "closed")]))
    }
    let means = forecast.kinds.indices.map { kind in
      (forecast.days.reduce(0) { $0 + $1.kinds[kind].mean }).fixed(1)
    }
    table.append([words("全部", "all days"), "", cell(forecast.sum)] + means)
    let note = words(
      "每格：预期数（90% 区间）。区间是至少含 90% 概率的最短整数范围。",
      "Each cell: expected visits (90% interval: the shortest integer range with a probability of at least 90%)."
    )
    return table.lines.joined(separator: "\n") + "\n\n" + note + "\n"
  }

  private func cell(_ count: CountDistribution) -> String {
    let interval = count.interval
    return "\(count.mean.fixed(1)) (\(interval.lowerBound)–\(interval.upperBound))"
  }
}
