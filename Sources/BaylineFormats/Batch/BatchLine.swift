/// A line of a batch: what to compute, and the documents to compute it from (docs/batch.md).
///
/// A line is read strictly, as the files are. Its documents are read by the readers of those files, so places of problems
/// are paths in the line: `line 17:$.demand.appointments[3].kind`.
package struct BatchLine {
  /// What a line asks for.
  package enum Command: String, CaseIterable, Sendable {
    /// A schedule, as by `bayline schedule`.
    case schedule
    /// A verdict on a schedule.
    case verify
    /// Arrival times for a customer at one workshop.
    case offer
    /// Arrival times for a customer at several workshops.
    case offers
    /// How a planned day is likely to turn out.
    case simulate
    /// Scenarios compared with today.
    case whatif
    /// One technician moved from a workshop to another.
    case transfer
    /// Plans of past days compared with what happened.
    case backtest
  }

  /// Its number, counted from 1.
  package let number: Int
  /// The id, as far as it could be read.
  package let id: String?
  /// The workshop that the line is about, where that is not its id.
  package let shop: String?
  /// What it asks for; `nil` if that could not be read.
  package let command: Command?
  /// The members of its command; `nil` if the line is not a JSON object.
  package let fields: Fields?
  /// The problems of the line itself, to which reading its members adds.
  package let log: DiagnosticLog

  /// The name of a line in messages.
  package static func name(_ number: Int) -> String { "line \(number)" }

  /// The name of this line in messages.
  package var name: String { Self.name(number) }

  /// Reads a line without the line break.
  ///
  /// - Complexity: linear in its length.
  package init(_ bytes: [UInt8], number: Int) {
    self.number = number
    log = DiagnosticLog(file: Self.name(number))
    // A line has columns only.
    let root = log.root(of: bytes) { String($0.column) }
    guard let root, case .object = root.value else {
      root?.report(.notAnObject(root?.value.type ?? .null))
      (id, shop, command, fields) = (nil, nil, nil, nil)
      return
    }
    command = Self.command(root)
    let shape = command?.shape ?? .batchLine
    fields = Fields(root, shape)
    id = fields?["id"]?.nonEmptyText()
    shop = fields?["shop"]?.nonEmptyText()
  }

  /// The command of a line, by default `schedule`.
  private static func command(_ root: Node) -> Command? {
    guard let name = root.value["command"] else { return .schedule }
    return Node(name, .member(root.path, "command"), root.log)
      .choice(of: Command.allCases.map(\.rawValue)).flatMap(Command.init)
  }
}

/// A document of a line, or of an object in it.
package enum LineDocument: Sendable {
  /// The document itself.
  case source(DocumentSource)
  /// A file that has it, and the place that names it.
  case reference(String, Diagnostic)
}

extension Fields {
  /// The document in one of two members: the document itself in the first, the path of a file in the second, whose name
  /// ends with `Ref`. Reports if there are both or, where it is required, neither.
  package func document(_ member: String, isRequired: Bool = true) -> LineDocument? {
    let reference = member + "Ref"
    if let value = self[member] {
      if has(reference) { self[reference]?.report(.notBeside(reference, other: member)) }
      return .source(value.document)
    }
    guard let node = self[reference] else {
      if isRequired { self.node.report(.needsOneOf([member, reference])) }
      return nil
    }
    return node.reference()
  }

  /// The documents in a list, or one document.
  package func documents(_ one: String, _ many: String) -> [LineDocument] {
    let references = one + "Refs"
    if let list = self[many] {
      for other in [one, one + "Ref", references] where has(other) {
        self[other]?.report(.notBeside(other, other: many))
      }
      return list.days { .source($0.document) } ?? []
    }
    if let list = self[references] {
      for other in [one, one + "Ref"] where has(other) {
        self[other]?.report(.notBeside(other, other: references))
      }
      return list.days { $0.reference() } ?? []
    }
    return document(one).map { [$0] } ?? []
  }
}

extension Node {
  /// The elements of a list that must not be empty, of days.
  fileprivate func days<Element>(_ read: (Node) -> Element?) -> [Element]? {
    items(notEmpty: true, limit: .horizonDays, read)
  }

  /// The workshops of a line, at least one, with distinct ids.
  package func shops() -> [(id: String, fields: Fields)] {
    var known: Set<String> = []
    let shops = items(notEmpty: true, limit: .shops) { node -> (id: String, fields: Fields)? in
      guard let fields = Fields(node, .groupShop), let id = fields["id"]?.nonEmptyText() else { return nil }
      if !known.insert(id).inserted { fields["id"]?.report(.duplicateId(id)) }
      return (id, fields)
    }
    return shops ?? []
  }

  /// The past days of a line, at least one.
  package func pastDays() -> [Fields] {
    days { Fields($0, .pastDay) } ?? []
  }

  /// A file that this text names.
  fileprivate func reference() -> LineDocument? {
    guard let path = nonEmptyText() else { return nil }
    let outside = Diagnostic(file: log.file, place: self.path.description, problem: .outsideFolder(path))
    return .reference(path, outside)
  }
}
