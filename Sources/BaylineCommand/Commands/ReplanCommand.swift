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

  @Flag(help: "Print the list of changes as JSON.")
  var json = false

  @OptionGroup var limit: SearchLimitOptions

  @OptionGroup var promises: PromiseOptions

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if CivilTime(now) == nil {
      throw ValidationError("--now is \(now); write it like 2026-11-24T10:30.")
    }
    try OutputRules(
      inputs: [files.site, files.demand, schedule, events] + [promises.uncertainty].compactMap(\.self),
      outputs: [.file("--out", out), .file("--demand-out", demandOut), .file("--site-out", siteOut)]
    ).check()
  }

  func run() async throws {
    let lock = try BookLock(
      [files.demand, schedule, out, demandOut, siteOut], Glossary(messages.lang ?? .ofUser))
    defer { withExtendedLifetime(lock) {} }
    var inputs = InputReader(files, language: messages.lang)
    let current = inputs.schedule(schedule)
    let happened = inputs.events(self.events)
    let stated = inputs.uncertainty(promises.uncertainty)
    inputs.checkWritable([out, demandOut, siteOut].compactMap(\.self))
    let (plan, events) = (try inputs.valid(current), try inputs.valid(happened))
    let (site, demand) = try inputs.validCase()
    let now = try inputs.valid(CivilTime(self.now))
    let words = inputs.words
    try check(plan, site, demand, now, words)
    let replanner = Replanner(site: site, demand: demand, schedule: plan, events: events, now: now)
    inputs.report(replanner.diagnostics.map { $0.inFile(self.events) })
    try inputs.check()

    let deviations = try inputs.valid(stated)
    var outcome = try await replan(replanner, deviations, words)
    let estimator = PromiseEstimator(
      site: replanner.site, demand: outcome.demand, uncertainty: deviations, seed: limit.run.seed)
    outcome.schedule = await promises.promising(
      outcome.schedule, keeping: plan, by: estimator, limit.options(seconds: 2))
    outcome.schedule = ReasonText(site: replanner.site, demand: outcome.demand, language: words.language)
      .worded(outcome.schedule)
    ScheduleFingerprint.stamp(
      &outcome.schedule, site: siteOut == nil ? site : replanner.site, demand: outcome.demand)
    try verify(outcome, site, replanner, words)
    try write(outcome, replanner, inputs)
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

  /// How long a schedule takes from the search until it can be written: its promises, the check, the text.
  private func followUp(
    _ replanner: Replanner, _ deviations: Uncertainty, _ words: Glossary
  ) -> @Sendable (Schedule) -> Double {
    let whole = limit.options(seconds: 2)
    let (promises, site, demand) = (promises, replanner.site, replanner.demand)
    return { schedule in
      let clock = ContinuousClock()
      let start = clock.now
      let made = ReasonText(site: site, demand: demand, language: words.language).worded(schedule)
      // It is verified twice: for the site as it is from now on, and by the weights of the given one.
      for _ in 0..<2 { _ = Verifier(site: site, demand: demand).verify(made) }
      _ = ScheduleFormat.encode(made)
      let writing = (clock.now - start) / .seconds(1)
      let estimator = PromiseEstimator(
        site: site, demand: demand, uncertainty: deviations, seed: whole.seed)
      return writing + promises.seconds(for: schedule, by: estimator, whole)
    }
  }

  private func replan(
    _ replanner: Replanner, _ deviations: Uncertainty, _ words: Glossary
  ) async throws(Refusal) -> Replanner.Outcome {
    Signals.catchTermination()
    var options = limit.options(seconds: 2)
    options.limit = options.limit.leftSinceLaunch
    options.followUp = followUp(replanner, deviations, words)
    let outcome = await replanner.replan(
      options, keepsSite: siteOut != nil, rebooks: rebook,
      shouldStop: { Signals.isStopRequested })
    guard let outcome else {
      throw .badFile([
        words(
          "\(files.site):$: 缺勤或停用期间的作业无法用原门店文件表达; 请加 --site-out",
          "\(files.site):$: work around the absence or closure cannot be expressed with the unchanged site; give --site-out"
        )
      ])
    }
    return outcome
  }

  /// Writes schedule, demand and site, all or none.
  private func write(
    _ outcome: Replanner.Outcome, _ replanner: Replanner, _ inputs: InputReader
  ) throws(Refusal) {
    var written = [(output: OutputFile(out), text: ScheduleFormat.encode(outcome.schedule))]
    if let demandOut {
      written.append(
        (OutputFile(demandOut), DemandFormat.encode(outcome.demand, keepingExtensionsOf: inputs.demandText)))
    }
    if let siteOut {
      written.append(
        (OutputFile(siteOut), SiteFormat.encode(replanner.site, keepingExtensionsOf: inputs.siteText)))
    }
    try OutputFile.write(written, inputs.words, check: inputs.checkUnchanged)
  }

  /// Refuses a schedule that is not one of the demand, and a time outside its days.
  private func check(
    _ plan: Schedule, _ site: Site, _ demand: Demand, _ now: CivilTime, _ words: Glossary
  ) throws(Refusal) {
    let fault = PlanCheck.fault(inGiven: plan, path: schedule, site: site, demand: demand, words)
    var lines = fault.map { [$0] } ?? []
    if now < demand.now || now >= demand.horizon.end {
      lines.append(nowLine(now, of: demand, files.demand, words))
    }
    if !lines.isEmpty { throw .badFile(lines) }
  }

  /// Verifies the new schedule for every site that it is for.
  private func verify(
    _ outcome: Replanner.Outcome, _ site: Site, _ replanner: Replanner, _ words: Glossary
  ) throws(Refusal) {
    let pricing = siteOut == nil ? site : replanner.site
    try PlanCheck.check(made: outcome.schedule, site: pricing, demand: outcome.demand, words)
    // With absences and closures, costs are those of the other site.
    var unpriced = outcome.schedule
    unpriced.cost = nil
    try PlanCheck.check(made: unpriced, site: replanner.site, demand: outcome.demand, words)
  }

  private func report(_ outcome: Replanner.Outcome, _ replanner: Replanner, _ words: Glossary) {
    let (operations, moved) = outcome.unaffected
    let total = words.number(outcome.schedule.cost?.total ?? 0)
    let left = outcome.schedule.unscheduled.count
    Console.report(
      words(
        "成本 \(total)，未排入 \(left) 台；未受影响的 \(operations) 项作业中 \(moved) 项换了工位或技师或未排入",
        "cost \(total), \(left) unscheduled; of \(operations) operations not affected by the events, \(moved) changed bay or crew or became unscheduled"
      ))
    if demandOut == nil {
      Console.report(
        words(
          "新计划对应的是重排后的需求；要核对它或再次重排，请加 --demand-out",
          "the new schedule belongs to the updated demand; to verify it or to replan again, give --demand-out"
        ))
    }
    if replanner.changesSite, siteOut == nil {
      Console.report(
        words(
          "缺勤或停用只在本次重排中考虑；再次重排请重复这些事件，或加 --site-out 保存",
          "absences and closures apply to this run only; repeat these events in the next one, or save them with --site-out"
        ))
    }
  }
}

/// A line about a `--now` outside the time that a demand covers.
func nowLine(_ now: CivilTime, of demand: Demand, _ file: String, _ words: Glossary) -> String {
  words(
    "\(file):$.now: --now 是 \(now)，应在 \(demand.now) 与 \(demand.horizon.end) 之间; 请改正时间",
    "\(file):$.now: --now is \(now), but must be between \(demand.now) and \(demand.horizon.end); correct the time"
  )
}
