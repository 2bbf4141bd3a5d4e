import BaylineMath

extension ScenarioDraft {
  mutating func stock(_ id: String?, _ more: Int) {
    if more == 0 { return report(.noEffect, "more") }
    change(id, member: "part") { part in
      let count = part.onHand + more
      if count < 0, id != nil { return .belowZero(count) }
      part.onHand = max(0, count)
      return nil
    }
  }

  mutating func deliveries(_ id: String?, _ later: Int) {
    if later == 0 { return report(.noEffect, "laterMinutes") }
    guard
      demands.contains(where: { demand in
        demand.parts.contains { (id == nil || $0.id == id) && !$0.inbound.isEmpty }
      }) || id.map({ id in !demands.contains { $0.parts.contains { $0.id == id } } }) ?? false
    else { return report(.noEffect, "part") }
    change(id, member: "part") { part in
      for position in part.inbound.indices {
        part.inbound[position].at = Self.moved(part.inbound[position].at, by: later)
      }
      return nil
    }
  }

  /// A time moved, clamped to the years 1 to 9999.
  private static func moved(_ time: CivilTime, by minutes: Int) -> CivilTime {
    let first = CivilTime(CivilDate(ordinal: 1))
    let last = CivilTime(CivilDate(ordinal: 3_652_059), minuteOfDay: CivilTime.minutesPerDay - 1)
    return min(max(time + minutes, first), last)
  }

  /// Changes a part, or all, in every demand.
  private mutating func change(
    _ id: String?, member: String, _ edit: (inout SparePart) -> ScenarioDiagnostic.Problem?
  ) {
    var isFound = false
    var conflicts: [ScenarioDiagnostic.Problem] = []
    for demand in demands.indices {
      for part in demands[demand].parts.indices where id == nil || demands[demand].parts[part].id == id {
        isFound = true
        if let conflict = edit(&demands[demand].parts[part]) { conflicts.append(conflict) }
      }
    }
    if let conflict = conflicts.first { report(conflict, "more") }
    if !isFound { report(id.map { .noPart($0) } ?? .noEffect, member) }
  }

  // MARK: - Volume

  /// Removes or duplicates visits that have not arrived or started.
  ///
  /// The visits of each demand have a random order that depends only on the seed and the position of the demand. A volume
  /// keeps the first of that order, or duplicates the first; so every volume contains the smaller ones.
  mutating func volume(_ percent: Double) {
    let isAnyToCome = demands.contains { $0.appointments.contains(where: Self.isToCome) }
    if !isAnyToCome, !demands.isEmpty { report(.noEffect) }
    change(percent, stream: "volume") { _ in true }
  }

  /// Removes or duplicates visits by kind.
  mutating func mix(_ kinds: [VisitKind: Double]) {
    check(kinds.keys, "kinds")
    for name in kinds.keys.map(\.rawValue).sorted() {
      let kind = VisitKind(rawValue: name)
      let isThere = demands.contains { demand in
        demand.appointments.contains { $0.kind == kind && Self.isToCome($0) }
      }
      guard let percent = kinds[kind], site.policy.kinds[kind] != nil else { continue }
      if !isThere, !demands.isEmpty { report(.noEffect, "kinds.\(name)") }
      change(percent, stream: "mix \(name)") { $0.kind == kind }
    }
  }

  private static func isToCome(_ visit: Appointment) -> Bool {
    visit.arrived == nil && !visit.operations.contains { $0.locked != nil }
  }

  private mutating func change(_ percent: Double, stream: String, _ isMeant: (Appointment) -> Bool) {
    var random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)), stream: stream)
    let first = Double(random.next() >> 11) * 0x1p-53
    for position in demands.indices {
      let visits = demands[position].appointments
      let meant = visits.indices.filter { Self.isToCome(visits[$0]) && isMeant(visits[$0]) }
      // Ten percent more than thirteen visits are 14 or 15. The fractions of consecutive demands are equidistributed
      // (H. Weyl, 1916: multiples of an irrational number), so that the volume is right over all of them.
      let share = (first + Double(position) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
      let count = Int(min(Double(meant.count) * percent / 100 + share, 1e9).rounded(.down))
      if visits.count + count - meant.count > Self.maxAppointments {
        report(.tooMany(visits.count + count - meant.count, most: Self.maxAppointments), "percent")
        continue
      }
      var draw = SplitMix64(seed: UInt64(bitPattern: Int64(seed)), stream: "\(stream) \(position)")
      let order = draw.shuffled(meant)
      if count < order.count {
        let removed = Set(order[count...])
        demands[position].appointments = visits.indices.filter { !removed.contains($0) }.map { visits[$0] }
      } else {
        let models = order.isEmpty ? [] : (0..<(count - order.count)).map { visits[order[$0 % order.count]] }
        demands[position].add(anotherLike: models)
      }
    }
  }
}

extension Demand {
  /// Adds copies of visits as new requests of other customers, without promises. The stock grows by their parts: whoever
  /// expects more customers orders more parts. Everything else of a visit stays: its work with lags, equipment and what
  /// becomes of its bay, its trips, and how much it weighs.
  fileprivate mutating func add(anotherLike models: [Appointment]) {
    var taken = Set(appointments.map(\.id))
    let places = Dictionary(
      parts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for model in models {
      var copy = model
      var count = 1
      while !taken.insert("\(model.id)+\(count)").inserted { count += 1 }
      copy.id = "\(model.id)+\(count)"
      copy.card.plate = nil
      copy.card.customer = nil
      copy.card.title = nil
      copy.card.phone = nil
      if let booked = model.booked {
        copy.booked = nil
        copy.preferredArrival = model.preferredArrival ?? booked.arrival
        copy.preferredAdvisor = model.preferredAdvisor ?? booked.advisor
      }
      copy.picked = false
      for position in copy.operations.indices { copy.operations[position].previous = nil }
      for need in copy.allParts {
        if let place = places[need.part] { parts[place].onHand += need.quantity }
      }
      appointments.append(copy)
    }
  }
}
