import BaylineMath
import BaylineModel

/// How many customers in a hundred are offered some services.
struct ServiceShares {
  /// Whose vehicles are fetched; twice as many of those whose vehicle comes back.
  var collect = 5
  /// Whose vehicles are brought back; twice as many of those whose vehicle comes back.
  var deliver = 7
  /// Who are important.
  var priority = 4
}

/// Completes drafts to visits: customer, vehicle, arrival and preferences.
struct VisitGenerator {
  let workshop: Workshop
  let seed: UInt64
  /// The open days on which vehicles may come.
  let days: [CivilDate]
  /// The percentage of customers who could also come on another day.
  var flexiblePercent = 0
  /// The percentage of customers who prefer an advisor.
  var preferredAdvisorPercent = 18
  /// The percentage of vehicles left at the site that are brought in on the way to work.
  var earlyBirdPercent = 35
  /// The percentages of trips and of important customers.
  var shares = ServiceShares()

  /// Draws a visit on a day, at a given minute of it or at the customer's preference.
  func visit(_ id: String, _ draft: VisitDraft, on day: CivilDate, at given: Int? = nil) -> Appointment {
    var random = SplitMix64(seed: seed, stream: "visit/\(id)")
    var visit = Appointment(id: id, kind: draft.template.kind, operations: draft.operations)
    visit.parts = draft.parts
    visit.card = card(draft, on: day, &random)
    wishTime(&visit, draft, on: day, at: given, &random)
    wishPeople(&visit, draft, &random)
    visit.loaner = !visit.waiting && random.chance(draft.template.loaner + 5)
    // Some are regular customers with a high cost of dropping.
    if draft.template.kind != .inspection, random.chance(3) {
      visit.dropCost = 6000
      visit.card.note = "老客户，尽量安排"
    }
    offerService(&visit)
    return visit
  }

  private func card(_ draft: VisitDraft, on day: CivilDate, _ random: inout SplitMix64)
    -> Appointment.CustomerCard
  {
    var card = Appointment.CustomerCard()
    (card.customer, card.title) = {
      let person = SamplePeople.person(&random)
      return (person.name, person.title)
    }()
    card.phone = SamplePeople.phone(&random)
    card.plate = SampleVehicles.plate(draft.powertrain, &random)
    card.vehicle = SampleVehicles.model(draft.powertrain, &random)
    let mileage = random.within(draft.template.mileage)
    card.mileage = mileage < 1000 ? mileage : mileage / 100 * 100
    card.request = random.pick(draft.template.words)
    if random.chance(12) {
      card.note = random.pick(["下午再联系，上午开会", "旧件要带走", "来电请打第二个号码", "车内有儿童座椅，不要拆", "请先报价再施工", "要开发票"])
    }
    let ahead = [1, 1, 1, 1, 2, 2, 3, 5][random.below(8)]
    card.called = CivilTime(workshop.openDay(ahead, before: day), minuteOfDay: random.within(510...1050))
    // Labour at 3 yuan per minute; warranty work, recalls and comebacks are free of charge.
    let isFree = [VisitKind.warranty, .recall, .comeback].contains(draft.template.kind)
    card.estimate = isFree ? 0 : PartCatalogue.price(of: draft.allParts) + 3 * draft.load.reduce(0, +)
    return card
  }

  private func wishTime(
    _ visit: inout Appointment, _ draft: VisitDraft, on day: CivilDate, at given: Int?,
    _ random: inout SplitMix64
  ) {
    guard let (opening, closing) = workshop.opening(on: day) else { return }
    let grid = workshop.site.booking.slotMinutes
    var minute = given ?? ArrivalHours.draw(opening: opening, closing: closing - 90, grid: grid, &random)
    let isLeft = draft.template.waiting < 30
    if given == nil,
      (draft.minutes > 240 && minute > 660 && random.chance(70))
        || (isLeft && random.chance(earlyBirdPercent))
    {
      minute = (opening + random.below(150)) / grid * grid
    }
    let wish = CivilTime(day, minuteOfDay: minute)
    let style = random.position(in: [45, 20, 25, 10])
    func window(on date: CivilDate) -> TimeWindow? {
      guard let (from, to) = workshop.opening(on: date) else { return nil }
      switch style {
      case 0:
        return TimeWindow(
          from: CivilTime(date, minuteOfDay: max(from, minute - 60)),
          to: CivilTime(date, minuteOfDay: min(to, minute + 60)))
      case 1:
        let noon = 720
        return TimeWindow(
          from: CivilTime(date, minuteOfDay: minute < noon ? from : noon),
          to: CivilTime(date, minuteOfDay: minute < noon ? noon : to))
      default:
        return TimeWindow(from: CivilTime(date, minuteOfDay: from), to: CivilTime(date, minuteOfDay: to))
      }
    }
    if style < 3 || random.chance(80) { visit.preferredArrival = wish }
    let other = random.chance(flexiblePercent) ? days.first { $0 > day } : nil
    if style < 3 || days.count > 2 {
      visit.availability = [window(on: day), other.flatMap(window)].compactMap { $0 }.filter {
        $0.from < $0.to
      }
    }
    visit.waiting = minute + draft.minutes + 90 < closing && random.chance(draft.template.waiting)
    visit.readyBy = promise(from: minute, on: day, draft, visit.waiting, closing, &random)
  }

