import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineWording

extension OfferCommand {
  /// Prints the slots for a request.
  func answer(
    _ call: Call, at desk: OfferDesk, _ site: Site, _ demand: Demand, _ plan: Schedule, _ words: Glossary
  ) throws(Refusal) {
    let request = call.request
    let answer = desk.offers(for: request, count: call.count).worded(site: site, demand: demand, words)
    warnOfSameVehicle(request, answer.offers, demand, plan, words)
    let kept = said.isEmpty ? [] : keep(call, answer, words)
    let understood = messages.quiet ? [] : call.understood
    if json {
      for line in understood { Console.report(line) }
      try Console.write(OfferFormat.encode(answer), words)
    } else {
      let text = OfferText(
        site: site, demand: demand, request: request, now: desk.now, language: words.language)
      // What was asked is kept with its options, so that the code is enough.
      let options = kept.isEmpty && !said.isEmpty ? [] : nonDefaultOptions
      try Console.print(
        (understood.isEmpty ? "" : understood.joined(separator: "\n") + "\n\n")
          + text.text(answer, acceptedWith: options), words)
    }
    for line in kept { Console.report(line) }
    if answer.offers.isEmpty { throw .negative() }
  }

  /// Warns of a vehicle that already comes on the day.
  func warnOfSameVehicle(
    _ request: Appointment, _ offers: [Offer], _ demand: Demand, _ plan: Schedule, _ words: Glossary
  ) {
    guard !messages.quiet else { return }
    let arrivals = offers.map(\.reception.arrival)
    if let line = SameVehicles.line(request, at: arrivals, demand, plan, words) { Console.report(line) }
  }

  /// Keeps the request, so that a code is enough to book it. Returns a line for the user if that fails.
  private func keep(_ call: Call, _ answer: Offer.Answer, _ words: Glossary) -> [String] {
    guard files.demand != "-", !answer.offers.isEmpty else { return [] }
    let entry = AskedRequests.Entry(
      request: call.request, count: call.count, now: call.now, days: call.days,
      codes: answer.offers.map { OfferCode.code($0, of: call.request) })
    let asked = AskedRequests(files.demand)
    do throws(SystemError) {
      try asked.add(entry)
      return []
    } catch {
      return [
        words(
          "\(asked.path): 无法保存这次询问（\(error.words(words))）; 预约时请连同询问一起写 --accept",
          "\(asked.path): this request cannot be kept (\(error.words(words))); to book, repeat it with --accept"
        )
      ]
    }
  }

  /// The options other than default ones that determine the numbers of slots.
  private var nonDefaultOptions: [String] {
    (count == Self.defaultCount ? [] : ["--count \(count)"]) + (now.map { ["--now \($0)"] } ?? [])
      + (days.map { ["--days \($0)"] } ?? [])
  }

  /// The offer that the customer takes, with its number; 1 if it is not among those offered.
  ///
  /// - Parameter advisor: The advisor named to the customer, unless the request itself asks for one.
  func chosen(
    _ choice: Choice, of call: Call, advisor: String?, at desk: OfferDesk, _ words: Glossary
  ) throws(Refusal) -> (Offer, number: Int) {
    var wished = call.request
    wished.preferredAdvisor = advisor ?? wished.preferredAdvisor
    let offers = desk.offers(for: wished, count: call.count).offers
    switch choice {
    case .number(let number, let code):
      if number <= offers.count {
        let offer = offers[number - 1]
        if let code, code != OfferCode.code(offer, of: call.asked ?? call.request) {
          throw otherSlot(number, words)
        }
        return (offer, number)
      }
      // A code has been read out: the slot existed.
      if code != nil, isRemembered { throw otherSlot(number, words) }
      throw .negative([
        words(
          "没有第 \(number) 个时间，只有 \(offers.count) 个；未写入任何文件",
          "there is no slot \(number), only \(offers.count); nothing was written")
      ])
    case .arrival(let time):
      if let index = offers.firstIndex(where: { $0.reception.arrival == time }) {
        return (offers[index], index + 1)
      }
      if let offer = desk.offer(for: wished, at: time) { return (offer, 1) }
      throw .negative([words("\(time) 不可预约；未写入任何文件", "\(time) is not available; nothing was written")])
    }
  }

  /// The refusal of a number that is another slot than the one that was offered.
  private func otherSlot(_ number: Int, _ words: Glossary) -> Refusal {
    .badFile([
      words(
        "\(files.demand):$: 第 \(number) 项已不是当时的时间和顾问，未写入任何文件; 请重新查询（--count、--now、--advisor 与当时一致），或用 --accept 时间",
        "\(files.demand):$: slot \(number) is no longer the arrival and advisor that were offered, and nothing was written; ask again (with the same --count, --now and --advisor), or give --accept TIME"
      )
    ])
  }

  func desk(
    _ site: Site, _ demand: Demand, _ book: Schedule, now: CivilTime?, _ words: Glossary
  ) throws(Refusal) -> OfferDesk {
    if let now, now < demand.now || now >= demand.horizon.end {
      throw .badFile([nowLine(now, of: demand, files.demand, words)])
    }
    do throws(Schedule.Problem) {
      return try .estimating(site: site, demand: demand, schedule: book, now: now)
    } catch {
      throw .badFile(PlanCheck.lines(error, path: files.schedule, site: site, demand: demand, words))
    }
  }

  /// Writes demand and schedule with an accepted offer, both or none.
  func book(
    _ answer: Offer.Answer, _ number: Int, at desk: OfferDesk, _ demand: Demand, _ site: Site,
    _ inputs: InputReader
  ) throws {
    let words = inputs.words
    let offer = answer.offers[0]
    var accepted: OfferDesk.Acceptance
    do throws(Schedule.Problem) {
      accepted = try desk.accept(offer, of: answer.request)
      ScheduleFingerprint.stamp(&accepted.schedule, site: site, demand: accepted.demand)
    } catch {
      throw Refusal.internalError(
        (
          "约定后的计划未通过核对，没有写入任何文件",
          "the schedule with the booking fails verification, and nothing was written"
        ), words)
    }
    let demandText = DemandFormat.encode(accepted.demand, keepingExtensionsOf: inputs.demandText)
    var texts = [(output: OutputFile(demandOut), text: demandText)]
    if let planOut {
      texts.append((OutputFile(planOut), ScheduleFormat.encode(accepted.schedule)))
    }
    try OutputFile.write(texts, words, check: inputs.checkUnchanged)
    let text = OfferText(site: site, demand: demand, request: answer.request, language: words.language)
      .accepted(offer)
    if demandOut ?? "-" == "-" || planOut == "-" {
      if !messages.quiet { Console.reportText(text) }
    } else if json {
      try Console.write(OfferFormat.encode(answer, numberedFrom: number), words)
    } else {
      try Console.print(text, words)
    }
  }
}

extension OfferDesk {
  /// A desk that promises the times that hold on simulated days.
  static func estimating(
    site: Site, demand: Demand, schedule: Schedule, now: CivilTime?
  ) throws(Schedule.Problem) -> OfferDesk {
    try OfferDesk(
      site: site, demand: demand, schedule: schedule, now: now,
      promising: PromiseEstimator.rule(site: site, replications: OfferCommand.replications))
  }
}
