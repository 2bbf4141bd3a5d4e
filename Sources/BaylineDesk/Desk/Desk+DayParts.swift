import Bayline
import BaylineStore
import BaylineWording

/// Reports from the parts department.
extension Desk {
  /// Records news of a part: a delivery, a delay, or a count of the shelf.
  ///
  /// Like an arrival, it needs nobody's agreement: what waits for the part follows.
  /// - Throws: ``DeskError/notFound(_:)`` if there is no such part, ``DeskError/refused(_:)`` if it makes no sense.
  func report(_ news: PartNews, of part: String, by account: String) async throws {
    guard !AnswerPart.isAnswer(part), let known = book.demand.parts.first(where: { $0.id == part }) else {
      throw DeskError.notFound(words("没有配件 \(part.printable)", "there is no part \(part.printable)"))
    }
    await beginChange()
    defer { endChange() }
    try await rollOver(by: Self.ownName)
    let detail = "\(known.name ?? part) \(news.detail(words))"
    for _ in 0..<Self.attempts {
      let event = WorkshopEvent(at: clock.now, news.payload(of: part))
      let made = try await preview([event], detail: detail, words.language, of: book, .quick)
      if try take(made, by: account) != nil { return }
    }
    throw DeskError.overtaken(words)
  }
}

/// News of a part.
enum PartNews: Hashable, Sendable {
  /// A quantity was delivered.
  case arrived(quantity: Int)
  /// The quantity counted on the shelf, which replaces that of the book.
  case counted(quantity: Int)
  /// A delivery is late; a new time of `nil` is unknown. Without the time that it was due, it is the next delivery.
  case late(due: CivilTime?, arrival: CivilTime?)

  func payload(of part: String) -> WorkshopEvent.Payload {
    switch self {
    case .arrived(let quantity): .partArrived(part: part, quantity: quantity)
    case .counted(let quantity): .stock(part: part, quantity: quantity)
    case .late(let due, let arrival): .partLate(part: part, delivery: due, arrival: arrival)
    }
  }

  /// What the journal says after the name of the part.
  func detail(_ words: Glossary) -> String {
    switch self {
    case .arrived(let quantity): words("到货 \(quantity)", "\(quantity) delivered")
    case .counted(let quantity): words("盘点 \(quantity)", "counted: \(quantity)")
    case .late(_, let arrival?):
      words("到货改到 \(words.dayAndTime(arrival))", "delivery moved to \(words.dayAndTime(arrival))")
    case .late(_, nil): words("到货时间未知", "delivery time unknown")
    }
  }
}

extension Book {
  /// The book in which the parts of a visit are on its shelf, or back in stock; `nil` if they are there already.
  func picking(_ visit: String, _ isPicked: Bool, _ words: Glossary) throws(DeskError) -> Book? {
    guard let index = demand.appointments.firstIndex(where: { $0.id == visit }) else {
      throw .noVisit(visit, words)
    }
    let appointment = demand.appointments[index]
    guard appointment.picked != isPicked else { return nil }
    let hasBegun = appointment.operations.contains { $0.hasBegun(by: demand.now) }
    if !isPicked, hasBegun {
      throw .refused(
        words("已开工，配件不能退回库存; 有剩余请盘点", "work has begun, and its parts cannot go back; count what is left"))
    }
    var next = self
    next.demand.appointments[index].picked = isPicked
    var short: [String] = []
    for (id, quantity) in appointment.openParts(at: demand.now).sorted(by: { $0.key < $1.key }) {
      guard let part = demand.parts.firstIndex(where: { $0.id == id }) else { continue }
      // What is on the shelf of a visit is no longer in stock.
      let left = demand.parts[part].onHand + (isPicked ? -quantity : quantity)
      if left < 0 {
        short.append("\(demand.parts[part].name ?? id) \(demand.parts[part].onHand)/\(quantity)")
      }
      next.demand.parts[part].onHand = left
    }
    guard short.isEmpty else {
      throw .refused(
        words(
          "库存不足：\(words.list(short))；请先登记到货或盘点",
          "the stock is short: \(words.list(short)); report the delivery or count the shelf first"))
    }
    return next
  }
}

extension Appointment {
  /// The quantity of each part that operations need which have not begun.
  func openParts(at now: CivilTime) -> [String: Int] {
    let open = operations.filter { !$0.hasBegun(by: now) }
    let needs = (open.count == operations.count ? parts : []) + open.flatMap(\.parts)
    return Dictionary(
      needs.filter { !AnswerPart.isAnswer($0.part) }.map { ($0.part, $0.quantity) }, uniquingKeysWith: +)
  }
}

extension ServiceOperation {
  /// Whether work has begun, as far as it was recorded.
  func hasBegun(by now: CivilTime) -> Bool { (locked?.start).map { $0 <= now } ?? false }
}
