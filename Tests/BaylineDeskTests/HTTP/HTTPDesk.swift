import Bayline
@testable import BaylineDesk
import BaylineFormats
import BaylineStore
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import Synchronization
import TestSupport

/// A desk of a tiny workshop whose addresses answer without a network.
final class HTTPDesk: Sendable {
  let app: DeskApp
  private let day: DayDesk
  private let responder: DeskResponder
  let entries: [DeskRoutes.Entry]
  private let later = Mutex(0.0)

  /// What was answered.
  struct Answer {
    var status: Int
    var headers: HTTPFields
    var text: String

    var json: JSONValue { JSONValue(encoded: text) }
    var code: String? {
      guard case .string(let code)? = json["error"]?["code"] else { return nil }
      return code
    }
  }

  /// Who asks, and from where.
  struct Sender {
    var cookie: String?
    var bearer: String?
    var csrf: String?
    var host = "127.0.0.1:8383"
    var origin: String?
  }

  init(isLocal: Bool = true, _ book: Book = TinyWorkshop().book()) throws {
    day = try DayDesk(book, at: time("08:00"))
    let start = Date().timeIntervalSince1970
    let later = Later()
    let sessions = Sessions(
      store: day.desk.store, isLocal: isLocal, passwords: PasswordHash(logRounds: 4),
      now: { start + later.seconds })
    clock = later
    app = DeskApp(
      desk: day.desk, sessions: sessions, hosts: HostCheck(names: ["desk.shop"]), language: .english,
      port: 8383, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let routes = DeskRoutes.all(app)
    entries = routes.entries
    responder = routes.responder()
  }

  let clock: Later

  /// A clock that only moves when it is told to.
  final class Later: Sendable {
    private let value = Mutex(0.0)
    var seconds: Double { value.withLock { $0 } }
    func pass(_ seconds: Double) { value.withLock { $0 += seconds } }
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, as sender: Sender = Sender(), json: String? = nil,
    form: String? = nil
  ) async throws -> Answer {
    var headers = HTTPFields()
    headers[.cookie] = sender.cookie.map { "\(app.cookie)=\($0)" }
    headers[.authorization] = sender.bearer.map { "Bearer \($0)" }
    headers[.origin] = sender.origin
    headers[.csrfToken] = sender.csrf
    if json != nil { headers[.contentType] = "application/json" }
    if form != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: sender.host, path: path, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer(string: json ?? form ?? "")))
    let response = try await responder.respond(to: request, context: DeskContext(logger: app.logger))
    let collected = Collector()
    try await response.body.write(collected)
    return Answer(
      status: response.status.code, headers: response.headers,
      text: String(decoding: collected.bytes.value, as: UTF8.self))
  }

  /// Somebody at the machine itself, who has opened a page.
  func local() -> Sender {
    let token = SecretToken.make()
    return Sender(cookie: token, csrf: SecretToken.csrf(of: token))
  }

  /// A browser that has signed in, with the secret of its forms.
  func signedIn(_ name: String, _ role: Role) async throws -> Sender {
    try await app.sessions.save(name, role: role, password: "correct horse", by: "test")
    let token = try await app.sessions.signIn(name, password: "correct horse", from: "192.0.2.1")
    let csrf = try app.sessions.visitor(cookie: token, authorization: nil).csrf
    return Sender(cookie: token, csrf: csrf)
  }

  private struct Collector: ResponseBodyWriter {
    final class Bytes: Sendable {
      private let bytes = Mutex<[UInt8]>([])
      var value: [UInt8] { bytes.withLock { $0 } }
      func add(_ buffer: ByteBuffer) { bytes.withLock { $0 += Array(buffer: buffer) } }
    }

    let bytes = Bytes()

    mutating func write(_ buffer: ByteBuffer) async throws { bytes.add(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
