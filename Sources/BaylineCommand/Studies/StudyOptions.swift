import ArgumentParser
import Bayline

/// How the days of a study are planned and simulated, and where its progress is kept.
struct StudyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How days deviate from their plan (default: see docs/uncertainty.md).", valueName: "file"))
  var uncertainty: String?

  @Option(help: "Simulations of each day, 1 to 100000 (default: the file's, else 200).")
  var replications: Int?

  @Option(
    help: ArgumentHelp(
      "How work is dispatched on the days: shift keeps the plan's order, replan replans the rest of a day.",
      valueName: "shift|replan"))
  var dispatcher = Simulator.DispatchPolicy.shift

  @OptionGroup var effort: EffortOptions

  @Option(
    help: ArgumentHelp(
      "Save progress in this file, and resume from it if it has any.", valueName: "file"))
  var journal: String?

  /// Replications: the option, else those of the study's file, else 200.
  func replications(inFile: Int?) -> Int { replications ?? inFile ?? 200 }

  func validate() throws {
    if let replications, !(1...100_000).contains(replications) {
      throw ValidationError("--replications is \(replications); give 1 to 100000.")
    }
    if journal == "-" || journal == "" {
      throw ValidationError("A journal is both read and written; give a file with --journal.")
    }
  }
}
