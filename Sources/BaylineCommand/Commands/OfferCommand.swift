import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline offer`: the slots available to a caller.
struct OfferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offer",
    abstract: "List arrival slots for a caller.",
    discussion: """
      Confirmed arrivals, advisors and locked work never move; technicians, bays and start times of other visits may \
      change, and such changes are listed. The caller's first choice comes first if it is available; otherwise there are \
      at least two slots if two exist. The request is one appointment, as in a demand.

      --accept writes the demand with the appointment booked, and --schedule-out the schedule with the visit in it, so \
      that the next caller is answered from the current state. --accept takes the number of a slot with its code, like \
      2:7f3a, with the same --count and --now as when it was offered, or its arrival time. If the book has changed so that \
      the number is another slot by now, nothing is written. A number without a code books whatever slot has it now.

      During the day, give --now: no arrival or work is then offered or moved before it.

      The exit code is 0 if a slot was found, 1 if there is none, 2 if an input is invalid or the schedule was not made \
      from this demand.

      EXAMPLES
        bayline offer --site site.json --demand demand.json --schedule tomorrow.json --request request.json
        bayline offer --site site.json --demand demand.json --schedule tomorrow.json --request request.json \
      --accept 1:7f3a --out demand.json --schedule-out tomorrow.json
        bayline offer --site site.json --demand demand.json --schedule today.json --request request.json \
      --now 2026-11-23T14:10 --accept 2026-11-23T15:30 --out demand.json --schedule-out today.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The schedule of that demand; - is standard input.", valueName: "file"))
  var schedule: String

  @Option(help: ArgumentHelp("The new appointment; - is standard input.", valueName: "file"))
  var request: String

  @Option(parsing: .unconditional, help: "The maximum number of slots, 1 to 20.")
  var count = Self.defaultCount

  @Option(
    help: ArgumentHelp(
      "The time of the call, like 2026-11-23T14:10 (default: the demand's now).", valueName: "time"))
  var now: String?

  @Option(
    help: ArgumentHelp(
      "Book the slot with this number and code (with the same --count), or with this arrival, like 2026-11-23T15:30.",
      valueName: "number:code|time"))
  var accept: Choice?

  @Option(
    help: ArgumentHelp(
      "With --accept: the advisor named to the customer, who receives the vehicle if possible.",
      valueName: "id"))
  var advisor: String?

  @Option(
    help: ArgumentHelp(
      "With --accept: the demand file to write, with the appointment booked (default: standard output).",
      valueName: "file"))
  var out: String?

  @Option(
    name: .customLong("schedule-out"),
    help: ArgumentHelp("With --accept: the schedule file to write, with the visit in it.", valueName: "file"))
  var scheduleOut: String?

  @Flag(help: "Print the offers as one JSON object.")
  var json = false

  @OptionGroup var messages: MessageOptions

  private static let defaultCount = 3
  /// The simulated days of each offer's promise: a caller does not wait.
  private static let replications = 100

  /// The slot that a customer takes.
  enum Choice: ExpressibleByArgument {
    /// The code is `nil` if only the number was given.
    case number(Int, code: String?)
    case arrival(CivilTime)

    init?(argument: String) {
      let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
      if let number = Int(argument) {
        self = .number(number, code: nil)
      } else if parts.count == 2, let number = Int(parts[0]), parts[1].utf8.count == 4 {
        self = .number(number, code: parts[1].lowercased())
      } else if let time = CivilTime(argument) {
        self = .arrival(time)
      } else {
        return nil
      }
    }
  }

  func validate() throws {
    if !(1...20).contains(count) {
      throw ValidationError("--count is \(count); give 1 to 20.")
    }
    if let now, CivilTime(now) == nil {
      throw ValidationError("--now is \(now); write it like 2026-11-23T14:10.")
    }
    if case .number(let number, _) = accept, !(1...count).contains(number) {
      throw ValidationError(
        "--accept is \(number); give 1 to \(count), the number of a slot, or its arrival.")
    }
    if accept == nil, advisor != nil { throw ValidationError("--advisor requires --accept.") }
    if accept == nil, (out ?? scheduleOut) != nil {
      throw ValidationError("--out and --schedule-out require --accept.")
    }
    // Both files may be updated in place.
    let written: [OutputRules.Output] =
      accept == nil
      ? []
      : [
        .result("--out", out, mayReplace: files.demand),
        .optional("--schedule-out", scheduleOut, mayReplace: schedule),
      ]
    try OutputRules(
      inputs: [files.site, files.demand, schedule, request],
      outputs: written + (json ? [.result("--json", nil)] : [])
    ).check()
  }

  func run() throws {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var inputs = InputReader(files, language: messages.lang)
    let current = inputs.schedule(schedule)
    let asked = inputs.request(self.request)
    if let asked { checkIsNew(asked, &inputs) }
    if let advisor, let site = inputs.site?.site, !site.advisors.contains(where: { $0.id == advisor }) {
      inputs.report(
        at: "\(files.site):$.advisors",
        inputs.words(
          "没有服务顾问“\(advisor.printable)”; 请改正 --advisor",
          "there is no advisor \"\(advisor.printable)\"; correct --advisor"))
    }
    if accept != nil { inputs.checkWritable([out, scheduleOut]) }
    let (plan, request) = (try inputs.valid(current), try inputs.valid(asked))
    let (site, demand) = try inputs.validCase()
    let words = inputs.words

    let desk = try desk(site, demand, plan, words)
    guard let accept else { return try answer(request, at: desk, site, demand, plan, words) }
    var wished = request
    wished.preferredAdvisor = advisor ?? request.preferredAdvisor
    let (offer, number) = try chosen(accept, of: wished, at: desk, words)
    warnOfSameVehicle(request, [offer], demand, plan, words)
    try book(OfferAnswer(request: request, offers: [offer]), number, at: desk, demand, site, inputs)
  }

  /// Locks the book while a slot is booked in it.
  ///
  /// - Throws: Also that another command has changed it meanwhile, where a number without a code could have come to mean
  ///   another slot.
  private func lock() throws(Refusal) -> BookLock? {
    guard let accept else { return nil }
    let words = Glossary(messages.lang ?? .ofUser)
    let lock = try BookLock([files.demand, schedule, out, scheduleOut], words)
    guard case .number(_, code: nil) = accept, lock.hasChanged else { return lock }
    throw .badFile([
      words(
        "\(files.demand):$: 另一个命令刚改过这份预约，序号可能已是别的时间，未写入任何文件; 请重新查询，并用“序号:代码”预约",
        "\(files.demand):$: another command has just changed this book, so that the number may be another slot, and nothing was written; ask again, and book by number:code"
      )
    ])
  }

  /// Prints the slots for a request.
  private func answer(
    _ request: Appointment, at desk: OfferDesk, _ site: Site, _ demand: Demand, _ plan: Schedule,
    _ words: Glossary
  ) throws(Refusal) {
    var answer = desk.offers(for: request, count: count)
    warnOfSameVehicle(request, answer.offers, demand, plan, words)
    // The reasons name operations of the request, which is not in the demand.
    var extended = demand
    extended.appointments.append(request)
    let reasons = ReasonText(site: site, demand: extended, language: words.language)
    answer.refusal = answer.refusal.map { reasons.worded($0, of: request) }
    let text = OfferText(
      site: site, demand: demand, request: request, now: desk.now, language: words.language)
    if json {
      try Console.write(OfferFormat.encode(answer), words)
    } else {
      try Console.print(text.text(answer, acceptedWith: nonDefaultOptions), words)
    }
    if answer.offers.isEmpty { throw .negative() }
  }

  /// Warns of a vehicle that already comes on the day.
  private func warnOfSameVehicle(
    _ request: Appointment, _ offers: [Offer], _ demand: Demand, _ plan: Schedule, _ words: Glossary
  ) {
    guard !messages.quiet else { return }
    let arrivals = offers.map(\.reception.arrival)
    if let line = SameVehicles.line(request, at: arrivals, demand, plan, words) { Console.report(line) }
  }

  /// The options other than default ones that determine the numbers of slots.
  private var nonDefaultOptions: [String] {
    (count == Self.defaultCount ? [] : ["--count \(count)"]) + (now.map { ["--now \($0)"] } ?? [])
  }

  /// The offer that the customer takes, with its number; 1 if it is not among those offered.
  private func chosen(
    _ choice: Choice, of asked: Appointment, at desk: OfferDesk, _ words: Glossary
  ) throws(Refusal) -> (Offer, number: Int) {
    let offers = desk.offers(for: asked, count: count).offers
    switch choice {
    case .number(let number, let code):
      if number <= offers.count {
        let offer = offers[number - 1]
        if let code, code != OfferCode.code(offer, of: asked) { throw otherSlot(number, words) }
        return (offer, number)
      }
      throw .negative([
        words(
          "没有第 \(number) 个时间，只有 \(offers.count) 个；未写入任何文件",
          "there is no slot \(number), only \(offers.count); nothing was written")
      ])
    case .arrival(let time):
      if let index = offers.firstIndex(where: { $0.reception.arrival == time }) {
        return (offers[index], index + 1)
      }
      if let offer = desk.offer(for: asked, at: time) { return (offer, 1) }
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

  private func desk(
    _ site: Site, _ demand: Demand, _ book: Schedule, _ words: Glossary
  ) throws(Refusal) -> OfferDesk {
    let now = now.flatMap { CivilTime($0) }
    if let now, now < demand.now || now >= demand.horizon.end {
      throw .badFile([nowLine(now, of: demand, files.demand, words)])
    }
    do throws(ScheduleProblem) {
      try ScheduleFingerprint.check(book, site: site, demand: demand)
      return try OfferDesk(
        site: site, demand: demand, schedule: book, now: now,
        promising: PromiseEstimator.rule(site: site, replications: Self.replications))
    } catch {
      throw .badFile(PlanCheck.lines(error, path: schedule, site: site, demand: demand, words))
    }
  }

  /// Writes demand and schedule with an accepted offer, both or none.
  private func book(
    _ answer: OfferAnswer, _ number: Int, at desk: OfferDesk, _ demand: Demand, _ site: Site,
    _ inputs: InputReader
  ) throws {
    let words = inputs.words
    let offer = answer.offers[0]
    var accepted: OfferDesk.Acceptance
    do throws(ScheduleProblem) {
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
    var texts = [(output: OutputFile(out), text: demandText)]
    if let scheduleOut {
      texts.append((OutputFile(scheduleOut), ScheduleFormat.encode(accepted.schedule)))
    }
    try OutputFile.write(texts, words, check: inputs.checkUnchanged)
    let text = OfferText(site: site, demand: demand, request: answer.request, language: words.language)
      .accepted(offer)
    if out ?? "-" == "-" || scheduleOut == "-" {
      if !messages.quiet { Console.reportText(text) }
    } else if json {
      try Console.write(OfferFormat.encode(answer, numberedFrom: number), words)
    } else {
      try Console.print(text, words)
    }
  }

  /// Reports members that a new request cannot have, because they belong to confirmed or started visits.
  private func checkIsNew(_ asked: Appointment, _ inputs: inout InputReader) {
    let words = inputs.words
    func report(_ place: String) {
      inputs.report(
        at: "\(request):\(place)",
        words(
          "新的预约不能有此项; 请删除，已约或已到店的车辆请写入需求文件",
          "a new appointment cannot have this; remove it, and add booked or arrived vehicles to the demand"))
    }
    if asked.booked != nil { report("$.booked") }
    if asked.arrived != nil { report("$.arrived") }
    for (position, operation) in asked.operations.enumerated() where operation.locked != nil {
      report("$.operations[\(position)].locked")
    }
  }
}
