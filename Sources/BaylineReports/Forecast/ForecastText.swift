public import BaylineForecast
public import BaylineModel
import BaylineStatistics

/// Forecasts of volumes as tables for people.
public struct ForecastText: Sendable {
  let words: Glossary

  /// Tables in a language.
  public init(_ language: Language) {
    words = Glossary(language)
  }

  /// A row for each day: all visits, then each kind, each with its mean and its 90% interval; at the end all days together.
  public func text(_ forecast: VolumeForecast) -> String {
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
      Self.fixed(forecast.days.reduce(0) { $0 + $1.kinds[kind].mean }, 1)
    }
    table.append([words("全部", "all days"), "", cell(forecast.sum)] + means)
    let note = words(
      "每格：预期数（90% 区间）。区间是至少含 90% 概率的最短整数范围。",
      "Each cell: expected visits (90% interval), the shortest range of whole numbers that holds at least 90%."
    )
    return table.lines.joined(separator: "\n") + "\n\n" + note + "\n"
  }

  private func cell(_ count: CountDistribution) -> String {
    let interval = count.interval
    return "\(Self.fixed(count.mean, 1)) (\(interval.lowerBound)–\(interval.upperBound))"
  }

  /// A number of 0 or more with so many digits after the point.
  static func fixed(_ value: Double, _ places: Int) -> String {
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    let whole = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard places > 0 else { return sign + String(whole) }
    let digits = String(whole % scale)
    return sign + "\(whole / scale)." + String(repeating: "0", count: places - digits.count) + digits
  }
}
