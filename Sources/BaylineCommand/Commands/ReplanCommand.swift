import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline replan`: a new plan for the rest of the day after something has happened.
struct ReplanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replan",
    abstract: "Replan the rest of the day after something has happened.",
    discussion: """
      Started work stays, confirmed arrivals never move, and little else changes. Prints the list of changes: \
      customers to call and what to offer them, reassigned work, changed arrivals and parts.

      The next replan starts from the files that this one writes: give --demand-out, and also --site-out if somebody is \
      absent or a bay is closed. docs/replanning.md lists the events.

      EXAMPLES
        bayline replan --site site.json --demand today.json --schedule plan.json --events morning.json \
      --now 2026-11-24T10:30 --out plan-1030.json --demand-out today-1030.json
        bayline replan --site site.json --demand today.json --schedule plan.json --events - --now 2026-11-24T10:30 \
      --out plan-1030.json --demand-out today-1030.json --site-out site-1030.json --json < morning.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The current schedule of the day, made from the demand.", valueName: "file"))
  var schedule: String

  @Option(help: ArgumentHelp("What has happened since; - is standard input.", valueName: "file"))
  var events: String

  @Option(
    help: ArgumentHelp("The time to replan from, like 2026-11-24T10:30.", valueName: "time"))
  var now: String

  @Option(help: ArgumentHelp("The new schedule file to write.", valueName: "file"))
  var out: String

  @Option(
    help: ArgumentHelp(
      "The updated demand file to write, which the new schedule belongs to.", valueName: "file")
  )
  var demandOut: String?

  @Option(help: ArgumentHelp("The site file to write, with absences and closures.", valueName: "file"))
  var siteOut: String?

  @Flag(
    help:
      "Schedule customers whose arrival cannot be kept at the slot offered to them, instead of leaving them unscheduled."
  )
  var rebook = false

  @OptionGroup var replanning: ReplanOptions

  func validate() throws {
    if CivilTime(now) == nil {
      throw ValidationError("--now is \(now); write it like 2026-11-24T10:30.")
    }
    try OutputRules(
      inputs: [files.site, files.demand, schedule, events]
        + [replanning.promises.uncertainty].compactMap(\.self),
      outputs: [.file("--out", out), .file("--demand-out", demandOut), .file("--site-out", siteOut)]
    ).check()
  }

  func run() async throws {
    let run = ReplanRun(
      files: files, schedule: schedule, out: out, demandOut: demandOut, siteOut: siteOut, rebook: rebook,
      options: replanning)
    let lock = try run.lock()
    defer { withExtendedLifetime(lock) {} }
    var inputs = InputReader(files, language: replanning.messages.lang)
    let current = inputs.schedule(schedule)
    let happened = inputs.events(self.events)
    let book = try run.read(&inputs, current)
    let events = try inputs.valid(happened)
    try await run.replan(
      book, events: events, file: self.events, now: try inputs.valid(CivilTime(now)), inputs)
  }
}

/// A line about a `--now` outside the time that a demand covers.
func nowLine(_ now: CivilTime, of demand: Demand, _ file: String, _ words: Glossary) -> String {
  words(
    "\(file):$.now: --now 是 \(now)，应在 \(demand.now) 与 \(demand.horizon.end) 之间; 请改正时间",
    "\(file):$.now: --now is \(now), but must be between \(demand.now) and \(demand.horizon.end); correct the time"
  )
}