  /// Draws when the customer needs the vehicle back: with some slack on the half hour, in the evening, or days later.
  private func promise(
    from minute: Int, on day: CivilDate, _ draft: VisitDraft, _ isWaiting: Bool, _ closing: Int,
    _ random: inout SplitMix64
  ) -> CivilTime? {
    let slack = random.pick([30, 60, 90, 120])
    guard random.chance(isWaiting ? 30 : 70) else { return nil }
    let wanted = (minute + draft.minutes * 5 / 4 + 30 + slack + 29) / 30 * 30
    if draft.minutes <= 330, wanted <= closing - 30 {
      return CivilTime(day, minuteOfDay: random.chance(60) ? wanted : closing - 30)
    }
    var date = day
    // One open day per five and a half hours of work.
    for _ in 0..<(draft.minutes / 330 + 1) {
      repeat {
        date = date.advanced(by: 1)
      } while workshop.opening(on: date) == nil && date < day.advanced(by: 14)
    }
    return CivilTime(date, minuteOfDay: random.pick([660, 900, 1020]))
  }

  /// Lets drivers fetch and bring some vehicles, and gives some customers priority; from a stream of its own.
  private func offerService(_ visit: inout Appointment) {
    var random = SplitMix64(seed: seed, stream: "service/\(visit.id)")
    let isFetched = random.chance(visit.kind == .comeback ? 2 * shares.collect : shares.collect)
    let isBrought = random.chance(visit.kind == .comeback ? 2 * shares.deliver : shares.deliver)
    let minutes = random.pick([15, 20, 30, 30, 40])
    if workshop.site.drivers > 0, !visit.waiting {
      if isFetched, canBeFetched(visit, minutes) { visit.collect = minutes }
      if isBrought { visit.deliver = minutes }
    }
    if random.chance(shares.priority) {
      visit.priority = random.pick([150, 200, 200, 300])
      visit.card.note = "VIP 客户"
    }
  }

  /// Whether a driver who leaves at the opening is back for some arrival of the customer's.
  private func canBeFetched(_ visit: Appointment, _ minutes: Int) -> Bool {
    visit.availability?.contains { window in
      guard let (opening, _) = workshop.opening(on: window.from.date) else { return false }
      return window.to.minuteOfDay - max(window.from.minuteOfDay, opening + minutes) >= 60
    } ?? true
  }

  private func wishPeople(_ visit: inout Appointment, _ draft: VisitDraft, _ random: inout SplitMix64) {
    let site = workshop.site
    let advisors = site.advisors.filter { $0.receives(visit.kind) }
    if !advisors.isEmpty, random.chance(preferredAdvisorPercent) {
      visit.preferredAdvisor = random.pick(advisors).id
    }
    let crews = visit.operations.compactMap { operation -> WorkRequirement.Crew? in
      if case .standard(let work) = operation.work { work.crew } else { nil }
    }
    guard let crew = crews.max(by: { $0.level < $1.level }) else { return }
    let able = site.technicians.filter { crew.admits($0) }
    if !able.isEmpty, random.chance(7) { visit.preferredTechnician = random.pick(able).id }
    if visit.kind == .comeback, !able.isEmpty {
      visit.originalTechnician = random.pick(able).id
      visit.card.note = "返修：上次工单由 \(visit.originalTechnician ?? "") 施工，请带旧工单"
    }
  }
}
