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
    if book.isSite { return try importSite(book, &inputs, isComplete: read.isComplete) }
    if book.isHistory { return try importHistory(book, inputs) }
    if strict { throw ValidationError("--strict applies only to past days.") }
    var settings = SpreadsheetImport()
    settings.site = inputs.site?.site
    settings.siteNames = inputs.site?.names
    settings.from = from.flatMap(SpreadsheetImport.date)
    settings.days = days
    settings.now = now.flatMap(SpreadsheetImport.time)
    settings.encoding = encoding
    settings.readsHiddenRows = hiddenRows
    let result = settings.run(book)
    // Faults that may only follow from an unreadable file are not reported.
    inputs.report(read.isComplete ? result.diagnostics : result.diagnostics.filter { $0.place != "$" })
    inputs.checkWritable([output])
    var demand = try inputs.valid(result.demand)
    var kept: [String] = []
    if !force, let bookings = try keptBookings(demand, &inputs) {
      (demand, kept) = (bookings.demand, bookings.kept)
    }
    try OutputFile.write(
      [(OutputFile(output), DemandFormat.encode(demand))], words, check: inputs.checkUnchanged)
    guard !messages.quiet else { return }
    for line in kept { Console.report(line) }
    for note in result.notes { Console.report(note.line(words)) }
    let (visits, operations) = (
      demand.appointments.count, demand.appointments.reduce(0) { $0 + $1.operations.count }
    )
    let name = output ?? "-"
    Console.report(
      words(
        "\(name)：\(visits) 个预约，\(operations) 项作业，\(demand.parts.count) 种配件",
        "\(name): \(visits) visits, \(operations) operations, \(demand.parts.count) parts"))
  }

  /// What was booked in the demand that this one replaces; `nil` if there is none.
  ///
  /// - Throws: What would be lost.
  private func keptBookings(_ demand: Demand, _ inputs: inout InputReader) throws(Refusal) -> KeptBookings? {
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
    let kept = KeptBookings(demand, replacing: old, words)
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
