import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline explain`: why a visit is where it is, or why it cannot be elsewhere.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain why a visit is where it is, or why not at another time or with somebody else.",
    discussion: """
      Without --at, --advisor, --technician or --bay, explains why the visit is where it is, or why it is unscheduled. With \
      them, tells whether it could be placed there with nothing else changed: what that would cost, or which rules block \
      it and the smallest changes that would allow it. The arrival of a scheduled visit stays the same unless --at is given.

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
      "Why not at this time: 2026-11-23T10:00, or 10:00 on the day of the demand's now.", valueName: "time"
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
      "Write the schedule with the visit in the requested place, whatever rules it breaks.", valueName: "file"
    ))
  var outForced: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if let at, CivilTime(at) == nil, ClockTime(at) == nil {
      throw ValidationError("--at is \(at); give a time like 2026-11-23T10:00 or 10:00.")
    }
    try OutputRules(
      inputs: [files.site, files.demand, schedule], outputs: [.file("--out-forced", outForced)]
    ).check()
  }

  func run() throws {
    var inputs = InputReader(files, language: messages.lang)
    let read = inputs.schedule(schedule)
    if let outForced { inputs.checkWritable([outForced]) }
    let plan = try inputs.valid(read)
    let (site, demand) = try inputs.validCase()
    let words = inputs.words

    var explanation: Explanation
    do {
      let question = try question(site, demand)
      explanation = try Planner(site: site, demand: demand).explain(question, in: plan)
    } catch {
      let text = PlacementQuestionErrorText(site: site, demand: demand, language: words.language)
      throw Refusal.badFile(text.lines(error, schedule: schedule))
    }
    if let reason = explanation.reason,
      let visit = demand.appointments.first(where: { $0.id == reason.appointment })
    {
      explanation.reason = ReasonText(site: site, demand: demand, language: words.language).worded(
        reason, of: visit)
    }
    if let outForced {
      try OutputFile(outForced).write(ScheduleFormat.encode(explanation.answer?.schedule ?? plan), words)
    }
    if json {
      try Console.write(
        ExplanationFormat.encode(explanation, site: site, demand: demand, language: words.language), words)
    } else {
      let text = ExplanationText(site: site, demand: demand, language: words.language)
      try Console.print(text.text(explanation), words)
    }
  }

  private func question(_ site: Site, _ demand: Demand) throws(PlacementQuestion.Problem) -> PlacementQuestion
  {
    var question = try PlacementQuestion(visit: appointment, in: demand)
    let isInHorizon = demand.horizon.start <= demand.now && demand.now < demand.horizon.end
    let today = isInHorizon ? demand.now.date : demand.horizon.from
    question.arrival = at.flatMap { text in
      CivilTime(text) ?? ClockTime(text).map { CivilTime(today, minuteOfDay: $0.minutes) }
    }
    question.advisor = try advisor.map { name throws(PlacementQuestion.Problem) in
      try site.advisor(called: name)
    }
    question.technician = try technician.map { name throws(PlacementQuestion.Problem) in
      try site.technician(called: name)
    }
    question.bay = try bay.map { name throws(PlacementQuestion.Problem) in try site.bay(called: name) }
    return question
  }
}
