import BaylineWording

extension Glossary {
  /// Which way is better along an axis that goes to the right.
  func betterSideways(_ moreIsBetter: Bool?) -> String? {
    moreIsBetter.map {
      $0 ? self("越多越好 →", "more is better →") : self("← 越少越好", "← less is better")
    }
  }

  /// Which way is better along an axis that goes up.
  func betterUpwards(_ moreIsBetter: Bool?) -> String? {
    moreIsBetter.map {
      $0 ? self("↑ 越多越好", "↑ more is better") : self("↓ 越少越好", "↓ less is better")
    }
  }

  /// Beside a mark whose value is not known.
  var noValue: String { self("无数据", "no value") }
  /// A zero line of differences.
  var today: String { self("现状", "today") }
  /// What whiskers are.
  var interval: String { self("95% 置信区间", "95% interval") }
}
