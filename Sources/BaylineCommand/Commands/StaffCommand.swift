import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline staff`: the cheapest staffing that meets targets.
struct StaffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Find the cheapest people, bays and loan vehicles that meet targets over some days.",
    discussion: """
      Plans and plays staffings within the ranges of the targets file over the same days, against the same chances, and looks \
      for the cheapest one that meets all targets. It tells what each staffing with one less would miss, which cheaper \
      exchanges were tried, and what less money and more would do. Exit code 1 says that no staffing within the \
      ranges was found that meets all targets, and by how much the most that is allowed misses them.

      With --journal each finished day of a staffing is kept at once; the same command goes on from there after Ctrl-C, a \
      crash or a power cut. With --iterations (the default) the same inputs give the same bytes on any machine, interrupted \
      or not.

      EXAMPLES
        bayline staff --site site.json --demand monday.json tuesday.json --targets targets.json
        bayline staff --site site.json --demand days --targets targets.json --journal staff.journal --page staff.html
        bayline staff --site site.json --demand days --targets targets.json --json --out staff.json
      """)

  @OptionGroup var files: DaysOptions

  @Option(
    help: ArgumentHelp("What shall be reached, and what may vary; - is standard input.", valueName: "file"))
  var targets: String

  @OptionGroup var study: StudyOptions

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Where the result goes (default: standard output).", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Write a page with charts.", valueName: "file"))
  var page: String?

  @OptionGroup var messages: MessageOptions

  private var outputPaths: [String] { [out, page].compactMap(\.self) }

  func validate() throws {
    let inputs = [files.site] + files.demand + [study.uncertainty, targets].compactMap(\.self)
    try checkStandardInput(inputs)
    if page == "-" {
      throw ValidationError("Standard output carries the result; name a file with --page.")
    }
    try checkOutputs(outputPaths + [study.journal].compactMap(\.self), inputs: inputs)
  }

  func run() async throws {
    var inputs = InputReader(files, language: messages.lang)
    for (position, day) in inputs.days.enumerated()
    where isFile(day.path, among: inputs.days[..<position].map(\.path)) {
      inputs.note(
        "\(day.path):$: "
          + inputs.words("给出了两次; 每个日子只给一次", "is given twice; give each day once"))
    }
    let goals = inputs.targets(targets)
    let uncertainty = inputs.uncertainty(study.uncertainty) ?? .default
    for path in outputPaths { inputs.checkWritable(OutputFile(path)) }
    try inputs.check()
    let (site, demands) = try inputs.validDays()
    guard let goals else { return }
    let work = try self.work(
      ScenarioInstance(site: site, demands: demands, uncertainty: uncertainty), goals, inputs)
    let words = inputs.words

    let result = try await compute(work, words)
    if result.chosen == nil, !result.isComplete { throw Refusal([stopped(words)], ExitStatus.stopped) }
    try write(result, site, inputs)
    if !result.isComplete, !messages.quiet { Console.report(stopped(words)) }
    if result.chosen == nil { throw ExitStatus.negative }
  }

  private func work(
    _ today: ScenarioInstance, _ goals: StaffingTargets, _ inputs: InputReader
  ) throws(Refusal) -> StaffingStudy {
    var options = StaffingOptions(
      limit: study.effort.limit(for: today.demands), dayNames: inputs.days.map(\.path))
    options.seed = study.effort.seed
    options.threads = study.effort.cellThreads
    options.replications = study.replications ?? goals.replications ?? StudyOptions.defaultReplications
    let work = StaffingStudy(today: today, targets: goals, options: options)
    guard work.isPlannable else {
      throw Refusal(
        [
          inputs.words(
            "\(targets):$.ranges: 范围的上限超出了可排程的规模，或与已锁定的作业冲突; 请缩小范围",
            "\(targets):$.ranges: the upper ends are more than can be planned with, or clash with locked work; narrow the ranges"
          )
        ], ExitStatus.badFile)
    }
    return work
  }

  /// A digest of everything that the cells depend on.
  private func digest(_ work: StaffingStudy) -> String {
    var digest = StudyDigest(today: work.today)
    digest.add("targets", TargetsFormat.encode(work.targets))
    digest.addOptions(
      work.options.limit, seed: work.options.seed, replications: work.options.replications)
    return digest.text
  }

  private func compute(_ work: StaffingStudy, _ words: Glossary) async throws -> StaffingResult {
    let journal = try study.journal.map { path throws(Refusal) in
      try JournalFile(path, command: "staff", digest: digest(work), words)
    }
    var line = ProgressLine(words, isQuiet: messages.quiet)
    defer { line.end() }
    Signals.catchTermination()
    do {
      return try await work.run(
        known: journal?.known ?? [:], shouldStop: { Signals.isStopRequested },
        onFinished: { cell, finding in try journal?.add(JournalFormat.line(cell, finding), words) },
        onProgress: { line.show($0) })
    } catch let broken as RejectedPlan {
      throw broken.refusal(words)
    }
  }

  private func write(_ result: StaffingResult, _ site: Site, _ inputs: InputReader) throws {
    let words = inputs.words
    let read = [files.site] + inputs.days.map(\.path) + [study.uncertainty, targets].compactMap(\.self)
    let page = StaffingPage(
      result, site: site, program: "bayline \(baylineVersion)", files: read, language: words.language)
    try OutputFile.write(
      json ? StaffingFormat.encode(result) : page.text, isJSON: json, to: out,
      beside: [(self.page, { page.html })], words)
  }

  /// What to do after a stop.
  private func stopped(_ words: Glossary) -> String {
    study.journal == nil
      ? words(
        "已中断；下次加 --journal 文件，便可从中断处继续", "stopped; with --journal a run can be gone on with later")
      : words("已中断；再次运行同一命令即从中断处继续", "stopped; run the same command again to go on")
  }
}
