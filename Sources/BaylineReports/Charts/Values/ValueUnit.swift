import BaylineModel
import BaylineWording

/// The unit of a number in a report.
enum ValueUnit: Hashable, Sendable {
  case vehicles
  case customers
  case visits
  case percent
  /// Of a difference of percents.
  case percentagePoints
  case minutes
  case hours
  /// Money in the site's currency; empty if it has no name.
  case money(String)
  /// Anything else, in the language of the report; empty for no unit.
  case named(String)

  init(_ unit: Figure.Unit) {
    switch unit {
    case .vehicles: self = .vehicles
    case .customers: self = .customers
    case .percent: self = .percent
    case .minutes: self = .minutes
    }
  }

  /// The unit of a difference.
  var ofDifference: ValueUnit { self == .percent ? .percentagePoints : self }

  /// As on an axis.
  func name(_ words: Glossary) -> String {
    switch self {
    case .vehicles: words("台", "vehicles")
    case .customers: words("位", "customers")
    case .visits: words("台次", "visits")
    case .percent: "%"
    case .percentagePoints: words("百分点", "percentage points")
    case .minutes: words("分钟", "minutes")
    case .hours: words("小时", "hours")
    case .money(let unit):
      // 元 is what everybody says; other currencies keep their code.
      unit.isEmpty ? words("金额", "money") : unit == "CNY" ? words("元", "CNY") : unit.printable
    case .named(let name): name.printable
    }
  }

  /// A number with its unit, as in a sentence: `85.3%`, `12 min`.
  func text(_ number: Double, decimals: Int, isSigned: Bool = false, _ words: Glossary) -> String {
    let text = NumberText.text(number, decimals: decimals, isSigned: isSigned)
    let isOne = text == "1" || text == "+1"
    return switch self {
    case .percent: text + "%"
    case .vehicles: words("\(text) 台", isOne ? "\(text) vehicle" : "\(text) vehicles")
    case .customers: words("\(text) 位", isOne ? "\(text) customer" : "\(text) customers")
    case .visits: words("\(text) 台次", isOne ? "\(text) visit" : "\(text) visits")
    case .percentagePoints: words("\(text) 个百分点", "\(text) points")
    case .minutes: words("\(text) 分钟", "\(text) min")
    case .hours: words("\(text) 小时", "\(text) h")
    case .money(""): text
    case .money, .named: "\(text) \(name(words))"
    }
  }
}
