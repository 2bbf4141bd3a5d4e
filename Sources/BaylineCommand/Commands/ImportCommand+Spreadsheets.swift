import ArgumentParser
import Bayline
import BaylineSpreadsheets
import BaylineWording

extension ImportCommand {
  /// Imports spreadsheets: a demand, or past days, depending on their headings.
  func importSpreadsheets() throws {
    var inputs = InputReader(site: site, language: messages.lang)
    let words = inputs.words
    let read = inputs.spreadsheets(files + catalogues)
    let book = LoadedSpreadsheets(read.files, encoding: encoding)
    if book.isHistory { return try importHistory(book, inputs) }
    if force || strict {
      throw ValidationError(
        "--strict applies only to past days, and --force only to past days and job shops.")
    }
    var settings = SpreadsheetImport()
    settings.site = inputs.site?.site
    settings.siteNames = inputs.site?.names
    settings.from = from.flatMap(SpreadsheetImport.date)
    settings.days = days
    settings.now = now.flatMap(SpreadsheetImport.time)
    settings.encoding = encoding
    let result = settings.run(book)
    // Faults that may only follow from an unreadable file are not reported.
    inputs.report(read.isComplete ? result.diagnostics : result.diagnostics.filter { $0.place != "$" })
    inputs.checkWritable([output])
    let demand = try inputs.valid(result.demand)
    try OutputFile(output).write(DemandFormat.encode(demand), words)
    guard !messages.quiet else { return }
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
}
