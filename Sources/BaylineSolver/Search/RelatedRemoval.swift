import BaylineMath
import BaylineModel

/// Chooses visits to remove together: those most related to a seed visit by a neighbourhood's criterion.
///
/// Related removal after P. Shaw (1998), "Using constraint programming and local search methods to solve vehicle
/// routing problems".
struct RelatedRemoval {
  /// The most recent choice.
  private(set) var chosen: [AppointmentIndex] = []
  private var nearest: [(distance: Int, visit: AppointmentIndex)] = []
  /// For each timeline row, the choice for which it was last marked.
  private var marks: [UInt32]
  private var choice: UInt32 = 0
  /// The visits that need each part.
  private let needing: [[AppointmentIndex]]
  private let borrowing: [AppointmentIndex]
  private let driven: [AppointmentIndex]

  /// Distance reduction for a shared resource, in minutes.
  private static let shared = 400
  /// Maximum random perturbation of the distance, in minutes.
  private static let blur = 60

  init(_ problem: CompiledProblem) {
    marks = Array(repeating: 0, count: problem.row(ofEquipment: problem.site.equipment.count))
    var needing = [[AppointmentIndex]](repeating: [], count: problem.parts.count)
    for visit in problem.appointments.indices {
      var parts: Set<PartIndex> = []
      problem.forEachNeed(of: problem.appointments[visit]) { parts.insert($0.part) }
      for part in parts { needing[part.int].append(visit) }
    }
    self.needing = needing
    driven = problem.appointments.indices.filter {
      problem.appointments[$0].collect > 0 || problem.appointments[$0].deliver > 0
    }
    borrowing = problem.appointments.indices.filter { problem.appointments[$0].loaner }
  }

  /// Chooses up to `count` scheduled visits near `seed`, including `seed` if it is scheduled.
  /// - Complexity: O(visits in three days).
  mutating func choose(
    _ count: Int, near seed: AppointmentIndex, by neighbourhood: Neighbourhood, in state: SearchState,
    _ days: VisitsByDay, _ random: inout SplitMix64
  ) {
    chosen.removeAll(keepingCapacity: true)
    nearest.removeAll(keepingCapacity: true)
    if state.isScheduled[seed] { chosen.append(seed) }
    guard chosen.count < count else { return }
    switch neighbourhood {
    case .random: scatter(count, in: state, &random)
    case .rival: chooseRivals(count, of: seed, in: state, &random)
    case .time, .crew, .bay, .advisor, .blocking:
      mark(neighbourhood, seed, in: state)
      let center =
        neighbourhood == .blocking
        ? state.problem.appointments[seed].earliestStart : moment(of: seed, in: state)
      let day = day(of: center)
      for near in (day - 1)...(day + 1) {
        for visit in days[near] where visit != seed {
          var distance = abs(moment(of: visit, in: state) - center) + random.below(Self.blur)
          if isRelated(visit, to: seed, by: neighbourhood, in: state) { distance -= Self.shared }
          keep(visit, distance, maxCount: count)
        }
      }
    }
    for (_, visit) in nearest where chosen.count < count { chosen.append(visit) }
  }

  private mutating func scatter(_ count: Int, in state: SearchState, _ random: inout SplitMix64) {
    for _ in 0..<2 * count where chosen.count < count {
      let visit = AppointmentIndex(random.below(state.problem.appointments.count))
      if state.isScheduled[visit], !chosen.contains(visit) { chosen.append(visit) }
    }
  }

  private mutating func chooseRivals(
    _ count: Int, of seed: AppointmentIndex, in state: SearchState, _ random: inout SplitMix64
  ) {
    let visit = state.problem.appointments[seed]
    let isDriven = visit.collect > 0 || visit.deliver > 0
    var stakes = (visit.loaner ? 1 : 0) + (isDriven ? 1 : 0)
    state.problem.forEachNeed(of: visit) { _ in stakes += 1 }
    guard stakes > 0 else { return scatter(count, in: state, &random) }
    var stake = random.below(stakes)
    var rivals: [AppointmentIndex] = visit.loaner && (stake == 0 || !isDriven) ? borrowing : driven
    stake -= (visit.loaner ? 1 : 0) + (isDriven ? 1 : 0)
    state.problem.forEachNeed(of: visit) { need in
      if stake == 0 { rivals = needing[need.part.int] }
      stake -= 1
    }
    let first = random.below(rivals.count)
    for offset in rivals.indices where chosen.count < count {
      let rival = rivals[(first + offset) % rivals.count]
      if rival != seed, state.isScheduled[rival] { chosen.append(rival) }
    }
  }

  /// Marks the rows that relate a visit to the seed.
  private mutating func mark(_ neighbourhood: Neighbourhood, _ seed: AppointmentIndex, in state: SearchState)
  {
    let problem = state.problem
    choice += 1
    guard neighbourhood == .blocking || state.isScheduled[seed] else { return }
    for index in problem.appointments[seed].operations {
      let operation = problem.operations.elements[index]
      let placement = state.placements.elements[index]
      switch neighbourhood {
      case .crew:
        for member in problem.crews[problem.crew(of: operation, placement)] {
          marks[problem.row(of: member)] = choice
        }
      case .bay:
        marks[problem.row(of: problem.bay(of: operation, placement))] = choice
        for row in problem.pools[operation.equipment] { marks[Int(row)] = choice }
      case .blocking:
        for row in problem.pools[operation.able] { marks[Int(row)] = choice }
        for row in problem.pools[operation.bays] { marks[Int(row)] = choice }
        for row in problem.pools[operation.equipment] { marks[Int(row)] = choice }
      default: break
      }
    }
    marks[0] = 0
  }

  private func isRelated(
    _ visit: AppointmentIndex, to seed: AppointmentIndex, by neighbourhood: Neighbourhood,
    in state: SearchState
  ) -> Bool {
    switch neighbourhood {
    case .crew, .bay, .blocking:
      let problem = state.problem
      for index in problem.appointments[visit].operations {
        let operation = problem.operations.elements[index]
        let placement = state.placements.elements[index]
        if marks[problem.row(of: problem.bay(of: operation, placement))] == choice { return true }
        for row in problem.pools[operation.equipment] where marks[Int(row)] == choice { return true }
        for member in problem.crews[problem.crew(of: operation, placement)]
        where marks[problem.row(of: member)] == choice {
          return true
        }
      }
      return false
    case .advisor:
      guard let one = state.receptions[visit], let other = state.receptions[seed] else { return false }
      return one.advisor == other.advisor
    case .time, .rival, .random: return false
    }
  }

  private mutating func keep(_ visit: AppointmentIndex, _ distance: Int, maxCount: Int) {
    if nearest.count >= maxCount {
      guard let worst = nearest.last, distance < worst.distance else { return }
      nearest.removeLast()
    }
    var position = nearest.count
    while position > 0, nearest[position - 1].distance > distance { position -= 1 }
    nearest.insert((distance, visit), at: position)
  }

  /// When a visit's work begins or, if unscheduled, would ideally begin.
  private func moment(of visit: AppointmentIndex, in state: SearchState) -> Int {
    let compiled = state.problem.appointments[visit]
    guard state.isScheduled[visit] else { return compiled.earliestStart }
    return max(0, Int(state.placements.elements[compiled.operations.lowerBound].start))
  }
}
