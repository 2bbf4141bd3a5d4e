import BaylineFormats
import BaylineModel

extension TracedObject {
  /// Decodes the demand. Errors are reported at the cells that they come from, or else for the file as a whole.
  func demand(_ log: SheetDiagnostics, site: SiteFormat.IDs?, file: String) -> Demand? {
    let text = JSONWriter.document(value)
    let reading = DemandFormat.decode(Array(text.utf8), file: file, site: site)
    for fault in reading.diagnostics {
      var cell: Cell?
      if case .missingMember(let name) = fault.problem { cell = self.cell(at: fault.place + "." + name) }
      if let cell = cell ?? self.cell(at: fault.place) {
        log.report(fault.problem.inSheet, at: cell)
      } else if case .missingMember = fault.problem, !log.isEmpty {
        // A missing horizon follows from errors in its cells, which are already reported.
        continue
      } else {
        log.report(Diagnostic(file: file, place: "$", problem: fault.problem.inSheet))
      }
    }
    return reading.demand
  }
}

extension Diagnostic.Problem {
  /// The problem in terms of spreadsheets instead of JSON members.
  fileprivate var inSheet: Diagnostic.Problem {
    switch self {
    case .missingMember: .sheet(.missingCell)
    case .unknownReference(.part, let id, let nearest):
      .sheet(.unknownRow(id, table: TableKind.parts.bilingualTitle, nearest: nearest))
    default: self
    }
  }
}
