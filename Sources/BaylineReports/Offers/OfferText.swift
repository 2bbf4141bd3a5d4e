public import BaylineModel
import BaylineFormats
import BaylineWording

/// The answer to a caller in words, short enough to read out on the phone.
public struct OfferText: Sendable {
  private let site: Site
  private let demand: Demand
  private let words: Glossary
  private let names: DisplayNames
  private let request: Appointment
  private let now: CivilTime

  /// Creates a text for a request.
  /// - Parameter now: The time of the call; the demand's `now` if `nil`.
  public init(
    site: Site, demand: Demand, request: Appointment, now: CivilTime? = nil, language: Language
  ) {
    self.now = now ?? demand.now
    var all = demand
    all.appointments.append(request)
    self.site = site
    self.demand = all
    self.request = request
    words = Glossary(language)
    names = DisplayNames(site: site, demand: all)
  }

  /// The available slots, what to tell the customer, and why others are unavailable; ends with a line break.
  ///
  /// - Parameters:
  ///   - options: The options to repeat with `--accept`, so that the numbers mean the same slots.
  ///   - booking: The options that book a slot where it is not by `--accept`.
  public func text(
    _ answer: Offer.Answer, acceptedWith options: [String] = [], booking: ((Offer) -> String)? = nil
  ) -> String {
    var lines = [heading(answer.offers.count)]
    if let first = firstChoice(answer) { lines += first.wrapped(to: Self.width) }
    if let refusal = answer.refusal {
      let detail = refusal.detail.map { words("：", ": ") + $0 } ?? ""
      let reason = words("原因：", "Reason: ") + reasons.cause(refusal) + detail
      lines += reason.wrapped(to: Self.width)
    }
    if let best = answer.offers.first {
      lines +=
        [""] + table(answer.offers) + ["", words("告知客户（第 1 项）：", "Tell the customer: ") + script(best)]
    }
    if let next = answer.next {
      lines += self.next(next, isOnly: answer.offers.isEmpty).wrapped(to: Self.width)
    }
    if let best = answer.offers.first, let booking {
      lines.append(words("改约第 1 项：\(booking(best))", "To move it to slot 1: \(booking(best))"))
    } else if let best = answer.offers.first {
      let choice = (options + ["--accept 1:\(OfferCode.code(best, of: request))"]).joined(separator: " ")
      let time = best.reception.arrival
      lines.append(
        words(
          "预约第 1 项：\(choice)（或 --accept \(time)）", "To book slot 1: \(choice) (or --accept \(time))"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The booked slot and what to confirm to the customer; ends with a line break.
  public func accepted(_ offer: Offer) -> String {
    let heading = words("已预约 ", "Booked: ") + names.vehicle(request.id)
    return
      ([heading, ""] + table([offer], isNumbered: false) + [
        "", words("向客户复述：", "Confirm to the customer: ") + script(offer),
      ])
      .joined(separator: "\n") + "\n"
  }

  private var reasons: ReasonText { ReasonText(site: site, demand: demand, language: words.language) }

  /// The columns of a small terminal.
  private static let width = 80

  /// Why the first choice is not among the offers, why there are none, and which time would be the next; a sentence each.
  package func notes(_ answer: Offer.Answer) -> [String] {
    let refusal = answer.refusal.map { refusal in
      reasons.cause(refusal) + (refusal.detail.map { words("：", ": ") + $0 } ?? "")
    }
    return [firstChoice(answer, advises: false), refusal].compactMap(\.self)
      + (answer.next.map { [next($0, isOnly: answer.offers.isEmpty)] } ?? [])
  }

  // MARK: - The list

  private func heading(_ count: Int) -> String {
    let vehicle = "\(names.vehicle(request.id))  \(words.kind(request.kind))"
    if count == 0 { return words("\(vehicle)：没有可约的时间", "\(vehicle): no slots available") }
    return words("\(vehicle)：可约 \(count) 个时间", "\(vehicle): \(count) slot\(count == 1 ? "" : "s") available")
  }

  /// - Parameter advises: Whether it says how to open the book for a later day.
  private func firstChoice(_ answer: Offer.Answer, advises: Bool = true) -> String? {
    guard let reason = answer.firstChoiceReason, let preferred = request.preferredArrival else { return nil }
    if preferred < now {
      return words(
        "首选 \(time(preferred)) 已过：现在是 \(time(now))",
        "The first choice, \(time(preferred)), has passed: it is now \(time(now))")
    }
    if !demand.horizon.isArrivalDay(preferred.date) {
      let (first, last) = (demand.horizon.from, demand.horizon.from.advanced(by: demand.horizon.days - 1))
      let days = preferred.date.ordinal - first.ordinal + 1
      let advice =
        days > 0 && advises ? words("；开放到那天请加 --days \(days)", "; to open it, give --days \(days)") : ""
      return words(
        "首选 \(time(preferred)) 不在已开放的日子（\(names.day(first))–\(names.day(last))）里\(advice)",
        "The first choice, \(time(preferred)), is not a day of this book (\(names.day(first)) to \(names.day(last)))\(advice)"
      )
    }
    // The same is said once.
    if let refusal = answer.refusal, refusal.reason == reason,
      refusal.obstacles == answer.firstChoiceObstacles
        || reason == .availability, preferred >= now
    {
      return nil
    }
    if reason == .availability, answer.firstChoiceObstacles.isEmpty {
      return words(
        "首选 \(time(preferred)) 不可预约：不在营业时间或客户可来的时间之内，或不是 \(site.booking.slotMinutes) 分钟整档",
        "The first choice, \(time(preferred)), cannot be booked: it is outside opening hours or the customer's own times, "
          + "or not a multiple of \(site.booking.slotMinutes) minutes")
    }
    let refusal = Schedule.UnscheduledAppointment(
      appointment: request.id, reason: reason, obstacles: answer.firstChoiceObstacles)
    let detail = reasons.detail(answer.firstChoiceObstacles, of: request).map { words("：", ": ") + $0 } ?? ""
    return words(
      "首选 \(time(preferred)) 排不下：\(reasons.cause(refusal))",
      "The first choice, \(time(preferred)), is not available: \(reasons.cause(refusal))") + detail
  }

  /// - Parameter isOnly: Whether there are no other slots.
  private func next(_ next: Offer.Answer.NextTime, isOnly: Bool) -> String {
    let advisor = names.advisor(next.reception.advisor)
    return words(
      "\(isOnly ? "" : "此外")最早可约：\(time(next.reception.arrival))，\(advisor)，\(time(next.ready)) 交车",
      "The next \(isOnly ? "available slot" : "slot after these"): \(time(next.reception.arrival)) with \(advisor), "
        + "ready \(time(next.ready))")
  }

  private func table(_ offers: [Offer], isNumbered: Bool = true) -> [String] {
    var table = TextTable([.right, .left, .left, .left, .left])
    for (position, offer) in offers.enumerated() {
      table.append([
        isNumbered ? "\(position + 1):\(OfferCode.code(offer, of: request))" : "",
        time(offer.reception.arrival),
        names.advisor(offer.reception.advisor),
        words("\(pickUpTime(offer)) 前取车", "ready by \(pickUpTime(offer))"), remark(offer),
      ])
    }
    var lines: [String] = []
    for (offer, row) in zip(offers, table.lines) {
      lines.append("  " + row)
      // One line for the phone; the workshop's side below it, broken at the width of a small terminal.
      for detail in [workers(offer)] + details(offer) where !detail.isEmpty {
        lines += detail.wrapped(to: Self.width - 7).map { "       " + $0 }
      }
    }
    return lines
  }

  private func remark(_ offer: Offer) -> String {
    if offer.isFirstChoice { return words("首选", "first choice") }
    if offer.isOutsideAvailability { return words("返修加开", "opened for a comeback") }
    guard let wanted = request.readyBy, offer.ready > wanted else { return "" }
    return words("晚于希望的 \(time(wanted))", "later than requested (\(time(wanted)))")
  }

  private func details(_ offer: Offer) -> [String] {
    var lines: [String] = []
    if !offer.parts.isEmpty {
      let parts = offer.parts.map { supply in
        let arrives = supply.arrives.map { words("\(time($0)) 到货", "arrives \(time($0))") }
        return "\(names.part(supply.part)) × \(supply.quantity) " + (arrives ?? words("有货", "in stock"))
      }
      lines.append(words("配件：", "parts: ") + words.list(parts))
    }
    for move in offer.moves {
      let operation = names.operation(move.to.operation, of: move.appointment)
      lines.append(
        words("店内调整：", "workshop changes: ") + "\(names.vehicle(move.appointment)) \(operation): "
          + "\(place(move.from)) → \(place(move.to, changedFrom: move.from))")
    }
    return lines
  }

  /// Start, bay and technicians; for a changed place the start and whatever else differs.
  private func place(
    _ operation: Schedule.OperationAssignment, changedFrom before: Schedule.OperationAssignment? = nil
  )
    -> String
  {
    let bay = operation.bay == before?.bay ? nil : operation.bay
    let technicians = operation.technicians == before?.technicians ? [] : operation.technicians
    return ([time(operation.start)] + (bay.map { [names.bay($0)] } ?? []) + technicians.map(names.technician))
      .joined(separator: " ")
  }

  /// Technicians, then bays, each once, in working order.
  private func workers(_ offer: Offer) -> String {
    let technicians = offer.operations.flatMap(\.technicians).uniqued().map(names.technician)
    let bays = offer.operations.compactMap(\.bay).uniqued().map(names.bay)
    return [words.list(technicians), words.list(bays)].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  // MARK: - Script

  /// Time, duration, known prices, advisor and technician: what the customer has to agree to.
  private func script(_ offer: Offer) -> String { told(offer).joined(separator: words("；", "; ")) }

  /// What the customer is told of an offer, in short sentences without full stops.
  ///
  /// - Parameter showsIds: Whether ids follow the names of people; customers do not want them.
  package func told(_ offer: Offer, showsIds: Bool = true) -> [String] {
    let names = DisplayNames(site: site, demand: demand, showsIds: showsIds)
    let advisor = names.advisor(offer.reception.advisor)
    let minutes = words.duration(offer.promise - offer.reception.arrival)
    let what = words.list(request.operations.compactMap { $0.name?.printable })
    var facts = what.isEmpty ? [] : [what]
    facts += [
      words(
        "\(time(offer.reception.arrival)) 到店，服务顾问 \(advisor) 接待",
        "please come on \(time(offer.reception.arrival)); \(advisor) will receive you")
    ]
    let technicians = offer.operations.flatMap(\.technicians).uniqued().map(names.technician)
    if !technicians.isEmpty {
      facts.append(words("技师 ", "technician ") + words.list(technicians))
    }
    facts.append(
      words(
        "约需 \(minutes)，\(pickUpTime(offer)) 前可取车", "it takes about \(minutes), ready by \(pickUpTime(offer))")
    )
    if let price = partsPrice {
      facts.append(words("配件 \(words.number(price)) 元", "parts \(words.number(price))"))
    }
    if let estimate = request.card.estimate {
      facts.append(words("预计费用 \(words.number(estimate)) 元", "estimated total \(words.number(estimate))"))
    }
    if request.loaner { facts.append(words("备有代步车", "a loan vehicle is reserved for you")) }
    facts.append(
      request.kind == .comeback
        ? words(
          "请带保养手册、行驶证、驾驶证和原工单",
          "please bring service booklet, vehicle registration, driving licence and the previous work order")
        : words("请带保养手册、行驶证、驾驶证", "please bring service booklet, vehicle registration and driving licence"))
    let grace = site.booking.graceMinutes
    if grace > 0 {
      facts.append(words("迟到保留 \(grace) 分钟", "we hold the slot for \(grace) minutes"))
    }
    return facts
  }

  /// The total price of the parts; `nil` without parts, if a price is unknown, or on overflow.
  private var partsPrice: Int? {
    guard !request.parts.isEmpty else { return nil }
    var sum = 0
    for need in request.parts {
      guard let price = demand.parts.first(where: { $0.id == need.part })?.price else { return nil }
      let (amount, multiplicationOverflows) = price.multipliedReportingOverflow(by: need.quantity)
      let (next, additionOverflows) = sum.addingReportingOverflow(amount)
      if multiplicationOverflows || additionOverflows { return nil }
      sum = next
    }
    return sum
  }

  /// The pick-up time, with the day only if it differs from the arrival's.
  private func pickUpTime(_ offer: Offer) -> String {
    offer.promise.date == offer.reception.arrival.date ? offer.promise.clock : time(offer.promise)
  }

  /// `周二 11-24 09:00`
  private func time(_ time: CivilTime) -> String {
    "\(words.weekday(time.date.weekday)) \(names.day(time.date)) \(time.clock)"
  }
}

extension Sequence where Element: Hashable {
  /// The elements without repetitions, in order of first occurrence.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
