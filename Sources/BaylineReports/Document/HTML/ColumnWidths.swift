import BaylineWording

/// Column widths of a table on a sheet: by their shares, but no narrower than the longest word or kept line.
struct ColumnWidths {
  /// Longer words are broken.
  private static let maxWord = 14

  /// Tenths of a percent; their sum is at most 1,000.
  let permille: [Int]

  /// - Parameters:
  ///   - width: The width of the table, in millimetres.
  ///   - points: The font size on paper.
  init(_ table: DocumentTable, width: Int, points: Double) {
    let shares = table.columns.map { Double(max(1, $0.share ?? 1)) }
    // Letters of words that may be broken, and of what may not: headings and kept lines.
    let words = table.columns.enumerated().map { column, head in
      let heading = Self.longestWord(in: head.heading)
      // In a short word narrow letters do not make up for an M or W.
      var (broken, kept) = (0, (3...5).contains(heading) ? heading + 1 : heading)
      for row in table.rows where column < row.cells.count {
        let cell = row.cells[column]
        if head.keepsLines(of: cell) {
          kept = max(kept, cell.lines.map(Self.letters(in:)).max() ?? 0)
        } else {
          broken = max(broken, cell.lines.map(Self.longestWord(in:)).max() ?? 0)
        }
      }
      return (broken: broken, kept: kept)
    }
    func minWidths(_ longest: Int) -> [Double] {
      // A bold letter takes about 0.62 em, a point is 0.353 mm, a cell has 2.3 mm of padding and border.
      words.map { word in
        (Double(max(word.kept, min(word.broken, longest))) * 0.62 * points * 0.353 + 2.3) / Double(width)
      }
    }
    // Where the sheet is too narrow, words are broken, the longest first.
    let longest = stride(from: Self.maxWord, to: 2, by: -1).first { minWidths($0).reduce(0, +) < 0.995 } ?? 2
    let minWidths = minWidths(longest)
    var part = shares.map { $0 / shares.reduce(0, +) }
    // Columns that are too narrow get their minimum; the others share the rest.
    var narrow = Set<Int>()
    while let next = part.indices.first(where: { part[$0] < minWidths[$0] && !narrow.contains($0) }) {
      narrow.insert(next)
      let rest = 1 - narrow.reduce(0) { $0 + minWidths[$1] }
      let others = shares.indices.filter { !narrow.contains($0) }.reduce(0) { $0 + shares[$1] }
      guard rest > 0, others > 0 else { break }
      for column in part.indices {
        part[column] = narrow.contains(column) ? minWidths[column] : rest * shares[column] / others
      }
    }
    let sum = max(1, part.reduce(0, +))
    permille = part.map { Int($0 / sum * 1000) }
  }

  /// The width of a line in letters; anything but ASCII counts as two.
  private static func letters(in line: String) -> Int {
    line.reduce(0) { $0 + ($1.isASCII ? 1 : 2) }
  }

  /// Letters of the longest word. Lines break at blanks and beside wide characters, which count as two letters.
  private static func longestWord(in text: String) -> Int {
    if text.utf8.allSatisfy({ $0 != UInt8(ascii: " ") && $0 < 0x80 }) { return text.utf8.count }
    var longest = 0
    var word = 0
    for character in text {
      if character == " " {
        word = 0
      } else if character.displayWidth > 1 {
        word = 0
        longest = max(longest, 2)
      } else {
        word += 1
        longest = max(longest, word)
      }
    }
    return longest
  }
}
