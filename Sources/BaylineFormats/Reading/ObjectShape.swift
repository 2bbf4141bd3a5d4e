/// The members of one kind of object: the decoder reads by it, and a test compares the JSON Schema with it.
package struct ObjectShape: Sendable {
  /// Name of the definition in the JSON Schema.
  package let name: String
  package let required: [String]
  package let optional: [String]
  /// The ranges of the members that are whole numbers.
  package let integers: [String: IntegerRange]
  /// The ranges of the members that are numbers, with or without decimals.
  package let decimals: [String: IntegerRange]
  /// The strings that a member may be.
  package let choices: [String: [String]]
  private let positions: [String: Int]

  package init(
    _ name: String, required: [String] = [], optional: [String] = [], integers: [String: IntegerRange] = [:],
    decimals: [String: IntegerRange] = [:], choices: [String: [String]] = [:]
  ) {
    self.name = name
    self.required = required
    self.optional = optional
    self.integers = integers
    self.decimals = decimals
    self.choices = choices
    self.positions = Dictionary(
      (required + optional).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// All members.
  package var members: [String] { required + optional }

  func position(of member: String) -> Int? { positions[member] }
}
