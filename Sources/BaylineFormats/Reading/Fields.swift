package import BaylineModel

/// The known members of an object. A missing or invalid member is `nil`; its problem is in the log.
package struct Fields {
  package let node: Node
  private let shape: ObjectShape
  private var values: [JSONValue?]

  /// Reads the members of an object by its shape, reporting unknown members (except `x-…`) and missing required ones;
  /// `nil` if this is not an object.
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
        let nearest =
          shape.meanings[member.name] ?? node.log.nearest(to: member.name, among: shape.members)
        Node(member.value, .member(node.path, member.name), node.log)
          .report(.unknownMember(member.name, nearest: nearest))
      }
    }
    for (position, name) in shape.required.enumerated() where values[position] == nil {
      node.report(.missingMember(name))
    }
  }

  /// A member; `nil` if it is missing.
  package subscript(member: String) -> Node? {
    guard let position = shape.position(of: member), let value = values[position] else { return nil }
    return Node(value, .member(node.path, member), node.log)
  }

  package func has(_ member: String) -> Bool {
    shape.position(of: member).map { values[$0] != nil } ?? false
  }

  /// The number of elements of a list, valid or not.
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

  /// A reference to a known id.
  package func reference(_ member: String, _ reference: ReferenceKind, in known: IDList?) -> String? {
    self[member]?.reference(reference, in: known)
  }
}

extension Node {
  /// The members of an object whose shape depends on the string in one of them.
  func variant(
    _ member: String, of types: [String], _ shapes: [String: ObjectShape]
  ) -> (type: String, fields: Fields)? {
    guard case .object = value else {
      report(.notAnObject(value.type))
      return nil
    }
    guard let type = value[member] else {
      report(.missingMember(member))
      return nil
    }
    guard let type = Node(type, .member(path, member), log).choice(of: types), let shape = shapes[type],
      let fields = Fields(self, shape)
    else { return nil }
    return (type, fields)
  }

  /// Checks the `format` of a file before its other members; `false` if it is of another format, so that checking the
  /// rest would be pointless.
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
