package import BaylineModel

/// The ids of a list, in order, for references to them.
package struct IDList: Sendable {
  /// The ids in the order of the file.
  package private(set) var names: [String] = []
  private var positions: [String: Int] = [:]

  package init(_ names: some Sequence<String> = []) {
    for name in names { insert(name) }
  }

  /// Adds an id; `false` if it is already there.
  @discardableResult
  package mutating func insert(_ name: String) -> Bool {
    guard positions[name] == nil else { return false }
    positions[name] = names.count
    names.append(name)
    return true
  }

  /// The position of an id.
  package func position(of name: String) -> Int? { positions[name] }
}

extension Node {
  /// A reference to a known id. If the list is `nil` because it could not be read, any string is accepted.
  package func reference(_ reference: ReferenceKind, in known: IDList?) -> String? {
    text().flatMap { self.reference(reference, named: $0, in: known) }
  }

  /// The same, given as the name of this member.
  func reference(_ reference: ReferenceKind, named id: String, in known: IDList?) -> String? {
    guard let known else { return id }
    guard let position = known.position(of: id) else {
      let nearest = log.nearest(to: id, among: known.names)
      report(.unknownReference(reference, id: id, nearest: nearest))
      return nil
    }
    if known.names[position].utf8.elementsEqual(id.utf8) { return id }
    report(.twoSpellings(id))
    return nil
  }

  /// A list of references to known ids.
  func references(_ reference: ReferenceKind, in known: IDList?) -> [String]? {
    items { $0.reference(reference, in: known) }
  }

  /// The ids of a crew, without duplicates.
  func crew(of technicians: IDList?) -> [String]? {
    distinct(.technician, in: technicians) { .repeatedTechnician($0) }
  }

  /// A list of references to known ids, without duplicates.
  func distinct(
    _ reference: ReferenceKind, in known: IDList?, repeated: (String) -> Diagnostic.Problem
  ) -> [String]? {
    var seen: Set<String> = []
    return items { node in
      guard let id = node.reference(reference, in: known) else { return nil }
      if !seen.insert(id).inserted {
        node.report(repeated(id))
        return nil
      }
      return id
    }
  }

  /// A list of non-empty names (types, certifications).
  func nameList() -> [String]? {
    items { $0.name() }
  }
}
