/// What people may see and do.
package enum Role: String, Codable, CaseIterable, Sendable {
  case coordinator, advisor, supervisor, parts, manager, display
}

/// Somebody who may use the desk.
package struct Account: Hashable, Sendable {
  package var name: String
  package var role: Role
  /// The advisor of the site who this is, if any.
  package var advisor: String?
  /// A salted slow hash with its parameters, as text.
  package var passwordHash: String

  package init(name: String, role: Role, advisor: String? = nil, passwordHash: String) {
    self.name = name
    self.role = role
    self.advisor = advisor
    self.passwordHash = passwordHash
  }
}

/// The signed-in browser or program of an account. Only the hash of its token is stored.
package struct StoredSession: Hashable, Sendable {
  package var tokenHash: String
  package var account: String
  /// Secret that forms must repeat.
  package var csrf: String
  /// In seconds since 1970.
  package var expires: Double

  package init(tokenHash: String, account: String, csrf: String, expires: Double) {
    self.tokenHash = tokenHash
    self.account = account
    self.csrf = csrf
    self.expires = expires
  }
}

extension BookStore {
  package func accounts() throws -> [Account] { fatalError("not yet") }
  package func account(_ name: String) throws -> Account? { fatalError("not yet") }
  /// Adds or replaces an account; its sessions end.
  package func save(_ account: Account, by: String) throws { fatalError("not yet") }
  /// Removes an account and its sessions.
  package func removeAccount(_ name: String, by: String) throws { fatalError("not yet") }
  package func session(tokenHash: String) throws -> StoredSession? { fatalError("not yet") }
  package func save(_ session: StoredSession) throws { fatalError("not yet") }
  package func removeSession(tokenHash: String) throws { fatalError("not yet") }
}
