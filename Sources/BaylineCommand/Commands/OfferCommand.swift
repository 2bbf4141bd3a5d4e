import ArgumentParser
import Bayline

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
      visit in it, so that the next caller is answered against the newest book.

      The exit code is 0 if a time was found, 1 if there is none, 2 if an input is wrong or the demand is no longer the \
      one that the schedule was made from.

      EXAMPLES
        bayline offer --site site.json --demand demand.json --schedule tomorrow.json --request request.json
        bayline offer --site site.json --demand demand.json --schedule tomorrow.json --request request.json \
      --accept 1 --out demand.json --schedule-out tomorrow.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The schedule of that demand; - is standard input.", valueName: "file"))
  var schedule: String

  @Option(help: ArgumentHelp("The new appointment; - is standard input.", valueName: "file"))
  var request: String

  @Option(help: "Times at most, 1 to 20.")
  var count = 3

  @Option(help: ArgumentHelp("Book the offer of this number.", valueName: "number"))
  var accept: Int?

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

  @OptionGroup var wording: WordsOptions

  func validate() throws {
    try checkStandardInput([files.site, files.demand, schedule, request])
    if !(1...20).contains(count) {
      throw ValidationError("--count is \(count); give 1 to 20.")
    }
    if let accept, !(1...count).contains(accept) {
      throw ValidationError("--accept is \(accept); give 1 to \(count), the number of an offer.")
    }
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
      if let path = [out, scheduleOut].compactMap(\.self).first(where: { $0 != "-" && inputs.contains($0) }) {
        throw ValidationError("\(path) is the site or the request; give another file to write to.")
      }
      if let out, out != "-", out == scheduleOut || out == schedule {
        throw ValidationError("Demand and schedule do not fit one file; give --out another name.")
      }
      if let scheduleOut, scheduleOut == files.demand {
        throw ValidationError("Demand and schedule do not fit one file; give --schedule-out another name.")
      }
    }
  }

  func run() throws {
    var inputs = Inputs(files, language: wording.lang)
    let current = inputs.schedule(schedule)
    let asked = inputs.request(request)
    if let asked { checkIsNew(asked, &inputs) }
    for path in [out, scheduleOut] where accept != nil { inputs.expect(OutputFile(path)) }
    try inputs.check()
    let (site, demand) = try inputs.soundCase()
    guard let current, let asked else { return }
    let words = inputs.words

    let desk = try desk(site, demand, current, words)
    let answer = desk.offers(for: asked, count: count, language: words.language)
    guard let accept else {
      let text = OfferText(site: site, demand: demand, request: asked, language: words.language)
      if json {
        try Console.write(OfferJSON().text(answer), words)
      } else {
        try Console.print(text.text(answer), words)
      }
      if answer.offers.isEmpty { throw ExitStatus.no }
      return
    }
    guard accept <= answer.offers.count else {
      throw Refusal(
        [
          words(
            "没有第 \(accept) 个时间，只有 \(answer.offers.count) 个；未写入任何文件",
            "there is no offer \(accept), only \(answer.offers.count); nothing is written")
        ], ExitStatus.no)
    }
    try book(answer, accept, at: desk, demand, site, inputs)
  }

  private func desk(
    _ site: Site, _ demand: Demand, _ book: Schedule, _ words: Glossary
  ) throws(Refusal) -> OfferDesk {
    do {
      return try OfferDesk(site: site, demand: demand, schedule: book)
    } catch {
      throw Refusal(
        error.lines(file: schedule, site: site, demand: demand, words), ExitStatus.badFile)
    }
  }

  /// Writes demand and schedule with an offer accepted: both, or none.
  private func book(
    _ answer: OfferAnswer, _ number: Int, at desk: OfferDesk, _ demand: Demand, _ site: Site, _ inputs: Inputs
  ) throws {
    let words = inputs.words
    let offer = answer.offers[number - 1]
    let accepted: OfferDesk.Acceptance
    do throws(OriginFault) {
      accepted = try desk.accept(offer, of: answer.request)
    } catch {
      throw Refusal(
        [
          words(
            "bayline: 约定后的计划未通过核对，没有写入任何文件。这是程序的错误，请连同各输入文件一起反馈",
            "bayline: the schedule with the offer does not pass the check, and nothing is written; this is a fault of the "
              + "program, please report it with the inputs")
        ], ExitStatus.programFault)
    }
    let demandText = DemandFormat.encode(accepted.demand, keepingNotesOf: inputs.demandText)
    var texts = [(output: OutputFile(out), text: demandText)]
    if let scheduleOut {
      texts.append((OutputFile(scheduleOut), ScheduleFormat.encode(accepted.schedule)))
    }
    try OutputFile.write(texts, words)
    let text = OfferText(site: site, demand: demand, request: answer.request, language: words.language)
      .accepted(offer)
    if out ?? "-" == "-" || scheduleOut == "-" {
      if !wording.quiet { Console.tell(text) }
    } else if json {
      try Console.write(OfferJSON().text(answer, accepted: number), words)
    } else {
      try Console.print(text, words)
    }
  }

  /// A caller asks for something new: what was promised or begun before is no request.
  private func checkIsNew(_ asked: Appointment, _ inputs: inout Inputs) {
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
