import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline staff`: the cheapest staffing that meets targets.
struct StaffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Find the cheapest staffing (people, bays, loan vehicles) that meets targets over some days.",
    discussion: """
      Plans and simulates staffings within the ranges of the targets file over the same days, with the same random events, \
      and searches for the cheapest one that meets all targets. Reports what each staffing with one fewer would miss, \
      which cheaper exchanges were tried, and what more or less money would achieve. The exit code is 1 if no staffing \
      within the ranges meets all targets; the report then tells by how much the upper limits miss them.

      With --journal, each finished day of a staffing is saved at once, and the same command resumes from there after \
      Ctrl-C, a crash or a power cut. With --iterations (the default), the same inputs give the same bytes on any machine, \
      interrupted or not.

      EXAMPLES
        bayline staff --site site.json --demand monday.json tuesday.json --targets targets.json
        bayline staff --site site.json --demand days --targets targets.json --journal staff.journal --page staff.html
        bayline staff --site site.json --demand days --targets targets.json --json --out staff.json
      """)

  @OptionGroup var files: DaysOptions

  @Option(
    help: ArgumentHelp("The targets, and what may vary; - is standard input.", valueName: "file"))
  var targets: String

  @OptionGroup var study: StudyOptions

  @OptionGroup var output: ResultOptions

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try OutputRules(
      inputs: [files.site] + files.demand + [study.uncertainty, targets],
      outputs: output.outputs + [.file("--journal", study.journal)]
    ).check()
  }

  func run() async throws {
    var inputs = InputReader(files, language: messages.lang)
    inputs.checkDemandsDiffer()
    let read = inputs.targets(targets)
    let uncertainty = inputs.uncertainty(study.uncertainty) ?? .default
    inputs.checkWritable(output.paths)
    let goals = try inputs.valid(read)
    let (site, demands) = try inputs.validDays()
    let work = try self.work(
      Scenario.Instance(site: site, demands: demands, uncertainty: uncertainty), goals, inputs)

    let runner = StudyRunner(words: inputs.words, isQuiet: messages.quiet, journal: study.journal)
    let result = try await runner.run(work, command: "staff", digest: digest(work))
    if result.chosen == nil, !result.isComplete { throw Refusal.stopped(runner.stoppedMessage) }
    try write(result, site, inputs)
    if !result.isComplete, !messages.quiet { Console.report(runner.stoppedMessage) }
    if result.chosen == nil { throw Refusal.negative() }
  }

  private func work(
    _ today: Scenario.Instance, _ goals: StaffingTargets, _ inputs: InputReader
  ) throws(Refusal) -> StaffingStudy {
    var settings = StudySettings(
      limit: study.effort.limit(for: today.demands), dayNames: inputs.demands.map(\.path))
    settings.seed = study.effort.run.seed
    settings.threads = study.effort.run.threadCount
    settings.replications = study.replications(inFile: goals.replications)
    settings.dispatcher = study.dispatcher
    let work = StaffingStudy(today: today, targets: goals, settings: settings)
    guard work.isPlannable else {
      throw .badFile([
        inputs.words(
          "\(targets):$.ranges: 范围的上限超出了可排程的规模，或与已锁定的作业冲突; 请缩小范围",
          "\(targets):$.ranges: the upper limits exceed what can be scheduled, or conflict with locked work; narrow the ranges"
        )
      ])
    }
    return work
  }

  /// A digest of everything that the cells depend on.
  private func digest(_ work: StaffingStudy) -> String {
    var digest = StudyDigest(today: work.today)
    digest.add("targets", TargetsFormat.encode(work.targets))
    digest.addOptions(
      work.settings.limit, seed: work.settings.seed, replications: work.settings.replications,
      more: ", dispatcher \(work.settings.dispatcher.rawValue)")
    return digest.text
  }

  private func write(_ result: StaffingResult, _ site: Site, _ inputs: InputReader) throws {
    let words = inputs.words
    let read = [files.site] + inputs.demands.map(\.path) + [study.uncertainty, targets].compactMap(\.self)
    let page = StaffingPage(
      result, site: site, program: "bayline \(baylineVersion)", files: read, language: words.language)
    try OutputFile.write(
      output.json ? StaffingFormat.encode(result) : page.text, isJSON: output.json, to: output.out,
      beside: [(output.page, { page.html })], words)
  }
}
