import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// The options of the commands about one visit, which replan as `bayline replan` does with that one event.
struct VisitEventOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The visit: its id, or its plate or customer if unique.", valueName: "appointment"))
  var visit: String

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The current schedule, made from the demand.", valueName: "file"))
  var schedule: String

  @Option(
    help: ArgumentHelp(
      "The time of the call, like 2026-11-24T10:30, or 10:30 on the day of the plan.", valueName: "time"))
  var now: String

  @Option(
    help: ArgumentHelp("The new schedule file (default: the current one is replaced).", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("The updated demand file (default: the demand is replaced).", valueName: "file"))
  var demandOut: String?

  @OptionGroup var replanning: ReplanOptions

  func validate() throws {
    if CivilTime(now) == nil, ClockTime(now) == nil {
      throw ValidationError("--now is \(now); write it like 2026-11-24T10:30 or 10:30.")
    }
    if out ?? schedule == "-" { throw ValidationError("The schedule is standard input; give --out a file.") }
    if demandOut ?? files.demand == "-" {
      throw ValidationError("The demand is standard input; give --demand-out a file.")
    }
    try OutputRules(
      inputs: [files.site, files.demand, schedule] + [replanning.promises.uncertainty].compactMap(\.self),
      outputs: [
        .optional("--out", out ?? schedule, mayReplace: schedule),
        .optional("--demand-out", demandOut ?? files.demand, mayReplace: files.demand),
      ]
    ).check()
  }

  /// The replan that writes the new book.
  var run: ReplanRun {
    ReplanRun(
      files: files, schedule: schedule, out: out ?? schedule, demandOut: demandOut ?? files.demand,
      siteOut: nil, rebook: false, options: replanning)
  }

  /// The visit that is meant.
  func appointment(in book: ReplanRun.Book, _ words: Glossary) throws(Refusal) -> Appointment {
    do throws(PlacementQuestion.Problem) {
      let id = try PlacementQuestion(visit: visit, in: book.demand).appointment
      if let found = book.demand.appointments.first(where: { $0.id == id }) { return found }
      throw .unknownAppointment(visit, nearest: nil)
    } catch {
      let text = PlacementQuestionErrorText(site: book.site, demand: book.demand, language: words.language)
      throw .badFile(text.lines(error, schedule: schedule))
    }
  }

  /// A time as given on the command line, where a clock time is one of the day that is planned.
  func time(_ text: String, in demand: Demand, _ words: Glossary) throws(Refusal) -> CivilTime {
    if let time = CivilTime(text) { return time }
    guard let clock = ClockTime(text) else {
      throw .badFile([
        words(
          "\(text): 不是时间; 请写成 2026-11-24T10:30 或 10:30",
          "\(text): is not a time; write it like 2026-11-24T10:30 or 10:30")
      ])
    }
    return CivilTime(max(demand.now, demand.horizon.start).date, minuteOfDay: clock.minutes)
  }

  /// Replans with one event.
  ///
  /// - Parameter missedReason: Why a customer did not come, for the note.
  func replan(
    missedReason: String? = nil,
    _ event: (Appointment, _ now: CivilTime, ReplanRun.Book, Glossary) throws -> WorkshopEvent.Payload,
    accepts: (Replanner.Outcome, Appointment, Glossary) throws(Refusal) -> Void = {
      (_, _, _) throws(Refusal) in
    }
  ) async throws {
    var run = run
    run.missedReason = missedReason
    let lock = try run.lock()
    defer { withExtendedLifetime(lock) {} }
    var inputs = InputReader(files, language: replanning.messages.lang)
    let book = try run.read(&inputs, inputs.schedule(schedule))
    let words = inputs.words
    let visit = try appointment(in: book, words)
    let now = try time(self.now, in: book.demand, words)
    let payload = try event(visit, now, book, words)
    try await run.replan(
      book, events: [WorkshopEvent(at: now, payload)], file: self.visit, now: now, inputs
    ) { (outcome) throws(Refusal) in try accepts(outcome, visit, words) }
  }
}
