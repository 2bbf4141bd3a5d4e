package import BaylineModel
import BaylineWording

/// What a schedule comes to: counted facts, no words.
package struct ScheduleFigures: Sendable {
  /// Served and asked visits of a kind.
  package struct KindCount: Sendable, Hashable {
    package var kind: VisitKind
    package var served: Int
    package var asked: Int
  }

  /// A vehicle that is ready after it was wanted.
  package struct Late: Sendable, Hashable {
    package var appointment: String
    package var wanted: CivilTime
    package var ready: CivilTime
    /// Minutes between the two.
    package var minutes: Int { ready - wanted }
  }

  /// Visits by kind, the most urgent kinds first; a site's own kinds last, by name.
  package let kinds: [KindCount]
  /// Promised visits, and how many of them are scheduled.
  package let booked: (served: Int, asked: Int)
  /// The late vehicles, the latest first.
  package let late: [Late]
  /// Minutes at the site of each waiting customer.
  package let stays: [Int]

  /// Counts what a schedule comes to.
  package init(demand: Demand, schedule: Schedule) {
    let appointments = Dictionary(
      demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let served: [(appointment: Appointment, assignment: Assignment)] = schedule.assignments.compactMap {
      assignment in
      appointments[assignment.appointment].map { ($0, assignment) }
    }
    kinds = Self.countKinds(asked: demand.appointments.map(\.kind), served: served.map(\.appointment.kind))
    booked = (
      served.count { $0.appointment.booked != nil }, demand.appointments.count { $0.booked != nil }
    )
    late = served.compactMap { appointment, assignment in
      guard let wanted = appointment.readyBy, assignment.ready > wanted else { return nil }
      return Late(appointment: appointment.id, wanted: wanted, ready: assignment.ready)
    }.sorted { ($1.minutes, $0.appointment) < ($0.minutes, $1.appointment) }
    stays = served.filter(\.appointment.waiting).map { appointment, assignment in
      let since = max(appointment.arrived ?? demand.horizon.start, demand.horizon.start)
      return max(0, assignment.ready - (assignment.reception?.arrival ?? since))
    }
  }

  /// The mean minutes that a waiting customer stays, rounded.
  package var meanStay: Int {
    stays.isEmpty ? 0 : (stays.reduce(0, +) + stays.count / 2) / stays.count
  }

  private static func countKinds(asked: [VisitKind], served: [VisitKind]) -> [KindCount] {
    let asked = Dictionary(asked.map { ($0, 1) }, uniquingKeysWith: +)
    let served = Dictionary(served.map { ($0, 1) }, uniquingKeysWith: +)
    let own = asked.keys.filter { !VisitKind.known.contains($0) }.sorted { $0.rawValue < $1.rawValue }
    return (VisitKind.known + own).compactMap { kind in
      asked[kind].map { KindCount(kind: kind, served: served[kind] ?? 0, asked: $0) }
    }
  }
}
