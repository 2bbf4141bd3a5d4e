public import BaylineModel

/// The terms of the trade in a language. Names defined by a site stay as they are.
public struct Glossary: Sendable {
  /// The language.
  public let language: Language

  /// Creates the terms of a language.
  public init(_ language: Language) {
    self.language = language
  }

  /// One of two texts, by the language.
  public func callAsFunction(_ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String)
    -> String
  {
    language == .chinese ? chinese() : english()
  }

  /// The kind of a visit.
  public func kind(_ kind: VisitKind) -> String {
    switch kind {
    case .comeback: self("返修", "comeback")
    case .recall: self("召回", "recall")
    case .accident: self("事故", "accident")
    case .repair: self("维修", "repair")
    case .warranty: self("保修", "warranty")
    case .firstService: self("首保", "first service")
    case .maintenance: self("定保", "maintenance")
    case .inspection: self("检查", "inspection")
    default: kind.rawValue.printable
    }
  }

  /// Why an appointment was not scheduled.
  public func reason(_ reason: Schedule.UnscheduledReason) -> String {
    switch reason {
    case .technician: self("无合适技师", "no qualified technician")
    case .bay: self("无合适工位", "no suitable bay")
    case .equipment: self("设备不足", "no equipment free")
    case .parts: self("缺配件", "parts missing")
    case .availability: self("客户时间不合", "customer not available")
    case .advisor: self("服务顾问无空档", "no advisor free")
    case .limit: self("预约限额已满", "limit of arrivals reached")
    case .booked: self("约定时间无法兑现", "promised time impossible")
    case .locked: self("与锁定作业冲突", "conflict with locked work")
    case .loaner: self("无代步车", "no loan vehicle")
    case .driver: self("无取送车司机", "no driver")
    case .reserve: self("预留工时不足", "reserve for walk-ins")
    case .capacity: self("产能已满", "workshop full")
    }
  }

  /// A term of the cost.
  public func term(_ term: ScheduleCost.Term) -> String {
    switch term {
    case .unscheduled: self("未排入", "unscheduled")
    case .delay: self("交车延迟", "delay")
    case .deviation: self("偏离首选时间", "off the first choice")
    case .stay: self("客户在店等待", "customers' stay")
    case .lateness: self("逾期交车", "late vehicles")
    case .advisor: self("非指定顾问", "another advisor")
    case .technician: self("非指定技师", "another technician")
    case .original: self("返修原技师不在班", "original technician away")
    case .handover: self("技师交接", "handovers")
    case .moves: self("换工位", "moves to another bay")
    case .overskill: self("高技低用", "overskilled crew")
    case .overload: self("技师超负荷", "overloaded technicians")
    case .balance: self("负荷不均", "uneven loads")
    case .moved: self("改动原计划", "moved from the last plan")
    case .makespan: self("总完工时间", "makespan")
    }
  }

  /// A technician's level in a trade.
  public func level(_ level: Int) -> String {
    switch level {
    case 1: self("初级", "junior")
    case 2: self("中级", "senior")
    case 3: self("高级", "master")
    default: self("\(level)级", "level \(level)")
    }
  }

  /// A trade.
  public func trade(_ trade: String) -> String {
    switch trade {
    case "mechanical": self("机修", trade)
    case "electrical": self("电工", trade)
    case "body": self("钣金", trade)
    case "paint": self("喷漆", trade)
    default: trade.printable
    }
  }

  /// A type of bay.
  public func bayType(_ type: String) -> String {
    switch type {
    case "quick": self("快修", type)
    case "express": self("快保", type)
    case "diagnosis": self("诊断", type)
    case "lift": self("举升", type)
    case "alignment": self("四轮定位", type)
    case "electrical": self("电工", type)
    case "body": self("钣金", type)
    case "paintPrep", "prep": self("喷漆准备", "paint preparation")
    case "paintBooth", "booth": self("烤漆房", "paint booth")
    case "wash": self("洗车", type)
    default: type.printable
    }
  }

  /// A day of the week, abbreviated.
  public func weekday(_ weekday: Weekday) -> String {
    switch weekday {
    case .monday: self("周一", "Mon")
    case .tuesday: self("周二", "Tue")
    case .wednesday: self("周三", "Wed")
    case .thursday: self("周四", "Thu")
    case .friday: self("周五", "Fri")
    case .saturday: self("周六", "Sat")
    case .sunday: self("周日", "Sun")
    }
  }

  /// A number with thousands separators.
  public func number(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return number < 0 ? "-" + out : out
  }

  /// A number of minutes as hours and minutes; from two days on as days and hours.
  public func duration(_ minutes: Int) -> String {
    if minutes >= 2 * 1440 {
      let (days, hours) = (minutes / 60).quotientAndRemainder(dividingBy: 24)
      return hours == 0 ? self("\(days)天", "\(days) d") : self("\(days)天\(hours)小时", "\(days) d \(hours) h")
    }
    let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    if hours == 0 { return self("\(rest)分钟", "\(rest) min") }
    if rest == 0 { return self("\(hours)小时", "\(hours) h") }
    return self("\(hours)小时\(rest)分", "\(hours) h \(rest) min")
  }

  /// A list of texts.
  public func list(_ items: [String]) -> String {
    items.joined(separator: self("、", ", "))
  }

  /// Maximum number of items that ``shortList(_:separator:)`` names.
  static let maxListed = 4

  /// The first items as a list, and how many more there are.
  func shortList(_ items: [String], separator: String? = nil) -> String {
    let named = items.prefix(Self.maxListed).joined(separator: separator ?? self("、", ", "))
    let more = items.count - Self.maxListed
    return more > 0 ? named + self(" 等 \(items.count) 项", " and \(more) more") : named
  }

  /// A remark in brackets.
  package func bracketed(_ text: String) -> String {
    self("（\(text)）", " (\(text))")
  }
}
