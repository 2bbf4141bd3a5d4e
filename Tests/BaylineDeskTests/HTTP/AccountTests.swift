@testable import BaylineDesk
import Bayline
import BaylineFormats
import BaylineStore
import Hummingbird
import TestSupport
import Testing

struct AccountTests {
  @Test func `with accounts, nothing is open without one`() async throws {
    let desk = try HTTPDesk()
    _ = try await desk.signedIn("boss", .manager)
    let stranger = desk.local()
    for entry in desk.entries where entry.permission != .none {
      let path = entry.path.replacing("{day}", with: "2026-11-23").replacing("{id}", with: "A")
        .replacing("{name}", with: "A").replacing("{axis}", with: "bay")
      let answer = try await desk.send(entry.method, path, as: stranger, json: "{}")
      let isAsked = answer.status == 303 && answer.headers[.location]?.hasPrefix("/sign-in?to=") == true
      #expect(answer.status == 401 || isAsked, "\(entry.method) \(entry.path): \(answer.status)")
    }
  }

  @Test func `a session is for one browser, and ends`() async throws {
    let desk = try HTTPDesk()
    let lin = try await desk.signedIn("lin", .coordinator)
    #expect(try await desk.send(.get, "/api/book", as: lin).status == 200)
    #expect(try await desk.send(.get, "/api/settings/site", as: lin).status == 403)
    #expect(try await desk.send(.post, "/api/roll-over", as: .init(cookie: lin.cookie)).code == "csrf")
    #expect(try await desk.send(.post, "/api/roll-over", as: lin).status == 200)
    desk.clock.pass(Sessions.lifetime - 1)
    #expect(try await desk.send(.get, "/api/book", as: lin).status == 200)
    desk.clock.pass(Sessions.lifetime + 1)
    #expect(try await desk.send(.get, "/api/book", as: lin).status == 401)
  }

  @Test func `signing out ends a session`() async throws {
    let desk = try HTTPDesk()
    let lin = try await desk.signedIn("lin", .coordinator)
    let out = try await desk.send(.post, "/sign-out", as: lin, form: "csrf=\(lin.csrf ?? "")")
    #expect(out.status == 303)
    #expect(try await desk.send(.get, "/api/book", as: lin).status == 401)
  }

  @Test func `another password ends the sessions of the account`() async throws {
    let desk = try HTTPDesk()
    let lin = try await desk.signedIn("lin", .coordinator)
    let wrong = #"{"old": "no", "new": "battery staple"}"#
    #expect(try await desk.send(.post, "/api/password", as: lin, json: wrong).status == 403)
    let right = #"{"old": "correct horse", "new": "battery staple"}"#
    #expect(try await desk.send(.post, "/api/password", as: lin, json: right).status == 204)
    #expect(try await desk.send(.get, "/api/book", as: lin).status == 401)
    _ = try await desk.app.sessions.signIn("lin", password: "battery staple", from: "192.0.2.1")
  }

