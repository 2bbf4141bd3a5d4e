package import BaylineModel

/// The work of visits by kind: jobs of the catalogue, and built-in ones where there are none.
package struct OutreachJobCatalogue: Sendable {
  /// The jobs, in the order of the catalogue.
  package let jobs: [OutreachPlan.Job]
  private let byName: [String: Int]
  private let capacity: WorkshopCapacity

  package init(_ jobs: [OutreachPlan.Job], capacity: WorkshopCapacity) {
    self.jobs = jobs
    self.capacity = capacity
    byName = Dictionary(jobs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The job with a name; the first of several.
  package subscript(name: String) -> OutreachPlan.Job? { byName[name].map { jobs[$0] } }

  /// The job of a vehicle on a visit of a kind: for a service its own jobs, else the first job of the kind in the
  /// catalogue, else the built-in one.
  package func job(for vehicle: CustomerVehicle, _ kind: VisitKind) -> OutreachPlan.Job {
    let own = kind == .maintenance || kind == .firstService ? vehicle.jobs.compactMap { self[$0] } : []
    if let first = own.first {
      var joined = OutreachPlan.Job(
        name: own.map(\.name).joined(separator: "+"), kind: first.kind, operations: [])
      for operation in own.flatMap(\.operations) {
        var numbered = operation
        numbered.id = String(joined.operations.count + 1)
        joined.operations.append(numbered)
      }
      return joined
    }
    return jobs.first { $0.kind == kind } ?? builtIn(kind)
  }

  /// Minutes of typical visits, used without a catalogue (docs/outreach.md).
  static let builtInMinutes: [VisitKind: Int] = [
    .comeback: 60, .recall: 60, .accident: 240, .repair: 90, .warranty: 90, .firstService: 54,
    .maintenance: 60,
    .inspection: 24,
  ]

  /// One operation of the most common trade, in the simplest bay of the site.
  func builtIn(_ kind: VisitKind) -> OutreachPlan.Job {
    let site = capacity.site
    let types = Set(site.bays.flatMap(\.types))
    let bay =
      ["express", "quick", "lift"].first(where: types.contains)
      ?? site.bays.first { !$0.types.isEmpty }?.types[0]
    let trade =
      capacity.trades.contains("mechanical")
      ? "mechanical"
      : capacity.trades.max { left, right in
        let counts = [left, right].map { trade in site.technicians.count { $0.skills[trade] != nil } }
        return counts[0] < counts[1]
      }
    let work = WorkRequirement.StandardWork(
      minutes: Self.builtInMinutes[kind] ?? 60, bay: bay, crew: trade.map { WorkRequirement.Crew(trade: $0) })
    return OutreachPlan.Job(
      name: kind.rawValue, kind: kind,
      operations: [ServiceOperation(id: "1", work: .standard(work))])
  }

  /// Mean minutes by trade of a visit of a kind: of the given visits; else of the catalogue's jobs of that kind,
  /// equally weighted; else of the built-in one.
  package func typicalMinutes(of kind: VisitKind, in visits: [Appointment]) -> [Double] {
    let same = visits.filter { $0.kind == kind }.map { capacity.minutes(of: $0.operations) }
    let known = jobs.filter { $0.kind == kind }.map { capacity.minutes(of: $0.operations) }
    let some =
      !same.isEmpty ? same : !known.isEmpty ? known : [capacity.minutes(of: builtIn(kind).operations)]
    return capacity.trades.indices.map { trade in
      Double(some.reduce(0) { $0 + $1[trade] }) / Double(some.count)
    }
  }
}
