import BaylineModel

/// Reads targets and the ranges of a staffing.
final class TargetsReader {
  private let site: SiteFormat.IDs?

  init(site: SiteFormat.IDs?) {
    self.site = site
  }

  func targets(_ fields: Fields) -> StaffingTargets {
    let targets = fields["targets"]?.items(notEmpty: true, limit: .scenarios) { target($0) }
    let ranges = fields["ranges"].flatMap { self.ranges($0) }
    let uncertainty = fields["uncertainty"].flatMap { Fields($0, .members) }.map {
      UncertaintyReader(site: site).change($0, of: nil)
    }
    return StaffingTargets(
      targets: targets ?? [], ranges: ranges ?? StaffingRanges(),
      prices: fields["prices"].flatMap { Prices($0, kinds: site?.kinds) }, uncertainty: uncertainty,
      replications: fields.integer("replications"), confidence: fields.decimal("confidence") ?? 95)
  }

  private func target(_ node: Node) -> StaffingTargets.Target? {
    guard let fields = Fields(node, .target) else { return nil }
    let measure = fields.choice("figure").flatMap(StaffingTargets.Measure.init(rawValue:))
    guard fields.requireExactlyOne(of: ["least", "most"]) else { return nil }
    let bound =
      fields.has("least")
      ? fields.decimal("least").map(StaffingTargets.Bound.least)
      : fields.decimal("most").map(StaffingTargets.Bound.most)
    guard let measure, let bound else { return nil }
    return StaffingTargets.Target(measure, bound)
  }

  // MARK: - Ranges

  private func ranges(_ node: Node) -> StaffingRanges? {
    guard let fields = Fields(node, .ranges) else { return nil }
    var ranges = StaffingRanges()
    var skills: Set<String> = []
    ranges.technicians =
      fields["technicians"]?.items(limit: .scenarios) { node in
        guard let fields = Fields(node, .technicianRange), let range = technicians(fields) else {
          return nil
        }
        if !skills.insert("\(range.level) \(range.trade)").inserted {
          node.report(.duplicateId("\(range.trade) \(range.level)"))
        }
        return range
      } ?? []
    var types = IDList()
    ranges.bays =
      fields["bays"]?.items(limit: .scenarios) { node in
        guard let fields = Fields(node, .bayRange) else { return nil }
        let (type, count, cost) = (fields.name("type"), self.count(fields), fields.decimal("dayCost"))
        guard let type, let count, let cost else { return nil }
        if !types.insert(type) { fields["type"]?.report(.duplicateId(type)) }
        return StaffingRanges.BayRange(type: type, count: count, dayCost: cost)
      } ?? []
    ranges.advisors = fields["advisors"].flatMap { Fields($0, .advisorRange) }.flatMap { fields in
      let (count, cost, patterns) = (
        self.count(fields), self.cost(fields, needed: true), self.patterns(fields)
      )
      guard let count, let cost else { return nil }
      return StaffingRanges.AdvisorRange(count: count, cost: cost, patterns: patterns)
    }
    ranges.equipment = equipment(fields["equipment"])
    ranges.drivers = fields["drivers"].flatMap { Fields($0, .driverRange) }.flatMap { fields in
      let (count, cost) = (self.count(fields), self.cost(fields, needed: true))
      guard let count, let cost else { return nil }
      return StaffingRanges.DriverRange(count: count, cost: cost)
    }
    ranges.loaners = fields["loaners"].flatMap { Fields($0, .loanerRange) }.flatMap { fields in
      let (count, cost) = (self.count(fields), fields.decimal("dayCost"))
      guard let count, let cost else { return nil }
      return StaffingRanges.LoanerRange(count: count, dayCost: cost)
    }
    fields.requireAny(of: ObjectShape.ranges.optional)
    return ranges
  }

  private func equipment(_ node: Node?) -> [StaffingRanges.EquipmentRange] {
    var ids = IDList()
    return node?.items(limit: .scenarios) { node in
      guard let fields = Fields(node, .equipmentRange) else { return nil }
      let (id, count, cost) = (fields.name("equipment"), self.count(fields), fields.decimal("dayCost"))
      guard let id, let count, let cost else { return nil }
      if !ids.insert(id) { fields["equipment"]?.report(.duplicateId(id)) }
      return StaffingRanges.EquipmentRange(equipment: id, count: count, dayCost: cost)
    } ?? []
  }

  private func technicians(_ fields: Fields) -> StaffingRanges.TechnicianRange? {
    let (trade, level, count) = (fields.name("trade"), fields.integer("level"), self.count(fields))
    let (cost, patterns) = (self.cost(fields, needed: true), self.patterns(fields))
    let certifications = Set(fields["certifications"]?.nameList() ?? [])
    let efficiency = fields.has("efficiency") ? fields.integer("efficiency") : 100
    guard let trade, let level, let count, let cost, let efficiency else { return nil }
    return StaffingRanges.TechnicianRange(
      trade: trade, level: level, count: count, cost: cost, patterns: patterns,
      certifications: certifications, efficiency: efficiency)
  }

  private func count(_ fields: Fields) -> ClosedRange<Int>? {
    guard let from = fields.integer("from"), let to = fields.integer("to") else { return nil }
    if from > to {
      fields["to"]?.report(.rangeBackwards(from: from, to: to))
      return nil
    }
    return from...to
  }

  private func cost(_ fields: Fields, needed: Bool) -> StaffingRanges.StaffCost? {
    if !needed, !fields.has("dayCost"), !fields.has("hourCost") { return nil }
    guard fields.requireExactlyOne(of: ["dayCost", "hourCost"]) else { return nil }
    if let day = fields.decimal("dayCost") { return .day(day) }
    return fields.decimal("hourCost").map { .hour($0) }
  }

  private func patterns(_ fields: Fields) -> [StaffingRanges.ShiftPattern] {
    var names = IDList()
    return fields["patterns"]?.items(notEmpty: true, limit: .scenarios) {
      node -> StaffingRanges.ShiftPattern? in
      var pattern: StaffingRanges.ShiftPattern?
      if case .object = node.value {
        guard let fields = Fields(node, .pattern) else { return nil }
        let (name, calendar) = (fields["name"]?.nonEmptyText(), fields["calendar"]?.calendarChoice())
        let cost = self.cost(fields, needed: false)
        if let name, let calendar {
          pattern = StaffingRanges.ShiftPattern(name: name, calendar: calendar, cost: cost)
        }
      } else {
        pattern = node.nonEmptyText().map { StaffingRanges.ShiftPattern(name: $0, calendar: .named($0)) }
      }
      if let pattern, !names.insert(pattern.name) { node.report(.duplicateId(pattern.name)) }
      return pattern
    } ?? []
  }
}
