import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// Which parts are to be on the shelf by when, what is missing, and what there is of each part.
struct PartsModel: Sendable {
  /// The parts of a visit that are needed at a time.
  struct Pick: Sendable {
    let visit: String
    let plate: String
    let vehicle: String
    /// When they must be on the shelf.
    let by: CivilTime
    let lines: [Line]
    let isPicked: Bool
    /// Whether it can be picked or put back now.
    let canChange: Bool
    let isOverdue: Bool

    var isMissing: Bool { lines.contains { $0.missing > 0 } }
  }

  struct Line: Sendable {
    let part: String
    let name: String
    let shelf: String
    let quantity: Int
    /// The quantity that will not be there in time.
    let missing: Int
    /// When the next delivery comes.
    let inbound: CivilTime?
  }

  /// A visit that cannot be done for want of a part.
  struct Shortage: Sendable {
    let visit: String
    let plate: String
    let name: String
    let missing: Int
    let wanted: CivilTime
    let enoughFrom: CivilTime?
  }

  /// What there is of a part.
  struct Stock: Sendable {
    let id: String
    let name: String
    let shelf: String
    let onHand: Int
    /// What the visits of the book still take.
    let needed: Int
    let inbound: [SparePart.Delivery]

    var isShort: Bool { needed > onHand }
  }

  /// Those that are not picked, by deadline.
  let open: [Pick]
  /// Those of today and tomorrow that are on the shelf.
  let picked: [Pick]
  let shortages: [Shortage]
  /// Those that run short first.
  let stock: [Stock]

  init(_ facts: BoardFacts) {
    let balance = PartsBalance(facts.view(at: facts.now))
    let builder = PartsBuilder(facts: facts)
    let needs = balance.needs.filter { !$0.part.isAnswer }
    open = builder.picks(needs)
    picked = builder.picked
    shortages = balance.shortages.filter { !$0.part.isAnswer }.map { shortage in
      Shortage(
        visit: shortage.appointment, plate: shortage.plate.printable,
        name: facts.names.part(shortage.part.id), missing: shortage.missing,
        wanted: shortage.wanted, enoughFrom: shortage.enoughFrom)
    }
    let needed = Dictionary(needs.map { ($0.part.id, $0.quantity) }, uniquingKeysWith: +)
    stock = facts.book.demand.parts.filter { !$0.isAnswer }.map { part in
      Stock(
        id: part.id, name: facts.names.part(part.id), shelf: part.shelf ?? "", onHand: part.onHand,
        needed: needed[part.id, default: 0], inbound: part.inbound.sorted { $0.at < $1.at })
    }.sorted { ($0.isShort ? 0 : 1, $0.shelf, $0.id) < ($1.isShort ? 0 : 1, $1.shelf, $1.id) }
  }
}

extension SparePart {
  /// Whether it stands for an answer that a customer owes.
  fileprivate var isAnswer: Bool { AnswerPart.isAnswer(id) }
}

/// Makes the picking list.
private struct PartsBuilder {
  let facts: BoardFacts

  /// By visit and deadline, in the order of the needs.
  func picks(_ needs: [PartsBalance.Need]) -> [PartsModel.Pick] {
    struct Key: Hashable { var visit: String; var by: CivilTime }
    let groups = Dictionary(grouping: needs) { Key(visit: $0.appointment, by: $0.by) }
    let picks = groups.compactMap { key, needs -> PartsModel.Pick? in
      guard let visit = facts.visit(key.visit), isOpen(visit, needs) else { return nil }
      return PartsModel.Pick(
        visit: visit.appointment.id, plate: visit.plate.printable,
        vehicle: visit.appointment.card.vehicle?.printable ?? "", by: key.by,
        lines: needs.map { line($0.part, $0.quantity, missing: $0.missing) }, isPicked: false,
        canChange: isInStock(visit.appointment), isOverdue: key.by < facts.now)
    }
    return picks.sorted { ($0.by, $0.plate, $0.visit) < ($1.by, $1.plate, $1.visit) }
  }

  /// Whether somebody still has to fetch the parts: not once the work that needs them has begun.
  private func isOpen(_ visit: ScheduledVisit, _ needs: [PartsBalance.Need]) -> Bool {
    switch facts.status(of: visit) {
    case .ready, .handedOver: false
    case .inWork: needs.contains { $0.operation != nil }
    default: true
    }
  }

  /// Whether all parts of a visit are there now.
  private func isInStock(_ visit: Appointment) -> Bool {
    visit.openParts(at: facts.book.demand.now).allSatisfy { part, quantity in
      facts.parts[part].map { $0.onHand >= quantity } ?? true
    }
  }

  var picked: [PartsModel.Pick] {
    let tomorrow = facts.today.advanced(by: 1)
    return facts.visits.filter { visit in
      visit.appointment.picked && !visit.appointment.allParts.isEmpty && visit.ready >= facts.now
        && visit.arrival.date <= tomorrow
    }.map { visit in
      PartsModel.Pick(
        visit: visit.appointment.id, plate: visit.plate.printable,
        vehicle: visit.appointment.card.vehicle?.printable ?? "", by: visit.arrival,
        lines: visit.appointment.allParts.compactMap { need in
          facts.parts[need.part].map { line($0, need.quantity, missing: 0) }
        }, isPicked: true,
        canChange: !visit.appointment.operations.contains { $0.hasBegun(by: facts.book.demand.now) },
        isOverdue: false)
    }
  }

  private func line(_ part: SparePart, _ quantity: Int, missing: Int) -> PartsModel.Line {
    PartsModel.Line(
      part: part.id, name: facts.names.part(part.id).printable, shelf: part.shelf?.printable ?? "",
      quantity: quantity, missing: missing, inbound: part.inbound.map(\.at).filter { $0 > facts.now }.min())
  }
}
