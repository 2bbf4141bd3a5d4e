import BaylineModel

/// A value of a file with its place. Each accessor returns `nil` after reporting a problem.
package struct Node {
  package let value: JSONValue
  let path: JSONPath
  let log: DiagnosticLog

  init(_ value: JSONValue, _ path: JSONPath, _ log: DiagnosticLog) {
    self.value = value
    self.path = path
    self.log = log
  }

  /// Its path, such as `$.demand`.
  package var place: String { path.description }

  /// Reports a problem at this place.
  package func report(_ problem: Diagnostic.Problem) {
    if !log.isFull { log.report(problem, at: path.description) }
  }

  /// The members of an object with arbitrary names (calendars, skills, …), in the order of the file.
  package func entries() -> [(name: String, node: Node)]? {
    guard case .object(let members) = value else {
      report(.notAnObject(value.type))
      return nil
    }
    return members.map { ($0.name, Node($0.value, .member(path, $0.name), log)) }
  }

  /// An element of this list.
  func element(_ index: Int, _ value: JSONValue) -> Node {
    Node(value, .index(path, index), log)
  }

  /// The valid elements of a list; `nil` if this is not a list.
  package func items<Element>(_ read: (Node) -> Element?) -> [Element]? {
    guard case .array(let items) = value else {
      report(.notAList(value.type))
      return nil
    }
    var elements: [Element] = []
    elements.reserveCapacity(items.count)
    for (i, item) in items.enumerated() {
      if log.isFull { return nil }
      if let element = read(element(i, item)) { elements.append(element) }
    }
    return elements
  }

  /// The valid elements of a list, which must not exceed a limit or, on request, be empty.
  package func items<Element>(
    notEmpty: Bool = false, limit: Diagnostic.InputLimit, _ read: (Node) -> Element?
  ) -> [Element]? {
    if case .array(let items) = value {
      if notEmpty && items.isEmpty { report(.emptyList) }
      if items.count > limit.value {
        report(.tooLarge(String(items.count), limit))
        return nil
      }
    }
    return items(read)
  }

  package func text() -> String? {
    guard case .string(let text) = value else {
      report(.notAString(value.type))
      return nil
    }
    return text
  }

  /// A string that is not empty.
  package func nonEmptyText() -> String? {
    guard let text = text() else { return nil }
    if text.isEmpty {
      report(.emptyText)
      return nil
    }
    return text
  }

  /// A name that is compared with others (an id, a trade, …).
  package func name() -> String? {
    guard let text = nonEmptyText() else { return nil }
    return hasOneSpelling(text) ? text : nil
  }

  /// Whether a name is encoded like all its earlier occurrences.
  ///
  /// Swift treats all encodings of "é" as equal, but other programs do not: a file with several is rejected.
  func hasOneSpelling(_ name: String) -> Bool {
    let (isNew, first) = log.spellings.insert(name)
    if isNew || first.utf8.elementsEqual(name.utf8) { return true }
    report(.twoSpellings(name))
    return false
  }

  package func choice(of allowed: [String]) -> String? {
    guard let text = text() else { return nil }
    if allowed.contains(text) { return text }
    report(.notOneOf(text, allowed: allowed, nearest: log.nearest(to: text, among: allowed)))
    return nil
  }

  package func flag() -> Bool? {
    guard case .bool(let flag) = value else {
      report(.notABoolean(value.type))
      return nil
    }
    return flag
  }

  package func integer(_ range: IntegerRange) -> Int? {
    switch value {
    case .integer(let number):
      if number < range.min {
        report(.tooSmall(String(number), min: range.min))
      } else if number > range.max {
        report(excess(String(number), over: range))
      } else {
        return number
      }
    case .number(let text):
      // Beyond 64 bits, or with a fraction or an exponent.
      if text.utf8.allSatisfy({ $0 < UInt8(ascii: ".") || (0x30...0x39).contains($0) }) {
        report(text.hasPrefix("-") ? .tooSmall(text, min: range.min) : excess(text, over: range))
      } else {
        report(.notAWholeNumber(.number, found: text))
      }
    default:
      report(.notAWholeNumber(value.type, found: nil))
    }
    return nil
  }

  private func excess(_ text: String, over range: IntegerRange) -> Diagnostic.Problem {
    if let limit = range.limit { return .tooLarge(text, limit) }
    return .aboveMaximum(text, max: range.max)
  }
}
