import BaylineMath
import BaylineModel

// Members that several results share.

extension [JSONMember] {
  /// The limit of each search: `iterations` or `seconds`.
  mutating func add(_ limit: SearchLimit) {
    switch limit {
    case .iterations(let count): add("iterations", count)
    case .seconds(let seconds): add("seconds", seconds)
    }
  }

  /// A target's bound: `least` or `most`.
  mutating func add(_ bound: StaffingTargets.Bound) {
    switch bound {
    case .least(let value): add("least", value)
    case .most(let value): add("most", value)
    }
  }

  /// Mean and interval.
  mutating func add(_ interval: MeanInterval) {
    add("mean", interval.mean)
    add("low", interval.low)
    add("high", interval.high)
  }

  /// An object of the counts that are there, in the order of the cases.
  mutating func add<Key: CaseIterable & RawRepresentable<String> & Hashable>(
    _ name: String, byCase counts: [Key: Int]
  ) {
    add(name) { members in
      for key in Key.allCases { members.add(key.rawValue, counts[key]) }
    }
  }

  /// Arrival and advisor.
  mutating func add(_ reception: Schedule.Reception?) {
    add("arrival", reception?.arrival)
    add("advisor", reception?.advisor)
  }

  /// Bay, technicians, start and end of an operation.
  mutating func add(placeOf operation: Schedule.OperationAssignment) {
    add("bay", operation.bay)
    add("technicians", operation.technicians)
    add("start", operation.start)
    add("end", operation.end)
  }

  /// Why an appointment is not scheduled.
  mutating func add(reasonOf unscheduled: Schedule.UnscheduledAppointment) {
    add("reason", unscheduled.reason.rawValue)
    add("detail", unscheduled.detail)
    add("earliest", unscheduled.earliest)
  }
}
