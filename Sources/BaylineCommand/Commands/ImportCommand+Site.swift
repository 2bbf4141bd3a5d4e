import ArgumentParser
import Bayline
import BaylineSpreadsheets
import BaylineWording

extension ImportCommand {
  /// Imports a site from its workbook. Notes of the site file that is replaced are kept.
  func importSite(_ book: LoadedSpreadsheets, _ inputs: inout InputReader, isComplete: Bool) throws {
    if site != nil || !catalogues.isEmpty || from != nil || days != nil || now != nil || strict {
      throw ValidationError(
        "The file is a site's workbook; --site, --jobs, --from, --days, --now and --strict do not apply to it."
      )
    }
    let result = SiteWorkbook.read(book)
    // Faults that may only follow from an unreadable file are not reported.
    inputs.report(isComplete ? result.diagnostics : result.diagnostics.filter { $0.place != "$" })
    inputs.checkWritable([output])
    let site = try inputs.valid(result.site)
    let words = messages.lang == nil ? Glossary(site.locale) : inputs.words
    var old: [UInt8] = []
    if let output, output != "-", FileState(output) != nil {
      old = inputs.bytes(output) ?? []
      try inputs.check()
    }
    try OutputFile.write(
      [(OutputFile(output), SiteFormat.encode(site, keepingExtensionsOf: old))], words,
      check: inputs.checkUnchanged)
    guard !messages.quiet else { return }
    for note in result.notes { Console.report(note.line(words)) }
    let counts = (site.advisors.count, site.technicians.count, site.bays.count)
    Console.report(
      words(
        "\(output ?? "-")：\(counts.0) 位服务顾问，\(counts.1) 名技师，\(counts.2) 个工位",
        "\(output ?? "-"): advisors \(counts.0), technicians \(counts.1), bays \(counts.2)"))
  }
}
