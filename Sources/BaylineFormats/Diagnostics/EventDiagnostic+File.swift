public import BaylineModel

extension EventDiagnostic {
  /// The same as a diagnostic of an events file.
  public func inFile(_ file: String) -> Diagnostic {
    Diagnostic(file: file, place: "$.events[\(event)].\(member)", problem: .eventConflict(problem))
  }
}
