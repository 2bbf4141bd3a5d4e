import BaylineModel
import BaylineWording

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
  case dayLoads(DayLoadChart)
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
  /// Short lines of its cells are not broken on paper: plates, and boxes with what they stand for.
  let keepsLines: Bool

  init(_ heading: String, _ share: Int, _ alignment: TextTable.Alignment = .left, keepsLines: Bool = false) {
    self.heading = heading
    self.share = share
    self.alignment = alignment
    self.keepsLines = keepsLines
  }

  /// Plates of vehicles.
  static func plate(_ words: Glossary, _ share: Int) -> FormColumn {
    FormColumn(words("车牌号", "Plate"), share, keepsLines: true)
  }

  /// Whether no line of a cell of it is broken, as they are short enough.
  func keeps(_ cell: FormCell) -> Bool {
    keepsLines && cell.lines.allSatisfy { $0.displayWidth <= 12 }
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
