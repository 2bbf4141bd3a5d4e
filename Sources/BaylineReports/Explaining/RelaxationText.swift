import BaylineModel
import BaylineWording

/// A relaxation in words: what would have to change, for whom and by how much.
struct RelaxationText {
  let words: Glossary
  let names: DisplayNames
  let site: Site
  let demand: Demand

  func sentence(_ edit: RuleRelaxation) -> String {
    booking(edit) ?? workshop(edit) ?? capacity(edit) ?? stock(edit) ?? visit(edit) ?? operation(edit) ?? ""
  }

  // MARK: - Advisors and booking rules

  private func booking(_ edit: RuleRelaxation) -> String? {
    switch edit {
    case .bookingsPerHour(let id, let limit):
      let now = site.advisors.first { $0.id == id }?.bookingsPerHour ?? site.booking.advisorBookingsPerHour
      return words(
        "服务顾问 \(names.advisor(id)) 一小时接待 \(limit) 台（现 \(now) 台）",
        "advisor \(names.advisor(id)) takes \(limit) per hour instead of \(now)")
    case .bookingsPerDay(let id, let limit):
      let now = site.advisors.first { $0.id == id }?.bookingsPerDay ?? site.booking.advisorBookingsPerDay
      return words(
        "服务顾问 \(names.advisor(id)) 一天接待 \(limit) 台（现 \(now) 台）",
        "advisor \(names.advisor(id)) takes \(limit) per day instead of \(now)")
    case .receives(let id, let kind):
      return words(
        "服务顾问 \(names.advisor(id)) 也接待\(words.kind(kind))",
        "advisor \(names.advisor(id)) also receives \(words.kind(kind)) visits")
    case .advisorHours(let id, let stretch):
      return words(
        "服务顾问 \(names.advisor(id)) \(time(stretch)) 也当班",
        "advisor \(names.advisor(id)) is also on duty \(time(stretch))")
    case .oneMoreAdvisor(let model, _):
      return words("增加一名服务顾问，班次同 \(names.advisor(model))", "one more advisor like \(names.advisor(model))")
    case .advisorGap(let minutes):
      return words(
        "两次接车至少相隔 \(minutes) 分钟（现 \(site.booking.advisorGapMinutes) 分钟）",
        "\(minutes) instead of \(site.booking.advisorGapMinutes) minutes between two arrivals of an advisor"
      )
    case .siteBookingsPerHour(let limit):
      let now = site.booking.siteBookingsPerHour.map(String.init) ?? "–"
      return words("全店一小时接车 \(limit) 台（现 \(now) 台）", "the site takes \(limit) per hour instead of \(now)")
    case .slotGrid(let minutes):
      return words(
        "预约改为 \(minutes) 分钟整档（现 \(site.booking.slotMinutes) 分钟）",
        "slots every \(minutes) instead of \(site.booking.slotMinutes) minutes")
    case .openingHours(let stretch):
      return words("\(time(stretch)) 也营业", "the site is also open \(time(stretch))")
    default: return nil
    }
  }

  // MARK: - Technicians and bays

  private func workshop(_ edit: RuleRelaxation) -> String? {
    switch edit {
    case .technicianHours(let id, let stretch):
      return words(
        "技师 \(names.technician(id)) \(time(stretch)) 也上班",
        "technician \(names.technician(id)) also works \(time(stretch))")
    case .ability(let id, let trade, let level, let certifications):
      let has = site.technicians.first { $0.id == id }?.skills[trade, default: 0] ?? 0
      let skill = has < level ? [words.trade(trade) + " " + words.level(level)] : []
      let what = words.list(skill + certifications)
      return words(
        "技师 \(names.technician(id)) 取得\(what)", "technician \(names.technician(id)) qualifies for \(what)")
    case .oneMoreTechnician(let model, _):
      return words(
        "增加一名技师，技能班次同 \(names.technician(model))", "one more technician like \(names.technician(model))")
    case .newTechnician(_, let trade, let level, let certifications):
      let what = words.list([words.trade(trade) + " " + words.level(level)] + certifications)
      return words("新来一名技师（\(what)）", "a new technician with \(what)")
    case .bayHours(let id, let stretch):
      return words(
        "工位 \(names.bay(id)) \(time(stretch)) 也可用", "bay \(names.bay(id)) is also available \(time(stretch))")
    case .bayType(let id, let type):
      return words(
        "工位 \(names.bay(id)) 也可作\(words.bayType(type))",
        "bay \(names.bay(id)) also serves as type \(words.bayType(type))")
    case .oneMoreBay(let model, _):
      return words("增加一个工位，同 \(names.bay(model))", "one more bay like \(names.bay(model))")
    case .newBay(_, let type):
      return words("新设一个\(words.bayType(type))工位", "a new bay of type \(words.bayType(type))")
    case .reservePercent(let percent):
      return words(
        "预留工时降到 \(percent)%（现 \(site.booking.reservePercent)%）",
        "a reserve of \(percent)% instead of \(site.booking.reservePercent)%")
    default: return nil
    }
  }

  // MARK: - Teams, equipment, limits, drivers

