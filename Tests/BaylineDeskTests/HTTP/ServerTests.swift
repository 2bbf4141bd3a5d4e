@testable import BaylineDesk
import BaylineFormats
import BaylineStore
import Hummingbird
import Testing

struct ServerTests {
  @Test func `the machine itself needs no account`() async throws {
    let desk = try HTTPDesk()
    let answer = try await desk.send(.get, "/api/book")
    #expect(answer.status == 200)
    #expect(answer.json["version"] == .integer(1))
  }

  @Test func `a name that is not the desk's gets nothing`() async throws {
    let answer = try await HTTPDesk().send(.get, "/api/book", as: .init(host: "evil.test:8383"))
    #expect(answer.status == 421)
    #expect(answer.code == "host")
  }

  @Test func `a change needs the secret of the session and the desk's own origin`() async throws {
    let desk = try HTTPDesk()
    var sender = desk.local()
    let path = "/api/roll-over"
    #expect(try await desk.send(.post, path, as: sender).status == 200)
    sender.origin = "http://127.0.0.1:9000"
    #expect(try await desk.send(.post, path, as: sender).code == "origin")
    sender.origin = "http://127.0.0.1:8383"
    #expect(try await desk.send(.post, path, as: sender).status == 200)
    sender.csrf = SecretToken.make()
    #expect(try await desk.send(.post, path, as: sender).code == "csrf")
    sender.csrf = nil
    #expect(try await desk.send(.post, path, as: sender).code == "csrf")
  }

  @Test func `what is not there is said in the form that was asked for`() async throws {
    let desk = try HTTPDesk()
    let missing = try await desk.send(.get, "/api/nothing")
    #expect(missing.status == 404)
    #expect(missing.code == "notFound")
    let page = try await desk.send(.get, "/nothing")
    #expect(page.status == 404)
    #expect(page.headers[.contentType] == "text/html; charset=utf-8")
    let method = try await desk.send(.delete, "/api/book", as: desk.local())
    #expect(method.status == 405)
    #expect(method.headers[.allow] == "GET, HEAD")
    let head = try await desk.send(.head, "/api/book")
    #expect(head.status == 200)
    #expect(head.text.isEmpty)
    #expect(try await desk.send(.get, "/api/visits/%FF").status == 400)
    #expect(try await desk.send(.get, "/api/visits/none").code == "notFound")
  }

  @Test func `faults of a body have their places`() async throws {
    let desk = try HTTPDesk()
    let unknown = try await desk.send(
      .post, "/api/offers", as: desk.local(), json: #"{"plate": "A", "palte": "B", "waiting": 1}"#)
    #expect(unknown.status == 422)
    #expect(unknown.text.contains(#""place": "$.palte""#))
    #expect(unknown.text.contains(#""place": "$.waiting""#))
    let broken = try await desk.send(.post, "/api/offers", as: desk.local(), json: "{")
    #expect(broken.status == 400)
    #expect(broken.text.contains(#""place": "1:"#))
    let nested = try await desk.send(
      .post, "/api/bookings", as: desk.local(),
      json: #"{"request": {"id": "x"}, "arrival": "2026-11-23T09:00", "advisor": "A1"}"#)
    #expect(nested.text.contains(#""place": "$.request""#))
    #expect(try await desk.send(.post, "/api/offers", as: desk.local(), form: "plate=A").status == 415)
  }

  @Test func `a body has a limit`() async throws {
    let desk = try HTTPDesk()
    let text = "\"" + String(repeating: "x", count: DeskRoutes.bodyLimit) + "\""
    #expect(try await desk.send(.post, "/api/offers", as: desk.local(), json: text).status == 413)
  }

  @Test(arguments: ["/", "/api/book", "/nothing", "/assets/desk.css", "/sign-in"])
  func `browsers are told what they may not do`(_ path: String) async throws {
    let answer = try await HTTPDesk().send(.get, path)
    let policy = answer.headers[.contentSecurityPolicy] ?? ""
    #expect(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    #expect(answer.headers[.referrerPolicy] == "same-origin")
    #expect(answer.headers[.cacheControl] == (path.hasPrefix("/assets/") ? "no-cache" : "no-store"))
    #expect(
      !answer.text.contains("<style") && !answer.text.contains(" style=")
        && !answer.text.contains(" onclick="))
  }

  @Test func `the cookie is for the desk alone`() async throws {
    let cookie = try await HTTPDesk().send(.get, "/").headers[.setCookie] ?? ""
    #expect(cookie.hasPrefix("desk-8383="))
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] { #expect(cookie.contains(part), "\(cookie)") }
  }

  @Test func `settings are not changed over somebody else's change`() async throws {
    let desk = try HTTPDesk()
    let before = try await desk.send(.get, "/api/settings/desk")
    #expect(before.headers[.eTag] != nil)
    let sender = desk.local()
    let change = try await desk.send(.put, "/api/settings/desk", as: sender, json: #"{"phone": "021"}"#)
    #expect(change.json["phone"] == .string("021"))
    #expect(change.headers[.eTag] != before.headers[.eTag])
    #expect(try await desk.send(.get, "/api/settings/desk").text == change.text)
  }
}

struct OpenAPITests {
  @Test func `the document and the program have the same addresses`() throws {
    let root = JSONValue(encoded: String(decoding: PackageResources.openapi_json, as: UTF8.self))
    guard case .object(let paths)? = root["paths"] else { throw DocumentMissing() }
    var documented: [String: String] = [:]
    for path in paths {
      guard case .object(let methods) = path.value else { continue }
      for method in methods {
        guard case .string(let permission)? = method.value["x-permission"] else { continue }
        documented["\(method.name.uppercased()) \(path.name)"] = permission
      }
    }
    let entries = try HTTPDesk().entries.filter { $0.path.hasPrefix("/api/") }
    let program = Dictionary(
      entries.map { ("\($0.method.rawValue) \($0.path)", $0.permission.rawValue) },
      uniquingKeysWith: { first, _ in first })
    #expect(Set(documented.keys).symmetricDifference(program.keys) == [])
    for (address, permission) in program { #expect(documented[address] == permission, "\(address)") }
  }

  private struct DocumentMissing: Error {}
}
