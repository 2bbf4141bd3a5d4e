import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording
import Foundation

/// `bayline replan`: the rest of the day again after something has happened.
struct ReplanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replan",
    abstract: "Plan the rest of the day again after something has happened.",
    discussion: """
      What is under way stays, promised arrivals hold, little else moves. Standard output carries the list of changes: \
      whom to call and what to offer, who works on what instead, which arrivals and parts differ.

      The next replan starts from what this one wrote: give --demand-out, and --site-out where somebody is absent or a \
      bay is closed. docs/replanning.md lists the events.

      EXAMPLES
        bayline replan --site site.json --demand today.json --schedule plan.json --events morning.json \
      --now 2026-11-24T10:30 --out plan-1030.json --demand-out today-1030.json
        bayline replan --site site.json --demand today.json --schedule plan.json --events - --now 2026-11-24T10:30 \
      --out plan-1030.json --demand-out today-1030.json --site-out site-1030.json --json < morning.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The schedule that the day follows, made from the demand.", valueName: "file"))
  var schedule: String

  @Option(help: ArgumentHelp("What happened since; - is standard input.", valueName: "file"))
  var events: String

  @Option(
    help: ArgumentHelp("The time from which the rest is planned, like 2026-11-24T10:30.", valueName: "time"))
  var now: String

  @Option(help: ArgumentHelp("Where the new schedule goes.", valueName: "file"))
  var out: String

  @Option(
    help: ArgumentHelp("Where the demand from now on goes, which the new schedule is for.", valueName: "file")
  )
  var demandOut: String?

  @Option(help: ArgumentHelp("Where the site goes with who is absent and what is closed.", valueName: "file"))
  var siteOut: String?

  @Flag(
    help:
      "Give customers whose promise is broken the time that is offered to them, instead of leaving them out.")
  var rebook = false

  @Flag(help: "Print the list of changes as JSON.")
  var json = false

  @OptionGroup var limit: SearchLimitOptions

  @OptionGroup var messages: MessageOptions

  private var inputPaths: [String] { [files.site, files.demand, schedule, events] }
  private var outputPaths: [String] { [out, demandOut, siteOut].compactMap(\.self) }

  func validate() throws {
    try checkStandardInput(inputPaths)
    if CivilTime(now) == nil {
      throw ValidationError("--now is \(now); write it like 2026-11-24T10:30.")
    }
    if outputPaths.contains("-") {
      throw ValidationError("Standard output carries the list of changes; give each file a name.")
    }
    let isTwice = outputPaths.indices.contains { index in
      isFile(outputPaths[index], among: inputPaths + outputPaths[..<index])
    }
    if isTwice {
      throw ValidationError("An output is one of the inputs or another output; give each its own file.")
    }
  }

  func run() async throws {
    var inputs = InputReader(files, language: messages.lang)
    let plan = inputs.schedule(schedule)
    let happened = inputs.events(events)
    for path in outputPaths { inputs.checkWritable(OutputFile(path)) }
    try inputs.check()
    let (site, demand) = try inputs.validCase()
    guard let plan, let happened, let now = CivilTime(now) else { return }
    let words = inputs.words
    try check(plan, site, demand, now, words)
    let replanner = Replanner(site: site, demand: demand, schedule: plan, events: happened, now: now)
    inputs.note(replanner.diagnostics.map { $0.inFile(events) })
    try inputs.check()

    Signals.catchTermination()
    let replanned = await replanner.replan(
      limit.options(seconds: 2), keepsSite: siteOut != nil, rebooks: rebook,
      shouldStop: { Signals.isStopRequested })
    guard var outcome = replanned else {
      throw Refusal(
        [
          words(
            "\(files.site):$: 缺勤或停用期间的作业无法用原门店文件表达; 请加 --site-out",
            "\(files.site):$: work around the time off cannot be said with the site as it was; give --site-out"
          )
        ], ExitStatus.badFile)
    }
    outcome.schedule = ReasonText(site: replanner.site, demand: outcome.demand, language: words.language)
      .worded(outcome.schedule)
    ScheduleFingerprint.stamp(
      &outcome.schedule, site: siteOut == nil ? site : replanner.site, demand: outcome.demand)
    try judge(outcome, site, replanner, words)
    var written = [(output: OutputFile(out), text: ScheduleFormat.encode(outcome.schedule))]
    if let demandOut {
      written.append(
        (OutputFile(demandOut), DemandFormat.encode(outcome.demand, keepingExtensionsOf: inputs.demandText)))
    }
    if let siteOut {
      written.append(
        (OutputFile(siteOut), SiteFormat.encode(replanner.site, keepingExtensionsOf: inputs.siteText)))
    }
    try OutputFile.write(written, words)
    if !messages.quiet { report(outcome, replanner, words) }
    if json {
      let text = ChangeListFormat.encode(
        outcome.changes, site: site, before: demand, after: outcome.demand, language: words.language)
      try Console.write(text + "\n", words)
    } else {
      let text = ChangeText(site: site, before: demand, after: outcome.demand, language: words.language)
      try Console.print(text.text(outcome.changes), words)
    }
  }

  /// Refuses a plan that is none of the demand, and a time that is none of its days.
  private func check(
    _ plan: Schedule, _ site: Site, _ demand: Demand, _ now: CivilTime, _ words: Glossary
  ) throws(Refusal) {
    var lines = infeasibilityLine(plan, schedule, site, demand, words).map { [$0] } ?? []
    if now < demand.now || now >= demand.horizon.end {
      lines.append(
        words(
          "\(files.demand):$.now: --now 是 \(now)，应在 \(demand.now) 与 \(demand.horizon.end) 之间; 请改正时间",
          "\(files.demand):$.now: --now is \(now), it lies between \(demand.now) and \(demand.horizon.end); correct the time"
        ))
    }
    if !lines.isEmpty { throw Refusal(lines, ExitStatus.badFile) }
  }

  /// The judgement of the independent verifier before anything is written, by every site that the schedule is for.
  private func judge(
    _ outcome: Replanner.Outcome, _ site: Site, _ replanner: Replanner, _ words: Glossary
  ) throws(Refusal) {
    var unpriced = outcome.schedule
    unpriced.cost = nil
    let pricing = siteOut == nil ? site : replanner.site
    let found =
      Verifier(site: pricing, demand: outcome.demand).verify(outcome.schedule)
    let ofNewSite = Verifier(site: replanner.site, demand: outcome.demand).verify(unpriced)
    guard !found.isCorrect || !ofNewSite.isFeasible else { return }
    let text = VerdictText(site: pricing, demand: outcome.demand, language: words.language)
    let lines = (found.violations + ofNewSite.violations).map(text.line) + found.differences.map(text.line)
    let report = words(
      "bayline: 重排的计划未通过核对，没有写入任何文件。这是程序的错误，请连同输入文件一起反馈",
      "bayline: the new schedule does not pass the check, and nothing is written; this is a fault of the program, "
        + "please report it with the inputs")
    throw Refusal(lines.prefix(10) + [report], ExitStatus.internalError)
  }

  private func report(_ outcome: Replanner.Outcome, _ replanner: Replanner, _ words: Glossary) {
    let (operations, moved) = outcome.unaffected
    let total = words.number(outcome.schedule.cost?.total ?? 0)
    let left = outcome.schedule.unscheduled.count
    Console.report(
      words(
        "成本 \(total) 点，未排入 \(left) 台；未受影响的 \(operations) 项作业中 \(moved) 项换了工位或技师或未排入",
        "cost \(total) points, \(left) left out; of \(operations) operations that nothing had happened to, \(moved) have another bay or crew or are left out"
      ))
    if demandOut == nil {
      Console.report(
        words(
          "新计划对应的是重排后的需求；要核对它或再次重排，请加 --demand-out",
          "the new schedule is one of the demand from now on; to verify it or to replan again, give --demand-out"
        ))
    }
    if replanner.changesSite, siteOut == nil {
      Console.report(
        words(
          "缺勤或停用只在本次重排中考虑；再次重排请重复这些事件，或加 --site-out 保存",
          "who is absent or what is closed is known to this run alone; repeat these events in the next one, or keep them with --site-out"
        ))
    }
  }
}
