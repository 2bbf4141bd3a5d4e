/// A problem found in an input file: where it is and what is wrong there.
///
/// `DiagnosticText` of BaylineWording puts it into words; `docs/errors.md` lists every ``code``.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How much a diagnostic weighs.
  public enum Severity: String, CaseIterable, Sendable {
    /// The file is rejected.
    case error
    /// The file is read, but part of it was corrected or left out.
    case warning
    /// The file is read; the reader made an assumption.
    case note
  }

  /// The file, as the user named it.
  public var file: String
  /// A JSON path such as `$.advisors[2].calendar`, or `line:column` if the text is not valid JSON. Columns of
  /// spreadsheets are letters: `12:E` in a CSV file, `Sheet1!E12` in a workbook.
  public var place: String
  /// What is wrong.
  public var problem: Diagnostic.Problem
  /// The content of the cell, if the place is a cell of a spreadsheet.
  public var cell: Diagnostic.CellContext?

  /// Creates a diagnostic at a place of a file.
  public init(file: String, place: String, problem: Diagnostic.Problem, cell: Diagnostic.CellContext? = nil) {
    self.file = file
    self.place = place
    self.problem = problem
    self.cell = cell
  }

  /// The stable code of the problem, the same in every language.
  public var code: String { problem.code }

  /// Always ``Severity/error``: readers are strict and reject a file with any of these problems. What imports
  /// correct or assume are their own types, with severities of this kind.
  public var severity: Severity { .error }
}

extension Diagnostic {
  /// The content of a spreadsheet cell that has a problem.
  public struct CellContext: Hashable, Sendable {
    /// The heading of its column, if there is one.
    public var heading: String?
    /// The text of the cell, as written.
    public var text: String

    /// Creates the context of a cell.
    public init(heading: String?, text: String) {
      self.heading = heading
      self.text = text
    }
  }
}

/// The diagnostics that made a reader reject its input, at least one.
public struct Diagnostics: Error, Hashable, Sendable {
  /// File by file, each in the order of its text.
  public var elements: [Diagnostic]

  /// Collects diagnostics.
  public init(_ elements: [Diagnostic]) {
    self.elements = elements
  }
}
