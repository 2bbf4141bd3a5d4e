import BaylineModel

/// A crew, bay and duration for an operation, for feasibility tests.
struct ProbeOption: Hashable {
  /// The crew; empty if technicians are relaxed.
  var crew: [TechnicianIndex]
  /// The bay; `nil` if there is none or bays are relaxed.
  var bay: BayIndex?
  var work: Int
  /// The common working time of crew and bay.
  var time: WorkingTime
}

/// The options for operations of a problem under relaxed rules, cached for equal operations.
struct ProbeOptions {
  private struct Key: Hashable {
    let work: WorkRequirement
    let relaxation: Relaxation
  }

  private var known: [Key: [ProbeOption]] = [:]
  private var crewTables = CrewTables()
  private var classes: WorkingTimeClasses

  init(_ problem: CompiledProblem) {
    classes = WorkingTimeClasses(problem)
  }

  /// The options for an operation with technicians or bays possibly relaxed.
  mutating func options(
    for operation: Int, relaxing relaxation: Relaxation, in problem: CompiledProblem
  ) -> [ProbeOption] {
    let source = problem.source(of: problem.operations.elements[operation])
    let key = Key(work: source.work, relaxation: relaxation.intersection([.technicians, .bays]))
    if let options = known[key] { return options }
    let options = modes(to: source.work, key.relaxation, problem).map { crew, bay, work in
      var time = ClassIndex(0)
      for technician in crew { time = classes.intersection(time, problem.technicians[technician].shifts) }
      if let bay { time = classes.intersection(time, problem.bays[bay].use) }
      return ProbeOption(crew: crew, bay: bay, work: work, time: classes[time])
    }
    known[key] = options
    return options
  }

  mutating func modes(
    to work: WorkRequirement, _ relaxation: Relaxation, _ problem: CompiledProblem
  ) -> [(crew: [TechnicianIndex], bay: BayIndex?, work: Int)] {
    switch work {
    case .alternatives(let alternatives):
      return alternatives.map { mode in
        let technician = problem.site.technicians.firstIndex { $0.id == mode.technician }
        let bay = problem.site.bays.firstIndex { $0.id == mode.bay }
        return (
          relaxation.contains(.technicians) ? [] : technician.map { [TechnicianIndex($0)] } ?? [],
          relaxation.contains(.bays) ? nil : bay.map { BayIndex($0) }, mode.minutes
        )
      }
    case .standard(let standard):
      var crews: [[TechnicianIndex]] = [[]]
      if let requirement = standard.crew, !relaxation.contains(.technicians) {
        crews = crewTables.crews(
          for: requirement, technicians: problem.site.technicians,
          classes: problem.technicians.elements.map(\.shifts))
      }
      var bays: [BayIndex?] = [nil]
      if let type = standard.bay, !relaxation.contains(.bays) {
        bays = problem.site.bays(ofType: type)
      }
      return crews.flatMap { crew in
        let work = problem.site.workMinutes(for: standard, crew: crew)
        return bays.map { (crew, $0, work) }
      }
    }
  }
}

extension SearchState {
  /// The first gap for an option that ends by `until`, the equipment aside.
  func gap(for mode: ProbeOption, _ operation: CompiledOperation, from: Int, until: Int) -> (Int, Int)? {
    let bay = problem.row(of: mode.bay)
    var from = from
    while true {
      if operation.splittable {
        guard let start = mode.time.next(from: from), let end = mode.time.end(ofWork: mode.work, from: start),
          end <= until
        else { return nil }
        var occupied = bay == 0 ? nil : timelines.lastOccupied(bay, from: start, to: end)
        for technician in mode.crew {
          if let last = timelines.lastOccupied(problem.row(of: technician), from: start, to: end) {
            occupied = max(occupied ?? last, last)
          }
        }
        guard let occupied else { return (start, end) }
        from = occupied + 1
      } else {
        var start = from
        for row in mode.crew.isEmpty ? 0..<1 : 0..<mode.crew.count {
          let technician = mode.crew.isEmpty ? 0 : problem.row(of: mode.crew[row])
          guard
            let run = timelines.firstRun(technician, bay, from: start, length: mode.work, until: until),
            run + mode.work <= until
          else { return nil }
          start = run
        }
        // A later crew member may have delayed the start beyond the gap of an earlier one.
        if mode.crew.count < 2 || start == from { return (start, start + mode.work) }
        from = start
      }
    }
  }
}
