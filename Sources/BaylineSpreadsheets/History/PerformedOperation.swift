import BaylineModel

/// The clock entries of one operation of an order, joined.
struct PerformedOperation {
  /// The position among the names of operations.
  var operation: Int
  /// The id in the visit: the position by start, from 1.
  var id = ""
  var start: CivilTime
  var end: CivilTime
  /// Minutes worked between the two by the technician with the most minutes.
  var worked: Int
  /// The positions of the technicians, by start.
  var technicians: [Int]
  /// The technician with the most minutes.
  var leadTechnician: Int?
  /// The position of the bay with the most minutes.
  var bay: Int?
  /// The standard minutes, if the time clock has them.
  var standardMinutes: Int?
  /// Whether work continued on a later day.
  var isPausedOvernight: Bool

  /// The operations of an order by start.
  ///
  /// - Complexity: quadratic in the clock entries of the order, which are few.
  static func joined(_ stints: [Stint]) -> [PerformedOperation] {
    var groups: [[Stint]] = []
    for stint in stints {
      if let known = groups.firstIndex(where: { $0[0].operation == stint.operation }) {
        groups[known].append(stint)
      } else {
        groups.append([stint])
      }
    }
    var operations = groups.map { PerformedOperation($0) }
    // Operations that start together keep the order of their rows.
    operations = operations.enumerated().sorted { left, right in
      (left.element.start.minutes, left.offset) < (right.element.start.minutes, right.offset)
    }.map(\.element)
    for index in operations.indices { operations[index].id = String(index + 1) }
    return operations
  }

  /// The parts of clock entries from a time on.
  static func rest(of stints: [Stint], from time: CivilTime) -> [Stint] {
    stints.compactMap { stint in
      guard stint.to > time else { return nil }
      var rest = stint
      rest.from = max(stint.from, time)
      return rest
    }
  }

  /// - Precondition: `stints` is not empty.
  private init(_ stints: [Stint]) {
    operation = stints[0].operation
    start = stints.map(\.from).min() ?? stints[0].from
    end = stints.map(\.to).max() ?? stints[0].to
    var minutes: [(technician: Int?, minutes: Int)] = []
    var bays: [(bay: Int, minutes: Int)] = []
    for stint in stints.sorted(by: { $0.from < $1.from }) {
      let span = stint.to - stint.from
      if let known = minutes.firstIndex(where: { $0.technician == stint.technician }) {
        minutes[known].minutes += span
      } else {
        minutes.append((stint.technician, span))
      }
      guard let bay = stint.bay else { continue }
      if let known = bays.firstIndex(where: { $0.bay == bay }) {
        bays[known].minutes += span
      } else {
        bays.append((bay, span))
      }
    }
    technicians = minutes.compactMap(\.technician)
    // Ties go to the first; `max(by:)` does not specify which one it returns.
    leadTechnician =
      minutes.filter { $0.technician != nil }.reduce(nil as (technician: Int?, minutes: Int)?) {
        $0.map { $0.minutes } ?? 0 >= $1.minutes ? $0 : $1
      }?.technician
    // Overlapping entries of one technician do not add up to more than the time from start to end.
    worked = min(end - start, minutes.map(\.minutes).max() ?? 0)
    bay =
      bays.reduce(nil as (bay: Int, minutes: Int)?) { $0.map { $0.minutes } ?? 0 >= $1.minutes ? $0 : $1 }?
      .bay
    standardMinutes = stints.compactMap(\.standardMinutes).max()
    let firstDay = start.date
    isPausedOvernight = stints.contains { $0.from.date != firstDay }
  }

  /// The operation in the format of the day's record.
  func actual(_ site: Site) -> ActualDay.Operation {
    ActualDay.Operation(
      operation: id, bay: bay.map { site.bays[$0].id },
      technicians: technicians.map { site.technicians[$0].id },
      start: start, end: end, minutes: worked < end - start ? worked : nil)
  }
}
