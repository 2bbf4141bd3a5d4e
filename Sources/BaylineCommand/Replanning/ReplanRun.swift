import Bayline
import BaylineReports
import BaylineWording

/// Replans the rest of a day and writes its files: what `replan` and the commands about one visit have in common.
struct ReplanRun {
  let files: CaseOptions
  /// The path of the current schedule.
  let schedule: String
  /// The path of the new schedule.
  let out: String
  let demandOut: String?
  let siteOut: String?
  let rebook: Bool
  let options: ReplanOptions
  /// Why a customer did not come, for the note.
  var missedReason: String?

  /// The files that a replan starts from.
  struct Book {
    let site: Site
    let demand: Demand
    let plan: Schedule
    let uncertainty: Uncertainty
  }

  /// Locks the book until the new one is written.
  func lock() throws(Refusal) -> BookLock {
    try BookLock(
      [files.demand, schedule, out, demandOut, siteOut], Glossary(options.messages.lang ?? .ofUser))
  }

  /// The book, after everything else has been read.
  func read(_ inputs: inout InputReader, _ current: Schedule?) throws(Refusal) -> Book {
    let stated = inputs.uncertainty(options.promises.uncertainty)
    inputs.checkWritable([out, demandOut, siteOut].compactMap(\.self))
    let (plan, uncertainty) = (try inputs.valid(current), try inputs.valid(stated))
    let (site, demand) = try inputs.validCase()
    return Book(site: site, demand: demand, plan: plan, uncertainty: uncertainty)
  }

  /// Replans after events, writes the files and prints what changes.
  ///
  /// - Parameters:
  ///   - file: Where the events come from, for messages.
  ///   - given: The time given with `--now`; on the days before the plan, work is planned from its start.
  ///   - accepts: Refuses an outcome, so that nothing is written.
  func replan(
    _ book: Book, events: [WorkshopEvent], file: String, now given: CivilTime, _ inputs: InputReader,
    accepts: (Replanner.Outcome) throws(Refusal) -> Void = { (_) throws(Refusal) in }
  ) async throws {
    var inputs = inputs
    let words = inputs.words
    try check(book, given, words)
    let replanner = Replanner(
      site: book.site, demand: book.demand, schedule: book.plan, events: events,
      now: max(given, book.demand.now))
    inputs.report(replanner.diagnostics.map { $0.inFile(file) })
    try inputs.check()

    var outcome = try await replan(replanner, book.uncertainty, words)
    try accepts(outcome)
    let missed = outcome.changes.calls.compactMap { call -> (appointment: String, at: CivilTime)? in
      if case .noShow(let missed) = call.cause { (call.appointment, missed) } else { nil }
    }
    FollowUpNotes(words).add(missed, reason: missedReason, to: &outcome.demand)
    let estimator = PromiseEstimator(
      site: replanner.site, demand: outcome.demand, uncertainty: book.uncertainty,
      seed: options.limit.run.seed)
    outcome.schedule = await options.promises.maker.promising(
      outcome.schedule, keeping: book.plan, by: estimator, options.limit.options(seconds: 2))
    outcome.schedule = ReasonText(site: replanner.site, demand: outcome.demand, language: words.language)
      .worded(outcome.schedule)
    ScheduleFingerprint.stamp(
      &outcome.schedule, site: siteOut == nil ? book.site : replanner.site, demand: outcome.demand)
    try verify(outcome, book.site, replanner, words)
    try write(outcome, replanner, inputs)
    if !options.messages.quiet { report(outcome, replanner, words) }
    if options.json {
      let text = ChangeListFormat.encode(
        outcome.changes, site: book.site, before: book.demand, after: outcome.demand, language: words.language
      )
      try Console.write(text + "\n", words)
    } else {
      let text = ChangeText(
        site: book.site, before: book.demand, after: outcome.demand, language: words.language)
      try Console.print(text.text(outcome.changes), words)
    }
  }

  /// How long a schedule takes from the search until it can be written: its promises, the check, the text.
  private func followUp(
    _ replanner: Replanner, _ uncertainty: Uncertainty, _ words: Glossary
  ) -> @Sendable (Schedule) -> Double {
    let whole = options.limit.options(seconds: 2)
    let (promises, site, demand) = (options.promises.maker, replanner.site, replanner.demand)
    return { schedule in
      let clock = ContinuousClock()
      let start = clock.now
      let made = ReasonText(site: site, demand: demand, language: words.language).worded(schedule)
      // It is verified twice: for the site as it is from now on, and by the weights of the given one.
      for _ in 0..<2 { _ = Verifier(site: site, demand: demand).verify(made) }
      _ = ScheduleFormat.encode(made)
      let writing = (clock.now - start) / .seconds(1)
      let estimator = PromiseEstimator(
        site: site, demand: demand, uncertainty: uncertainty, seed: whole.seed)
      return writing + promises.seconds(for: schedule, by: estimator, whole)
    }
  }

  private func replan(
    _ replanner: Replanner, _ uncertainty: Uncertainty, _ words: Glossary
  ) async throws(Refusal) -> Replanner.Outcome {
    Signals.catchTermination()
    var search = options.limit.options(seconds: 2)
    search.limit = search.limit.leftSinceLaunch
    search.followUp = followUp(replanner, uncertainty, words)
    let outcome = await replanner.replan(
      search, keepsSite: siteOut != nil, rebooks: rebook,
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

  /// Refuses a schedule that is not one of the demand, and a time outside its days. Before the first day, the evening
  /// before say, the whole plan is still to come.
  private func check(_ book: Book, _ now: CivilTime, _ words: Glossary) throws(Refusal) {
    let demand = book.demand
    let fault = PlanCheck.fault(
      inGiven: book.plan, path: schedule, site: book.site, demand: demand, words)
    var lines = fault.map { [$0] } ?? []
    let isTooEarly = now < demand.now && demand.now > demand.horizon.start
    if isTooEarly || now >= demand.horizon.end { lines.append(nowLine(now, of: demand, files.demand, words)) }
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
