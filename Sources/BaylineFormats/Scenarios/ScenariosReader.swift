import BaylineModel

/// Reads scenarios; changes are read by `ChangeReader`.
final class ScenariosReader {
  private let site: SiteFormat.IDs?
  private let changes: ChangeReader

  init(site: SiteFormat.IDs?) {
    self.site = site
    changes = ChangeReader(site: site)
  }

  func scenarios(_ fields: Fields) -> ScenarioSet {
    var names = IDList()
    let scenarios = fields["scenarios"]?.items(notEmpty: true, limit: .scenarios) { node -> Scenario? in
      guard let fields = Fields(node, .scenario) else { return nil }
      let name = fields["name"]?.nonEmptyText()
      if let name, !names.insert(name) { fields["name"]?.report(.duplicateId(name)) }
      let changes = fields["changes"]?.items(limit: .scenarios) { self.changes.change($0) }
      let description = fields.text("description")
      guard let name, let changes else { return nil }
      return Scenario(name: name, description: description, changes: changes)
    }
    return ScenarioSet(
      scenarios: scenarios ?? [], prices: fields["prices"].flatMap { Prices($0, kinds: site?.kinds) },
      uncertainty: fields["uncertainty"].flatMap { Fields($0, .members) }.map {
        UncertaintyReader(site: site).change($0, of: nil)
      }, replications: fields.integer("replications"))
  }
}

extension Prices {
  /// The prices of a file.
  init?(_ node: Node, kinds: IDList?) {
    guard let fields = Fields(node, .prices) else { return nil }
    self.init()
    currency = fields["currency"]?.nonEmptyText()
    technicianHour = fields["technicianHour"]?.prices(.pricesByTrade) { fields, standard in
      var trades: [String: [Double]] = [:]
      for (name, node) in fields?["trades"]?.entries() ?? [] where node.hasOneSpelling(name) {
        trades[name] = node.decimals(.money, count: 3)
      }
      return ByTrade(standard, trades: trades)
    }
    overtimeHour = fields.decimal("overtimeHour")
    advisorHour = fields.decimal("advisorHour")
    bayDay = fields["bayDay"]?.prices(.pricesByType) { fields, standard in
      ByBayType(standard, types: fields?["types"]?.decimalEntries(.money) ?? [:])
    }
    equipmentDay = fields["equipmentDay"]?.prices(.pricesByEquipment) { fields, standard in
      ByEquipment(standard, ids: fields?["equipment"]?.decimalEntries(.money) ?? [:])
    }
    driverHour = fields.decimal("driverHour")
    loanerDay = fields.decimal("loanerDay")
    soldHour = fields.decimal("soldHour")
    servedVehicle = fields["servedVehicle"].flatMap { node in
      guard case .object = node.value else { return node.decimal(.money).map { Uncertainty.ByKind($0) } }
      return Fields(node, .pricesByKind).flatMap { node.byKind($0, .money, kinds) }
    }
    lateVehicle = fields.decimal("lateVehicle")
    lostCustomer = fields.decimal("lostCustomer")
  }
}

extension Node {
  /// A single price, or an object with a default and exceptions.
  fileprivate func prices<Value>(_ shape: ObjectShape, _ read: (Fields?, Double) -> Value) -> Value? {
    guard case .object = value else { return decimal(.money).map { read(nil, $0) } }
    guard let fields = Fields(self, shape) else { return nil }
    return fields.decimal("usual").map { read(fields, $0) }
  }
}
