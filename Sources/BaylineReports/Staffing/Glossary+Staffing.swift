import BaylineModel
import BaylineSimulation
import BaylineWording

extension Glossary {
  /// A group of interchangeable posts, as a row heading.
  func group(_ subject: StaffingRanges.Group.Subject) -> String {
    switch subject {
    case .technicians(let trade, let level): technician(trade, level)
    case .bays(let type): bay(type)
    case .advisors: self("服务顾问", "advisors")
    case .loaners: self("代步车", "loan vehicles")
    case .equipment(let id, let name): equipment(id, name)
    case .drivers: self("取送车司机", "drivers")
    }
  }

  /// A post.
  func post(_ post: StaffingRanges.Post) -> String {
    switch post {
    case .technicians(let trade, let level): technician(trade, level)
    case .newTechnicians(let trade, let level, let pattern):
      technician(trade, level) + new(pattern)
    case .bays(let type): bay(type)
    case .newBays(let type): bay(type) + new(nil)
    case .advisors: self("服务顾问", "advisor")
    case .newAdvisors(let pattern): self("服务顾问", "advisor") + new(pattern)
    case .loaners: self("代步车", "loan vehicle")
    case .equipment(let id, let name): equipment(id, name)
    case .drivers: self("取送车司机", "driver")
    }
  }

  private func technician(_ trade: String, _ level: Int) -> String {
    self("\(self.level(level))\(self.trade(trade))", "\(self.level(level)) \(self.trade(trade))")
  }

  private func bay(_ type: String) -> String {
    self("\(bayType(type))工位", "\(bayType(type)) bay")
  }

  private func equipment(_ id: String, _ name: String?) -> String {
    self("设备 \(named(name, id))", "equipment \(named(name, id))")
  }

  private func new(_ pattern: String?) -> String {
    bracketed(pattern.map { self("新增，\(shift($0))", "new, \(shift($0))") } ?? self("新增", "new"))
  }

  /// The name of a shift: usual English ids in Chinese, any other as the site has it.
  func shift(_ calendar: String) -> String {
    let known = [
      "late": "晚班", "early": "早班", "day": "白班", "night": "夜班", "week": "常白班", "weekend": "周末班",
    ]
    guard language == .chinese, let name = known[calendar] else { return calendar.printable }
    return name
  }

  /// The difference between two staffings: `−1 senior mechanical, +1 junior mechanical (new)`; `nil` if there is none.
  func difference(_ difference: [Int], _ posts: [StaffingRanges.Post]) -> String? {
    let parts = zip(posts, difference).filter { $0.1 != 0 }.sorted { $0.1 < $1.1 }.map { post, count in
      "\(count < 0 ? NumberText.minus : "+")\(abs(count)) \(self.post(post))"
    }
    return parts.isEmpty ? nil : list(parts)
  }

  /// The name of a target's measure.
  func measure(_ measure: StaffingTargets.Measure) -> String {
    switch measure {
    case .servedShare: self("完成率", "share served")
    case .figure(let figure): self.figure(figure)
    }
  }

  /// The unit of a measure.
  func unit(of measure: StaffingTargets.Measure) -> ValueUnit {
    switch measure {
    case .servedShare: .percent
    case .figure(let figure): self.unit(of: figure)
    }
  }

  /// `on time ≥ 90%`
  func target(_ target: StaffingTargets.Target) -> String {
    switch target.bound {
    case .least(let value): "\(measure(target.measure)) ≥ \(number(value, of: target.measure))"
    case .most(let value): "\(measure(target.measure)) ≤ \(number(value, of: target.measure))"
    }
  }

  /// A value with as many decimals as the file gives, and its unit.
  private func number(_ value: Double, of measure: StaffingTargets.Measure) -> String {
    let decimals = (0...3).first { places in
      let scaled = (0..<places).reduce(value) { number, _ in number * 10 }
      return abs(scaled - scaled.rounded()) < 1e-6
    }
    return unit(of: measure).text(value, decimals: decimals ?? 3, self)
  }

  /// Whether a staffing meets a target.
  func status(_ status: StaffingResult.TargetStatus) -> String {
    switch status {
    case .met: self("达标", "met")
    case .failed: self("未达标", "missed")
    case .unproven: self("达标把握不足", "may not be met")
    case .noValue: self("无可统计", "no data")
    }
  }

  /// The reason a bound rules out a staffing.
  func bound(_ bound: StaffingResult.Bound) -> String {
    switch bound {
    case .technicians: self("技师工时不足", "too few technician hours")
    case .reserve: self("扣除预留后工时不足", "too few hours beside the reserve")
    case .waiting: self("当日工时不够在店客户", "too few hours for waiting customers")
    case .bays: self("工位时间不足", "too few bay hours")
    case .advisors: self("接车时段不足", "too few advisor slots")
    case .loaners: self("代步车不足", "too few loan vehicles")
    case .equipment: self("设备时间不足", "too few hours of equipment")
    case .drivers: self("取送车司机不足", "too few drivers")
    case .tied: self("作业锁定或非其不可", "locked work, or work only one person can do")
    }
  }
}
