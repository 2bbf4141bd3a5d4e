import BaylineModel

extension AppointmentReader {
  /// An operation; `nil` if it could not be read.
  func operation(_ fields: Fields, id: String) -> ServiceOperation? {
    let name = fields.text("name")
    let work = fields.has("alternatives") ? alternatives(fields) : standardWork(fields)
    let equipment = fields["equipment"]?.distinct(.equipment, in: site?.equipment) { .repeatedEquipment($0) }
    let parts = needs(fields["parts"])
    let lag = fields["lag"].flatMap { readLag($0) }
    let bayAfter = fields.choice("bayAfter").flatMap(ServiceOperation.BayAfter.init(rawValue:))
    let splittable = fields.flag("splittable") ?? false
    let locked = fields["locked"].flatMap { lock($0) }
    let previous = fields["previous"].flatMap { previousWork($0) }
    if case .alternatives(let ways) = work, let locked {
      // Alternatives have at most one technician.
      let isOne = ways.contains { way in
        way.bay == locked.bay && locked.technicians == (way.technician.map { [$0] } ?? [])
      }
      if !isOne { fields["locked"]?.report(.lockIsNoAlternative) }
    }
    guard let work else { return nil }
    return ServiceOperation(
      id: id, name: name, work: work, equipment: equipment ?? [], parts: parts,
      lag: lag ?? ServiceOperation.Lag(),
      bayAfter: bayAfter, splittable: splittable, locked: locked, previous: previous)
  }

  private func readLag(_ node: Node) -> ServiceOperation.Lag? {
    guard let fields = Fields(node, .lag) else { return nil }
    let (min, max) = (fields.integer("min") ?? 0, fields.integer("max"))
    if let max, max < min { fields["max"]?.report(.tooSmall(String(max), min: min)) }
    return ServiceOperation.Lag(min: min, max: max)
  }

  private func standardWork(_ fields: Fields) -> WorkRequirement? {
    let minutes = fields.integer("minutes")
    if !fields.has("minutes") { fields.node.report(.missingMember("minutes")) }
    // Here `null` means the same as a missing member: no bay, no technician.
    let bay = nullable(fields["bay"])
    let trade = nullable(fields["trade"])
    var crew: WorkRequirement.Crew?
    if let trade {
      let certifications = fields["certifications"]?.nameList()
      crew = WorkRequirement.Crew(
        trade: trade.name() ?? "", level: fields.integer("level") ?? 1,
        certifications: Set(certifications ?? []), size: fields.integer("crew") ?? 1)
    } else {
      for member in ["level", "certifications", "crew"] {
        fields[member]?.report(.notWithoutTrade(member))
      }
      if bay == nil { fields.node.report(.needsBayOrTrade) }
    }
    let type = bay?.name()
    return minutes.map { .standard(WorkRequirement.StandardWork(minutes: $0, bay: type, crew: crew)) }
  }

  private func nullable(_ node: Node?) -> Node? {
    node?.value == .null ? nil : node
  }

  private func alternatives(_ fields: Fields) -> WorkRequirement? {
    for member in ["bay", "trade", "level", "certifications", "crew", "minutes"] {
      fields[member]?.report(.notBesideAlternatives(member))
    }
    var seen: Set<[String?]> = []
    guard let node = fields["alternatives"] else { return nil }
    var isComplete = true
    let ways = node.items(notEmpty: true, limit: .alternatives) { node -> WorkRequirement.Alternative? in
      guard let fields = Fields(node, .alternative) else {
        isComplete = false
        return nil
      }
      let bay = fields.reference("bay", .bay, in: site?.bays)
      let technician = fields.reference("technician", .technician, in: site?.technicians)
      let minutes = fields.integer("minutes")
      if !fields.has("bay"), !fields.has("technician") {
        node.report(.needsBayOrTechnician)
        isComplete = false
      } else if fields.has("bay") != (bay != nil) || fields.has("technician") != (technician != nil) {
        isComplete = false
      } else if !seen.insert([bay, technician]).inserted {
        node.report(.repeatedAlternative)
      }
      return WorkRequirement.Alternative(bay: bay, technician: technician, minutes: minutes ?? 1)
    }
    // If one of them is unreadable, a lock might match it.
    return isComplete ? ways.map { .alternatives($0) } : nil
  }

  private func lock(_ node: Node) -> ServiceOperation.LockedWork? {
    guard let fields = Fields(node, .locked) else { return nil }
    let bay = fields.reference("bay", .bay, in: site?.bays)
    let technicians = fields["technicians"]?.crew(of: site?.technicians)
    let (start, end) = (fields.time("start"), fields.time("end"))
    if let start, let end, end <= start {
      fields["end"]?.report(.endNotAfterStart(start: start.description, end: end.description))
    }
    let isBayRead = fields.has("bay") == (bay != nil)
    guard isBayRead, let start, let technicians, technicians.count == fields.count("technicians") else {
      return nil
    }
    return ServiceOperation.LockedWork(bay: bay, technicians: technicians, start: start, end: end)
  }

  private func previousWork(_ node: Node) -> ServiceOperation.PreviousWork? {
    guard let fields = Fields(node, .previous) else { return nil }
    let bay = fields.reference("bay", .bay, in: site?.bays)
    let technicians = fields["technicians"]?.crew(of: site?.technicians)
    return technicians.map { ServiceOperation.PreviousWork(bay: bay, technicians: $0) }
  }
}
