public import BaylineModel
import BaylineWording

/// An answer to a caller in words, short enough to be read out on the phone.
public struct OfferText: Sendable {
  private let site: Site
  private let demand: Demand
  private let words: Glossary
  private let names: DisplayNames
  private let request: Appointment
  private let now: CivilTime

  /// Words for a request to a site with a demand.
  /// - Parameter now: When the customer calls, if not at the demand's `now`.
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

  /// The times to offer, what to say first, and what stands in the way; ends in a line break.
  ///
  /// - Parameter options: What has to be given with `--accept`, for the numbers to mean the same.
  public func text(_ answer: OfferAnswer, acceptedWith options: [String] = []) -> String {
    var lines = [heading(answer.offers.count)]
    if let first = firstChoice(answer) { lines.append(first) }
    if let refusal = answer.refusal {
      lines.append(
        words("原因：", "Reason: ") + words.reason(refusal.reason)
          + (refusal.detail.map { words("：", ": ") + $0 } ?? ""))
    }
    if let best = answer.offers.first {
      lines += [""] + table(answer.offers) + ["", words("告知客户（第 1 项）：", "Say (1): ") + script(best)]
    }
    if let next = answer.next { lines.append(self.next(next)) }
    if let best = answer.offers.first, !options.isEmpty {
      let (option, time) = (options.joined(separator: " "), best.reception.arrival)
      lines.append(
        words(
          "预约第 1 项：\(option) --accept 1（或 --accept \(time)）",
          "To book (1): \(option) --accept 1 (or --accept \(time))"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What was accepted, and what to say back; ends in a line break.
  public func accepted(_ offer: Offer) -> String {
    let heading = words("已预约 ", "Booked: ") + names.vehicle(request.id)
    return
      ([heading, ""] + table([offer], isNumbered: false) + [
        "", words("向客户复述：", "Say back: ") + script(offer),
      ])
      .joined(separator: "\n") + "\n"
  }

  // MARK: - The list

  private func heading(_ count: Int) -> String {
    let vehicle = "\(names.vehicle(request.id))  \(words.kind(request.kind))"
    if count == 0 { return words("\(vehicle)：没有可约的时间", "\(vehicle): no time can be offered") }
    return words("\(vehicle)：可约 \(count) 个时间", "\(vehicle): \(count) time\(count == 1 ? "" : "s") to offer")
  }

  private func firstChoice(_ answer: OfferAnswer) -> String? {
    guard let reason = answer.firstChoiceReason, let preferred = request.preferredArrival else { return nil }
    if preferred < now {
      return words(
        "首选 \(time(preferred)) 已过：现在是 \(time(now))",
        "The first choice, \(time(preferred)), is past: it is \(time(now))")
    }
    if reason == .availability {
      return words(
        "首选 \(time(preferred)) 不可预约：不在营业时间、整点刻或客户可来的时间之内",
        "The first choice, \(time(preferred)), cannot be booked: it lies outside the opening hours, the grid of arrivals "
          + "or the customer's own times")
    }
    return words(
      "首选 \(time(preferred)) 排不下：\(words.reason(reason))",
      "The first choice, \(time(preferred)), cannot be had: \(words.reason(reason))")
  }

  private func next(_ next: OfferAnswer.NextTime) -> String {
    words(
      "此外最早可约：\(time(next.reception.arrival))，\(names.advisor(next.reception.advisor))，\(time(next.ready)) 交车",
      "The next time beyond these: \(time(next.reception.arrival)) with \(names.advisor(next.reception.advisor)), "
        + "ready \(time(next.ready))")
  }

  private func table(_ offers: [Offer], isNumbered: Bool = true) -> [String] {
    var table = TextTable([.right, .left, .left, .left, .left, .right, .left])
    for (position, offer) in offers.enumerated() {
      table.append([
        isNumbered ? String(position + 1) : "", time(offer.reception.arrival),
        names.advisor(offer.reception.advisor),
        words("\(pickUpTime(offer)) 前取车", "ready by \(pickUpTime(offer))"), workers(offer),
        words("+\(words.number(offer.extraCost)) 点", "+\(words.number(offer.extraCost)) points"),
        remark(offer),
      ])
    }
    return zip(offers, table.lines).flatMap { offer, row in
      ["  " + row] + details(offer).map { "       " + $0 }
    }
  }

  private func remark(_ offer: Offer) -> String {
    if offer.isFirstChoice { return words("首选", "first choice") }
    if offer.isOutsideAvailability { return words("返修加开", "opened for a return") }
    guard let wanted = request.readyBy, offer.ready > wanted else { return "" }
    return words("晚于希望的 \(time(wanted))", "later than wished, \(time(wanted))")
  }

  private func details(_ offer: Offer) -> [String] {
    var lines: [String] = []
    if !offer.parts.isEmpty {
      let parts = offer.parts.map { supply in
        let arrives = supply.arrives.map { words("\(time($0)) 到货", "arrives \(time($0))") }
        return "\(names.part(supply.part)) × \(supply.quantity) " + (arrives ?? words("有货", "on hand"))
      }
      lines.append(words("配件：", "parts: ") + words.list(parts))
    }
    for move in offer.moves {
      let operation = names.operation(move.to.operation, of: move.appointment)
      lines.append(
        words("店内调整：", "moves inside: ") + "\(names.vehicle(move.appointment)) \(operation): "
          + "\(place(move.from)) → \(place(move.to, changedFrom: move.from))")
    }
    return lines
  }

  /// Start, bay and technicians; of a changed place the start and what else is another.
  private func place(_ operation: OperationAssignment, changedFrom before: OperationAssignment? = nil)
    -> String
  {
    let bay = operation.bay == before?.bay ? nil : operation.bay
    let technicians = operation.technicians == before?.technicians ? [] : operation.technicians
    return ([time(operation.start)] + (bay.map { [names.bay($0)] } ?? []) + technicians.map(names.technician))
      .joined(separator: " ")
  }

  /// Technicians, then bays, each once, in the order of the work.
  private func workers(_ offer: Offer) -> String {
    let technicians = offer.operations.flatMap(\.technicians).uniqued().map(names.technician)
    let bays = offer.operations.compactMap(\.bay).uniqued().map(names.bay)
    return [words.list(technicians), words.list(bays)].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  // MARK: - What is said

  /// The time, how long it takes, the price as far as it is known, advisor and technician (practice: all of it is said
  /// back and agreed).
  private func script(_ offer: Offer) -> String {
    let advisor = names.advisor(offer.reception.advisor)
    let minutes = words.duration(offer.promise - offer.reception.arrival)
    var facts = [
      words(
        "\(time(offer.reception.arrival)) 到店，服务顾问 \(advisor) 接待",
        "come on \(time(offer.reception.arrival)); \(advisor) receives you")
    ]
    let technicians = offer.operations.flatMap(\.technicians).uniqued().map(names.technician)
    if !technicians.isEmpty {
      facts.append(words("技师 ", "technician ") + words.list(technicians))
    }
    facts.append(
      words("约需 \(minutes)，\(pickUpTime(offer)) 前可取车", "about \(minutes), ready by \(pickUpTime(offer))"))
    if let price = partsPrice {
      facts.append(words("配件 \(words.number(price))", "parts \(words.number(price))"))
    }
    if let estimate = request.card.estimate {
      facts.append(words("预计费用 \(words.number(estimate))", "estimate \(words.number(estimate)) in all"))
    }
    if request.loaner { facts.append(words("备有代步车", "a loan vehicle is yours meanwhile")) }
    let grace = site.booking.graceMinutes
    if grace > 0 {
      facts.append(words("迟到保留 \(grace) 分钟", "the time is held for \(grace) minutes"))
    }
    return facts.joined(separator: words("；", "; "))
  }

  /// The price of the parts; `nil` without parts, or if one has no price.
  private var partsPrice: Int? {
    guard !request.parts.isEmpty else { return nil }
    var sum = 0
    for need in request.parts {
      guard let price = demand.parts.first(where: { $0.id == need.part })?.price else { return nil }
      let (amount, isTooMuch) = price.multipliedReportingOverflow(by: need.quantity)
      let (next, overflows) = sum.addingReportingOverflow(amount)
      if isTooMuch || overflows { return nil }
      sum = next
    }
    return sum
  }

  /// When the customer may come for the vehicle; the day only if it is another one.
  private func pickUpTime(_ offer: Offer) -> String {
    offer.promise.date == offer.reception.arrival.date ? offer.promise.clock : time(offer.promise)
  }

  /// `周二 11-24 09:00`
  private func time(_ time: CivilTime) -> String {
    "\(words.weekday(time.date.weekday)) \(names.day(time.date)) \(time.clock)"
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it stands first.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
