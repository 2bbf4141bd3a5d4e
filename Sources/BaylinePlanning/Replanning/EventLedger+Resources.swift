import BaylineModel

/// What events say about people, bays, equipment, drivers, loan vehicles and parts.
extension EventLedger {
  mutating func applyAbsence(_ event: WorkshopEvent, _ index: Int) {
    switch event.payload {
    case .absent(let technician, let from, let until):
      guard let span = span(event.at, from, until, index) else { return }
      if !Self.add(span, to: &unavailability.technicians[technician, default: []]) {
        fault(index, "technician", .absentAlready(technician))
      }
    case .back(let technician):
      if Self.end(&unavailability.technicians[technician, default: []], at: event.at) { return }
      let calendar = site.technicians.first { $0.id == technician }?.calendar
      guard isShortened(calendar, of: technician, at: event.at) else {
        return fault(index, "technician", .notAbsent(technician))
      }
      unavailability.technicianReturns[technician] = event.at
    case .bayClosed(let bay, let from, let until):
      guard let span = span(event.at, from, until, index) else { return }
      if !Self.add(span, to: &unavailability.bays[bay, default: []]) {
        fault(index, "bay", .closedAlready(bay))
      }
    case .bayOpen(let bay):
      if Self.end(&unavailability.bays[bay, default: []], at: event.at) { return }
      let calendar = site.bays.first { $0.id == bay }?.calendar
      guard isShortened(calendar, of: bay, at: event.at) else { return fault(index, "bay", .notClosed(bay)) }
      unavailability.bayReturns[bay] = event.at
    case .advisorAbsent(let advisor, let from, let until):
      guard let span = span(event.at, from, until, index) else { return }
      if !Self.add(span, to: &unavailability.advisors[advisor, default: []]) {
        fault(index, "advisor", .advisorAbsentAlready(advisor))
      }
    case .advisorBack(let advisor):
      if Self.end(&unavailability.advisors[advisor, default: []], at: event.at) { return }
      let calendar = site.advisors.first { $0.id == advisor }?.calendar
      guard isShortened(calendar, of: advisor, at: event.at) else {
        return fault(index, "advisor", .advisorNotAbsent(advisor))
      }
      unavailability.advisorReturns[advisor] = event.at
    case .siteClosed(let from, let until):
      if let span = span(event.at, from, until, index) { unavailability.site.append(span) }
    default: break
    }
  }

  private func isShortened(_ calendar: String?, of id: String, at time: CivilTime) -> Bool {
    site.isShortened(calendar, of: id, from: time, until: demand.horizon.end)
  }

  mutating func applyResource(_ event: WorkshopEvent, _ index: Int) {
    switch event.payload {
    case .equipmentBroken(let equipment, let count, let from, let until):
      let all = site.equipment.first { $0.id == equipment }?.count ?? 0
      guard let span = span(event.at, from, until, index, endsDay: false) else { return }
      let working = all - EquipmentOutage.mostOut(of: equipment, in: outages, during: span)
      guard working >= (count ?? 1) else {
        return fault(index, "equipment", .notSoMuchEquipment(equipment, count: working))
      }
      outages.append(EquipmentOutage(equipment: equipment, count: count ?? working, span: span))
      updateEquipment()
    case .equipmentRepaired(let equipment, let count):
      guard EquipmentOutage.repair(count, of: equipment, in: &outages, at: event.at) else {
        return fault(index, "equipment", .notBroken(equipment))
      }
      updateEquipment()
    case .driverAway(let count):
      if count > drivers { return fault(index, "count", .notSoManyDrivers(count: drivers)) }
      drivers -= count
    case .driverBack(let count): drivers += count
    case .loaners(let count): (loaners, loanersEvent) = (count, index)
    default: break
    }
  }

  /// Works out when none of an equipment can be used.
  mutating func updateEquipment() {
    unavailability.equipment = [:]
    for equipment in site.equipment {
      let own = outages.filter { $0.equipment == equipment.id }
      let times = Set(own.flatMap { [$0.span.from, $0.span.to] }).sorted()
      for (from, to) in zip(times, times.dropFirst())
      where own.filter({ $0.span.contains(from) }).reduce(0, { $0 + $1.count }) >= equipment.count {
        unavailability.equipment[equipment.id, default: []].append(TimeWindow(from: from, to: to))
      }
    }
  }

  /// A time span clamped to the horizon; `nil` after reporting one that lies outside.
  ///
  /// - Parameter endsDay: Whether it ends with its day if nothing is said; otherwise with the horizon.
  private mutating func span(
    _ at: CivilTime, _ from: CivilTime?, _ until: CivilTime?, _ index: Int, endsDay: Bool = true
  ) -> TimeWindow? {
    let open = endsDay ? CivilTime(max(from ?? at, at).date.advanced(by: 1)) : demand.horizon.end
    let end = until ?? open
    let span = TimeWindow(
      from: max(from ?? at, demand.horizon.start), to: min(end, demand.horizon.end))
    if span.from < span.to { return span }
    fault(index, until == nil ? (from == nil ? "at" : "from") : "until", .outsideHorizon)
    return nil
  }

  /// Adds a span; `false` if it overlaps an existing one.
  private static func add(_ span: TimeWindow, to spans: inout [TimeWindow]) -> Bool {
    if spans.contains(where: { $0.from < span.to && span.from < $0.to }) { return false }
    spans.append(span)
    return true
  }

  /// Ends the span that contains a time, or cancels the next one; `false` if there is none.
  private static func end(_ spans: inout [TimeWindow], at time: CivilTime) -> Bool {
    if let index = spans.firstIndex(where: { $0.contains(time) }) {
      spans[index].to = time
      if spans[index].from == time { spans.remove(at: index) }
      return true
    }
    let next = spans.indices.filter { spans[$0].from > time }.min { spans[$0].from < spans[$1].from }
    if let next { spans.remove(at: next) }
    return next != nil
  }

  mutating func delay(
    _ part: String, _ due: CivilTime?, to arrival: CivilTime?, _ at: CivilTime, _ index: Int
  ) {
    var known = deliveries[part] ?? []
    let found =
      if let due {
        known.firstIndex { $0.at == due }
      } else {
        // The next delivery; otherwise the last one due since the start of the plan.
        known.firstIndex { $0.at > at } ?? known.lastIndex { $0.at >= demand.now }
      }
    guard let found else { return fault(index, due == nil ? "part" : "delivery", .noDelivery(part)) }
    let late = known.remove(at: found)
    if let arrival {
      known.append(SparePart.Delivery(at: arrival, quantity: late.quantity))
      known.sort { $0.at < $1.at }
    }
    deliveries[part] = known
    lateParts.insert(part)
  }

  /// Counts a quantity against the next deliveries; any excess is additional.
  mutating func receive(_ part: String, _ quantity: Int, _ at: CivilTime) {
    var known = deliveries[part] ?? []
    var left = quantity
    for index in known.indices where known[index].at > at {
      let taken = min(left, known[index].quantity)
      known[index].quantity -= taken
      left -= taken
    }
    known.removeAll { $0.quantity == 0 && $0.at > at }
    known.append(SparePart.Delivery(at: at, quantity: quantity))
    known.sort { $0.at < $1.at }
    deliveries[part] = known
  }
}
