import BaylineStore
import Foundation
import Testing

@Suite struct AccountTests {
  private let ann = Account(name: "ann", role: .coordinator, passwordHash: "scrypt$1")
  private let bob = Account(name: "bob", role: .advisor, advisor: "S", passwordHash: "scrypt$2")
  private var later: Double { Date().timeIntervalSince1970 + 3600 }

  private func session(_ token: String, of account: String, until expires: Double) -> StoredSession {
    StoredSession(tokenHash: token, account: account, csrf: "csrf-\(token)", expires: expires)
  }

  @Test func accountsAreKept() throws {
    let store = try TestStore()
    let opened = try store.open()
    try opened.save(bob, by: "console")
    try opened.save(ann, by: "console")
    #expect(try opened.accounts() == [ann, bob])
    let again = try store.reopened(opened)
    #expect(try again.account("bob") == bob)
    #expect(try again.account("eve") == nil)
    try again.removeAccount("bob", by: "ann")
    #expect(try again.accounts() == [ann])
  }

  @Test func sessionsEndWithTheAccount() throws {
    let store = try TestStore()
    let opened = try store.open()
    try opened.save(ann, by: "console")
    try opened.save(bob, by: "console")
    let (one, two) = (session("1", of: "ann", until: later), session("2", of: "bob", until: later))
    try opened.save(one)
    try opened.save(two)
    #expect(try opened.session(tokenHash: "1") == one)
    // A new password ends what was signed in with the old one.
    var changed = ann
    changed.passwordHash = "scrypt$3"
    try opened.save(changed, by: "ann")
    #expect(try opened.session(tokenHash: "1") == nil)
    #expect(try opened.session(tokenHash: "2") == two)
    try opened.removeAccount("bob", by: "ann")
    #expect(try opened.session(tokenHash: "2") == nil)
  }

  @Test func sessionsExpireAndEnd() throws {
    let store = try TestStore()
    let opened = try store.open()
    try opened.save(ann, by: "console")
    try opened.save(session("old", of: "ann", until: Date().timeIntervalSince1970 - 1))
    #expect(try opened.session(tokenHash: "old") == nil)
    try opened.save(session("new", of: "ann", until: later))
    try opened.removeSession(tokenHash: "new")
    #expect(try opened.session(tokenHash: "new") == nil)
    #expect(throws: StoreError.self) { try opened.save(session("x", of: "nobody", until: later)) }
  }

  @Test func changesOfAccountsAreOnRecord() throws {
    let store = try TestStore()
    let opened = try store.open()
    try opened.save(ann, by: "console")
    try opened.save(bob, by: "ann")
    var promoted = bob
    promoted.role = .manager
    try opened.save(promoted, by: "ann")
    try opened.removeAccount("bob", by: "ann")
    try opened.removeAccount("nobody", by: "ann")
    let entries = try opened.audit(limit: 9)
    #expect(entries.map(\.action) == ["removed", "changed", "added", "added"])
    #expect(entries.map(\.by) == ["ann", "ann", "ann", "console"])
    #expect(entries.map(\.account) == ["bob", "bob", "bob", "ann"])
    #expect(entries[1].detail == "role manager")
    #expect(!entries.contains { $0.detail.contains("scrypt") })
    try opened.close()
    #expect(throws: (any Error).self) { try store.execute("DELETE FROM audit") }
  }
}
