import BaylineModel

struct VisitsByDay {
  private var days: [[AppointmentIndex]]
  private var positions: IndexedTable<Appointment, (day: Int, place: Int)>

  init(_ state: SearchState) {
    days = Array(repeating: [], count: state.problem.days)
    positions = IndexedTable(repeating: (-1, 0), count: state.problem.appointments.count)
    for visit in state.problem.appointments.indices where state.isScheduled[visit] { add(visit, in: state) }
  }

  /// The visits of a day; empty outside the horizon.
  subscript(day: Int) -> [AppointmentIndex] {
    days.indices.contains(day) ? days[day] : []
  }

  /// Adds a visit that has just been scheduled.
  mutating func add(_ visit: AppointmentIndex, in state: SearchState) {
    let first = state.problem.appointments[visit].operations.lowerBound
    let day = min(max(0, Int(state.placements.elements[first].start) / 1440), days.count - 1)
    positions[visit] = (day, days[day].count)
    days[day].append(visit)
  }

  mutating func remove(_ visit: AppointmentIndex) {
    let (day, place) = positions[visit]
    let last = days[day].removeLast()
    if last != visit {
      days[day][place] = last
      positions[last].place = place
    }
  }
}
