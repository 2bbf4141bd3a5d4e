import BaylineModel
import BaylineSimulation
import BaylineWording

extension Glossary {
  /// The name of a plan.
  func plan(_ plan: BacktestResult.Plan) -> String {
    switch plan {
    case .bayline: "Bayline"
    case .learned: self("Bayline（学习后）", "Bayline, learned")
    case .greedy: self("贪心构造（不搜索）", "greedy, no search")
    case .firstCome: self("先来先排", "first come, first served")
    case .earliestDue: self("交车早者先排", "earliest due date")
    case .record: self("实际记录", "the record itself")
    }
  }

  /// The name of a measure.
  func measure(_ measure: BacktestResult.Measure) -> String {
    switch measure {
    case .points: self("当天成本", "cost of the day")
    case .figure(let figure): self.figure(figure)
    }
  }

  /// A short name of a measure.
  func brief(_ measure: BacktestResult.Measure) -> String {
    switch measure {
    case .points: self("成本", "cost")
    case .figure(let figure): brief(figure)
    }
  }

  /// The unit of a measure.
  func unit(_ measure: BacktestResult.Measure) -> ValueUnit {
    switch measure {
    case .points: .named(self("点", "points"))
    case .figure(let figure): self.unit(of: figure)
    }
  }

  /// The unit of differences in a measure.
  func unit(ofDifferenceIn measure: BacktestResult.Measure) -> ValueUnit {
    switch measure {
    case .points: unit(measure)
    case .figure(let figure): self.unit(ofDifferenceIn: figure)
    }
  }

  /// Why a visit was delayed.
  func cause(_ cause: BacktestResult.DelayedVisit.DelayCause) -> String {
    switch cause {
    case .leftOut: self("计划未排入，到店后等空档", "not scheduled, came without a slot")
    case .lostSlot: self("迟到过号", "arrived late and lost the slot")
    case .arrival: self("计划的到店时间更晚", "was scheduled to arrive later")
    case .reception: self("等顾问更久", "waited longer for an advisor")
    case .start: self("等开工更久", "waited longer for work to start")
    case .work: self("作业历时更长", "work took longer from start to finish")
    }
  }

  /// Why a day is not compared.
  func reason(_ reason: BacktestResult.SkippedDay.Reason) -> String {
    switch reason {
    case .noRecord: self("没有记录", "no record")
    case .nobodyServed: self("无人接受服务", "nobody was served")
    }
  }
}
