import BaylineFormats

/// A JSON object in the making that knows from which cell each of its members comes.
///
/// Spreadsheets become the text of a demand file, which the reader of those files then judges: whatever it finds is told of
/// the cell.
struct TracedObject {
  private(set) var members: [JSONMember] = []
  /// Cells by their path below this object, such as `.booked.arrival`; "" is the object itself.
  private(set) var origins: [String: Cell]

  /// An empty object.
  /// - Parameter cell: Where faults of the object as a whole belong.
  init(_ cell: Cell? = nil) {
    origins = cell.map { ["": $0] } ?? [:]
  }

  /// Adds a member; without a value (its cell is faulty) the cell is remembered alone.
  mutating func add(_ name: String, _ value: JSONValue?, from cell: Cell) {
    if let value { members.append(JSONMember(name, value)) }
    origins["." + name] = cell
  }

  /// Adds a member whose cell nobody needs to know.
  mutating func add(_ name: String, _ value: JSONValue) {
    members.append(JSONMember(name, value))
  }

  /// Adds an object.
  mutating func add(_ name: String, _ draft: TracedObject) {
    members.append(JSONMember(name, draft.value))
    adopt(draft, "." + name)
  }

  /// Adds a list of objects.
  mutating func add(_ name: String, _ drafts: [TracedObject], from cell: Cell? = nil) {
    members.append(JSONMember(name, .array(drafts.map(\.value))))
    if let cell { origins["." + name] = cell }
    for (index, draft) in drafts.enumerated() { adopt(draft, ".\(name)[\(index)]") }
  }

  /// Says that a member comes from another cell.
  mutating func move(_ name: String, to cell: Cell) {
    origins["." + name] = cell
  }

  /// This object with an id.
  func identified(by id: String) -> TracedObject {
    var copy = self
    copy.members.insert(JSONMember("id", .string(id)), at: 0)
    return copy
  }

  /// This object with all of it from one cell: a standard job as a visit has it.
  func copied(to cell: Cell) -> TracedObject {
    var copy = TracedObject(cell)
    copy.members = members
    return copy
  }

  /// The object.
  var value: JSONValue { .object(members) }

  private mutating func adopt(_ draft: TracedObject, _ path: String) {
    for (below, cell) in draft.origins { origins[path + below] = cell }
  }

  /// The cell of a place such as `$.appointments[3].kind`, or of the nearest thing around it.
  func cell(at place: String) -> Cell? {
    var path = Substring(place.hasPrefix("$") ? place.dropFirst() : place[...])
    while origins[String(path)] == nil {
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<cut]
    }
    return origins[String(path)]
  }
}
