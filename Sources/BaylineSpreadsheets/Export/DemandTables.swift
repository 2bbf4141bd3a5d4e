import BaylineFormats
import BaylineModel
import BaylineWording

/// Converts a demand to tables.
struct DemandTables {
  private let words: Glossary
  private var horizon = SheetTable(kind: .horizon)
  private var visits = SheetTable(kind: .visits)
  private var operations = SheetTable(kind: .operations)
  private var alternatives = SheetTable(kind: .alternatives)
  private var parts = SheetTable(kind: .parts)
  private var deliveries = SheetTable(kind: .deliveries)

  /// - Parameter language: The language of kinds and flags.
  init(_ demand: Demand, language: Language) {
    words = Glossary(language)
    add(demand.horizon, now: demand.now)
    for (index, part) in demand.parts.enumerated() { add(part, "$.parts[\(index)]") }
    for (index, visit) in demand.appointments.enumerated() { add(visit, "$.appointments[\(index)]") }
  }

  /// All tables, including empty ones.
  var all: [SheetTable] { [visits, operations, alternatives, parts, deliveries, horizon] }

  private mutating func add(_ horizon: Demand.Horizon, now: CivilTime) {
    var row = SheetTable.Row(path: "$.horizon")
    row["from"] = .date(horizon.from)
    row["days"] = .number(horizon.days)
    row["carryOverDays"] = .number(horizon.carryOverDays)
    if now != horizon.start { row["now"] = .time(now) }
    self.horizon.rows.append(row)
  }

  private mutating func add(_ part: SparePart, _ path: String) {
    var row = SheetTable.Row(path: path)
    row["id"] = Self.id(part.id)
    row["name"] = Self.text(part.name)
    row["shelf"] = Self.text(part.shelf)
    row["price"] = Self.number(part.price)
    row["onHand"] = .number(part.onHand)
    parts.rows.append(row)
    for (index, delivery) in part.inbound.enumerated() {
      var row = SheetTable.Row(path: "\(path).inbound[\(index)]")
      row["part"] = Self.id(part.id)
      row["at"] = .time(delivery.at)
      row["quantity"] = .number(delivery.quantity)
      deliveries.rows.append(row)
    }
  }

  private mutating func add(_ visit: Appointment, _ path: String) {
    var row = SheetTable.Row(path: path)
    let card = visit.card
    row["id"] = Self.id(visit.id)
    for (key, text) in [("plate", card.plate), ("phone", card.phone)] { row[key] = Self.id(text) }
    for (key, text) in [
      ("customer", card.customer), ("title", card.title), ("vehicle", card.vehicle),
      ("request", card.request),
      ("note", card.note),
    ] { row[key] = Self.text(text) }
    for (key, number) in [
      ("mileage", card.mileage), ("estimate", card.estimate), ("dropCost", visit.dropCost),
      ("collect", visit.collect), ("deliver", visit.deliver),
      ("priority", visit.priority == 100 ? nil : visit.priority),
    ] {
      row[key] = Self.number(number)
    }
    for (key, time) in [
      ("called", card.called), ("preferredArrival", visit.preferredArrival), ("readyBy", visit.readyBy),
      ("bookedArrival", visit.booked?.arrival), ("arrived", visit.arrived),
    ] { row[key] = Self.time(time) }
    for (key, flag) in [
      ("waiting", visit.waiting), ("loaner", visit.loaner), ("picked", visit.picked),
      ("walkIn", visit.walkIn),
    ] { row[key] = self.flag(flag) }
    for (key, id) in [
      ("preferredAdvisor", visit.preferredAdvisor), ("preferredTechnician", visit.preferredTechnician),
      ("originalTechnician", visit.originalTechnician), ("bookedAdvisor", visit.booked?.advisor),
      ("receivedBy", visit.receivedBy),
    ] { row[key] = Self.id(id) }
    row["kind"] = Self.id(words.kind(visit.kind))
    if let windows = visit.availability { row["availability"] = .text(Self.text(windows)) }
    row["needs"] = Self.needs(visit.parts)
    visits.rows.append(row)
    for (index, operation) in visit.operations.enumerated() {
      add(operation, of: visit.id, "\(path).operations[\(index)]")
    }
  }

  private mutating func add(_ operation: ServiceOperation, of visit: String, _ path: String) {
    var row = SheetTable.Row(path: path)
    row["appointment"] = Self.id(visit)
    row["id"] = Self.id(operation.id)
    row["name"] = Self.text(operation.name)
    row["splittable"] = flag(operation.splittable)
    if !operation.equipment.isEmpty { row["equipment"] = .id(CellList.text(operation.equipment)) }
    row["operationParts"] = Self.needs(operation.parts)
    if operation.lag.min > 0 { row["lagMin"] = .number(operation.lag.min) }
    row["lagMax"] = Self.number(operation.lag.max)
    if let bayAfter = operation.bayAfter {
      let names = CellReader.words(for: bayAfter)
      row["bayAfter"] = .text(words(names[0], names[1]))
    }
    switch operation.work {
    case .standard(let work):
      row["minutes"] = .number(work.minutes)
      row["bay"] = Self.id(work.bay)
      if let crew = work.crew {
        row["trade"] = Self.id(crew.trade)
        row["level"] = .number(crew.level)
        row["crew"] = .number(crew.size)
        if !crew.certifications.isEmpty {
          let names = crew.certifications.sortedByCodePoint()
          row["certifications"] = .id(CellList.text(names))
        }
      }
    case .alternatives(let ways):
      for (index, way) in ways.enumerated() {
        var line = SheetTable.Row(path: "\(path).alternatives[\(index)]")
        line["appointment"] = Self.id(visit)
        line["operation"] = Self.id(operation.id)
        line["bay"] = Self.id(way.bay)
        line["technician"] = Self.id(way.technician)
        line["minutes"] = .number(way.minutes)
        alternatives.rows.append(line)
      }
    }
    if let locked = operation.locked {
      row["lockedBay"] = Self.id(locked.bay)
      row["lockedTechnicians"] = .id(CellList.text(locked.technicians))
      row["lockedStart"] = .time(locked.start)
      row["lockedEnd"] = Self.time(locked.end)
    }
    if let previous = operation.previous {
      row["previousBay"] = Self.id(previous.bay)
      row["previousTechnicians"] = .id(CellList.text(previous.technicians))
    }
    operations.rows.append(row)
  }

  // MARK: - Values

  private static func text(_ text: String?) -> SheetValue {
    text.map { .text(CellText.escaped($0)) } ?? .empty
  }
  private static func id(_ id: String?) -> SheetValue { id.map { .id(CellText.escapedId($0)) } ?? .empty }
  private static func number(_ number: Int?) -> SheetValue { number.map { .number($0) } ?? .empty }
  private static func needs(_ parts: [SparePart.Requirement]) -> SheetValue {
    if parts.isEmpty { return .empty }
    return .id(CellList.text(parts.map { CellList.Element(text: $0.part, count: String($0.quantity)) }))
  }
  private static func time(_ time: CivilTime?) -> SheetValue { time.map { .time($0) } ?? .empty }
  private func flag(_ flag: Bool) -> SheetValue { flag ? .text(words("是", "yes")) : .empty }

  /// `2026/11/23 8:00-12:00;2026/11/23 22:00-2026/11/24 6:00`.
  private static func text(_ windows: [TimeWindow]) -> String {
    windows.map { window in
      let isOneDay = window.from.date == window.to.date
      return SheetValue.text(window.from) + "-"
        + (isOneDay ? SheetValue.clock(window.to) : SheetValue.text(window.to))
    }.joined(separator: ";")
  }
}
