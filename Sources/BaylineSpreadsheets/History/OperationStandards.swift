import BaylineFormats
import BaylineModel

/// The requirements of operations, from the catalogue of standard jobs or else inferred from the record itself.
struct OperationStandards {
  /// The requirements of an operation.
  struct Entry {
    var name: String?
    var work: WorkRequirement
    var splittable: Bool
    var equipment: [String] = []
  }

  private struct Observations {
    /// The minutes at efficiency 100 of each performance.
    var minutes: [Int] = []
    /// How often it was performed in a bay of each type, and by crews who share each trade.
    var bayTypes: [String: Int] = [:]
    var trades: [String: Int] = [:]
    var isPausedOvernight = false
  }

  private let site: Site
  private let names: OperationNames
  private let catalogue: JobCatalogue
  /// Standard jobs and operations of the catalogue, by the keys of names.
  private var standard: [String: Entry] = [:]
  private var learnt: [Observations] = []
  private var entries: [Entry?] = []
  private var isOfCatalogue: [Bool] = []
  private let trades: [(trade: String, technicians: Int)]
  private let bayTypes: [(type: String, bays: Int)]
  /// The number of operations by the source of their minutes.
  private(set) var minutesFrom = (catalogue: 0, sheet: 0, record: 0)

  init(_ site: Site, _ names: OperationNames, _ catalogue: JobCatalogue) {
    self.site = site
    self.names = names
    self.catalogue = catalogue
    trades = Self.counted(site.technicians.flatMap { Array($0.skills.keys) }).map { ($0.key, $0.value) }
    bayTypes = Self.counted(site.bays.flatMap(\.types)).map { ($0.key, $0.value) }
    for (job, visit) in zip(catalogue.jobs, catalogue.visits) {
      for operation in visit.operations {
        let entry = Entry(
          name: operation.name, work: operation.work, splittable: operation.splittable,
          equipment: operation.equipment)
        if let name = operation.name { add(entry, name) }
      }
      add(Self.whole(job.name, visit.operations), job.name)
    }
  }

  private mutating func add(_ entry: Entry, _ name: String) {
    let key = CellText.key(name)
    if standard[key] == nil { standard[key] = entry }
  }

  /// A standard job clocked as one operation: all of its minutes, with the requirements of its longest operation.
  private static func whole(_ name: String, _ operations: [ServiceOperation]) -> Entry {
    func minutes(_ operation: ServiceOperation) -> Int {
      if case .standard(let work) = operation.work { work.minutes } else { 0 }
    }
    var work = WorkRequirement.StandardWork(minutes: 1)
    let longest = operations.reduce(operations.first) { $0.map(minutes) ?? 0 >= minutes($1) ? $0 : $1 }
    if let longest, case .standard(let its) = longest.work { work = its }
    work.minutes = min(Diagnostic.InputLimit.minutes.value, max(1, operations.reduce(0) { $0 + minutes($1) }))
    var equipment: [String] = []
    for id in operations.flatMap(\.equipment) where !equipment.contains(id) { equipment.append(id) }
    return Entry(
      name: name, work: .standard(work), splittable: operations.contains(where: \.splittable),
      equipment: equipment)
  }

