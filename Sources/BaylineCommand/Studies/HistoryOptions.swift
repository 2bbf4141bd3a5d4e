import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// The folder of past days, and a range of dates.
struct HistoryOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder of past days.", valueName: "history"))
  var folder: String

  @Option(help: ArgumentHelp("The first day.", valueName: "date"), transform: civilDate)
  var from: CivilDate?

  @Option(help: ArgumentHelp("The last day.", valueName: "date"), transform: civilDate)
  var to: CivilDate?

  func validate() throws {
    if let from, let to, to < from { throw ValidationError("--to is before --from.") }
  }

  /// Reads the site and its past days.
  ///
  /// - Parameters:
  ///   - outputs: The files to write.
  ///   - learned: The folder for what the history teaches.
  /// - Throws: All faults of all files, and which outputs are inputs or cannot be written.
  func read(
    site path: String, _ messages: MessageOptions, outputs: [String?], learned: String? = nil
  ) throws(Refusal) -> (site: Site, folder: HistoryFolder, words: Glossary) {
    var inputs = InputReader(site: path, language: messages.lang)
    let folder = HistoryFolder(self, &inputs)
    let words = inputs.words
    let outputs = outputs.compactMap(\.self)
    for output in outputs {
      if isFile(output, among: [path] + folder.files) {
        inputs.report(
          at: "\(output):$", words("是输入文件之一; 请换一个输出文件", "is one of the inputs; write to another file"))
      } else {
        inputs.checkWritable([output])
      }
    }
    if let learned {
      inputs.checkFolder(learned)
      for name in LearnedFiles.names {
        let file = (learned.hasSuffix("/") ? learned : learned + "/") + name
        guard isFile(file, among: [path] + folder.files + outputs) else { continue }
        inputs.report(
          at: "\(file):$",
          words(
            "会覆盖输入或另一个输出; 请为 --learn 换一个文件夹",
            "is an input or another output; give --learn a different folder"))
      }
    }
    return (try inputs.valid(inputs.site?.site), folder, words)
  }
}
