package import BaylineMath
package import BaylineWording

/// A number and the interval that it is known by.
package struct Estimate: Hashable, Sendable {
  /// The number itself, a mean for the most part.
  package let value: Double
  /// The interval; both are the value where there is none.
  package let low, high: Double

  /// A number with its interval.
  package init(_ value: Double, _ low: Double, _ high: Double) {
    self.value = value
    self.low = min(low, high)
    self.high = max(low, high)
  }

  /// A number that is known exactly.
  package init(_ value: Double) {
    self.init(value, value, value)
  }

  /// The mean of some numbers with its 95% interval.
  package init(_ statistics: SampleStatistics) {
    self.init(statistics.mean, statistics.low, statistics.high)
  }

  /// Whether all of it can be drawn.
  var isDrawable: Bool { [value, low, high].allSatisfy(\.isDrawable) }

  /// Half of the width of its interval.
  package var margin: Double { (high - low) / 2 }

  /// `3.2 [1.4, 5.0]`, with the decimals of what stands beside it.
  package func text(decimals: Int, isSigned: Bool = false) -> String {
    let number = NumberText.text(value, decimals: decimals, isSigned: isSigned)
    guard low < high else { return number }
    func bound(_ number: Double) -> String { NumberText.text(number, decimals: decimals, isSigned: isSigned) }
    return "\(number) [\(bound(low)), \(bound(high))]"
  }
}

/// What an interval says of a difference from today.
package enum Judgement: String, Hashable, Sendable {
  /// The interval leaves zero out, on the better or the worse side.
  case better, worse
  /// The interval leaves zero out, and neither side is better.
  case different
  /// Zero lies in the interval: it could be no difference at all.
  case unclear

  /// - Parameter moreIsBetter: `nil` if neither side is.
  package init(_ difference: Estimate, moreIsBetter: Bool?) {
    if difference.low <= 0 && difference.high >= 0 {
      self = .unclear
    } else if let moreIsBetter {
      self = (difference.low > 0) == moreIsBetter ? .better : .worse
    } else {
      self = .different
    }
  }

  /// In words.
  package func name(_ words: Glossary) -> String {
    switch self {
    case .better: words("明确变好", "clearly better")
    case .worse: words("明确变差", "clearly worse")
    case .different: words("明确不同", "clearly different")
    case .unclear: words("无明确差异", "no clear difference")
    }
  }

  /// The sign that stands for it in a table; the marks of charts have the same shapes.
  package var sign: String {
    switch self {
    case .better: "●"
    case .worse: "◆"
    case .different: "■"
    case .unclear: "○"
    }
  }
}

extension Double {
  /// Numbers that are not known or too great for any scale are left out of charts.
  var isDrawable: Bool { isFinite && magnitude <= 1e300 }

  /// The number, if it can be drawn.
  var drawable: Double? { isDrawable ? self : nil }
}