  private static func counted(_ names: [String]) -> [(key: String, value: Int)] {
    names.reduce(into: [:]) { $0[$1, default: 0] += 1 }.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
    }
  }

  // MARK: - Learning

  /// Learns from a performed operation.
  mutating func learn(_ done: PerformedOperation) {
    while learnt.count < names.names.count { learnt.append(Observations()) }
    let index = done.operation
    let efficiency = done.leadTechnician.map { site.technicians[$0].efficiency } ?? 100
    learnt[index].minutes.append(max(1, (done.worked * efficiency + 50) / 100))
    for type in Set(done.bay.map { site.bays[$0].types } ?? []) {
      learnt[index].bayTypes[type, default: 0] += 1
    }
    if let first = done.technicians.first {
      for trade in site.technicians[first].skills.keys
      where done.technicians.allSatisfy({ site.technicians[$0].skills[trade] != nil }) {
        learnt[index].trades[trade, default: 0] += 1
      }
    }
    if done.isPausedOvernight { learnt[index].isPausedOvernight = true }
  }

  /// Settles the requirements of each operation, after all learning.
  mutating func finish() {
    while learnt.count < names.names.count { learnt.append(Observations()) }
    entries = learnt.indices.map { index in
      names.names[index].flatMap { standard[CellText.key($0)] ?? entryForAlias($0) }
    }
    isOfCatalogue = entries.map { $0 != nil }
    for index in entries.indices where entries[index] == nil { entries[index] = entryFromRecord(index) }
    for index in entries.indices where learnt[index].isPausedOvernight { entries[index]?.splittable = true }
  }

  /// The standard job with an alias.
  private func entryForAlias(_ name: String) -> Entry? {
    catalogue[name].flatMap { standard[CellText.key($0.name)] }
  }

  private func entryFromRecord(_ index: Int) -> Entry? {
    let its = learnt[index]
    guard !its.minutes.isEmpty else { return nil }
    // Ties go to the type that most bays have: the record does not show that a rarer one is needed.
    var bay = bayTypes.max { its.bayTypes[$0.type] ?? 0 < its.bayTypes[$1.type] ?? 0 }?.type
    if its.bayTypes.isEmpty { bay = nil }
    var trade = trades.max { its.trades[$0.trade] ?? 0 < its.trades[$1.trade] ?? 0 }?.trade
    // Work without technicians is a machine's, unless it has no bay either.
    if its.trades.isEmpty, bay != nil { trade = nil }
    if bay == nil, trade == nil { bay = bayTypes.first?.type }
    guard bay != nil || trade != nil else { return nil }
    let minutes = min(Diagnostic.InputLimit.minutes.value, Self.median(its.minutes))
    return Entry(
      name: names.names[index],
      work: .standard(
        WorkRequirement.StandardWork(
          minutes: minutes, bay: bay, crew: trade.map { WorkRequirement.Crew(trade: $0) })),
      splittable: false)
  }

  private static func median(_ numbers: [Int]) -> Int {
    let ordered = numbers.sorted()
    let middle = ordered.count / 2
    return ordered.count.isMultiple(of: 2) ? (ordered[middle - 1] + ordered[middle] + 1) / 2 : ordered[middle]
  }

  // MARK: - Asking

  /// The number of operations that are not in the catalogue.
  var derived: Int { entries.indices.count { entries[$0] != nil && !isOfCatalogue[$0] } }
  /// The number of operations that were paused overnight.
  var splittable: Int { learnt.count(where: \.isPausedOvernight) }

  /// A performed operation as the visit requests it.
  ///
  /// - Parameter share: Its share of the order's standard minutes, if the tables have them.
  mutating func asked(_ done: PerformedOperation, share: Int?) -> ServiceOperation? {
    guard var entry = entries[done.operation] else { return nil }
    if isOfCatalogue[done.operation] {
      minutesFrom.catalogue += 1
    } else if let minutes = done.standardMinutes ?? share, case .standard(var work) = entry.work {
      work.minutes = minutes
      entry.work = .standard(work)
      minutesFrom.sheet += 1
    } else {
      minutesFrom.record += 1
    }
    return ServiceOperation(
      id: done.id, name: entry.name ?? names.names[done.operation], work: entry.work,
      equipment: entry.equipment, splittable: entry.splittable)
  }

  /// The operations with some names; `nil` if one is neither in the catalogue nor in the record.
  func asked(_ work: [String]) -> [ServiceOperation]? {
    var found: [ServiceOperation] = []
    for name in work {
      if let job = catalogue[name], let index = catalogue.jobs.firstIndex(where: { $0.name == job.name }),
        catalogue.visits.indices.contains(index)
      {
        found += catalogue.visits[index].operations
      } else if let entry = standard[CellText.key(name)] ?? names.known(name).flatMap({ entries[$0] }) {
        found.append(
          ServiceOperation(
            id: name, name: entry.name, work: entry.work, equipment: entry.equipment,
            splittable: entry.splittable))
      } else {
        return nil
      }
    }
    if found.isEmpty { return nil }
    for index in found.indices {
      found[index].id = String(index + 1)
      // What a vehicle waited for is unknown.
      found[index].parts = []
    }
    return found
  }
}
