package import BaylineModel
import BaylineWording

/// The counts behind a schedule's summary, without any wording.
package struct ScheduleFigures: Sendable {
  /// Scheduled and requested visits of one kind.
  package struct KindCount: Sendable, Hashable {
    package var kind: VisitKind
    package var served: Int
    package var asked: Int
  }

  /// A vehicle that is ready after its requested time.
  package struct Late: Sendable, Hashable {
    package var appointment: String
    package var wanted: CivilTime
    package var ready: CivilTime
    /// Minutes by which the vehicle is late.
    package var minutes: Int { ready - wanted }
  }

  /// Visits by kind: known kinds by urgency, then the site's own kinds by name.
  package let kinds: [KindCount]
  /// Confirmed visits: how many are scheduled, and how many there are.
  package let booked: (served: Int, asked: Int)
  /// Late vehicles, by descending lateness.
  package let late: [Late]
  /// Minutes that each waiting customer spends at the site.
  package let stays: [Int]

  /// Counts the figures of a schedule; assignments of unknown appointments are ignored.
  ///
  /// - Complexity: O(*n* log *n*) in the number of appointments.
  package init(demand: Demand, schedule: Schedule) {
    let appointments = Dictionary(
      demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let served: [(appointment: Appointment, assignment: Schedule.Assignment)] = schedule.assignments
      .compactMap {
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

  /// The mean stay of waiting customers, in minutes, rounded; 0 without any.
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
