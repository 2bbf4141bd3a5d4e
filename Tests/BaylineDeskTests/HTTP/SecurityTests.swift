@testable import BaylineDesk
import BaylineStore
import Testing

struct PasswordHashTests {
  private let passwords = PasswordHash(logRounds: 4)

  @Test func `a password is right for its hash alone`() async throws {
    let hash = try await passwords.hash("staple battery")
    #expect(hash.hasPrefix("scrypt$4$8$1$"))
    #expect(await passwords.isRight("staple battery", for: hash))
    #expect(await !passwords.isRight("staple batterY", for: hash))
    #expect(await !passwords.isRight("", for: hash))
    #expect(try await passwords.hash("staple battery") != hash)
  }

  /// The third vector of RFC 7914, section 12, whose first 32 bytes a shorter key has as well.
  @Test func `hashes are those of the standard`() async {
    let hash =
      "scrypt$14$8$1$536f6469756d43686c6f72696465$"
      + "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
    #expect(await passwords.isRight("pleaseletmein", for: hash))
  }

  @Test(arguments: [
    "", "x", "scrypt$4$8$1$zz$00", "scrypt$60$8$1$00$\(String(repeating: "0", count: 64))",
    "scrypt$4$8$1$0g$\(String(repeating: "0", count: 64))",
  ])
  func `nothing is right for what is no hash`(_ hash: String) async {
    #expect(await !passwords.isRight("", for: hash))
  }
}

struct TryLimitTests {
  @Test func `the wait doubles after the free tries`() {
    let limit = TryLimit(free: 2, longest: 5)
    for (at, wait) in [(0.0, 0.0), (0, 1), (1, 2), (3, 4), (7, 5)] {
      #expect(limit.wait(["a"], at: at) == 0)
      limit.failed(["a"], at: at)
      #expect(limit.wait(["a"], at: at) == wait)
    }
    #expect(limit.wait(["b"], at: 7) == 0)
    #expect(limit.wait(["b", "a"], at: 7) == 5)
    limit.succeeded(["a"])
    #expect(limit.wait(["a"], at: 7) == 0)
  }

  @Test func `the oldest is forgotten first`() {
    let limit = TryLimit(free: 0, longest: 60, capacity: 2)
    limit.failed(["a"], at: 0)
    limit.failed(["b"], at: 0.1)
    limit.failed(["c"], at: 0.2)
    #expect(limit.wait(["a"], at: 0.2) == 0)
    #expect(limit.wait(["b"], at: 0.2) > 0)
  }
}

struct HostCheckTests {
  @Test(arguments: ["localhost", "127.0.0.1:8383", "[::1]:80", "LOCALHOST:1", "desk.shop"])
  func `the desk answers to its names`(_ host: String) {
    #expect(HostCheck(names: ["desk.shop"]).accepts(host: host))
  }

  @Test(arguments: [
    "evil.test", "127.0.0.1.evil.test", "192.0.2.1", "", "localhost:x", "[::1", "a@localhost",
  ])
  func `and to no other`(_ host: String) {
    #expect(!HostCheck().accepts(host: host))
  }

  @Test func `open to other machines, it answers to addresses, but not to any name`() {
    let open = HostCheck(isOpen: true)
    #expect(open.accepts(host: "192.0.2.1:8383"))
    #expect(open.accepts(host: "[2001:db8::1]"))
    #expect(!open.accepts(host: "evil.test"))
    #expect(!open.accepts(host: "192.0.2.256"))
  }

  @Test func `changes come from the desk's own pages`() {
    let check = HostCheck()
    func accepts(_ origin: String?, _ site: String? = nil) -> Bool {
      check.accepts(origin: origin, fetchSite: site, host: "127.0.0.1:8383")
    }
    #expect(accepts("http://127.0.0.1:8383"))
    #expect(accepts(nil))
    #expect(accepts(nil, "same-origin"))
    #expect(!accepts("http://127.0.0.1:9000"))
    #expect(!accepts("null"))
    #expect(!accepts(nil, "cross-site"))
  }
}

struct PermissionTests {
  @Test func `a wall sees boards and nothing else`() {
    #expect(Role.display.permissions == [.none, .look])
  }

  @Test func `each role has what its work takes`() {
    let holders: [Permission: Set<Role>] = [
      .customers: [.coordinator, .advisor, .supervisor, .manager],
      .book: [.coordinator, .advisor, .manager],
      .work: [.coordinator, .supervisor, .manager],
      .plan: [.coordinator, .supervisor, .manager],
      .parts: [.coordinator, .supervisor, .parts, .manager],
      .settings: [.manager], .users: [.manager],
    ]
    for (permission, roles) in holders {
      #expect(Set(Role.allCases.filter { $0.permissions.contains(permission) }) == roles, "\(permission)")
    }
  }
}

struct FormFieldsTests {
  @Test func `fields are decoded`() {
    let form = FormFields("a=1+2&b=%E6%B2%AAA&a=3&c&d=x%3Dy=z")
    #expect(form["a"] == "1 2")
    #expect(form.all("a") == ["1 2", "3"])
    #expect(form["b"] == "沪A")
    #expect(form["c"] == "")
    #expect(form["d"] == "x=y=z")
    #expect(form["e"] == nil)
  }

  @Test(arguments: ["%", "%4", "%GG", "%FF", "%+1"])
  func `broken escapes are refused`(_ text: String) {
    #expect(FormFields.decoded(text) == nil)
  }

  @Test func `what is encoded is decoded again`() {
    let text = "/day/2026-11-23?q=沪A 1&b=%"
    #expect(FormFields.decoded(FormFields.encoded(text)) == text)
  }

  @Test(arguments: ["//evil.test", "http://evil.test", "/\\evil.test", "", "/a\nb"])
  func `signing in leads to no other site`(_ target: String) {
    #expect(SignInPage.target(target) == "/")
  }

  @Test func `signing in leads back to the page`() {
    #expect(SignInPage.target("/visits/7?lang=en") == "/visits/7?lang=en")
  }
}
