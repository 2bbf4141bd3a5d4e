package import BaylineModel

/// Past counts as delimited values: a row per day with a column per kind, or a row per day and kind.
///
/// Headings: `date` (日期), `shop` (门店) if the file has several, then the kinds; or `date`, `shop`, `kind` (业务类型) and
/// `count` (数量). Columns whose heading starts with `x-` are ignored.
package struct CountsFormat: Sendable {
  /// The value in ``map`` for a kind to leave out.
  package static let excluded = "-"

  /// The shop, if the file has several.
  package var shop: String?
  /// The site's names for the kinds of the file.
  package var map: [String: String]
  /// The kinds of the site; if `nil`, any kind is accepted.
  package var kinds: [VisitKind]?

  /// Creates a reader.
  package init(shop: String? = nil, map: [String: String] = [:], kinds: [VisitKind]? = nil) {
    self.shop = shop
    self.map = map
    self.kinds = kinds
  }

  /// Reads a file strictly, collecting all problems.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8, with or without byte order mark, separated by commas, semicolons or tabs.
  ///   - file: The name of the file, for messages.
  /// - Throws: All problems of the text.
  /// - Complexity: linear in the size of the text.
  package func decode(_ bytes: [UInt8], file: String) throws(Diagnostics) -> DailyCounts {
    let log = DiagnosticLog(file: file)
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let text = Array(bytes[mark...])
    var counts: DailyCounts?
    if let bad = firstInvalidUTF8(in: text) {
      for place in Diagnostic.TextPosition.of([bad], in: text) { log.report(.notUTF8, at: place.description) }
    } else if text.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      log.report(.emptyFile, at: "1:1")
    } else {
      var reader = CountsReader(self, log)
      counts = reader.counts(CSVReader(text, delimiter: Self.delimiter(of: text)))
    }
    guard let counts, log.diagnostics.isEmpty else { throw Diagnostics(log.diagnostics) }
    return counts
  }

  /// The delimiter that splits the first line into the most cells.
  private static func delimiter(of text: [UInt8]) -> UInt8 {
    func cells(_ delimiter: UInt8) -> Int {
      CSVReader(text, delimiter: delimiter, limit: 1).rows.first?.cells.count ?? 0
    }
    let comma = UInt8(ascii: ",")
    return [UInt8(ascii: ";"), UInt8(ascii: "\t")].first { cells($0) > cells(comma) } ?? comma
  }
}
