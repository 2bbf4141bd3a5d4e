import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline explain`: why a visit is where it is, or why not elsewhere.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a visit is where it is, or why not at another time or with somebody else.",
    discussion: """
      Without --at, --advisor, --technician or --bay it says why the visit is where it is, or why it was left out. With \
      them it says whether it could be there, everything else as it stands: what that would cost, or else which rules are \
      in the way, and the smallest changes that would let it in, with what each gains. The arrival of a scheduled visit \
      stays as it is unless --at says otherwise.

      EXAMPLES
        bayline explain --site site.json --demand demand.json --schedule tomorrow.json A007
        bayline explain --site site.json --demand demand.json --schedule tomorrow.json A007 --at 10:00 --advisor SA2
        bayline explain --site site.json --demand demand.json --schedule tomorrow.json 沪A12345 --technician T03 --json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("A schedule of the demand; - is standard input.", valueName: "file"))
  var schedule: String

  @Argument(help: "The visit, by its id or plate.")
  var appointment: String

  @Option(
    help: ArgumentHelp(
      "Why not at this arrival: 2026-11-23T10:00, or 10:00 on the day of the demand's now.", valueName: "time"
    ))
  var at: String?

  @Option(help: ArgumentHelp("Why not with this advisor, by id or name.", valueName: "advisor"))
  var advisor: String?

  @Option(help: ArgumentHelp("Why not with this technician, by id or name.", valueName: "technician"))
  var technician: String?

  @Option(help: ArgumentHelp("Why not in this bay, by id or name.", valueName: "bay"))
  var bay: String?

  @Flag(help: "Print a JSON object.")
  var json = false

  @Option(
    name: .customLong("out-forced"),
    help: ArgumentHelp(
      "Write the schedule with the visit at the asked place, whatever rules it breaks.", valueName: "file"))
  var outForced: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try checkStandardInput([files.site, files.demand, schedule])
    if let at, CivilTime(at) == nil, Self.clock(at) == nil {
      throw ValidationError("--at is \(at); give a time like 2026-11-23T10:00 or 10:00.")
    }
    if outForced == "-" {
      throw ValidationError("Standard output carries the answer; name a file with --out-forced.")
    }
    if isFile(outForced, among: [files.site, files.demand, schedule]) {
      throw ValidationError("--out-forced is one of the inputs; give another file.")
    }
  }

  /// Minutes since midnight of `10:00` or `9:30`.
  private static func clock(_ text: String) -> Int? {
    let padded = text.count == 4 ? "0" + text : text
    return CivilTime("2026-11-23T" + padded)?.minuteOfDay
  }

  func run() throws {
    var inputs = InputReader(files, language: messages.lang)
    let read = inputs.schedule(schedule)
    let forced = outForced.map { OutputFile($0) }
    if let forced { inputs.checkWritable(forced) }
    try inputs.check()
    let (site, demand) = try inputs.validCase()
    guard let read else { return }
    let words = inputs.words

    var explanation: Explanation
    do {
      let question = try question(site, demand)
      explanation = try Planner(site: site, demand: demand).explain(question, in: read)
    } catch {
      let text = PlacementQuestionErrorText(site: site, demand: demand, language: words.language)
      throw Refusal(text.lines(error, schedule: schedule), ExitStatus.badFile)
    }
    if let reason = explanation.reason,
      let visit = demand.appointments.first(where: { $0.id == reason.appointment })
    {
      explanation.reason = ReasonText(site: site, demand: demand, language: words.language).worded(
        reason, of: visit)
    }
    if let forced {
      try forced.write(ScheduleFormat.encode(explanation.answer?.schedule ?? read), words)
    }
    if json {
      try Console.write(
        ExplanationFormat.encode(explanation, site: site, demand: demand, language: words.language), words)
    } else {
      let text = ExplanationText(site: site, demand: demand, language: words.language)
      try Console.print(text.text(explanation), words)
    }
  }

  private func question(_ site: Site, _ demand: Demand) throws(PlacementQuestionError) -> PlacementQuestion {
    var question = try PlacementQuestion(visit: appointment, in: demand)
    let isInHorizon = demand.horizon.start <= demand.now && demand.now < demand.horizon.end
    let today = isInHorizon ? demand.now.date : demand.horizon.from
    question.arrival = at.flatMap { text in
      CivilTime(text) ?? Self.clock(text).map { CivilTime(today, minuteOfDay: $0) }
    }
    question.advisor = try advisor.map { name throws(PlacementQuestionError) in try site.advisor(called: name)
    }
    question.technician = try technician.map { name throws(PlacementQuestionError) in
      try site.technician(called: name)
    }
    question.bay = try bay.map { name throws(PlacementQuestionError) in try site.bay(called: name) }
    return question
  }
}
