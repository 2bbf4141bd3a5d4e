import BaylineModel

/// A mode of an operation, possibly with a crew or bay that the rules do not admit.
struct ChainMode {
  var option: ProbeOption
  /// The common working time of the crew.
  var crewTime: WorkingTime
  /// Points for excess skill, for not being the preferred technician, and for leaving the previous bay or crew.
  var cost: Int
  /// The number of inadmissible choices among crew and bay.
  var misfits: Int
}

/// The modes of a visit's operations when bay (H7) or technician (H8) rules are relaxed.
///
/// Unqualified crews and unsuitable bays are considered only if the site has no others: proposing a painter for
/// engine work helps nobody. A technician or bay named in the request is always considered.
///
/// *Abstract* modes serve proofs of impossibility: without H8 an operation needs no technician and takes as long as
/// the fastest would; without H7 it needs no bay.
struct ChainModes {
  private struct Key: Hashable {
    let operation: Int
    let rules: RuleSet
    let isAbstract: Bool
  }

  private let problem: CompiledProblem
  private let request: PlacementRequest
  private var options: ProbeOptions
  private var classes: WorkingTimeClasses
  private var known: [Key: [ChainMode]] = [:]

  init(_ problem: CompiledProblem, _ request: PlacementRequest) {
    self.problem = problem
    self.request = request
    options = ProbeOptions(problem)
    classes = WorkingTimeClasses(problem)
  }

  mutating func modes(for operation: Int, breaking rules: RuleSet, isAbstract: Bool) -> [ChainMode] {
    let key = Key(operation: operation, rules: rules.intersection([.h7, .h8]), isAbstract: isAbstract)
    if let modes = known[key] { return modes }
    let work = source(of: operation).work
    var modes: [ChainMode]
    if isAbstract {
      modes = abstract(work, key.rules).map { mode($0.crew, $0.bay, $0.work, misfits: 0, of: operation) }
    } else {
      modes = options.modes(to: work, [], problem).map {
        mode($0.crew, $0.bay, $0.work, misfits: 0, of: operation)
      }
      modes += misfitting(work, key.rules, regular: modes).map {
        mode($0.crew, $0.bay, minutes(work, $0.crew, $0.bay), misfits: $0.misfits, of: operation)
      }
    }
    known[key] = modes
    return modes
  }

  func source(of operation: Int) -> ServiceOperation {
    problem.source(of: problem.operations.elements[operation])
  }

  private mutating func mode(
    _ crew: [TechnicianIndex], _ bay: BayIndex?, _ work: Int, misfits: Int, of operation: Int
  ) -> ChainMode {
    let crewClass = classes.intersection(crew.map { problem.technicians[$0].shifts })
    let both = bay.map { classes.intersection(crewClass, problem.bays[$0].use) } ?? crewClass
    return ChainMode(
      option: ProbeOption(crew: crew, bay: bay, work: work, time: classes[both]),
      crewTime: classes[crewClass], cost: cost(of: crew, bay, operation), misfits: misfits)
  }

  // MARK: - Proofs

  private mutating func abstract(
    _ work: WorkRequirement, _ rules: RuleSet
  ) -> [(crew: [TechnicianIndex], bay: BayIndex?, work: Int)] {
    var relaxation: Relaxation = []
    if rules.contains(.h8) { relaxation.insert(.technicians) }
    if rules.contains(.h7) { relaxation.insert(.bays) }
    let fastest = max(100, problem.site.technicians.map(\.efficiency).max() ?? 100)
    return options.modes(to: work, relaxation, problem).map { crew, bay, minutes in
      guard case .standard(let standard) = work, standard.crew != nil, crew.isEmpty else {
        return (crew, bay, minutes)
      }
      return (crew, bay, Technician.workMinutes(for: standard.minutes, efficiency: fastest))
    }
  }

  // MARK: - What the rules do not admit

