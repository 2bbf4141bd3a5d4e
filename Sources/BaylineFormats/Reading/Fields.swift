package import BaylineModel

/// The known members of an object. A member that is missing or faulty is `nil`; its fault is in the log.
package struct Fields {
  package let node: Node
  private let shape: ObjectShape
  private var values: [JSONValue?]

  /// The members of an object by its shape; `nil` if it is no object. Unknown members (`x-…` aside) and missing
  /// required ones are noted.
  package init?(_ node: Node, _ shape: ObjectShape) {
    guard case .object(let members) = node.value else {
      node.report(.notAnObject(node.value.type))
      return nil
    }
    self.node = node
    self.shape = shape
    self.values = Array(repeating: nil, count: shape.required.count + shape.optional.count)
    for member in members {
      if node.log.isFull { return nil }
      if let position = shape.position(of: member.name) {
        values[position] = member.value
      } else if !member.name.utf8.starts(with: "x-".utf8) {
        let nearest = node.log.nearest(to: member.name, among: shape.members)
        Node(member.value, .member(node.path, member.name), node.log)
          .report(.unknownMember(member.name, nearest: nearest))
      }
    }
    for (position, name) in shape.required.enumerated() where values[position] == nil {
      node.report(.missingMember(name))
    }
  }

  /// A member, if it is there.
  package subscript(member: String) -> Node? {
    guard let position = shape.position(of: member), let value = values[position] else { return nil }
    return Node(value, .member(node.path, member), node.log)
  }

  package func has(_ member: String) -> Bool {
    shape.position(of: member).map { values[$0] != nil } ?? false
  }

  /// The number of elements of a list, read or not.
  func count(_ member: String) -> Int? {
    guard case .array(let items) = self[member]?.value else { return nil }
    return items.count
  }

  package func text(_ member: String) -> String? { self[member]?.text() }
  package func name(_ member: String) -> String? { self[member]?.name() }
  package func time(_ member: String) -> CivilTime? { self[member]?.time() }
  package func flag(_ member: String) -> Bool? { self[member]?.flag() }

  /// An integer in the range that the shape gives the member.
  package func integer(_ member: String) -> Int? {
    self[member]?.integer(shape.integers[member] ?? IntegerRange(Int.min...Int.max))
  }

  /// A number in the range that the shape gives the member.
  package func decimal(_ member: String) -> Double? {
    self[member]?.decimal(shape.decimals[member] ?? IntegerRange(limit: .count))
  }

  /// One of the strings that the shape gives the member.
  package func choice(_ member: String) -> String? {
    self[member]?.choice(of: shape.choices[member] ?? [])
  }

  /// The id of something known.
  package func reference(_ member: String, _ reference: ReferenceKind, in known: IDList?) -> String? {
    self[member]?.reference(reference, in: known)
  }
}

extension Node {
  /// Checks the `format` of a file before its members. `false` if it is a file of another format: then nothing
  /// else in it is worth a fault.
  func isFormat(_ expected: String) -> Bool {
    guard case .object(let members) = value, let member = members.first(where: { $0.name == "format" }) else {
      return true
    }
    let node = Node(member.value, .member(path, member.name), log)
    guard let found = node.text(), found != expected else { return true }
    node.report(.wrongFormat(found: found, expected: expected))
    return !found.hasPrefix("bayline.")
  }
}
