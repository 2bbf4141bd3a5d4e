import BaylineModel

/// A form as values, in the words of a language: what the writers of HTML, CSV and text have in common.
struct Form {
  let kind: FormKind
  let title: String
  /// A page for each day, or one for all.
  let pages: [FormPage]
  /// The same as one flat table, for spreadsheets; where a form is a picture or has several days, with a column for that.
  let records: FormTable
}

/// What a form says of a day, or of all days.
struct FormPage {
  /// The day; `nil` is all of them.
  let day: CivilDate?
  /// Lines under the title: counts, how to read it.
  var notes: [String] = []
  /// Tables and pictures, one below the other.
  var blocks: [FormBlock]
}

/// A part of a page.
enum FormBlock {
  case table(FormTable)
  case chart(GanttChart)
  case load(LoadTable)
}

/// Rows under headings.
struct FormTable {
  /// What stands above it, if its page has more than one.
  var caption: String?
  var columns: [FormColumn]
  var rows: [FormRow]
  /// What stands in its place if it has no rows.
  var empty: String = ""
}

/// A column of a table.
struct FormColumn {
  let heading: String
  var alignment: TextTable.Alignment = .left
  /// Its share of the width, relative to the other columns.
  var share: Int

  init(_ heading: String, _ share: Int, _ alignment: TextTable.Alignment = .left) {
    self.heading = heading
    self.share = share
    self.alignment = alignment
  }
}

/// A row of a table.
struct FormRow {
  let cells: [FormCell]
  /// Something is wrong with it, which a cell says in words.
  var isFlagged = false

  init(_ cells: [FormCell], isFlagged: Bool = false) {
    self.cells = cells
    self.isFlagged = isFlagged
  }
}

/// A cell of a table: lines of plain text.
struct FormCell: ExpressibleByStringInterpolation {
  /// How it looks; never the only carrier of what it says.
  enum Tone: Sendable {
    case plain, strong, muted
    /// A slot of the roster: bookable, kept for customers without a booking, taken, off duty.
    case free, walkIn, taken, closed
  }

  /// Without control characters and line breaks.
  let lines: [String]
  var tone = Tone.plain

  init(lines: [String], _ tone: Tone = .plain) {
    self.lines = lines.map(\.printable)
    self.tone = tone
  }

  init(_ text: String, _ tone: Tone = .plain) {
    self.init(lines: [text], tone)
  }

  init(stringLiteral text: String) {
    self.init(text)
  }

  /// A box to tick.
  static func box(_ isTicked: Bool = false) -> FormCell { FormCell(isTicked ? "☑" : "☐") }

  /// The lines as one, for where a cell has one line only.
  func text(_ separator: String) -> String {
    lines.filter { !$0.isEmpty }.joined(separator: separator)
  }
}

extension String {
  /// The text on one line, without what could act on a terminal or turn the direction of what stands beside it: line
  /// breaks and tabs are blanks, other control characters and bidirectional marks are left out.
  var printable: String {
    guard unicodeScalars.contains(where: \.isUnprintable) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      // Tab, line breaks, next line, line and paragraph separators.
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: if text.last != " " { text.append(" ") }
      default: if !scalar.isUnprintable { text.append(scalar) }
      }
    }
    return String(text)
  }
}

extension Unicode.Scalar {
  /// C0 and C1 control characters, separators of lines, bidirectional marks and embeddings (Unicode Standard Annex 9),
  /// byte order mark, and what is no character.
  fileprivate var isUnprintable: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    case 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
