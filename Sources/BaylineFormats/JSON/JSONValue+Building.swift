package import BaylineModel

extension JSONValue {
  /// An object of the members that `build` adds.
  package init(_ build: (inout [JSONMember]) -> Void) {
    var members: [JSONMember] = []
    build(&members)
    self = .object(members)
  }

  /// A number, with the fewest digits that identify it; without a point if it is an integer.
  ///
  /// - Precondition: It is finite.
  package init(_ number: Double) {
    precondition(number.isFinite, "JSON has no infinite numbers")
    self = number == number.rounded() && abs(number) <= 0x1p53 ? .integer(Int(number)) : .number("\(number)")
  }

  /// A list of strings.
  package init(_ texts: [String]) {
    self = .array(texts.map { .string($0) })
  }
}

extension [JSONMember] {
  package mutating func add(_ name: String, _ value: JSONValue) {
    append(JSONMember(name, value))
  }

  /// Adds a string, unless it is `nil`.
  package mutating func add(_ name: String, _ text: String?) {
    if let text { add(name, .string(text)) }
  }

  /// Adds an integer, unless it is `nil` or the default.
  package mutating func add(_ name: String, _ number: Int?, default standard: Int? = nil) {
    if let number, number != standard { add(name, .integer(number)) }
  }

  /// Adds a number, unless it is `nil` or the default.
  package mutating func add(_ name: String, _ number: Double?, default standard: Double? = nil) {
    if let number, number != standard { add(name, JSONValue(number)) }
  }

  /// Adds a time, unless it is `nil`.
  package mutating func add(_ name: String, _ time: CivilTime?) {
    add(name, time?.description)
  }

  package mutating func add(_ name: String, _ date: CivilDate) {
    add(name, date.description)
  }

  package mutating func add(_ name: String, _ flag: Bool) {
    add(name, .bool(flag))
  }

  /// Adds a flag only if it is true.
  package mutating func add(_ name: String, where flag: Bool) {
    if flag { add(name, .bool(true)) }
  }

  /// Adds a list of strings, an empty one only if `includingEmpty`.
  package mutating func add(_ name: String, _ names: [String], includingEmpty: Bool = true) {
    if includingEmpty || !names.isEmpty { add(name, JSONValue(names)) }
  }

  /// Adds a list of elements, unless it is empty.
  package mutating func add<Item>(_ name: String, _ elements: [Item], _ json: (Item) -> JSONValue) {
    if !elements.isEmpty { add(name, all: elements, json) }
  }

  /// Adds a list of elements, empty or not.
  package mutating func add<Item>(_ name: String, all elements: [Item], _ json: (Item) -> JSONValue) {
    add(name, .array(elements.map(json)))
  }

  /// Adds an object of the members that `build` adds.
  package mutating func add(_ name: String, _ build: (inout [JSONMember]) -> Void) {
    add(name, JSONValue(build))
  }

  /// Adds an object of the members that `build` adds, unless it adds none.
  mutating func addUnlessEmpty(_ name: String, _ build: (inout [JSONMember]) -> Void) {
    let object = JSONValue(build)
    if object != .object([]) { add(name, object) }
  }
}
