import BaylineModel

/// Reads the members of a demand. Placeholders stand in for invalid values; the caller discards the demand if the log
/// has any problem.
final class DemandReader {
  private let fields: Fields
  private let site: SiteFormat.IDs?
  private(set) var names = DemandFormat.IDs(parts: nil)

  init(_ fields: Fields, site: SiteFormat.IDs?) {
    self.fields = fields
    self.site = site
  }

  func demand() -> Demand {
    let horizon =
      fields["horizon"].flatMap { readHorizon($0) } ?? Demand.Horizon(from: CivilDate(ordinal: 1))
    let now = fields.time("now")
    let parts = readParts()
    let appointments = readAppointments()
    names.spellings = fields.node.log.spellings
    return Demand(horizon: horizon, now: now, parts: parts, appointments: appointments)
  }

  private func readHorizon(_ node: Node) -> Demand.Horizon? {
    guard let fields = Fields(node, .horizon) else { return nil }
    let from = fields["from"]?.date()
    let days = fields.has("days") ? fields.integer("days") : 1
    let carryOver = fields.has("carryOverDays") ? fields.integer("carryOverDays") : 2
    guard let from, let days, let carryOver else { return nil }
    if days + carryOver > Diagnostic.InputLimit.horizonDays.value {
      node.report(.tooLarge(String(days + carryOver), .horizonDays))
    } else if CivilTime(from.advanced(by: days + carryOver)) > DemandReader.lastTime {
      node.report(.horizonBeyondCalendar)
    }
    let lists = [site?.advisors, site?.bays, site?.technicians]
    let resourceDays = lists.reduce(0) { $0 + ($1?.names.count ?? 0) } * (days + carryOver)
    if resourceDays > Diagnostic.InputLimit.resourceDays.value {
      node.report(.tooLarge(String(resourceDays), .resourceDays))
    }
    return Demand.Horizon(from: from, days: days, carryOverDays: carryOver)
  }

  /// The last midnight of the year 9999.
  private static let lastTime = CivilTime(CivilDate(ordinal: 3_652_059))

  private func readParts() -> [SparePart] {
    guard let node = fields["parts"] else {
      names.parts = IDList()
      return []
    }
    var ids = IDList()
    var isComplete = true
    let parts = node.items { node -> SparePart? in
      guard let fields = Fields(node, .part), let id = fields.name("id") else {
        isComplete = false
        return nil
      }
      if !ids.insert(id) { fields["id"]?.report(.duplicateId(id)) }
      return part(fields, id: id)
    }
    names.parts = isComplete && parts != nil ? ids : nil
    return parts ?? []
  }

  private func part(_ fields: Fields, id: String) -> SparePart {
    let inbound = fields["inbound"]?.items { node -> SparePart.Delivery? in
      guard let fields = Fields(node, .inbound) else { return nil }
      let (at, quantity) = (fields.time("at"), fields.integer("quantity"))
      guard let at, let quantity else { return nil }
      return SparePart.Delivery(at: at, quantity: quantity)
    }
    return SparePart(
      id: id, name: fields.text("name"), shelf: fields.text("shelf"), price: fields.integer("price"),
      onHand: fields.integer("onHand") ?? 0, inbound: inbound ?? [])
  }

  private func readAppointments() -> [Appointment] {
    let reader = AppointmentReader(site: site, parts: names.parts)
    var ids = IDList()
    var isComplete = true
    let appointments = fields["appointments"]?.items(limit: .appointments) { node -> Appointment? in
      guard let fields = Fields(node, .appointment), let id = fields.name("id") else {
        isComplete = false
        return nil
      }
      let isNew = ids.insert(id)
      if !isNew { fields["id"]?.report(.duplicateId(id)) }
      let appointment = reader.appointment(fields, id: id)
      if isNew {
        names.visits.append(
          DemandFormat.IDs.VisitIDs(operations: reader.operationIds, hasArrived: fields.has("arrived")))
        if let appointment { names.addNames(of: appointment, id: id) }
      }
      return appointment
    }
    names.appointments = isComplete && appointments != nil ? ids : nil
    return appointments ?? []
  }
}
