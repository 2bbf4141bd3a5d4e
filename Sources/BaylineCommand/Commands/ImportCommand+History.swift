import ArgumentParser
import Bayline
import BaylineSpreadsheets
import BaylineWording
import Dispatch

extension ImportCommand {
  /// Writes the past days of work orders and a time clock: a folder for each, and the list of odd rows.
  ///
  /// - Parameters:
  ///   - book: The tables.
  ///   - reading: The site.
  ///   - faults: What was found so far.
  func importHistory(
    _ book: LoadedSpreadsheets, _ reading: DecodedSite?, _ diagnostics: [Diagnostic], _ words: Glossary
  ) throws {
    guard site != nil else {
      throw ValidationError("Work orders name people and bays of a site: give it with --site.")
    }
    guard let output, output != "-" else {
      throw ValidationError("Past days are many files: name their folder with --out.")
    }
    if from != nil || days != nil || now != nil {
      throw ValidationError(
        "--from, --days and --now go with a demand alone; past days are those of the orders.")
    }
    // What follows from a site or a file that could not be read is not worth telling.
    guard diagnostics.isEmpty, let site = reading?.site else {
      throw Refusal(diagnostics.map(DiagnosticText(words.language).line), ExitStatus.badFile)
    }
    var history = HistoryImport(site: site)
    // The names alone: folders are the user's own business.
    let names = files.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    history.source = words("由 \(words.list(names)) 导入", "imported from \(words.list(names))")
    let result = history.run(book)
    guard result.diagnostics.isEmpty else {
      throw Refusal(result.diagnostics.map(DiagnosticText(words.language).line), ExitStatus.badFile)
    }
    guard !result.days.isEmpty else {
      throw Refusal(
        anomalyLines(result.anomalies, words) + [
          words(
            "\(files[0]):$: 没有一张可采用的工单; 请核对表格的行",
            "\(files[0]):$: there is no order to make a day of; check the rows of the tables")
        ], ExitStatus.badFile)
    }
    if strict, !result.anomalies.isEmpty {
      let count = words(
        "有 \(result.anomalies.count) 处不合常理，未写入", "odd cells: \(result.anomalies.count); nothing was written")
      throw Refusal(anomalyLines(result.anomalies, words) + [count], ExitStatus.badFile)
    }
    let list = (path: "anomalies.csv", bytes: Array(Anomaly.table(result.anomalies, words).utf8))
    let folder = OutputFolder(path: output)
    let written = Self.files(result.days) + [list]
    if !force { try folder.checkOverwrites(written, words) }
    try folder.writeAll(written, words)
    guard !messages.quiet else { return }
    for note in result.notes { Console.report(note.line(words)) }
    for line in anomalyLines(result.anomalies, words) { Console.report(line) }
    Console.report(summary(result, output, words))
  }

  /// The two files of each day; they are many, so that all processors write them.
  private static func files(_ days: [PastDay]) -> [OutputFolder.BinaryFile] {
    let texts = [[UInt8]](unsafeUninitializedCapacity: 2 * days.count) { buffer, count in
      // Each turn has the two places of its own day alone.
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

  /// The odd rows sort by sort, the first of each.
  private func anomalyLines(_ rows: [Anomaly], _ words: Glossary) -> [String] {
    var sorts: [String: [Anomaly]] = [:]
    for row in rows { sorts[row.issue.code, default: []].append(row) }
    // The sorts in the order in which they are met first.
    var told: Set<String> = []
    return rows.compactMap { told.insert($0.issue.code).inserted ? $0.issue.code : nil }.flatMap { code in
      let rows = sorts[code] ?? []
      let rest = rows.count - Self.maxLinesPerIssue
      return rows.prefix(Self.maxLinesPerIssue).map { $0.line(words) }
        + (rest > 0 ? [words("…… \(code) 还有 \(rest) 处", "… \(code): \(rest) more")] : [])
    }
  }

  /// How many odd rows of a sort are told; all of them are in the list.
  private static let maxLinesPerIssue = 20

  private func summary(_ result: HistoryImport.Result, _ output: String, _ words: Glossary) -> String {
    let visits = result.days.reduce(0) { $0 + $1.actual.visits.count }
    let operations = result.days.reduce(0) { $0 + $1.actual.visits.reduce(0) { $0 + $1.operations.count } }
    let odd = result.anomalies.count
    return words(
      "\(output)：\(result.days.count) 天，\(visits) 次到店，\(operations) 项作业；不合常理之处 \(odd)，见 anomalies.csv",
      "\(output): days \(result.days.count), visits \(visits), operations \(operations); odd cells \(odd), all in anomalies.csv"
    )
  }
}
