import BaylineModel
import TestSupport

@testable import BaylineSolver

/// Minutes from the start of the horizon at a time written as for ``time(_:)``.
func minute(_ clock: String) -> Int { time(clock) - time("00:00") }

/// Standard work by mechanics of level 2 on a lift, unless said otherwise.
func standardWork(
  _ minutes: Int, bay: String? = "lift", trade: String = "mech", level: Int = 2, size: Int = 1,
  certifications: Set<String> = []
) -> WorkRequirement {
  let crew = WorkRequirement.Crew(trade: trade, level: level, certifications: certifications, size: size)
  return .standard(WorkRequirement.StandardWork(minutes: minutes, bay: bay, crew: crew))
}

/// The window between two times written as for ``time(_:)``.
func window(_ from: String, _ to: String) -> TimeWindow {
  TimeWindow(from: time(from), to: time(to))
}

extension TinyWorkshop {
  /// Site and demand, compiled.
  var problem: CompiledProblem { CompiledProblem(site: site, demand: demand) }

  /// The state of its schedule; what breaks a rule is left out.
  func adopted() -> SearchState {
    var state = SearchState(problem)
    state.adopt(schedule)
    return state
  }

  /// Adds a vehicle that has been there all day and whose only operation is locked: it holds its bay and crew.
  mutating func hold(_ id: String, _ start: String, _ end: String, bay: String?, crew: [String]) {
    let step = Step(start, end, bay: bay, crew: crew) {
      $0.locked = ServiceOperation.LockedWork(bay: bay, technicians: crew, start: time(start), end: time(end))
    }
    add(id, at: nil, [step]) { $0.arrived = time("00:00") }
  }
}

extension CompiledProblem {
  /// A visit by its position in the demand.
  func visit(_ position: Int) -> CompiledAppointment { appointments[AppointmentIndex(position)] }

  /// An operation by its position in the table.
  func operation(_ position: Int) -> CompiledOperation { operations.elements[position] }

  /// The crews of an operation's options, by id.
  func crewNames(of position: Int) -> [[String]] {
    options[operation(position).options].map { crews[$0.crew].map { site.technicians[$0.int].id } }
  }

  /// The bays of an operation's first option, by id; `nil` is no bay.
  func bayNames(of position: Int) -> [String?] {
    guard let first = options[operation(position).options].first else { return [] }
    return bayChoices[first.bays].map { $0.bay.map { site.bays[$0.int].id } }
  }
}
