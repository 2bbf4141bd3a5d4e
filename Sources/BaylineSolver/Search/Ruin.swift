import BaylineModel

/// Chooses visits to take out together: those near a first one in some of time, technicians, bays, advisor,
/// parts and kind.
///
/// Related removal after P. Shaw (1998), "Using constraint programming and local search methods to solve vehicle
/// routing problems"; small adjacent removals after J. Christiaens and G. Vanden Berghe (2020), "Slack induction by
/// string removals for vehicle routing problems". Which kinds of nearness count is drawn anew each time.
struct Ruin {
  /// The visits chosen last.
  private(set) var chosen: [AppointmentIndex] = []
  private var nearest: [(distance: Int, visit: AppointmentIndex)] = []

  /// What counts as near, as weights of minutes.
  private struct Nearness {
    var time = 0
    var crew = 0
    var bay = 0
    var advisor = 0
    var noise = 0
  }

  /// Chooses up to `count` scheduled visits near `seed`, with `seed` if it is scheduled.
  mutating func choose(
    _ count: Int, near seed: AppointmentIndex, in state: SearchState, _ random: inout SplitMix64
  ) {
    chosen.removeAll(keepingCapacity: true)
    nearest.removeAll(keepingCapacity: true)
    let problem = state.problem
    let nearness = draw(&random)
    let center = moment(of: seed, in: state)
    for visit in problem.appointments.indices where state.isScheduled[visit] {
      if visit == seed {
        chosen.append(visit)
        continue
      }
      var distance = nearness.noise > 0 ? random.below(nearness.noise) : 0
      if nearness.time > 0 { distance += nearness.time * abs(moment(of: visit, in: state) - center) }
      if let worst = nearest.last, nearest.count >= count, distance - 600 >= worst.distance { continue }
      if nearness.crew > 0 || nearness.bay > 0 {
        let shared = sharedResources(visit, seed, in: state)
        if shared.crew { distance -= nearness.crew }
        if shared.bay { distance -= nearness.bay }
      }
      if nearness.advisor > 0, let one = state.receptions[visit], let other = state.receptions[seed],
        one.advisor == other.advisor
      {
        distance -= nearness.advisor
      }
      keep(visit, distance, most: count)
    }
    for (_, visit) in nearest where chosen.count < count { chosen.append(visit) }
  }

  private func draw(_ random: inout SplitMix64) -> Nearness {
    switch random.below(6) {
    case 0: Nearness(time: 1, noise: 60)
    case 1: Nearness(time: 1, crew: 240, noise: 30)
    case 2: Nearness(time: 1, crew: 120, bay: 120, noise: 60)
    case 3: Nearness(time: 1, advisor: 300, noise: 30)
    case 4: Nearness(crew: 400, noise: 600)
    default: Nearness(noise: 1000)
    }
  }

  private mutating func keep(_ visit: AppointmentIndex, _ distance: Int, most: Int) {
    if nearest.count >= most {
      guard let worst = nearest.last, distance < worst.distance else { return }
      nearest.removeLast()
    }
    var position = nearest.count
    while position > 0, nearest[position - 1].distance > distance { position -= 1 }
    nearest.insert((distance, visit), at: position)
  }

  /// When a visit's work begins, or would best begin.
  private func moment(of visit: AppointmentIndex, in state: SearchState) -> Int {
    let compiled = state.problem.appointments[visit]
    guard state.isScheduled[visit] else { return compiled.begin }
    return Int(state.placements.elements[compiled.operations.lowerBound].start)
  }

  private func sharedResources(
    _ one: AppointmentIndex, _ other: AppointmentIndex, in state: SearchState
  ) -> (crew: Bool, bay: Bool) {
    guard state.isScheduled[other] else { return (false, false) }
    let problem = state.problem
    var shared = (crew: false, bay: false)
    for first in problem.appointments[one].operations {
      let operation = problem.operations.elements[first]
      let placement = state.placements.elements[first]
      let bay = problem.bay(of: operation, placement)
      for second in problem.appointments[other].operations {
        let otherOperation = problem.operations.elements[second]
        let otherPlacement = state.placements.elements[second]
        if let bay, problem.bay(of: otherOperation, otherPlacement) == bay { shared.bay = true }
        for member in problem.crew(of: operation, placement) {
          for otherMember in problem.crew(of: otherOperation, otherPlacement)
          where problem.crews[member] == problem.crews[otherMember] {
            shared.crew = true
          }
        }
      }
    }
    return shared
  }
}