  @Test func `tries are limited by account and by address`() async throws {
    let desk = try HTTPDesk()
    _ = try await desk.signedIn("lin", .coordinator)
    let sender = desk.local()
    func tries(_ name: String, _ password: String) async throws -> HTTPDesk.Answer {
      try await desk.send(
        .post, "/sign-in", as: sender,
        form: "csrf=\(sender.csrf ?? "")&name=\(name)&password=\(FormFields.encoded(password))&to=/calls")
    }
    for _ in 0..<4 { #expect(try await tries("lin", "wrong").status == 401) }
    let limited = try await tries("lin", "correct horse")
    #expect(limited.status == 429)
    #expect(limited.headers[.retryAfter] == "1")
    #expect(try await tries("other", "wrong").status == 429)
    desk.clock.pass(1)
    let right = try await tries("lin", "correct horse")
    #expect(right.status == 303)
    #expect(right.headers[.location] == "/calls")
    #expect(right.headers[.setCookie]?.contains("HttpOnly") == true)
  }

  @Test func `a wall sees no names, phones or plates`() async throws {
    let desk = try HTTPDesk()
    let full = try await desk.send(.get, "/api/book").text
    let wall = try await desk.signedIn("wall", .display)
    let book = try await desk.send(.get, "/api/book", as: wall)
    #expect(book.status == 200)
    for visit in desk.app.desk.book.demand.appointments {
      for secret in [visit.card.phone, visit.card.customer, visit.card.plate, visit.card.request] {
        guard let secret, !secret.isEmpty else { continue }
        #expect(full.contains(secret))
        #expect(!book.text.contains("\"\(secret)\""), "\(secret)")
      }
    }
    #expect(try await desk.send(.get, "/api/customers?q=1", as: wall).status == 403)
  }

  @Test func `the parts department reports deliveries, and sees no customers`() async throws {
    var shop = TinyWorkshop()
    shop.add("A", at: "10:00", [Step("10:15", "11:15")]) {
      $0.card.plate = "沪A12345"
      $0.card.phone = "13800001111"
    }
    shop.demand.parts = [SparePart(id: "P 1", onHand: 0)]
    let desk = try HTTPDesk(shop.book())
    let pat = try await desk.signedIn("pat", .parts)
    let path = "/api/parts/P%201/arrived"
    #expect(try await desk.send(.post, path, as: pat, json: #"{"quantity": 3}"#).status == 200)
    #expect(desk.app.desk.book.demand.parts.map(\.onHand) == [3])
    #expect(try desk.app.store.journal(limit: 1).first?.by == "pat")
    for body in [#"{"quantity": 0}"#, #"{"quantity": -1}"#, #"{"quantity": 1.5}"#, "{}"] {
      #expect(try await desk.send(.post, path, as: pat, json: body).status == 422, "\(body)")
    }
    #expect(
      try await desk.send(.post, "/api/parts/Q/counted", as: pat, json: #"{"quantity": 0}"#).status == 404)
    #expect(try await desk.send(.post, "/api/previews", as: pat, json: #"{"events": []}"#).status == 403)
    let off = try await desk.send(
      .post, "/api/visits/A/status", as: pat, json: #"{"status": "calledOff", "reason": "no part"}"#)
    #expect(off.status == 200)
    #expect(!off.text.contains("12345") && !off.text.contains("13800001111"))
    let ann = try await desk.signedIn("ann", .advisor)
    #expect(try await desk.send(.post, path, as: ann, json: #"{"quantity": 3}"#).status == 403)
  }

  @Test func `a program has a token of its own`() async throws {
    let desk = try HTTPDesk()
    let lin = try await desk.signedIn("lin", .coordinator)
    let token = try desk.app.sessions.programToken(for: "lin")
    #expect(try await desk.send(.post, "/api/roll-over", as: .init(bearer: token)).status == 200)
    #expect(try await desk.send(.get, "/api/book", as: .init(cookie: token)).status == 401)
    #expect(try await desk.send(.get, "/api/book", as: .init(bearer: lin.cookie)).code == "auth.token")
    #expect(try await desk.send(.get, "/api/book", as: .init(bearer: SecretToken.make())).status == 401)
    #expect(try desk.app.store.session(tokenHash: token) == nil, "only the hash is stored")
  }

  @Test func `one manager remains`() async throws {
    let desk = try HTTPDesk()
    let first = try await desk.send(
      .put, "/api/accounts/lin", as: desk.local(), json: #"{"role": "advisor", "password": "correct horse"}"#)
    #expect(first.status == 422)
    let boss = try await desk.signedIn("boss", .manager)
    #expect(
      try await desk.send(
        .put, "/api/accounts/lin", as: boss, json: #"{"role": "advisor", "password": "correct horse"}"#
      ).status == 204)
    #expect(try await desk.send(.delete, "/api/accounts/boss", as: boss).status == 422)
    let short = #"{"role": "advisor", "password": "short"}"#
    #expect(try await desk.send(.put, "/api/accounts/lin", as: boss, json: short).status == 422)
    #expect(try await desk.send(.put, "/api/accounts/a%2Fb", as: boss, json: short).status == 422)
    #expect(try await desk.send(.delete, "/api/accounts/lin", as: boss).status == 204)
  }

  @Test func `a calendar has a secret address that can be renewed`() async throws {
    let desk = try HTTPDesk()
    let id = try #require(desk.app.desk.book.site.advisors.first?.id)
    func renew() async throws -> String {
      let made = try await desk.send(.post, "/api/feeds/advisor/\(id)", as: desk.local())
      guard case .string(let path)? = made.json["path"] else { throw NoPath() }
      return path
    }
    let first = try await renew()
    let calendar = try await desk.send(.get, first)
    #expect(calendar.headers[.contentType] == "text/calendar; charset=utf-8")
    #expect(calendar.text.hasPrefix("BEGIN:VCALENDAR"))
    let second = try await renew()
    #expect(try await desk.send(.get, first).status == 404)
    #expect(try await desk.send(.get, second).status == 200)
    #expect(try await desk.send(.get, second.replacing("/advisor/", with: "/technician/")).status == 404)
    #expect(try await desk.send(.get, "/api/book").status == 200, "a calendar is no account of a person")
  }

  private struct NoPath: Error {}
}
