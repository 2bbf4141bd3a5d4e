import Bayline
import BaylineFormats
import BaylineWording
import Hummingbird

extension DeskRequest {
  /// Reads the body, a JSON object of a shape: unknown members, wrong types and missing members are refused, each with
  /// its place.
  ///
  /// - Parameter make: Makes the value of the members; what it reports there is refused as well.
  func read<Value>(_ shape: ObjectShape, _ make: (Fields) throws -> Value?) throws -> Value {
    let log = DiagnosticLog(file: "body")
    guard isJSON else { throw HTTPProblem(.unsupportedMediaType, "body.type", .wrongType) }
    let value = try log.root(of: body).flatMap { Fields($0, shape) }.flatMap(make)
    guard log.diagnostics.isEmpty, let value else {
      throw HTTPProblem.diagnostics(log.diagnostics, words)
    }
    return value
  }

  /// Reads a body without members.
  func readNothing() throws {
    if !body.isEmpty { try read(ObjectShape("nothing")) { _ in () } }
  }

  /// Runs a reader of a file's format on a part of the body.
  ///
  /// - Parameter place: Where the part is in the body, like `$.request`.
  func decode<Value>(
    _ part: JSONValue, at place: String, _ decode: ([UInt8]) throws(Diagnostics) -> Value
  ) throws -> Value {
    do throws(Diagnostics) {
      return try decode(Array(JSONWriter.line(part).utf8))
    } catch {
      var problem = HTTPProblem.diagnostics(error.elements, words)
      problem.status = .unprocessableContent
      for index in problem.faults.indices where problem.faults[index].place.hasPrefix("$") {
        problem.faults[index].place = place + problem.faults[index].place.dropFirst()
      }
      throw problem
    }
  }

  private var isJSON: Bool {
    request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true
  }

  /// A time in the query, like `2026-11-23T10:15`; `nil` if it is missing.
  func time(_ name: String) throws -> CivilTime? {
    try query(name).map { try valid(CivilTime($0)) }
  }

  /// A day in the query, like `2026-11-23`; `nil` if it is missing.
  func day(_ name: String) throws -> CivilDate? {
    try query(name).map { try valid(CivilDate($0)) }
  }

  /// A number in the query; the default if it is missing.
  func number(_ name: String, default standard: Int, in range: ClosedRange<Int>) throws -> Int {
    try valid(query(name).map { Int($0).flatMap { range.contains($0) ? $0 : nil } } ?? standard)
  }

  private func valid<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw HTTPProblem(.badRequest, "query", .badPath) }
    return value
  }

  /// Refuses if the role may not do what this very request asks for.
  func require(_ permission: Permission) throws {
    guard account.may(permission) else { throw HTTPProblem(.forbidden, "auth.role", .mayNot) }
  }
}

extension JSONValue {
  /// The value of a text that an encoder has made.
  init(encoded text: String) {
    self = JSONParser.parse(Array(text.utf8)).value ?? .null
  }
}

extension [JSONMember] {
  /// Adds a person or thing with the name that people use.
  mutating func add(_ member: String, id: String?, name: (String) -> String) {
    guard let id else { return }
    add(member) {
      $0.add("id", id)
      $0.add("name", name(id))
    }
  }
}
