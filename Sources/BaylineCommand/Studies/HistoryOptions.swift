import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// The folder of past days, and which of them.
struct HistoryOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder of past days.", valueName: "history"))
  var folder: String

  @Option(help: ArgumentHelp("Days from this one on.", valueName: "date"), transform: civilDate)
  var from: CivilDate?

  @Option(help: ArgumentHelp("Days up to this one.", valueName: "date"), transform: civilDate)
  var to: CivilDate?

  func validate() throws {
    if let from, let to, to < from { throw ValidationError("--to lies before --from.") }
  }

  /// The site with its past days; refuses with all faults of all files, and if an output cannot be written.
  func read(
    site path: String, _ messages: MessageOptions, outputs: [String], learned: String? = nil
  ) throws(Refusal) -> (site: Site, folder: HistoryFolder, words: Glossary) {
    var diagnostics: [Diagnostic] = []
    let reading = InputBytes.site(path, Glossary(messages.lang ?? .ofUser), &diagnostics)
    let words = Glossary(messages.lang ?? reading?.site?.locale ?? .ofUser)
    let folder = HistoryFolder(self.folder, site: reading?.names, from: from, to: to, words)
    var lines = diagnostics.map(DiagnosticText(words.language).line) + folder.diagnostics
    for output in outputs {
      if isFile(output, among: [path] + folder.files) {
        lines.append(
          words(
            "\(output):$: 是输入文件之一; 请换一个输出文件", "\(output):$: is one of the inputs; write to another file"))
      } else if let line = OutputFile(output).writeProblem(words) {
        lines.append(line)
      }
    }
    if let learned {
      do {
        try Posix.checkFolderCanBeMade(learned)
      } catch {
        lines.append(OutputFile.line(learned, error, words))
      }
      for name in LearnedFiles.names {
        let file = (learned.hasSuffix("/") ? learned : learned + "/") + name
        guard isFile(file, among: [path] + folder.files + outputs) else { continue }
        lines.append(
          words(
            "\(file):$: 会覆盖输入或另一个输出; 请为 --learn 换一个文件夹",
            "\(file):$: is an input or another output; give --learn a folder of its own"))
      }
    }
    guard let site = reading?.site, lines.isEmpty else { throw Refusal(lines, ExitStatus.badFile) }
    return (site, folder, words)
  }
}
