public import BaylineModel

extension EventFault {
  /// The same as a fault of a file.
  public func inFile(_ file: String) -> InputFault {
    InputFault(file: file, place: "$.events[\(event)].\(member)", problem: .eventConflict(conflict))
  }
}
