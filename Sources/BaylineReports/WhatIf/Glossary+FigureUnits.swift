import BaylineModel
import BaylineWording

extension Glossary {
  /// A figure in few letters, for the heads of narrow tables and for sentences.
  func brief(_ figure: Figure) -> String {
    switch figure {
    case .served: self("完工", "served")
    case .onTime: self("准时", "on time")
    case .waiting: self("在店停留", "waiting")
    case .returnDelay: self("返修用时", "returns")
    case .overtime: self("加班", "overtime")
    case .lost: self("流失", "lost")
    case .utilisation: self("利用率", "in use")
    default: self.figure(figure)
    }
  }

  /// What a figure counts.
  func unit(of figure: Figure) -> ValueUnit {
    ValueUnit(figure.unit)
  }

  /// What a difference in a figure counts.
  func unit(ofDifferenceIn figure: Figure, isBrief: Bool = false) -> ValueUnit {
    let measure = unit(of: figure).ofDifference
    return isBrief && measure == .percentagePoints ? .named(self("百分点", "% points")) : measure
  }
}
