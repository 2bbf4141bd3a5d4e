import BaylineModel
import BaylineSolver

/// Finds new times for customers whose promised arrival cannot be kept.
///
/// Each gets the cheapest place with everything else unchanged, starting with the visit that is most expensive to leave
/// out. No place is offered twice.
struct RebookingFinder {
  private var state: SearchState
  private let broken: [AppointmentIndex]

  init(site: Site, demand: Demand, schedule: Schedule) {
    let left = Set(schedule.unscheduled.map(\.appointment))
    var freed = demand
    var broken: [AppointmentIndex] = []
    for index in freed.appointments.indices {
      let appointment = freed.appointments[index]
      guard left.contains(appointment.id), appointment.booked != nil, appointment.arrived == nil else {
        continue
      }
      freed.appointments[index].booked = nil
      freed.appointments[index].preferredAdvisor = appointment.expectedAdvisor
      let earliest = demand.now + EventLedger.callLeadMinutes
      let last = demand.horizon.arrivalEnd
      freed.appointments[index].availability = [TimeWindow(from: earliest, to: max(last, earliest + 1))]
      freed.appointments[index].preferredArrival = appointment.booked?.arrival
      broken.append(AppointmentIndex(index))
    }
    self.broken = broken
    state = SearchState(
      broken.isEmpty
        ? CompiledProblem(site: site, demand: demand) : CompiledProblem(site: site, demand: freed))
    state.adopt(schedule)
  }

  /// The visits with their new times, by id.
  mutating func offers() -> [String: Schedule.Assignment] {
    var search = InsertionSearch()
    for visit in broken.sorted(by: { (sortKey($0), $0) < (sortKey($1), $1) }) {
      guard let found = search.best(of: visit, in: state) else { continue }
      state.insert(found, search.placements)
    }
    let ids = Set(broken.map { state.problem.demand.appointments[$0.int].id })
    return Dictionary(
      uniqueKeysWithValues: state.assignments().filter { ids.contains($0.appointment) }.map {
        ($0.appointment, $0)
      })
  }

  private func sortKey(_ visit: AppointmentIndex) -> Int {
    -state.problem.appointments[visit].drop
  }
}
