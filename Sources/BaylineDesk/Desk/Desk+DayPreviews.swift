import Bayline
import BaylineStore

/// Previewed changes that may be taken over: for ten minutes, and not too many.
struct PreviewShelf {
  struct Kept {
    var preview: Preview
    var events: [WorkshopEvent]
    var language: Language
    var until: ContinuousClock.Instant
  }

  private var kept: [Kept] = []
  private let clock = ContinuousClock()

  private static let lifetime = Duration.seconds(600)
  private static let maxCount = 100

  subscript(id: String) -> Kept? {
    kept.first { $0.preview.id == id && $0.until > clock.now }
  }

  mutating func keep(_ preview: Preview, _ events: [WorkshopEvent], _ language: Language) {
    let now = clock.now
    kept.removeAll { $0.until <= now }
    if kept.count >= Self.maxCount { kept.removeFirst(kept.count - Self.maxCount + 1) }
    kept.append(Kept(preview: preview, events: events, language: language, until: now + Self.lifetime))
  }

  mutating func remove(_ id: String) {
    kept.removeAll { $0.preview.id == id }
  }

  /// An id that nobody guesses.
  static func newId() -> String {
    (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
  }
}

extension WorkshopEvent.Payload {
  /// The name of the event in the journal, that of the files.
  var action: String {
    switch self {
    case .absent: "absent"
    case .back: "back"
    case .bayClosed: "bayClosed"
    case .bayOpen: "bayOpen"
    case .advisorAbsent: "advisorAbsent"
    case .advisorBack: "advisorBack"
    case .siteClosed: "siteClosed"
    case .equipmentBroken: "equipmentBroken"
    case .equipmentRepaired: "equipmentRepaired"
    case .driverAway: "driverAway"
    case .driverBack: "driverBack"
    case .loaners: "loaners"
    case .started: "started"
    case .overrun: "overrun"
    case .finished: "finished"
    case .partLate: "partLate"
    case .partArrived: "partArrived"
    case .stock: "stock"
    case .noShow: "noShow"
    case .cancelled: "cancelled"
    case .moved: "moved"
    case .late: "late"
    case .arrived: "arrived"
    case .addedWork: "addedWork"
    case .removedWork: "removedWork"
    case .changed: "changed"
    case .hold: "hold"
    case .answered: "answered"
    case .immovable: "immovable"
    case .assigned: "assigned"
    case .walkIn: "walkIn"
    case .urgentReturn: "urgentReturn"
    case .request: "request"
    }
  }
}

extension Book {
  /// Fills in who made the steps that are new.
  mutating func sign(_ account: String) {
    for (id, record) in records where record.steps.contains(where: \.by.isEmpty) {
      for index in record.steps.indices where record.steps[index].by.isEmpty {
        records[id]?.steps[index].by = account
      }
    }
  }

  /// The visits that should have come, by the ends of their grace times, and have not: expected no-shows.
  func overdue(at now: CivilTime) -> [String] {
    demand.appointments.compactMap { visit in
      guard visit.arrived == nil, let booked = visit.booked?.arrival,
        booked + site.booking.graceMinutes < now, records[visit.id]?.status.isOver == false
      else { return nil }
      return visit.id
    }
  }

  /// Whether something should have begun or ended by now of which nobody has said so.
  func isBehind(_ now: CivilTime) -> Bool {
    guard now > demand.now else { return false }
    let open = Dictionary(
      demand.appointments.map { visit in
        (visit.id, Set(visit.operations.filter { $0.locked == nil }.map(\.id)))
      }, uniquingKeysWith: { first, _ in first })
    return schedule.assignments.contains { visit in
      visit.operations.contains { operation in
        let isOpen = open[visit.appointment]?.contains(operation.operation) ?? false
        return isOpen ? operation.start < now : operation.end > demand.now && operation.end < now
      }
    }
  }
}
