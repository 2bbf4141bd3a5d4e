import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline offer`: which times a caller can have.
struct OfferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offer",
    abstract: "Offer a caller arrival times that the schedule has room for.",
    discussion: """
      Every arrival and advisor of the schedule stays as it was told, and so does locked work; technicians, bays and \
      starts of others may change, and what changes is listed. The first choice leads if it can be had; else there are at \
      least two times if two exist. The request is one appointment, as in a demand.

      With --accept the demand is written with the appointment booked, and with --schedule-out the schedule with the \
      visit in it, so that the next caller is answered against the newest book. --accept takes the number of an offer, \
      with the same --count and --now as when it was read out (another count may offer other times), or its arrival.

      During the day, give --now: neither arrivals nor work are then offered or moved before it.

      The exit code is 0 if a time was found, 1 if there is none, 2 if an input is wrong or the demand is no longer the \
      one that the schedule was made from.

      EXAMPLES
        bayline offer --site site.json --demand demand.json --schedule tomorrow.json --request request.json
        bayline offer --site site.json --demand demand.json --schedule tomorrow.json --request request.json \
      --accept 1 --out demand.json --schedule-out tomorrow.json
        bayline offer --site site.json --demand demand.json --schedule today.json --request request.json \
      --now 2026-11-23T14:10 --accept 2026-11-23T15:30 --out demand.json --schedule-out today.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The schedule of that demand; - is standard input.", valueName: "file"))
  var schedule: String

  @Option(help: ArgumentHelp("The new appointment; - is standard input.", valueName: "file"))
  var request: String

  @Option(help: "Times at most, 1 to 20.")
  var count = Self.defaultCount

  @Option(
    help: ArgumentHelp(
      "When the customer calls, like 2026-11-23T14:10 (default: the demand's now).", valueName: "time"))
  var now: String?

  @Option(
    help: ArgumentHelp(
      "Book the offer of this number (give the same --count), or of this arrival, like 2026-11-23T15:30.",
      valueName: "number|time"))
  var accept: Choice?

  @Option(
    help: ArgumentHelp(
      "With --accept: the advisor whom the customer was told, who receives the vehicle if that can be.",
      valueName: "id"))
  var advisor: String?

  @Option(
    help: ArgumentHelp(
      "Where the demand goes with the appointment booked (--accept; default: standard output).",
      valueName: "file"))
  var out: String?

  @Option(
    name: .customLong("schedule-out"),
    help: ArgumentHelp("Where the schedule goes with the visit in it (--accept).", valueName: "file"))
  var scheduleOut: String?

  @Flag(help: "Print the offers as one JSON object.")
  var json = false

  @OptionGroup var messages: MessageOptions

  private static let defaultCount = 3

  /// Which offer a customer takes.
  enum Choice: ExpressibleByArgument {
    case number(Int)
    case arrival(CivilTime)

    init?(argument: String) {
      if let number = Int(argument) {
        self = .number(number)
      } else if let time = CivilTime(argument) {
        self = .arrival(time)
      } else {
        return nil
      }
    }
  }

  func validate() throws {
    try checkStandardInput([files.site, files.demand, schedule, request])
    if !(1...20).contains(count) {
      throw ValidationError("--count is \(count); give 1 to 20.")
    }
    if let now, CivilTime(now) == nil {
      throw ValidationError("--now is \(now); write it like 2026-11-23T14:10.")
    }
    if case .number(let number) = accept, !(1...count).contains(number) {
      throw ValidationError(
        "--accept is \(number); give 1 to \(count), the number of an offer, or its arrival.")
    }
    if accept == nil, advisor != nil { throw ValidationError("--advisor goes with --accept alone.") }
    if accept == nil, (out ?? scheduleOut) != nil {
      throw ValidationError("--out and --schedule-out go with --accept alone.")
    }
    if accept != nil {
      let isDemandPrinted = out ?? "-" == "-"
      if isDemandPrinted, scheduleOut == "-" {
        throw ValidationError("Two files do not fit standard output; name a file with --out.")
      }
      if json, isDemandPrinted || scheduleOut == "-" {
        throw ValidationError(
          "The offer and a file do not fit standard output; name files, or leave --json out.")
      }
      let inputs = [files.site, request]
      if let path = [out, scheduleOut].compactMap(\.self).first(where: { isFile($0, among: inputs) }) {
        throw ValidationError("\(path) is the site or the request; give another file to write to.")
      }
      if isFile(out, among: [scheduleOut, schedule]) {
        throw ValidationError("Demand and schedule do not fit one file; give --out another name.")
      }
      if isSameFile(scheduleOut, files.demand) {
        throw ValidationError("Demand and schedule do not fit one file; give --schedule-out another name.")
      }
    }
  }

  func run() throws {
    var inputs = InputReader(files, language: messages.lang)
    let current = inputs.schedule(schedule)
    let asked = inputs.request(request)
    if let asked { checkIsNew(asked, &inputs) }
    if let advisor, let site = inputs.site?.site, !site.advisors.contains(where: { $0.id == advisor }) {
      inputs.note(
        "\(files.site):$.advisors: "
          + inputs.words(
            "没有服务顾问“\(advisor.printable)”; 请改正 --advisor",
            "there is no advisor \"\(advisor.printable)\"; correct --advisor"))
    }
    for path in [out, scheduleOut] where accept != nil { inputs.checkWritable(OutputFile(path)) }
    try inputs.check()
    let (site, demand) = try inputs.validCase()
    guard let current, let asked else { return }
    let words = inputs.words

    let desk = try desk(site, demand, current, words)
    guard let accept else {
      var answer = desk.offers(for: asked, count: count)
      let reasons = ReasonText(site: site, demand: demand, language: words.language)
      answer.refusal = answer.refusal.map { reasons.worded($0, of: asked) }
      let text = OfferText(
        site: site, demand: demand, request: asked, now: desk.now, language: words.language)
      if json {
        try Console.write(OfferFormat.encode(answer), words)
      } else {
        try Console.print(text.text(answer, acceptedWith: nonDefaultOptions), words)
      }
      if answer.offers.isEmpty { throw ExitStatus.negative }
      return
    }
    var wished = asked
    wished.preferredAdvisor = advisor ?? asked.preferredAdvisor
    let (offer, number) = try chosen(accept, of: wished, at: desk, words)
    try book(OfferAnswer(request: asked, offers: [offer]), number, at: desk, demand, site, inputs)
  }

  /// The options that decide on the numbers of offers, where they are not the usual ones.
  private var nonDefaultOptions: [String] {
    (count == Self.defaultCount ? [] : ["--count \(count)"]) + (now.map { ["--now \($0)"] } ?? [])
  }

  /// The offer that the customer takes, with its number; 1 where it is not among those that are told.
  private func chosen(
    _ choice: Choice, of asked: Appointment, at desk: OfferDesk, _ words: Glossary
  ) throws(Refusal) -> (Offer, number: Int) {
    let offers = desk.offers(for: asked, count: count).offers
    switch choice {
    case .number(let number):
      if number <= offers.count { return (offers[number - 1], number) }
      throw Refusal(
        [
          words(
            "没有第 \(number) 个时间，只有 \(offers.count) 个；未写入任何文件",
            "there is no offer \(number), only \(offers.count); nothing is written")
        ], ExitStatus.negative)
    case .arrival(let time):
      if let index = offers.firstIndex(where: { $0.reception.arrival == time }) {
        return (offers[index], index + 1)
      }
      if let offer = desk.offer(for: asked, at: time) { return (offer, 1) }
      throw Refusal(
        [
          words(
            "\(time) 不可预约；未写入任何文件", "\(time) cannot be offered; nothing is written")
        ], ExitStatus.negative)
    }
  }

  private func desk(
    _ site: Site, _ demand: Demand, _ book: Schedule, _ words: Glossary
  ) throws(Refusal) -> OfferDesk {
    let now = now.flatMap { CivilTime($0) }
    if let now, now < demand.now || now >= demand.horizon.end {
      throw Refusal(
        [
          words(
            "\(files.demand):$.now: --now 是 \(now)，应在 \(demand.now) 与 \(demand.horizon.end) 之间; 请改正时间",
            "\(files.demand):$.now: --now is \(now), it lies between \(demand.now) and \(demand.horizon.end); correct the time"
          )
        ], ExitStatus.badFile)
    }
    do throws(ScheduleProblem) {
      try ScheduleFingerprint.check(book, site: site, demand: demand)
      return try OfferDesk(site: site, demand: demand, schedule: book, now: now)
    } catch {
      throw Refusal(
        error.lines(file: schedule, site: site, demand: demand, words), ExitStatus.badFile)
    }
  }

  /// Writes demand and schedule with an offer accepted: both, or none.
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
      throw Refusal(
        [
          words(
            "bayline: 约定后的计划未通过核对，没有写入任何文件。这是程序的错误，请连同各输入文件一起反馈",
            "bayline: the schedule with the offer does not pass the check, and nothing is written; this is a fault of the "
              + "program, please report it with the inputs")
        ], ExitStatus.internalError)
    }
    let demandText = DemandFormat.encode(accepted.demand, keepingExtensionsOf: inputs.demandText)
    var texts = [(output: OutputFile(out), text: demandText)]
    if let scheduleOut {
      texts.append((OutputFile(scheduleOut), ScheduleFormat.encode(accepted.schedule)))
    }
    try OutputFile.write(texts, words)
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

  /// A caller asks for something new: what was promised or begun before is no request.
  private func checkIsNew(_ asked: Appointment, _ inputs: inout InputReader) {
    let words = inputs.words
    func note(_ place: String) {
      inputs.note(
        "\(request):\(place): "
          + words(
            "新的预约不能有此项; 请删除，已约或已到店的车辆请写入需求文件",
            "a new appointment cannot have this; remove it, and put a vehicle that is booked or there into the demand"
          ))
    }
    if asked.booked != nil { note("$.booked") }
    if asked.arrived != nil { note("$.arrived") }
    for (position, operation) in asked.operations.enumerated() where operation.locked != nil {
      note("$.operations[\(position)].locked")
    }
  }
}
