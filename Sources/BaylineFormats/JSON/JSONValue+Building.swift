package import BaylineModel

extension [JSONMember] {
  /// Adds a member.
  package mutating func add(_ name: String, _ value: JSONValue) {
    append(JSONMember(name, value))
  }

  /// Adds a string, if there is one.
  package mutating func add(_ name: String, _ text: String?) {
    if let text { add(name, .string(text)) }
  }

  /// Adds a number, if there is one that is not the default.
  package mutating func add(_ name: String, _ number: Int?, default standard: Int? = nil) {
    if let number, number != standard { add(name, .integer(number)) }
  }

  /// Adds a number with or without decimals, if there is one that is not the default.
  package mutating func add(_ name: String, _ number: Double?, default standard: Double? = nil) {
    if let number, number != standard { add(name, JSONValue(number)) }
  }

  /// Adds a time, if there is one.
  package mutating func add(_ name: String, _ time: CivilTime?) {
    add(name, time?.description)
  }

  /// Adds a flag where it is true.
  package mutating func add(_ name: String, where flag: Bool) {
    if flag { add(name, .bool(true)) }
  }

  /// Adds a list of names; an empty one is left out on request.
  package mutating func add(_ name: String, _ names: [String], includingEmpty: Bool = true) {
    if includingEmpty || !names.isEmpty { add(name, .array(names.map { .string($0) })) }
  }

  /// Adds a list of elements, if there are any.
  package mutating func add<Item>(_ name: String, _ elements: [Item], _ tree: (Item) -> JSONValue) {
    if !elements.isEmpty { add(name, .array(elements.map(tree))) }
  }
}

extension JSONValue {
  /// A number, by the fewest digits that stand for it alone; without a point where it is whole.
  ///
  /// - Precondition: It is finite.
  package init(_ number: Double) {
    precondition(number.isFinite, "no number of JSON")
    self = number == number.rounded() && abs(number) <= 0x1p53 ? .integer(Int(number)) : .number("\(number)")
  }
}
