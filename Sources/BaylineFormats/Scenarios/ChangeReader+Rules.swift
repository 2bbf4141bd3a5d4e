import BaylineModel

extension ChangeReader {
  /// A change of dates, booking rules or limits.
  func rules(_ type: String, _ fields: Fields) -> Scenario.Change? {
    switch type {
    case "dates": dates(fields)
    case "booking": booking(fields)
    case "addLimit": fields["limit"]?.arrivalLimit(kinds: site?.kinds).map { .addLimit($0) }
    case "removeLimits": limits(fields).map { .removeLimits($0) }
    default: both(limits(fields), number(fields, "most")) { .changeLimits($0, $1) }
    }
  }

  private func dates(_ fields: Fields) -> Scenario.Change? {
    guard let node = fields["dates"], let entries = node.entries() else { return nil }
    if entries.isEmpty { node.report(.emptyList) }
    var dates: [CivilDate: Site.SpecialDate?] = [:]
    for (name, node) in entries {
      let meaning = node.value == .null ? nil : node.siteDate()
      if let date = node.date(named: name) { dates.updateValue(meaning, forKey: date) }
    }
    return .dates(dates)
  }

  private func booking(_ fields: Fields) -> Scenario.Change? {
    var change = Scenario.BookingChange()
    for rule in BookingRules.Key.allCases {
      if let number = fields.integer(rule.rawValue) { change.numbers[rule] = number }
    }
    change.siteBookingsPerHour = fields.nullableUpdate("siteBookingsPerHour") {
      $0.integer("siteBookingsPerHour")
    }
    for (team, node) in fields["teamReservePercent"]?.entries() ?? [] where node.hasOneSpelling(team) {
      let percent = node.value == .null ? nil : node.integer(IntegerRange(0...100))
      change.teamReservePercent.updateValue(percent, forKey: team)
    }
    if let node = fields["limits"] {
      var ids = IDList()
      change.limits = node.items(limit: .resources) { node in
        let limit = node.arrivalLimit(kinds: site?.kinds)
        if let limit, !ids.insert(limit.id) { node.report(.duplicateId(limit.id)) }
        return limit
      }
    }
    fields.requireAny(of: ObjectShape.booking.optional)
    return .booking(change)
  }

  /// The selected limits.
  private func limits(_ fields: Fields) -> Scenario.LimitSelection? {
    guard fields.requireExactlyOne(of: ["limits", "all"]) else { return nil }
    if let node = fields["limits"] { return node.distinctIDs().map { .these($0) } }
    return fields.isAll ? .all : nil
  }
}
