/// One fault of an input file: where it is and what is wrong. `BaylineReports` puts it into words.
public struct InputFault: Error, Hashable, Sendable {
  /// The file, as the user named it.
  public var file: String
  /// A JSON path such as `$.advisors[2].calendar`, or `line:column` where the text is no JSON.
  public var place: String
  /// What is wrong.
  public var problem: InputProblem

  /// A fault at a place of a file.
  public init(file: String, place: String, problem: InputProblem) {
    self.file = file
    self.place = place
    self.problem = problem
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
