/// The members of one kind of object, for the decoder; a test compares the JSON Schemas with them.
package struct ObjectShape: Sendable {
  /// The name of the definition in the JSON Schema.
  package let name: String
  package let required: [String]
  package let optional: [String]
  /// The ranges of integer members.
  package let integers: [String: IntegerRange]
  /// The ranges of other numeric members.
  package let decimals: [String: IntegerRange]
  /// The allowed values of string members.
  package let choices: [String: [String]]
  /// Names that people try, with the member that they mean, where spelling alone would suggest another.
  let meanings: [String: String]
  private let positions: [String: Int]

  package init(
    _ name: String, required: [String] = [], optional: [String] = [], integers: [String: IntegerRange] = [:],
    decimals: [String: IntegerRange] = [:], choices: [String: [String]] = [:],
    meanings: [String: String] = [:]
  ) {
    self.name = name
    self.required = required
    self.optional = optional
    self.integers = integers
    self.decimals = decimals
    self.choices = choices
    self.meanings = meanings
    self.positions = Dictionary(
      (required + optional).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// All members.
  package var members: [String] { required + optional }

  func position(of member: String) -> Int? { positions[member] }
}
