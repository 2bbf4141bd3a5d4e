import BaylineModel
import BaylineWording

extension Glossary {
  /// A short name of a figure, for narrow tables and sentences.
  func brief(_ figure: Figure) -> String {
    switch figure {
    case .served: self("完工", "served")
    case .onTime: self("准时", "on time")
    case .promisesKept: self("兑现", "promises")
    case .waiting: self("在店停留", "waiting")
    case .returnDelay: self("返修用时", "comebacks")
    case .overtime: self("加班", "overtime")
    case .breakWork: self("占用休息", "in breaks")
    case .lost: self("流失", "lost")
    case .utilisation: self("利用率", "in use")
    default: self.figure(figure)
    }
  }

  /// The unit of a figure.
  func unit(of figure: Figure) -> ValueUnit {
    ValueUnit(figure.unit)
  }

  /// The unit of differences in a figure.
  func unit(ofDifferenceIn figure: Figure, isBrief: Bool = false) -> ValueUnit {
    let measure = unit(of: figure).ofDifference
    return isBrief && measure == .percentagePoints ? .named(self("百分点", "% points")) : measure
  }
}
