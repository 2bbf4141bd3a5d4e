import Bayline
import BaylineSpreadsheets
import BaylineWording

extension ExportCommand {
  /// The name of a site's workbook in a folder.
  static let siteName = "site.xlsx"

  /// Writes the site as a workbook: the file `--out`, or `site.xlsx` in that folder.
  func exportSite() throws {
    let inputs = InputReader(site: site, language: messages.lang)
    let site = try inputs.valid(inputs.site?.site)
    let words = inputs.words
    let bytes: [UInt8]
    do throws(Diagnostics) {
      bytes = try SiteWorkbook.bytes(site, language: words.language, file: self.site ?? "-")
    } catch {
      throw Refusal.badFile(error.elements.map(DiagnosticText(words.language).line))
    }
    let slash = folder.lastIndex(of: "/")
    let isFile = folder.lowercased().hasSuffix(".xlsx")
    let above = slash.map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "."
    let place =
      isFile
      ? (folder: above, name: String(folder[(slash.map(folder.index(after:)) ?? folder.startIndex)...]))
      : (folder: folder, name: Self.siteName)
    try OutputFolder(path: place.folder).write([(path: place.name, bytes: bytes)], force: force, words)
    guard !messages.quiet else { return }
    reportOmitted(JSONParser.parse(inputs.siteText).value.map(Self.extensions) ?? [], words)
    let path = isFile ? folder : place.folder + "/" + place.name
    Console.report(words("\(path)：已写入", "wrote \(path)"))
  }
}
