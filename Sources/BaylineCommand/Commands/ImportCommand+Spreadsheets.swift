import ArgumentParser
import Bayline
import BaylineSpreadsheets
import BaylineWording

extension ImportCommand {
  /// Imports spreadsheets: a demand, a site or past days, depending on their headings.
  func importSpreadsheets() throws {
    let lock = try BookLock([output], Glossary(messages.lang ?? .ofUser))
    defer { withExtendedLifetime(lock) {} }
    var inputs = InputReader(site: site, language: messages.lang)
    let words = inputs.words
    let read = inputs.spreadsheets(files + catalogues)
    let book = LoadedSpreadsheets(read.files, encoding: encoding)
    if partial, book.isSite || book.isHistory {
      throw ValidationError("--partial applies only to a demand, not to a site or past days.")
    }
    if book.isSite { return try importSite(book, &inputs, isComplete: read.isComplete) }
    if book.isHistory { return try importHistory(book, inputs) }
    if strict { throw ValidationError("--strict applies only to past days.") }
    let result = Imported(settings(inputs), book, partially: partial)
    // Faults that may only follow from an unreadable file are not reported.
    let errors = result.demand == nil ? result.diagnostics : []
    inputs.report(read.isComplete ? errors : errors.filter { $0.place != "$" })
    inputs.checkWritable([output])
    var demand = try inputs.valid(result.demand)
    var kept: [String] = []
    if !force, let bookings = try keptBookings(demand, cancelled: result.cancelled, &inputs) {
      (demand, kept) = (bookings.demand, bookings.kept)
    }
    var outputs = [(output: OutputFile(output), bytes: Array(DemandFormat.encode(demand).utf8))]
    let marked = result.diagnostics.isEmpty ? nil : try faultsPath(words)
    if let marked, let partial = result.partial {
      outputs.insert(
        (OutputFile(marked), partial.workbook(of: Set(files), DiagnosticText(words.language))), at: 0)
    }
    try OutputFile.write(outputs, words, check: inputs.checkUnchanged)
    // What was left out is reported in any case.
    for line in result.diagnostics.map(DiagnosticText(words.language).line) { Console.report(line) }
    if let partial = result.partial, !result.diagnostics.isEmpty {
      Console.report(leftOut(partial, marked, words))
    }
    guard !messages.quiet else { return }
    for line in kept { Console.report(line) }
    for note in result.notes { Console.report(note.line(words)) }
    Console.report(summary(demand, words))
  }

  /// The result of an import, whole or partial.
  private struct Imported {
    var demand: Demand?
    var notes: [ImportNote]
    /// Without a demand, why there is none; with one, what was left out of it.
    var diagnostics: [Diagnostic]
    var partial: PartialImport?

    /// The ids and plates of the visits that the sheet has as cancelled.
    var cancelled: [String] {
      notes.flatMap { note -> [String] in
        if case .cancelledRows(_, _, let visits) = note { visits } else { [] }
      }
    }

    init(_ settings: SpreadsheetImport, _ book: LoadedSpreadsheets, partially: Bool) {
      if partially {
        let result = PartialImport(settings, book)
        (demand, notes, diagnostics) = (result.demand, result.notes, result.diagnostics)
        partial = result
      } else {
        let result = settings.run(book)
        (demand, notes, diagnostics) = (result.demand, result.notes, result.diagnostics)
      }
    }
  }

  private func settings(_ inputs: InputReader) -> SpreadsheetImport {
    var settings = SpreadsheetImport()
    settings.site = inputs.site?.site
    settings.siteNames = inputs.site?.names
    settings.from = from.flatMap(SpreadsheetImport.date)
    settings.days = days
    settings.now = now.flatMap(SpreadsheetImport.time)
    settings.encoding = encoding
    settings.readsHiddenRows = hiddenRows
    return settings
  }