  private func misfitting(
    _ work: WorkRequirement, _ rules: RuleSet, regular: [ChainMode]
  ) -> [(crew: [TechnicianIndex], bay: BayIndex?, misfits: Int)] {
    let asksTechnician = request.technician.map { asked in
      !regular.contains { $0.option.crew.contains(asked) }
    }
    let asksBay = request.bay.map { asked in !regular.contains { $0.option.bay == asked } }
    guard case .standard(let standard) = work else {
      guard rules.isSuperset(of: [.h7, .h8]), asksTechnician == true || asksBay == true else { return [] }
      return regular.map { ($0.option.crew, $0.option.bay) }.map { crew, bay in
        (request.technician.map { [$0] } ?? crew, request.bay ?? bay, 2)
      }
    }
    let able = Array(problem.technicians.indices).filter {
      standard.crew?.admits(problem.site.technicians[$0.int]) ?? false
    }
    let size = standard.crew?.size ?? 0
    var crews = crewTables(able, size: size, standard).map { (crew: $0, misfits: 0) }
    if rules.contains(.h8) {
      if able.count < size { crews = [(able, 1)] }
      if let asked = request.technician, asksTechnician == true {
        let others = able.filter { $0 != asked }.prefix(max(0, size - 1))
        crews.append((([asked] + others).sorted(), 1))
      }
    }
    var bays = fittingBays(standard).map { (bay: $0, misfits: 0) }
    if rules.contains(.h7) {
      if bays.isEmpty { bays = problem.bays.indices.map { ($0, 1) } }
      if bays.isEmpty { bays = [(nil, 1)] }
      if let asked = request.bay, asksBay == true, !bays.contains(where: { $0.bay == asked }) {
        bays.append((asked, 1))
      }
    }
    return crews.flatMap { crew in
      bays.map { (crew.crew, $0.bay, crew.misfits + $0.misfits) }
    }.filter { $0.2 > 0 }
  }

  /// The regular crews, for use in unsuitable bays.
  private func crewTables(
    _ able: [TechnicianIndex], size: Int, _ work: WorkRequirement.StandardWork
  ) -> [[TechnicianIndex]] {
    guard let requirement = work.crew else { return [[]] }
    guard able.count >= size else { return [] }
    var tables = CrewTables()
    return tables.crews(
      for: requirement, technicians: problem.site.technicians,
      classes: problem.technicians.elements.map(\.shifts))
  }

  private func fittingBays(_ work: WorkRequirement.StandardWork) -> [BayIndex?] {
    guard let type = work.bay else { return [nil] }
    return problem.site.bays(ofType: type)
  }

  private func minutes(_ work: WorkRequirement, _ crew: [TechnicianIndex], _ bay: BayIndex?) -> Int {
    switch work {
    case .standard(let standard):
      return problem.site.workMinutes(for: standard, crew: crew)
    case .alternatives(let modes): return modes.map(\.minutes).min() ?? 1
    }
  }

  // MARK: - Cost

  private func cost(of crew: [TechnicianIndex], _ bay: BayIndex?, _ index: Int) -> Int {
    let policy = problem.site.policy
    let compiled = problem.operations.elements[index]
    let appointment = problem.demand.appointments[compiled.appointment.int]
    let operation = appointment.operations[compiled.position]
    let members = crew.map { problem.site.technicians[$0.int] }
    var points = 0
    if case .standard(let work) = operation.work, let requirement = work.crew, appointment.kind != .comeback {
      for member in members {
        points += policy.overskill * max(0, member.skills[requirement.trade, default: 0] - requirement.level)
      }
    }
    if let preferred = appointment.preferredTechnician, !members.contains(where: { $0.id == preferred }) {
      points += policy.technician
    }
    if let previous = operation.previous,
      previous.bay != bay.map({ problem.site.bays[$0.int].id })
        || Set(previous.technicians) != Set(members.map(\.id))
    {
      points += policy.moved
    }
    return points
  }
}
