public import BaylineModel

/// Past volumes as delimited values: a row for each day with a column for each kind, or a row for each day and kind.
///
/// Headings: `date` (日期), `shop` (门店) where the file has several, then the kinds; or `date`, `shop`, `kind` (业务类型) and
/// `count` (数量). A column whose heading begins with `x-` is passed over.
public struct CountsFormat: Sendable {
  /// What stands in `map` for a kind that shall be left out.
  public static let excluded = "-"

  /// The shop, where the file has several.
  public var shop: String?
  /// What the file's kinds are called at the site.
  public var map: [String: String]
  /// The kinds of the site; `nil` takes any.
  public var kinds: [VisitKind]?

  /// How to read a file.
  public init(shop: String? = nil, map: [String: String] = [:], kinds: [VisitKind]? = nil) {
    self.shop = shop
    self.map = map
    self.kinds = kinds
  }

  /// Reads a file strictly; all its faults are collected.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8, with a byte order mark or without; commas, semicolons or tabs between cells.
  ///   - file: The file's name for messages.
  /// - Throws: All faults of the text.
  /// - Complexity: linear in the size of the text.
  public func decode(_ bytes: [UInt8], file: String) throws(Diagnostics) -> DailyCounts {
    let log = DiagnosticLog(file: file)
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let text = Array(bytes[mark...])
    var counts: DailyCounts?
    if let bad = firstInvalidUTF8(in: text) {
      for place in TextPosition.of([bad], in: text) { log.report(.notUTF8, at: place.description) }
    } else if text.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      log.report(.emptyFile, at: "1:1")
    } else {
      var reader = CountsReader(self, log)
      counts = reader.counts(CSVReader(text, delimiter: Self.delimiter(of: text)))
    }
    guard let counts, log.diagnostics.isEmpty else { throw Diagnostics(log.diagnostics) }
    return counts
  }

  /// The sign between cells: the one that cuts the first line into the most.
  private static func delimiter(of text: [UInt8]) -> UInt8 {
    func cells(_ delimiter: UInt8) -> Int {
      CSVReader(text, delimiter: delimiter, limit: 1).rows.first?.cells.count ?? 0
    }
    let comma = UInt8(ascii: ",")
    return [UInt8(ascii: ";"), UInt8(ascii: "\t")].first { cells($0) > cells(comma) } ?? comma
  }
}
