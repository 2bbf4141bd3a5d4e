public import BaylineModel
import BaylineWording

/// Outgoing calls in words.
public struct OutreachPhrases: Sendable {
  let words: Glossary
  private let advisors: [String: String]
  private let year: Int

  /// The words for a site, in a language.
  /// - Parameter from: the first day; other years are written out.
  init(site: Site, from: CivilDate, language: Language) {
    words = Glossary(language)
    year = from.components.year
    advisors = Dictionary(
      site.advisors.compactMap { advisor in advisor.name.map { (advisor.id, $0.printable) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// `03-30`, with the year where it is another one.
  func day(_ day: CivilDate) -> String {
    day.components.year == year ? String(day.description.suffix(5)) : day.description
  }

  /// `03-30（周二）`
  func weekday(_ day: CivilDate) -> String {
    words("\(self.day(day))（\(words.weekday(day.weekday))）", "\(words.weekday(day.weekday)) \(self.day(day))")
  }

  /// `王芳 (SA1)`
  func advisor(_ id: String) -> String {
    guard let name = advisors[id], name != id, !name.isEmpty else { return id.printable }
    return "\(name) (\(id.printable))"
  }

  /// A trade, or the arrivals.
  func resource(_ index: Int, _ loads: DayLoads) -> String {
    index == loads.arrivals ? words("接车", "arrivals") : words.trade(loads.trades[index])
  }

  /// What holds, with its day.
  func reason(_ due: DueReason) -> String {
    let day = day(due.day)
    switch due.reason {
    case .firstService: return words("首保到期 \(day)", "first service due \(day)")
    case .serviceDue: return words("保养到期 \(day)", "service due \(day)")
    case .warrantyEndsSoon, .warrantyEnding:
      return words("保修 \(day) 到期，到期前检查", "warranty ends \(day), check before")
    case .newOwner: return words("新车回访 \(day)", "new owner, \(day)")
    case .sixMonthsUnseen:
      return words("半年未到店（\(day) 起），免费检查", "six months unseen (since \(day)), free check")
    case .outOfWarranty: return words("已过保（\(day)），免费检查", "out of warranty (\(day)), free check")
    case .threeMonthsUnseen: return words("三个月未到店（\(day) 起）", "three months unseen (since \(day))")
    }
  }

  /// A reason by its name alone.
  public func reason(_ reason: OutreachReason) -> String {
    switch reason {
    case .warrantyEndsSoon: words("保修两周内到期", "warranty ends within two weeks")
    case .firstService: words("首保", "first service")
    case .serviceDue: words("定保到期", "service due")
    case .warrantyEnding: words("保修一个月内到期", "warranty ends in a month")
    case .newOwner: words("新车回访", "new owner")
    case .sixMonthsUnseen: words("半年未到店", "six months unseen")
    case .outOfWarranty: words("已过保", "out of warranty")
    case .threeMonthsUnseen: words("三个月未到店", "three months unseen")
    }
  }

  /// By which way.
  func channel(_ channel: ContactChannel) -> String {
    switch channel {
    case .phone: words("电话", "phone")
    case .text: words("短信", "text")
    case .wechat: words("微信", "WeChat")
    case .mail: words("邮件", "mail")
    }
  }

  /// `03-30（周二）09:15 王芳 (SA1)`
  func time(_ time: OfferedTime) -> String {
    let mark = time.isShared ? words("（先核对）", " (check first)") : ""
    return "\(weekday(time.reception.arrival.date)) \(time.reception.arrival.clock) "
      + "\(advisor(time.reception.advisor))\(mark)"
  }

  /// The times of a visit, each in words; where there is one alone it says so.
  func times(_ visit: OfferedVisit?) -> [String] {
    let times = visit?.times.map(time) ?? []
    return times.count == 1 ? [times[0] + words("（仅此一个时间）", " (the only time)")] : times
  }

  /// Customer with title.
  func customer(_ vehicle: CustomerVehicle) -> String {
    let name = vehicle.card.customer?.printable ?? ""
    guard let title = vehicle.card.title?.printable else { return name }
    return words(name + title, title == "先生" || title == "女士" ? name : "\(title) \(name)")
  }

  /// Why, in all its reasons.
  func why(_ call: OutreachCall) -> String {
    call.candidate.reasons.map(reason).joined(separator: words("；", "; "))
  }

  /// What is offered and what to bring.
  func say(_ call: OutreachCall) -> String {
    guard let visit = call.visit else { return words("问用车情况，无需到店", "ask how the car is; no visit is needed") }
    let bring = words("带保养手册、行驶证、驾驶证", "bring service booklet, licence, driver's licence")
    return [
      jobName(visit), words("约 \(words.duration(visit.minutes))", "about \(words.duration(visit.minutes))"),
      bring,
    ]
    .joined(separator: words("；", "; "))
  }

  private func jobName(_ visit: OfferedVisit) -> String {
    // A built-in job has the name of its kind.
    visit.job == visit.request.kind.rawValue ? words.kind(visit.request.kind) : visit.job.printable
  }

  /// Who calls.
  func caller(_ call: OutreachCall) -> String {
    guard call.isEscalated else { return words("预约专员", "coordinator") }
    return call.caller.map(advisor) ?? words("服务顾问", "an advisor")
  }

  /// Why nobody is called.
  func cause(_ cause: OutreachExclusion.Cause) -> String {
    switch cause {
    case .doNotCall: words("客户要求勿扰", "does not want to be called")
    case .booked: words("已有预约", "has an appointment already")
    case .noPhone: words("没有电话", "no phone number")
    case .odd(let oddities): oddities.map(oddity).joined(separator: words("；", "; "))
    case .quota: words("超出每日致电数", "more calls than are made a day")
    case .trade(let trade): words("\(words.trade(trade))工时已满", "no \(words.trade(trade)) minutes left")
    case .arrivals: words("接车时段已满", "no arrivals left")
    case .closed: words("期内不营业", "closed in its days")
    case .times: words("找不到可约时间", "no time found")
    }
  }

  private func oddity(_ oddity: Oddity) -> String {
    switch oddity {
    case .future: words("到店、交车、里程或致电日期在今天之后", "a visit, sale, mileage or call after today")
    case .visitBeforeSale: words("上次到店早于交车", "the last visit lies before the sale")
    case .warrantyBeforeSale: words("保修到期早于交车", "the warranty ends before the sale")
    case .kilometresADay: words("日均里程过大", "too many kilometres a day")
    case .serviceFarBehind: words("里程远超下次保养里程", "mileage far beyond the next service")
    case .mileageWithoutDate: words("有里程但无读数日期", "mileage without its date")
    case .nothingKnown: words("交车、到店、保养、保修日期均无", "no sale, visit, service or warranty date")
    }
  }
}
