import ArgumentParser
import Bayline
import BaylineSpreadsheets
import BaylineWording

extension ImportCommand {
  /// Writes what spreadsheets are by their headings: a demand, or past days.
  func importSpreadsheets() throws {
    var diagnostics: [Diagnostic] = []
    let reading = InputBytes.site(site, Glossary(messages.lang ?? .ofUser), &diagnostics)
    // The people at the site read its language, unless they ask for another one.
    let words = Glossary(messages.lang ?? reading?.site?.locale ?? .ofUser)
    let read = (files + catalogues).compactMap { path in
      InputBytes.read(path, words, &diagnostics).map { SpreadsheetImport.File(path: path, bytes: $0) }
    }
    let book = LoadedSpreadsheets(read, encoding: encoding)
    if book.isHistory { return try importHistory(book, reading, diagnostics, words) }
    if force || strict {
      throw ValidationError("--force and --strict go with past days (and --force with a job shop) alone.")
    }
    var settings = SpreadsheetImport()
    settings.site = reading?.site
    settings.siteNames = reading?.names
    settings.from = from.flatMap(SpreadsheetImport.date)
    settings.days = days
    settings.now = now.flatMap(SpreadsheetImport.time)
    settings.encoding = encoding
    let result = settings.run(book)
    let isWhole = read.count == files.count + catalogues.count
    // What follows from a file that could not be read is not worth telling.
    diagnostics += isWhole ? result.diagnostics : result.diagnostics.filter { $0.place != "$" }
    let output = OutputFile(output)
    let lines =
      diagnostics.map(DiagnosticText(words.language).line) + (output.writeProblem(words).map { [$0] } ?? [])
    guard lines.isEmpty, let demand = result.demand else {
      throw Refusal(lines, ExitStatus.badFile)
    }
    try output.write(DemandFormat.encode(demand), words)
    guard !messages.quiet else { return }
    for note in result.notes { Console.report(note.line(words)) }
    let (visits, operations) = (
      demand.appointments.count, demand.appointments.reduce(0) { $0 + $1.operations.count }
    )
    let name = self.output ?? "-"
    Console.report(
      words(
        "\(name)：\(visits) 个预约，\(operations) 项作业，\(demand.parts.count) 种配件",
        "\(name): visits \(visits), operations \(operations), parts \(demand.parts.count)"))
  }
}
