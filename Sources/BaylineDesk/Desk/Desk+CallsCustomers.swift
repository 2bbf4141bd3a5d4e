import Bayline
import BaylineStore

/// Finds customers among visits by what a caller says first: a plate, a phone number or a name.
struct CustomerSearch {
  /// What visits of one customer have in common.
  enum Key: Hashable {
    /// Without spaces and dots, in capitals.
    case plate(String)
    case phone(String)
    case name(String)
    case unknown

    init(_ card: Appointment.CustomerCard) {
      let plate = card.plate.map(Appointment.CustomerCard.plateKey) ?? ""
      if !plate.isEmpty {
        self = .plate(plate)
      } else if let phone = card.phone, !phone.isEmpty {
        self = .phone(Appointment.CustomerCard.phoneKey(phone))
      } else if let name = card.customer, !name.isEmpty {
        self = .name(Appointment.CustomerCard.nameKey(name))
      } else {
        self = .unknown
      }
    }
  }

  private let name: String
  private let plate: String
  private let phone: String

  init(_ text: String) {
    name = Appointment.CustomerCard.nameKey(text)
    plate = Appointment.CustomerCard.plateKey(text)
    phone = Appointment.CustomerCard.phoneKey(text)
  }

  /// How well a card matches, 0 being the best; `nil` if it does not.
  func rank(_ card: Appointment.CustomerCard) -> Int? {
    var ranks: [Int] = []
    func compare(_ value: String, _ wanted: String) {
      guard !wanted.isEmpty, !value.isEmpty else { return }
      if value == wanted {
        ranks.append(0)
      } else if value.hasPrefix(wanted) {
        ranks.append(1)
      } else if value.hasSuffix(wanted) {
        ranks.append(2)
      } else if value.contains(wanted) {
        ranks.append(3)
      }
    }
    compare(card.plate.map(Appointment.CustomerCard.plateKey) ?? "", plate)
    if phone.count >= 3 { compare(card.phone.map(Appointment.CustomerCard.phoneKey) ?? "", phone) }
    compare(card.customer.map(Appointment.CustomerCard.nameKey) ?? "", name)
    return ranks.min()
  }

  /// The visits by customer: those that match best first, then those with the newest visits.
  func customers(_ visits: [VisitRecord]) -> [(key: Key, visits: [VisitRecord])] {
    let groups = Dictionary(grouping: visits) { Key($0.appointment.card) }
    let ranked = groups.compactMap { key, visits -> (rank: Int, key: Key, visits: [VisitRecord])? in
      guard key != .unknown, let rank = visits.compactMap({ rank($0.appointment.card) }).min() else {
        return nil
      }
      return (rank, key, visits.newestFirst())
    }
    return ranked.sorted { left, right in
      if left.rank != right.rank { return left.rank < right.rank }
      return left.visits[0].isNewer(than: right.visits[0])
    }.map { ($0.key, $0.visits) }
  }
}

extension VisitRecord {
  /// When the customer came or is to come, or else asked.
  var time: CivilTime? {
    arrival ?? appointment.preferredArrival ?? appointment.availability?.first?.from
      ?? steps.last.flatMap { CivilTime($0.at) } ?? appointment.card.called
  }

  fileprivate func isNewer(than other: VisitRecord) -> Bool {
    let (own, others) = (time ?? CivilTime(minutes: 0), other.time ?? CivilTime(minutes: 0))
    return own == others ? appointment.id < other.appointment.id : own > others
  }
}

extension [VisitRecord] {
  /// The visits, the newest first.
  func newestFirst() -> [VisitRecord] { sorted { $0.isNewer(than: $1) } }
}
