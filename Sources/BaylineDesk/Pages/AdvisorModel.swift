import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The customers of an advisor today and tomorrow.
struct AdvisorModel: Sendable {
  struct Item: Sendable {
    let record: VisitRecord
    /// When the customer comes, or came.
    let arrival: CivilTime
    /// When the vehicle can be fetched.
    let ready: CivilTime?
    let isLate: Bool

    var id: String { record.appointment.id }
    var canArrive: Bool { record.status.isExpected }
    var canLeave: Bool { record.status == .ready }
  }

  /// Who comes or is in house today, in the order in which the advisor is needed.
  let today: [Item]
  let tomorrow: [Item]
  /// Who has left today.
  let done: [Item]

  init(_ facts: BoardFacts, advisor: String) {
    let next = Self.nextOpenDay(facts)
    let own = facts.book.records.values.filter { $0.advisor == advisor && !$0.appointment.isOutage }
    let items = own.compactMap { record -> Item? in
      guard let arrival = record.arrival else { return nil }
      let visit = facts.visit(record.appointment.id)
      return Item(
        record: record, arrival: arrival, ready: visit?.told ?? record.promise,
        isLate: visit.map(facts.isLate) ?? false)
    }.sorted { ($0.arrival, $0.id) < ($1.arrival, $1.id) }
    let isOpen = { (item: Item) in item.record.status.isExpected || item.record.status.isInHouse }
    let now = items.filter { isOpen($0) && $0.arrival.date <= facts.today }
    // Vehicles to hand over come first, then who is to come, then what is being worked on.
    today = now.sorted { ($0.urgency, $0.nextTime, $0.id) < ($1.urgency, $1.nextTime, $1.id) }
    tomorrow = items.filter { isOpen($0) && $0.arrival.date == next }
    done = items.filter { $0.record.status == .handedOver }
  }

  /// The next day on which the workshop is open; tomorrow if it is closed for long.
  static func nextOpenDay(_ facts: BoardFacts) -> CivilDate {
    (1...14).map { facts.today.advanced(by: $0) }.first {
      !facts.site.windows(of: facts.site.hours, on: $0).isEmpty
    }
      ?? facts.today.advanced(by: 1)
  }
}

extension AdvisorModel.Item {
  fileprivate var urgency: Int { canLeave ? 0 : canArrive ? 1 : 2 }
  fileprivate var nextTime: CivilTime { canArrive ? arrival : ready ?? arrival }
}
