import ArgumentParser
import Bayline
import BaylineSpreadsheets
import BaylineWording
import Dispatch

extension ImportCommand {
  /// Imports work orders and a time clock as past days: a folder for each, and the list of anomalies.
  func importHistory(_ book: LoadedSpreadsheets, _ inputs: InputReader) throws {
    guard site != nil else {
      throw ValidationError("Work orders refer to people and bays of a site: give it with --site.")
    }
    guard let output, output != "-" else {
      throw ValidationError("Past days are many files: give their folder with --out.")
    }
    if from != nil || days != nil || now != nil {
      throw ValidationError(
        "--from, --days and --now apply only to a demand; past days are those of the orders.")
    }
    // Checked first, as an unreadable site or file would cause many more faults.
    var history = HistoryImport(site: try inputs.valid(inputs.site?.site))
    let words = inputs.words
    history.readsHiddenRows = hiddenRows
    // Without folders, which may be private.
    let names = files.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    history.source = words("由 \(words.list(names)) 导入", "imported from \(words.list(names))")
    let result = history.run(book)
    guard result.diagnostics.isEmpty else {
      throw Refusal.badFile(result.diagnostics.map(DiagnosticText(words.language).line))
    }
    guard !result.days.isEmpty else {
      let line = words(
        "\(files[0]):$: 没有一张可采用的工单; 请核对表格的行",
        "\(files[0]):$: there are no usable orders; check the rows of the tables")
      throw Refusal.badFile(anomalyLines(result.anomalies, words) + [line])
    }
    if strict, !result.anomalies.isEmpty {
      let count = words(
        "有 \(result.anomalies.count) 处不合常理，未写入", "\(result.anomalies.count) anomalies; nothing was written")
      throw Refusal.badFile(anomalyLines(result.anomalies, words) + [count])
    }
    let list = (path: "anomalies.csv", bytes: Array(Anomaly.table(result.anomalies, words).utf8))
    let folder = OutputFolder(path: output)
    let written = Self.files(result.days) + [list]
    if !force { try folder.checkOverwrites(written, words) }
    try folder.write(written, words)
    guard !messages.quiet else { return }
    for note in result.notes { Console.report(note.line(words)) }
    for line in anomalyLines(result.anomalies, words) { Console.report(line) }
    Console.report(summary(result, output, words))
  }

  /// The two files of each day, encoded in parallel.
  private static func files(_ days: [PastDay]) -> [OutputFolder.BinaryFile] {
    let texts = [[UInt8]](unsafeUninitializedCapacity: 2 * days.count) { buffer, count in
      // Each iteration writes only the two slots of its own day.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: days.count) { index in
        slots.initializeElement(at: 2 * index, to: Array(DemandFormat.encode(days[index].demand).utf8))
        slots.initializeElement(at: 2 * index + 1, to: Array(ActualFormat.encode(days[index].actual).utf8))
      }
      count = 2 * days.count
    }
    return days.enumerated().flatMap { index, day in
      [
        (path: "\(day.actual.day)/demand.json", bytes: texts[2 * index]),
        (path: "\(day.actual.day)/actual.json", bytes: texts[2 * index + 1]),
      ]
    }
  }

  /// The first anomalies of each kind, kinds in order of first occurrence.
  private func anomalyLines(_ anomalies: [Anomaly], _ words: Glossary) -> [String] {
    let byCode = Dictionary(grouping: anomalies, by: \.issue.code)
    var seen: Set<String> = []
    let codes = anomalies.map(\.issue.code).filter { seen.insert($0).inserted }
    return codes.flatMap { code in
      let found = byCode[code] ?? []
      let rest = found.count - Self.maxLinesPerIssue
      return found.prefix(Self.maxLinesPerIssue).map { $0.line(words) }
        + (rest > 0 ? [words("…… \(code) 还有 \(rest) 处", "… \(code): \(rest) more")] : [])
    }
  }

  /// The maximum number of anomalies of a kind to print; all of them are in the list.
  private static let maxLinesPerIssue = 20

  private func summary(_ result: HistoryImport.Result, _ output: String, _ words: Glossary) -> String {
    let visits = result.days.reduce(0) { $0 + $1.actual.visits.count }
    let operations = result.days.reduce(0) { $0 + $1.actual.visits.reduce(0) { $0 + $1.operations.count } }
    let anomalies = result.anomalies.count
    return words(
      "\(output)：\(result.days.count) 天，\(visits) 次到店，\(operations) 项作业；不合常理之处 \(anomalies)，见 anomalies.csv",
      "\(output): \(result.days.count) days, \(visits) visits, \(operations) operations; \(anomalies) anomalies, all in anomalies.csv"
    )
  }
}