  /// Where the workbook with the errors goes: what `--faults` says, or beside the demand under a name that is free, so that
  /// no correction is lost. `nil` if the demand goes to standard output.
  private func faultsPath(_ words: Glossary) throws(Refusal) -> String? {
    if let faultsOutput { return faultsOutput }
    guard let output, output != "-" else { return nil }
    let folder = output.lastIndex(of: "/").map { output[...$0] } ?? ""
    let name = output.dropFirst(folder.count)
    let stem = name.hasSuffix(".json") ? name.dropLast(5) : name
    for number in 1...1_000 {
      let path = "\(folder)\(stem).faults\(number == 1 ? "" : "-\(number)").xlsx"
      if FileState(path) == nil { return path }
    }
    throw .badFile([
      words(
        "\(output):$: 已有太多 \(stem).faults-*.xlsx; 请删除旧的，或用 --faults 指定文件",
        "\(output):$: there are too many files \(stem).faults-*.xlsx; remove old ones, or give a file with --faults"
      )
    ])
  }

  private func leftOut(_ partial: PartialImport, _ marked: String?, _ words: Glossary) -> String {
    let count = partial.visitsAside
    guard let marked else {
      return words(
        "未导入 \(count) 个预约（原因见上），其余已导入；加 --faults 可另存标出错误的工作簿",
        "visits left out for the above: \(count); all others were imported; --faults writes a workbook with the errors marked"
      )
    }
    return words(
      "未导入 \(count) 个预约（原因见上），其余已导入；错误已标在 \(marked) 的单元格里（底色和批注），改好后用它代替原表再导入一次",
      "visits left out for the above: \(count); all others were imported; the errors are marked in \(marked) (colour and comments): correct them there and import it in place of the sheet"
    )
  }

  private func summary(_ demand: Demand, _ words: Glossary) -> String {
    let operations = demand.appointments.reduce(0) { $0 + $1.operations.count }
    let (name, visits, parts) = (output ?? "-", demand.appointments.count, demand.parts.count)
    return words(
      "\(name)：\(visits) 个预约，\(operations) 项作业，\(parts) 种配件",
      "\(name): \(visits) visits, \(operations) operations, \(parts) parts")
  }

  /// What was booked in the demand that this one replaces; `nil` if there is none.
  ///
  /// - Parameter cancelled: The ids and plates of the visits that the sheet has as cancelled.
  /// - Throws: What would be lost.
  private func keptBookings(
    _ demand: Demand, cancelled: [String], _ inputs: inout InputReader
  ) throws(Refusal) -> KeptBookings? {
    let words = inputs.words
    guard let output, output != "-", FileState(output) != nil else { return nil }
    let bytes = inputs.bytes(output)
    try inputs.check()
    guard let bytes else { return nil }
    let decoded = DemandFormat.decode(bytes, file: output, site: nil)
    guard let old = decoded.demand else {
      // A file that is not a demand has nothing booked in it; a demand with faults may have.
      guard decoded.names != nil else { return nil }
      let advice = words(
        "\(output):$: 原文件有误，无法保留其中的预约，未写入任何文件; 请改正，或加 --force 不保留",
        "\(output):$: the file to be replaced has faults, so its bookings cannot be kept, and nothing was written; correct it, or give --force to drop them"
      )
      throw .badFile(decoded.diagnostics.map(DiagnosticText(words.language).line) + [advice])
    }
    let kept = KeptBookings(demand, replacing: old, cancelled: cancelled, words)
    let text = Array(DemandFormat.encode(kept.demand).utf8)
    let faults = DemandFormat.decode(text, file: output, site: inputs.site?.names).diagnostics
    let lines = kept.lost + faults.map(DiagnosticText(words.language).line)
    guard lines.isEmpty else {
      let advice = words(
        "\(output):$: 重新导入会丢掉以上内容，未写入任何文件; 请改正表格，或加 --force 不保留",
        "\(output):$: importing again would lose the above, and nothing was written; correct the sheet, or give --force to drop it"
      )
      throw .badFile(lines + [advice])
    }
    return kept
  }
}
