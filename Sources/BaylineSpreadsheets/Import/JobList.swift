package import BaylineFormats
package import BaylineModel

/// The standard jobs of a catalogue, as people choose them.
package struct JobList: Sendable {
  /// A standard job.
  package struct Job: Sendable {
    package var name: String
    package var aliases: [String]
    package var kind: VisitKind
    /// The technicians' and machines' minutes, one after the other.
    package var minutes: Int
    /// That of most of the work; `nil` for a machine's.
    package var trade: String?
    /// What it costs the customer with parts, if the catalogue says so.
    package var price: Int?
    package var parts: [SparePart.Requirement]
  }

  /// The jobs in the order of the catalogue; none if it has faults.
  package let jobs: [Job]
  /// The faults of the catalogue.
  package let diagnostics: [Diagnostic]

  /// Reads a catalogue.
  package init(_ file: SpreadsheetImport.File, site: Site) {
    let log = SheetDiagnostics()
    let tables = RecognisedTables([file], encoding: nil, among: [.jobs], log)
    let reader = RowReader(log, site: site, horizon: nil)
    let catalogue = JobCatalogue(tables.sheets[.jobs] ?? [], reader, site: nil)
    diagnostics = log.diagnostics
    jobs =
      diagnostics.isEmpty ? zip(catalogue.jobs, catalogue.visits).map { Self.job($0, as: $1) } : []
  }

  private static func job(_ job: JobCatalogue.Job, as visit: Appointment) -> Job {
    var minutes: [String: Int] = [:]
    var total = 0
    for operation in visit.operations {
      guard case .standard(let work) = operation.work else { continue }
      total += work.minutes
      if let trade = work.crew?.trade { minutes[trade, default: 0] += work.minutes }
    }
    return Job(
      name: job.name, aliases: job.aliases, kind: visit.kind, minutes: total,
      trade: minutes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key, price: job.price,
      parts: visit.allParts)
  }
}
