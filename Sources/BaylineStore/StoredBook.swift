import BaylineFormats
import BaylineModel

/// A version of a book, and where its visits are in the order of the demand.
struct StoredBook: Sendable {
  var book: Book
  /// Ascending numbers by the id of the visit, with gaps, so that a visit that goes changes no other.
  var positions: [String: Int]

  /// The first version of a book.
  init(first book: Book) {
    self.book = book
    positions = [:]
    positions = Self.positions(of: book.demand, before: [:])
  }

  init(_ book: Book, positions: [String: Int]) {
    self.book = book
    self.positions = positions
  }

  /// The version after this one.
  func followed(by book: Book) -> StoredBook {
    StoredBook(book, positions: Self.positions(of: book.demand, before: positions))
  }

  private static func positions(of demand: Demand, before: [String: Int]) -> [String: Int] {
    var positions: [String: Int] = [:]
    positions.reserveCapacity(demand.appointments.count)
    var last = 0
    for visit in demand.appointments {
      last = max(last + 1, before[visit.id] ?? 0)
      positions[visit.id] = last
    }
    return positions
  }
}

extension StoredBook {
  /// The parts that differ from those of an older version, in an order that depends on the books alone.
  ///
  /// - Complexity: linear in the number of visits; only what differs is encoded.
  func changes(since older: StoredBook?) -> [PartChange] {
    var changes: [PartChange] = []
    let (old, new) = (older?.book, book)
    if old?.site != new.site { changes.append(PartChange(.site, SiteFormat.encode(new.site))) }
    if old?.settings != new.settings { changes.append(PartChange(.settings, PartFormat.text(new.settings))) }
    if old?.demand.parts != new.demand.parts {
      changes.append(PartChange(.stock, PartFormat.text(stock: new.demand.parts)))
    }
    let isSameHead =
      old?.demand.horizon == new.demand.horizon && old?.demand.now == new.demand.now
      && old?.schedule.cost == new.schedule.cost && old?.schedule.about == new.schedule.about
    if old == nil || !isSameHead { changes.append(PartChange(.head, PartFormat.text(head: new))) }
    var visits = new.records.filter { id, record in
      old?.records[id] != record || older?.positions[id] != positions[id]
    }.map { id, record in
      PartChange(.visit(id), PartFormat.text(record, position: positions[id]))
    }
    visits += (old?.records.keys.filter { new.records[$0] == nil } ?? []).map { PartChange(.visit($0), nil) }
    return changes + visits.sortedByCodePoint(\.key.text)
  }
}

/// The name of a part of a book.
enum PartKey: Hashable, Sendable {
  case site, settings, stock, head
  case visit(String)

  private static let visitPrefix = "visit/"

  /// As in the store.
  var text: String {
    switch self {
    case .site: "site"
    case .settings: "settings"
    case .stock: "stock"
    case .head: "head"
    case .visit(let id): Self.visitPrefix + id
    }
  }

  init?(_ text: String) {
    switch text {
    case "site": self = .site
    case "settings": self = .settings
    case "stock": self = .stock
    case "head": self = .head
    default:
      guard text.hasPrefix(Self.visitPrefix), text.utf8.count > Self.visitPrefix.utf8.count else {
        return nil
      }
      self = .visit(String(text.dropFirst(Self.visitPrefix.count)))
    }
  }
}

/// The new text of a part of a book; `nil` if the part is gone.
struct PartChange: Hashable, Sendable {
  var key: PartKey
  var text: String?

  init(_ key: PartKey, _ text: String?) {
    self.key = key
    self.text = text
  }
}
