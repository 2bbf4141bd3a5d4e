import ArgumentParser
import Bayline

/// The folder of past days, and which of them.
struct HistoryOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder of past days.", valueName: "history"))
  var folder: String

  @Option(help: ArgumentHelp("Days from this one on.", valueName: "date"), transform: date)
  var from: CivilDate?

  @Option(help: ArgumentHelp("Days up to this one.", valueName: "date"), transform: date)
  var to: CivilDate?

  func validate() throws {
    if let from, let to, to < from { throw ValidationError("--to lies before --from.") }
  }

  /// The site with its past days; refuses with all faults of all files, and if an output cannot be written.
  func read(
    site path: String, _ wording: WordsOptions, outputs: [String]
  ) throws(Refusal) -> (site: Site, folder: HistoryFolder, words: Glossary) {
    var faults: [InputFault] = []
    let reading = InputBytes.site(path, Glossary(wording.lang ?? .ofUser), &faults)
    let words = Glossary(wording.lang ?? reading?.site?.locale ?? .ofUser)
    let folder = HistoryFolder(self.folder, site: reading?.names, from: from, to: to, words)
    var lines = faults.map(FaultText(words.language).line) + folder.faults
    lines += outputs.compactMap { OutputFile($0).obstacle(words) }
    guard let site = reading?.site, lines.isEmpty else { throw Refusal(lines, ExitStatus.badFile) }
    return (site, folder, words)
  }

  private static func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else { throw ValidationError("'\(text)' is no date like 2026-11-23.") }
    return date
  }
}
