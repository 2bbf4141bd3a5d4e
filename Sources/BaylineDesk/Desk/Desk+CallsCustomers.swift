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
        self = .phone(CustomerSearch.digits(phone))
      } else if let name = card.customer, !name.isEmpty {
        self = .name(name)
      } else {
        self = .unknown
      }
    }
  }

  private let text: String
  private let plate: String
  private let digits: String

  init(_ text: String) {
    self.text = text.lowercased()
    plate = Appointment.CustomerCard.plateKey(text)
    digits = Self.digits(text)
  }

  /// A text without blanks around it.
  static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(
      start.prefix(
        start.lastIndex { !$0.isWhitespace }.map { start.distance(from: start.startIndex, to: $0) + 1 } ?? 0))
  }

  private static func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }

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
    if digits.count >= 3 { compare(Self.digits(card.phone ?? ""), digits) }
    compare((card.customer ?? "").lowercased(), text)
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
    appointment.arrived ?? assignment?.reception?.arrival ?? appointment.booked?.arrival
      ?? appointment.preferredArrival ?? appointment.availability?.first?.from
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
