/// A JSON value; objects keep the order of the file.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number written without fraction and exponent that fits in 64 bits.
  case integer(Int)
  /// Any other number, as written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// The type, for messages.
  package var type: Diagnostic.JSONType {
    switch self {
    case .null: .null
    case .bool: .boolean
    case .integer, .number: .number
    case .string: .string
    case .array: .list
    case .object: .object
    }
  }

  /// The member with a name; `nil` if there is none or if this is not an object.
  package subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

/// A member of an object.
package struct JSONMember: Hashable, Sendable {
  package var name: String
  package var value: JSONValue

  package init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

extension Diagnostic {
  /// The types of JSON values.
  public enum JSONType: String, CaseIterable, Sendable, Hashable {
    case null, boolean, number, string, list, object
  }
}
