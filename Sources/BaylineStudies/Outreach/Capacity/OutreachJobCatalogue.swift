public import BaylineModel

/// What visits of a kind take: of the jobs that are given, and built-in minutes where there is none.
public struct OutreachJobCatalogue: Sendable {
  /// The jobs of the catalogue, in its order.
  public let jobs: [OutreachJob]
  private let byName: [String: Int]
  private let capacity: WorkshopCapacity

  /// A book of jobs for a site.
  public init(_ jobs: [OutreachJob], capacity: WorkshopCapacity) {
    self.jobs = jobs
    self.capacity = capacity
    byName = Dictionary(jobs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The job with a name.
  public subscript(name: String) -> OutreachJob? { byName[name].map { jobs[$0] } }

  /// What is done for a vehicle on a visit of a kind: its own jobs for a service, else the first job of the kind in the
  /// catalogue, else the built-in one.
  public func job(for vehicle: CustomerVehicle, _ kind: VisitKind) -> OutreachJob {
    let own = kind == .maintenance || kind == .firstService ? vehicle.jobs.compactMap { self[$0] } : []
    if let first = own.first {
      var joined = OutreachJob(name: own.map(\.name).joined(separator: "+"), kind: first.kind, operations: [])
      for operation in own.flatMap(\.operations) {
        var numbered = operation
        numbered.id = String(joined.operations.count + 1)
        joined.operations.append(numbered)
      }
      return joined
    }
    return jobs.first { $0.kind == kind } ?? builtIn(kind)
  }

  /// Minutes of a visit without a catalogue: of the usual size (docs/outreach.md).
  static let builtInMinutes: [VisitKind: Int] = [
    .comeback: 60, .recall: 60, .accident: 240, .repair: 90, .warranty: 90, .firstService: 54,
    .maintenance: 60,
    .inspection: 24,
  ]

  /// One operation of the trade that most technicians have, at the simplest bay of the site.
  func builtIn(_ kind: VisitKind) -> OutreachJob {
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
    let work = StandardWork(
      minutes: Self.builtInMinutes[kind] ?? 60, bay: bay, crew: trade.map { CrewRequirement(trade: $0) })
    return OutreachJob(
      name: kind.rawValue, kind: kind,
      operations: [ServiceOperation(id: "1", work: .standard(work))])
  }

  /// Minutes by trade of a visit of a kind that is expected: the mean of the visits that are given; else of the jobs of the kind in the
  /// catalogue, each as likely as another; else of the built-in one.
  public func typicalMinutes(of kind: VisitKind, in visits: [Appointment]) -> [Double] {
    let same = visits.filter { $0.kind == kind }.map { capacity.minutes(of: $0.operations) }
    let known = jobs.filter { $0.kind == kind }.map { capacity.minutes(of: $0.operations) }
    let some =
      !same.isEmpty ? same : !known.isEmpty ? known : [capacity.minutes(of: builtIn(kind).operations)]
    return capacity.trades.indices.map { trade in
      Double(some.reduce(0) { $0 + $1[trade] }) / Double(some.count)
    }
  }
}
