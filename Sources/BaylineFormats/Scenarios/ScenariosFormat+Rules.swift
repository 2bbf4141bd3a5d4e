import BaylineModel

extension ScenariosFormat {
  static func addEquipment(_ change: Scenario.Change, to members: inout [JSONMember]) {
    switch change {
    case .addEquipment(let new):
      members.add("change", "addEquipment")
      members.add("id", new.id)
      members.add("name", new.name)
      members.add("count", new.count, default: 1)
    case .removeEquipment(let choice):
      members.add("change", "removeEquipment")
      members.add(choice)
    case .changeEquipment(let choice, let count):
      members.add("change", "changeEquipment")
      members.add(choice)
      members.add("count", count)
    default: break
    }
  }

  static func addRules(_ change: Scenario.Change, to members: inout [JSONMember]) {
    switch change {
    case .dates(let dates):
      members.add("change", "dates")
      members.add("dates") {
        for (date, meaning) in dates.sorted(by: { $0.key < $1.key }) {
          $0.add(date.description, json(meaning))
        }
      }
    case .booking(let change): add(change, to: &members)
    case .addLimit(let limit):
      members.add("change", "addLimit")
      members.add("limit", SiteFormat.json(limit))
    case .removeLimits(let choice):
      members.add("change", "removeLimits")
      members.add(choice)
    case .changeLimits(let choice, let most):
      members.add("change", "changeLimits")
      members.add(choice)
      members.add("most", most)
    default: break
    }
  }

  private static func add(_ change: Scenario.BookingChange, to members: inout [JSONMember]) {
    members.add("change", "booking")
    for name in ObjectShape.booking.optional {
      switch name {
      case "siteBookingsPerHour":
        members.add(name, change.siteBookingsPerHour) { $0.map(JSONValue.integer) ?? .null }
      case "teamReservePercent":
        members.addUnlessEmpty(name) {
          for team in change.teamReservePercent.keys.sortedByCodePoint() {
            $0.add(team, change.teamReservePercent[team].flatMap(\.self).map(JSONValue.integer) ?? .null)
          }
        }
      case "limits": if let limits = change.limits { members.add(name, all: limits, SiteFormat.json) }
      default: members.add(name, BookingRules.Key(rawValue: name).flatMap { change.numbers[$0] })
      }
    }
  }

  private static func json(_ meaning: Site.SpecialDate?) -> JSONValue {
    switch meaning {
    case .closed?: .string("closed")
    case .hours(let weekday)?: .string(weekday.rawValue)
    case nil: .null
    }
  }
}

extension [JSONMember] {
  fileprivate mutating func add(_ choice: Scenario.EquipmentSelection) {
    switch choice {
    case .these(let ids): add("equipment", ids)
    case .all: add("all", .bool(true))
    }
  }

  fileprivate mutating func add(_ choice: Scenario.LimitSelection) {
    switch choice {
    case .these(let ids): add("limits", ids)
    case .all: add("all", .bool(true))
    }
  }

  fileprivate mutating func add(_ member: String, _ change: Scenario.CountChange) {
    switch change {
    case .set(let number): add(member, number)
    case .more(let more): add("more", more)
    }
  }
}
