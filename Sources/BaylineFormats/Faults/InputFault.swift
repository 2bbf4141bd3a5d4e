/// One fault of an input file: where it is and what is wrong. `BaylineReports` puts it into words.
public struct InputFault: Error, Hashable, Sendable {
  /// The file, as the user named it.
  public var file: String
  /// A JSON path such as `$.advisors[2].calendar`, or `line:column` where the text is no JSON; the column of a
  /// spreadsheet is a letter (`12:E`; of a workbook `Sheet1!E12`).
  public var place: String
  /// What is wrong.
  public var problem: InputProblem
  /// What stands there, if the place is a cell of a spreadsheet.
  public var cell: CellContext?

  /// A fault at a place of a file.
  public init(file: String, place: String, problem: InputProblem, cell: CellContext? = nil) {
    self.file = file
    self.place = place
    self.problem = problem
    self.cell = cell
  }
}

/// What stands in a cell of a spreadsheet that has a fault.
public struct CellContext: Hashable, Sendable {
  /// The heading of its column, if there is one.
  public var heading: String?
  /// Its text, as it is written.
  public var text: String

  /// A text below a heading.
  public init(heading: String?, text: String) {
    self.heading = heading
    self.text = text
  }
}

/// All faults that were found, at least one.
public struct InputFaults: Error, Hashable, Sendable {
  /// The faults, file by file in the order of the text.
  public var faults: [InputFault]

  /// Some faults.
  public init(_ faults: [InputFault]) {
    self.faults = faults
  }
}