  private func capacity(_ edit: RuleRelaxation) -> String? {
    switch edit {
    case .teamReservePercent(let team, let percent):
      let (name, now) = (team.printable, site.booking.teamReservePercent[team] ?? 0)
      return words(
        "班组 \(name) 的预留工时降到 \(percent)%（现 \(now)%）",
        "a reserve of \(percent)% for team \(name) instead of \(now)%")
    case .equipment(let id, let count):
      let now = site.equipment.first { $0.id == id }?.count ?? 0
      return words(
        "设备 \(names.equipment(id)) \(count) 台（现 \(now) 台）",
        "\(count) of equipment \(names.equipment(id)) instead of \(now)")
    case .moveMinutes(let minutes):
      return words(
        "换工位 \(minutes) 分钟（现 \(site.booking.moveMinutes) 分钟）",
        "\(minutes) minutes to move a vehicle to another bay instead of \(site.booking.moveMinutes)")
    case .limit(let id, let most):
      let now = site.booking.limits.first { $0.id == id }?.most ?? 0
      return words(
        "预约限额“\(names.limit(id))”提高到 \(most) 台（现 \(now) 台）",
        "limit “\(names.limit(id))”: \(most) arrivals instead of \(now)")
    case .drivers(let count):
      return words(
        "取送车司机 \(count) 名（现 \(site.drivers) 名）", "\(count) drivers instead of \(site.drivers)")
    default: return nil
    }
  }

  // MARK: - Parts and loan vehicles

  private func stock(_ edit: RuleRelaxation) -> String? {
    switch edit {
    case .onHand(let id, let quantity):
      let more = quantity - (demand.parts.first { $0.id == id }?.onHand ?? 0)
      return words("配件 \(names.part(id)) 库存多 \(more) 件", "\(more) more of part \(names.part(id)) in stock")
    case .delivery(let id, let position, let at):
      let inbound = demand.parts.first { $0.id == id }?.inbound ?? []
      guard inbound.indices.contains(position) else { return nil }
      let was = inbound[position].at
      let early = words.duration(was - at)
      return words(
        "配件 \(names.part(id)) 的到货从 \(names.time(was)) 提前到 \(names.time(at))（早 \(early)）",
        "part \(names.part(id)) is delivered at \(names.time(at)) instead of \(names.time(was)) (\(early) earlier)"
      )
    case .partsLead(let minutes):
      return words(
        "配件提前 \(minutes) 分钟备好即可（现 \(site.booking.partsLeadMinutes) 分钟）",
        "parts ready \(minutes) instead of \(site.booking.partsLeadMinutes) minutes before an arrival"
      )
    case .loaners(let count):
      return words("代步车 \(count) 台（现 \(site.loaners) 台）", "\(count) loan vehicles instead of \(site.loaners)")
    case .loanerTurnaround(let minutes):
      let now = site.booking.loanerTurnaroundMinutes
      return words(
        "代步车还车 \(minutes) 分钟后即可再借（现 \(now) 分钟）",
        "loan vehicles go out again \(minutes) instead of \(now) minutes after their return")
    default: return nil
    }
  }

  // MARK: - The visit and the horizon

  private func visit(_ edit: RuleRelaxation) -> String? {
    switch edit {
    case .availability(_, let window):
      let (from, to) = (names.time(window.from), names.time(window.to))
      return words("客户 \(from)–\(to) 之间也能来", "the customer can also come between \(from) and \(to)")
    case .promise(_, let arrival?):
      return words("与客户改约 \(names.time(arrival))", "the customer agrees to \(names.time(arrival)) instead")
    case .promise(_, nil): return words("与客户改约时间", "the customer agrees to another time")
    case .notWaiting: return words("客户不在店等待", "the customer leaves the vehicle and does not wait")
    case .withoutLoaner: return words("客户不用代步车", "the customer does without a loan vehicle")
    case .withoutTrips: return words("客户自己送取车", "the customer brings and fetches the vehicle")
    case .arrivalDays(let days):
      return words("接车日延长到 \(days) 天", "arrivals on \(days) days")
    case .carryOverDays(let days):
      return words(
        "计划期延长，可跨 \(days) 天完工（现 \(demand.horizon.carryOverDays) 天）",
        "\(days) days of carry-over instead of \(demand.horizon.carryOverDays)")
    default: return nil
    }
  }

  private func operation(_ edit: RuleRelaxation) -> String? {
    switch edit {
    case .minLag(let id, let operation, let minutes):
      let name = names.operation(operation, of: id)
      return words(
        "“\(name)”在前一项结束 \(minutes) 分钟后即可开工",
        "“\(name)” may start \(minutes) minutes after the previous operation"
      )
    case .maxLag(let id, let operation, let minutes?):
      let name = names.operation(operation, of: id)
      return words(
        "“\(name)”可在前一项结束后 \(minutes) 分钟内开工",
        "“\(name)” may start up to \(minutes) minutes after the previous operation")
    case .maxLag(let id, let operation, nil):
      let name = names.operation(operation, of: id)
      return words("“\(name)”与前一项可以间隔任意长", "“\(name)” may start any time after the previous operation")
    case .releasedBay(let id, let operation):
      let name = names.operation(operation, of: id)
      return words("“\(name)”之后车辆可以移出工位", "the vehicle may leave its bay after “\(name)”")
    case .splittable(let id, let operation):
      let name = names.operation(operation, of: id)
      return words("“\(name)”可以中断，之后续做", "“\(name)” may be interrupted and resumed")
    case .unlocked(let id, let operation):
      let name = names.operation(operation, of: id)
      return words("解除“\(name)”的锁定", "“\(name)” is unlocked")
    default: return nil
    }
  }

  private func time(_ stretch: RuleRelaxation.DatedInterval) -> String {
    let from = CivilTime(stretch.day, minuteOfDay: stretch.from)
    return "\(names.time(from))–\(CivilTime.clock(stretch.to))"
  }
}
