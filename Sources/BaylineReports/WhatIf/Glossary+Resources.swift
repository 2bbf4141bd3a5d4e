import BaylineModel
import BaylineSimulation
import BaylineWording

extension Glossary {
  /// One more of a resource, as a row heading.
  func oneMore(_ resource: Scenario.ExtraResource) -> String {
    switch resource {
    case .technician(let model):
      let what = skills(of: model)
      return self("技师 +1：\(what)", "one more technician: \(what)")
    case .bay(let model):
      let types = model.types.isEmpty ? model.id.printable : list(model.types.map(bayType))
      return self("工位 +1：\(types)", "one more bay: \(types)")
    case .advisor(let model):
      guard let kinds = model.kinds else { return self("服务顾问 +1", "one more advisor") }
      let names = list(kinds.map(kind))
      return self("服务顾问 +1：\(names)", "one more advisor for \(names)")
    case .equipment(let model):
      let name = named(model.name, model.id)
      return self("设备 +1：\(name)", "one more piece of equipment: \(name)")
    case .limit(let model):
      let name = named(model.name, model.id)
      return self("预约限额 +1：\(name)", "limit raised by one: \(name)")
    case .driver: return self("取送车司机 +1", "one more driver")
    case .loaner: return self("代步车 +1", "one more loan vehicle")
    case .part(let part, let quantity):
      let name = named(part.name, part.id)
      return self("库存 +\(quantity)：\(name)", "\(quantity) more in stock: \(name)")
    }
  }

  /// A display name with the id, or the id alone.
  func named(_ name: String?, _ id: String) -> String {
    name.map { "\($0.printable) (\(id.printable))" } ?? id.printable
  }

  /// A technician's trades by descending level, then certifications.
  private func skills(of technician: Technician) -> String {
    let trades = technician.skills.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let names = trades.map { name, level in
      self("\(self.level(level))\(trade(name))", "\(self.level(level)) \(trade(name))")
    }
    return list(names + technician.certifications.sorted().map(\.printable))
  }
}
