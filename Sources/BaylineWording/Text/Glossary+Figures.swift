public import BaylineModel

extension Glossary {
  /// The name of a figure, as the heading of a row.
  public func figure(_ figure: Figure) -> String {
    switch figure {
    case .served: self("完工台数", "vehicles finished")
    case .onTime: self("准时交车率", "on time")
    case .promisesKept: self("承诺兑现率", "promises kept")
    case .waiting: self("在店客户停留", "waiting customers' stay")
    case .receptionWait: self("等待接待", "wait for an advisor")
    case .workWait: self("等待开工", "wait for the work")
    case .returnDelay: self("返修用时", "delay of comebacks")
    case .utilisation: self("技师利用率", "utilisation")
    case .overtime: self("加班", "overtime per day")
    case .breakWork: self("占用休息时间", "work in breaks per day")
    case .carryOver: self("留厂过夜", "kept overnight per day")
    case .lost: self("流失客户", "customers lost")
    case .showRate: self("到店率", "show rate")
    case .receivedInGrace: self("按时接待率", "received in time")
    case .bookingShare: self("预约占比", "booking share")
    case .sameDayReturns: self("返修当日完工率", "comebacks finished same day")
    case .efficiency: self("技师效率", "efficiency")
    case .bayUse: self("工位占用率", "bay use")
    case .loanersOut: self("在外代步车", "loan vehicles out")
    case .loanersMissing: self("缺代步车", "loan vehicles missing")
    case .advisorVehicles: self("顾问日接待", "vehicles per advisor and day")
    case .partsWaits: self("在厂等配件", "visits waiting for parts")
    }
  }
}
