import BaylineFormats

/// A JSON object under construction that tracks the cell of each member.
///
/// Spreadsheets are converted to the text of a demand file, whose decoder does all checking; its errors are traced back to
/// cells.
struct TracedObject {
  private(set) var members: [JSONMember] = []
  /// Cells by their path below this object, such as `.booked.arrival`; "" is the object itself.
  private(set) var origins: [String: Cell]

  /// Creates an empty object.
  ///
  /// - Parameter cell: The cell for errors of the object as a whole.
  init(_ cell: Cell? = nil) {
    origins = cell.map { ["": $0] } ?? [:]
  }

  /// Adds a member. Without a value, because its cell is invalid, only the cell is recorded.
  mutating func add(_ name: String, _ value: JSONValue?, from cell: Cell) {
    if let value { members.append(JSONMember(name, value)) }
    origins[Self.step(name)] = cell
  }

  /// Adds a member that comes from no cell.
  mutating func add(_ name: String, _ value: JSONValue) {
    members.append(JSONMember(name, value))
  }

  /// Adds an object.
  mutating func add(_ name: String, _ draft: TracedObject) {
    members.append(JSONMember(name, draft.value))
    adopt(draft, Self.step(name))
  }

  /// Adds a list of objects.
  mutating func add(_ name: String, _ drafts: [TracedObject], from cell: Cell? = nil) {
    members.append(JSONMember(name, .array(drafts.map(\.value))))
    if let cell { origins[Self.step(name)] = cell }
    for (index, draft) in drafts.enumerated() { adopt(draft, "\(Self.step(name))[\(index)]") }
  }

  /// Changes the cell of a member.
  mutating func move(_ name: String, to cell: Cell) {
    origins[Self.step(name)] = cell
  }

  /// Removes a member.
  mutating func remove(_ name: String) {
    members.removeAll { $0.name == name }
  }

  /// The ids of the parts in its member `parts`.
  var partIDs: [String] {
    guard case .array(let needs)? = members.first(where: { $0.name == "parts" })?.value else { return [] }
    return needs.compactMap { need in
      guard case .object(let members) = need,
        case .string(let id)? = members.first(where: { $0.name == "part" })?.value
      else { return nil }
      return id
    }
  }

  /// This object with an id.
  func identified(by id: String) -> TracedObject {
    var copy = self
    copy.members.insert(JSONMember("id", .string(id)), at: 0)
    return copy
  }

  /// This object with one cell for all members: a standard job in a visit comes from the cell that names it.
  func copied(to cell: Cell) -> TracedObject {
    var copy = TracedObject(cell)
    copy.members = members
    return copy
  }

  var value: JSONValue { .object(members) }

  /// The step to a member in the places of diagnostics: `.kind`, or `["a b"]`.
  private static func step(_ name: String) -> String {
    let isWord = name.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) && $0 >= 0x41
    }
    return isWord ? "." + name : String(JSONPath.member(.root, name).description.dropFirst())
  }

  private mutating func adopt(_ draft: TracedObject, _ path: String) {
    for (below, cell) in draft.origins { origins[path + below] = cell }
  }

  /// The cell of a place such as `$.appointments[3].kind`, or of the nearest enclosing object that has one.
  func cell(at place: String) -> Cell? {
    var path = Substring(place.hasPrefix("$") ? place.dropFirst() : place[...])
    while origins[String(path)] == nil {
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<cut]
    }
    return origins[String(path)]
  }
}
