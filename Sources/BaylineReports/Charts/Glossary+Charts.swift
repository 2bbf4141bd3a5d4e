import BaylineWording

extension Glossary {
  /// The better direction of an axis from left to right.
  func betterSideways(_ moreIsBetter: Bool?) -> String? {
    moreIsBetter.map {
      $0 ? self("越多越好 →", "more is better →") : self("← 越少越好", "← less is better")
    }
  }

  /// The better direction of an upright axis.
  func betterUpwards(_ moreIsBetter: Bool?) -> String? {
    moreIsBetter.map {
      $0 ? self("↑ 越多越好", "↑ more is better") : self("↓ 越少越好", "↓ less is better")
    }
  }

  /// In place of an unknown value.
  var noValue: String { self("无数据", "no value") }
  /// The zero line of differences.
  var today: String { self("现状", "today") }
  /// The meaning of whiskers.
  var interval: String { self("95% 置信区间", "95% interval") }
}
