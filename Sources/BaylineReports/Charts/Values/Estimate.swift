import BaylineMath
import BaylineWording

/// A number with its confidence interval.
struct Estimate: Hashable, Sendable {
  /// Usually a mean.
  let value: Double
  /// The interval; both equal the value if there is none.
  let low, high: Double

  init(_ value: Double, _ low: Double, _ high: Double) {
    self.value = value
    self.low = min(low, high)
    self.high = max(low, high)
  }

  /// An exact number.
  init(_ value: Double) {
    self.init(value, value, value)
  }

  /// A mean with its 95% interval.
  init(_ statistics: SampleStatistics) {
    self.init(statistics.mean, statistics.low, statistics.high)
  }

  var isDrawable: Bool { [value, low, high].allSatisfy(\.isDrawable) }

  /// Half of the width of the interval.
  var margin: Double { (high - low) / 2 }

  /// `3.2 [1.4, 5.0]`
  func text(decimals: Int, isSigned: Bool = false) -> String {
    let number = NumberText.text(value, decimals: decimals, isSigned: isSigned)
    guard low < high else { return number }
    func bound(_ number: Double) -> String { NumberText.text(number, decimals: decimals, isSigned: isSigned) }
    return "\(number) [\(bound(low)), \(bound(high))]"
  }
}

/// What the interval of a difference from today means.
enum Judgement: String, Hashable, Sendable {
  /// The interval excludes zero, on the better or the worse side.
  case better, worse
  /// The interval excludes zero, and neither side is better.
  case different
  /// The interval includes zero: there may be no difference.
  case unclear

  /// - Parameter moreIsBetter: `nil` if neither direction is better.
  init(_ difference: Estimate, moreIsBetter: Bool?) {
    if difference.low <= 0 && difference.high >= 0 {
      self = .unclear
    } else if let moreIsBetter {
      self = (difference.low > 0) == moreIsBetter ? .better : .worse
    } else {
      self = .different
    }
  }

  func name(_ words: Glossary) -> String {
    switch self {
    case .better: words("明确变好", "clearly better")
    case .worse: words("明确变差", "clearly worse")
    case .different: words("明确不同", "clearly different")
    case .unclear: words("无明确差异", "no clear difference")
    }
  }

  /// The sign in tables; the marks of charts have the same shapes.
  var sign: String {
    switch self {
    case .better: "●"
    case .worse: "◆"
    case .different: "■"
    case .unclear: "○"
    }
  }
}

extension Double {
  /// Charts leave out numbers that are unknown or too large for any scale.
  var isDrawable: Bool { isFinite && magnitude <= 1e300 }

  var drawable: Double? { isDrawable ? self : nil }
}
