public import BaylineModel
import BaylineWording

/// The wording of outgoing calls.
public struct OutreachPhrases: Sendable {
  let words: Glossary
  private let advisors: [String: String]
  private let year: Int

  /// - Parameter from: The first day; dates of other years show their year.
  init(site: Site, from: CivilDate, language: Language) {
    words = Glossary(language)
    year = from.components.year
    advisors = Dictionary(
      site.advisors.compactMap { advisor in advisor.name.map { (advisor.id, $0.printable) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// `03-30`, with the year if it is not that of the first day.
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
  func resource(_ index: Int, _ loads: OutreachPlan.DayLoads) -> String {
    index == loads.arrivals ? words("接车", "arrivals") : words.trade(loads.trades[index])
  }

  /// A reason for a call, with its date.
  func reason(_ due: OutreachPlan.DueReason) -> String {
    let day = day(due.day)
    switch due.reason {
    case .firstService: return words("首保到期 \(day)", "first service due \(day)")
    case .serviceDue: return words("保养到期 \(day)", "service due \(day)")
    case .warrantyEndsSoon, .warrantyEnding:
      return words("保修 \(day) 到期，到期前检查", "warranty ends \(day), check-up before")
    case .newOwner: return words("新车回访 \(day)", "new owner, \(day)")
    case .sixMonthsUnseen:
      return words("半年未到店（\(day) 起），免费检查", "not seen for six months (since \(day)), free check-up")
    case .outOfWarranty: return words("已过保（\(day)），免费检查", "out of warranty (\(day)), free check-up")
    case .threeMonthsUnseen: return words("三个月未到店（\(day) 起）", "not seen for three months (since \(day))")
    }
  }

  /// The name of a reason.
  public func reason(_ reason: OutreachPlan.Reason) -> String {
    switch reason {
    case .warrantyEndsSoon: words("保修两周内到期", "warranty ends within two weeks")
    case .firstService: words("首保", "first service")
    case .serviceDue: words("定保到期", "service due")
    case .warrantyEnding: words("保修一个月内到期", "warranty ends within a month")
    case .newOwner: words("新车回访", "new owner")
    case .sixMonthsUnseen: words("半年未到店", "not seen for six months")
    case .outOfWarranty: words("已过保", "out of warranty")
    case .threeMonthsUnseen: words("三个月未到店", "not seen for three months")
    }
  }

  func channel(_ channel: CustomerVehicle.ContactChannel) -> String {
    switch channel {
    case .phone: words("电话", "phone")
    case .text: words("短信", "text")
    case .wechat: words("微信", "WeChat")
    case .mail: words("邮件", "mail")
    }
  }

  /// `03-30（周二）09:15 王芳 (SA1)`
  func time(_ time: OutreachPlan.OfferedTime) -> String {
    let mark = time.isShared ? words("（先核对）", " (check first)") : ""
    return "\(weekday(time.reception.arrival.date)) \(time.reception.arrival.clock) "
      + "\(advisor(time.reception.advisor))\(mark)"
  }

  /// The slots of a visit in words; a single one is marked as such.
  func times(_ visit: OutreachPlan.OfferedVisit?) -> [String] {
    let times = visit?.times.map(time) ?? []
    return times.count == 1 ? [times[0] + words("（仅此一个时间）", " (only slot)")] : times
  }

  /// The customer's name with title.
  func customer(_ vehicle: CustomerVehicle) -> String {
    let name = vehicle.card.customer?.printable ?? ""
    guard let title = vehicle.card.title?.printable else { return name }
    return words(name + title, title == "先生" || title == "女士" ? name : "\(title) \(name)")
  }

  /// All reasons for a call.
  func why(_ call: OutreachPlan.Call) -> String {
    call.candidate.reasons.map(reason).joined(separator: words("；", "; "))
  }

  /// What to offer, and what the customer should bring.
  func say(_ call: OutreachPlan.Call) -> String {
    guard let visit = call.visit else {
      return words("问用车情况，无需到店", "ask whether all is well; no visit needed")
    }
    let bring = words("带保养手册、行驶证、驾驶证", "bring service booklet, vehicle registration and driving licence")
    return [
      jobName(visit), words("约 \(words.duration(visit.minutes))", "about \(words.duration(visit.minutes))"),
      bring,
    ]
    .joined(separator: words("；", "; "))
  }

  private func jobName(_ visit: OutreachPlan.OfferedVisit) -> String {
    // A built-in job has the name of its kind.
    visit.job == visit.request.kind.rawValue ? words.kind(visit.request.kind) : visit.job.printable
  }

  /// The caller.
  func caller(_ call: OutreachPlan.Call) -> String {
    guard call.isEscalated else { return words("预约专员", "coordinator") }
    return call.caller.map(advisor) ?? words("服务顾问", "advisor")
  }

  /// Why a vehicle is not on the list.
  func cause(_ cause: OutreachPlan.Exclusion.Cause) -> String {
    switch cause {
    case .doNotCall: words("客户要求勿扰", "asked not to be called")
    case .booked: words("已有预约", "already has an appointment")
    case .noPhone: words("没有电话", "no phone number")
    case .odd(let data): data.map(implausible).joined(separator: words("；", "; "))
    case .quota: words("超出每日致电数", "daily call limit reached")
    case .trade(let trade): words("\(words.trade(trade))工时已满", "no \(words.trade(trade)) capacity left")
    case .arrivals: words("接车时段已满", "no slots left")
    case .closed: words("期内不营业", "closed during its window")
    case .times: words("找不到可约时间", "no slot found")
    }
  }

  private func implausible(_ data: CustomerVehicle.Oddity) -> String {
    switch data {
    case .future: words("到店、交车、里程或致电日期在今天之后", "date of visit, sale, mileage or call in the future")
    case .visitBeforeSale: words("上次到店早于交车", "last visit before the sale")
    case .warrantyBeforeSale: words("保修到期早于交车", "warranty ends before the sale")
    case .kilometresADay: words("日均里程过大", "implausible kilometres per day")
    case .serviceFarBehind: words("里程远超下次保养里程", "mileage far beyond the next service")
    case .mileageWithoutDate: words("有里程但无读数日期", "mileage without a date")
    case .nothingKnown: words("交车、到店、保养、保修日期均无", "no date of sale, visit, service or warranty")
    }
  }
}
