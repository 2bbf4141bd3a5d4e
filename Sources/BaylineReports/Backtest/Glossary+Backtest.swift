import BaylineModel
import BaylineSimulation
import BaylineWording

extension Glossary {
  /// Whose plan it is.
  func plan(_ plan: BacktestPlan) -> String {
    switch plan {
    case .bayline: "Bayline"
    case .learned: self("Bayline（学习后）", "Bayline, learned")
    case .greedy: self("贪心构造（不搜索）", "greedy, no search")
    case .firstCome: self("先来先排", "first come, first served")
    case .earliestDue: self("交车早者先排", "earliest due date")
    case .record: self("实际记录", "the record itself")
    }
  }

  /// What days are compared by.
  func measure(_ measure: BacktestMeasure) -> String {
    switch measure {
    case .points: self("当天成本", "cost of the day")
    case .figure(let figure): self.figure(figure)
    }
  }

  /// In few letters.
  func brief(_ measure: BacktestMeasure) -> String {
    switch measure {
    case .points: self("成本", "cost")
    case .figure(let figure): brief(figure)
    }
  }

  /// What its numbers count.
  func unit(_ measure: BacktestMeasure) -> ValueUnit {
    switch measure {
    case .points: .named(self("点", "points"))
    case .figure(let figure): self.unit(of: figure)
    }
  }

  /// What its differences count.
  func unit(ofDifferenceIn measure: BacktestMeasure) -> ValueUnit {
    switch measure {
    case .points: unit(measure)
    case .figure(let figure): self.unit(ofDifferenceIn: figure)
    }
  }

  /// Where a visit lost its time.
  func cause(_ cause: DelayedVisit.DelayCause) -> String {
    switch cause {
    case .leftOut: self("计划未排入，到店后等空档", "left out of the plan, came without a slot")
    case .lostSlot: self("迟到过号", "came late and lost the slot")
    case .arrival: self("计划的到店时间更晚", "was planned to come later")
    case .reception: self("等顾问更久", "waited longer for an advisor")
    case .start: self("等开工更久", "waited longer for the work to begin")
    case .work: self("作业历时更长", "its work took longer from start to finish")
    }
  }

  /// Why a day is not compared.
  func reason(_ reason: BacktestResult.SkippedDay.Reason) -> String {
    switch reason {
    case .noRecord: self("没有记录", "there is no record of it")
    case .nobodyServed: self("无人接受服务", "nobody was served")
    }
  }
}
