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
      at least two slots if two exist. The request is what the caller says (--plate, --jobs, --at, …), one appointment as \
      in a demand, or a spreadsheet with one visit (--request).

      --at understands 周五 10:00, 明天上午, tomorrow 10:00, fri after 14:00, 12-03 14:30 and the like, counted from the \
      book's now; the answer says what was understood. Jobs are those of a catalogue of standard jobs: --catalogue, or \
      jobs.csv or jobs.xlsx beside the site file. --days opens the book up to a later day.

      Without --site, --demand and --schedule the files are site.json, demand.json and schedule.json.

      What was asked with --plate or --jobs is kept beside the demand (FILE.asked), so that --accept 2:7f3a alone books it, \
      and replaces the demand and the schedule unless --out and --schedule-out say otherwise.

      --accept writes the demand with the appointment booked, and --schedule-out the schedule with the visit in it, so \
      that the next caller is answered from the current state. --accept takes the number of a slot with its code, like \
      2:7f3a, with the same --count and --now as when it was offered, or its arrival time. If the book has changed so that \
      the number is another slot by now, nothing is written. A number without a code books whatever slot has it now.

      During the day, give --now: no arrival or work is then offered or moved before it.

      The exit code is 0 if a slot was found, 1 if there is none, 2 if an input is invalid or the schedule was not made \
      from this demand.

      EXAMPLES
        bayline offer --plate 沪A12345 --jobs 小保养,前刹车片 --at "周五 10:00" --phone 13800138000
        bayline offer --accept 2:7f3a
        bayline offer --site site.json --demand demand.json --schedule tomorrow.json --request request.json
        bayline offer --site site.json --demand demand.json --schedule tomorrow.json --request request.json \
      --accept 1:7f3a --out demand.json --schedule-out tomorrow.json
        bayline offer --site site.json --demand demand.json --schedule today.json --request request.json \
      --now 2026-11-23T14:10 --accept 2026-11-23T15:30 --out demand.json --schedule-out today.json
      """)

  @OptionGroup var files: BookOptions

  @Option(
    help: ArgumentHelp(
      "The new appointment (JSON), or a spreadsheet with one visit; - is standard input.", valueName: "file"))
  var request: String?

  @OptionGroup var said: SaidOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The days of the book on which vehicles may arrive, more than it has.", valueName: "n")
  )
  var days: Int?

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
      "The advisor named to the customer, by id or name, who receives the vehicle if possible.",
      valueName: "advisor"))
  var advisor: String?

  @Option(
    help: ArgumentHelp(
      "With --accept: the demand file to write, with the appointment booked (default: standard output; for a code alone, the demand file).",
      valueName: "file"))
  var out: String?

  @Option(
    name: .customLong("schedule-out"),
    help: ArgumentHelp("With --accept: the schedule file to write, with the visit in it.", valueName: "file"))
  var scheduleOut: String?

  @Flag(help: "Print the offers as one JSON object.")
  var json = false

  @OptionGroup var messages: MessageOptions

  static let defaultCount = 3
  /// The simulated days of each offer's promise: a caller does not wait.
  static let replications = 100

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
    if let days, !(1...Diagnostic.InputLimit.horizonDays.value).contains(days) {
      throw ValidationError("--days is \(days); give 1 to \(Diagnostic.InputLimit.horizonDays.value).")
    }
    if case .number(let number, let code) = accept, !(1...(code == nil ? count : 20)).contains(number) {
      throw ValidationError(
        "--accept is \(number); give 1 to \(count), the number of a slot, or its arrival.")
    }
    try validateRequest()
    if accept == nil, (out ?? scheduleOut) != nil {
      throw ValidationError("--out and --schedule-out require --accept.")
    }
    // Both files may be updated in place.
    let written: [OutputRules.Output] =
      accept == nil
      ? []
      : [
        .result("--out", demandOut, mayReplace: files.demand),
        .optional("--schedule-out", planOut, mayReplace: files.schedule),
      ]
    try OutputRules(
      inputs: [files.site, files.demand, files.schedule, request] + said.catalogues,
      outputs: written + (json ? [.result("--json", nil)] : [])
    ).check()
  }

  private func validateRequest() throws {
    if request != nil, !said.isEmpty {
      throw ValidationError("Give either --request or \(said.options.joined(separator: ", ")).")
    }
    if isRemembered {
      guard case .number(_, code: _?) = accept else {
        throw ValidationError(
          "Give what the caller wants: --plate and --jobs, or --request; or --accept with a number and its code, like 1:7f3a."
        )
      }
      if files.demand == "-" { throw ValidationError("--accept alone requires a demand file.") }
    }
    if request != nil, accept == nil, advisor != nil {
      throw ValidationError("--advisor requires --accept, or --plate and --jobs.")
    }
  }

  /// Whether the request is one that was asked before.
  var isRemembered: Bool { request == nil && said.isEmpty }

  /// The demand to write; for a request that was asked before, the book itself by default.
  var demandOut: String? { out ?? (isRemembered ? files.demand : nil) }

  /// The schedule to write.
  var planOut: String? { scheduleOut ?? (isRemembered ? files.schedule : nil) }

  func run() throws {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var inputs = InputReader(files, language: messages.lang)
    let current = inputs.schedule(files.schedule)
    let asked = try asked(&inputs)
    // A typed request has it as a wish.
    let advisor = said.isEmpty ? self.advisor.flatMap { self.advisor($0, &inputs) } : nil
    if accept != nil { inputs.checkWritable([demandOut, planOut]) }
    var (plan, call) = (try inputs.valid(current), try inputs.valid(asked))
    let (site, given) = try inputs.validCase()
    let words = inputs.words
    try check(plan, site, given, words)
    let demand = try opened(given, to: call.days, &plan, words)

    let desk = try desk(site, demand, plan, now: call.now, words)
    guard let accept else { return try answer(call, at: desk, site, demand, plan, words) }
    let (offer, number) = try chosen(accept, of: call, advisor: advisor, at: desk, words)
    warnOfSameVehicle(call.request, [offer], demand, plan, words)
    try book(Offer.Answer(request: call.request, offers: [offer]), number, at: desk, demand, site, inputs)
    if let asked = call.asked { AskedRequests(files.demand).remove(asked) }
  }

  /// Locks the book while a slot is booked in it.
  ///
  /// - Throws: Also that another command has changed it meanwhile, where a number without a code could have come to mean
  ///   another slot.
  private func lock() throws(Refusal) -> BookLock? {
    guard let accept else { return nil }
    let words = Glossary(messages.lang ?? .ofUser)
    let lock = try BookLock([files.demand, files.schedule, demandOut, planOut], words)
    guard case .number(_, code: nil) = accept, lock.hasChanged else { return lock }
    throw .badFile([
      words(
        "\(files.demand):$: 另一个命令刚改过这份预约，序号可能已是别的时间，未写入任何文件; 请重新查询，并用“序号:代码”预约",
        "\(files.demand):$: another command has just changed this book, so that the number may be another slot, and nothing was written; ask again, and book by number:code"
      )
    ])
  }

  /// The id of the advisor given by id or name; `nil` after reporting that there is none.
  private func advisor(_ name: String, _ inputs: inout InputReader) -> String? {
    guard let site = inputs.site?.site else { return nil }
    do throws(PlacementQuestion.Problem) {
      return try site.advisor(called: name)
    } catch {
      let words = inputs.words
      if case .ambiguousResource(_, _, let ids) = error {
        inputs.report(
          at: "--advisor:$",
          words(
            "有几位顾问都叫“\(name.printable)”; 请写编号：\(words.list(ids))",
            "several advisors are called \"\(name.printable)\"; give an id: \(words.list(ids))"))
      } else {
        inputs.report(
          at: "\(files.site):$.advisors",
          words(
            "没有服务顾问“\(name.printable)”; 请改正 --advisor",
            "there is no advisor \"\(name.printable)\"; correct --advisor"))
      }
      return nil
    }
  }

  /// Refuses a schedule of another demand.
  private func check(
    _ plan: Schedule, _ site: Site, _ demand: Demand, _ words: Glossary
  ) throws(Refusal) {
    do throws(Schedule.Problem) {
      try ScheduleFingerprint.check(plan, site: site, demand: demand)
    } catch {
      throw .badFile(PlanCheck.lines(error, path: files.schedule, site: site, demand: demand, words))
    }
  }

  /// The demand with more days; the schedule holds for it, but its cost and bound do not.
  private func opened(
    _ demand: Demand, to days: Int?, _ plan: inout Schedule, _ words: Glossary
  ) throws(Refusal) -> Demand {
    guard let days, days != demand.horizon.days else { return demand }
    guard days > demand.horizon.days else {
      throw .badFile([
        words(
          "\(files.demand):$.horizon.days: 已有 \(demand.horizon.days) 天，--days \(days) 更少; 请给更大的天数",
          "\(files.demand):$.horizon.days: is \(demand.horizon.days) already, and --days \(days) is less; give more days"
        )
      ])
    }
    var demand = demand
    demand.horizon.days = days
    plan.cost = nil
    plan.about = nil
    return demand
  }
}
