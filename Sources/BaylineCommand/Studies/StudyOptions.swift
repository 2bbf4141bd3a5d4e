import ArgumentParser
import Bayline

/// How the days of a study are planned and played, and where what is finished is kept.
struct StudyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How days differ from their plan (default: the usual values, docs/uncertainty.md).", valueName: "file"))
  var uncertainty: String?

  @Option(help: "Play each day so many times, 1 to 100000 (default: the file's, else 200).")
  var replications: Int?

  @OptionGroup var effort: EffortOptions

  @Option(
    help: ArgumentHelp(
      "Keep what is finished in this file, and go on from there if it has something.", valueName: "file"))
  var journal: String?

  /// Replications where nothing else is said.
  static let defaultReplications = 200

  func validate() throws {
    if let replications, !(1...100_000).contains(replications) {
      throw ValidationError("--replications is \(replications); give 1 to 100000.")
    }
    if journal == "-" || journal == "" {
      throw ValidationError("A journal is read and written; give a file with --journal.")
    }
  }
}
