import BaylineStore
import Foundation
import Hummingbird
import Synchronization

/// Signed-in browsers, programs with tokens, and who may sign in.
final class Sessions: Sendable {
  private let store: BookStore
  private let passwords: PasswordHash
  private let limit: TryLimit
  /// Seconds since 1970.
  private let now: @Sendable () -> Double
  /// Whether the machine itself needs no account; only while nobody else can connect and there are no accounts.
  private let isLocal: Bool

  /// How long a browser stays signed in without a visit, in seconds.
  static let lifetime = 14.0 * 86_400
  /// How long the token of a program is valid, in seconds.
  static let programLifetime = 3650.0 * 86_400

  init(
    store: BookStore, isLocal: Bool, passwords: PasswordHash = PasswordHash(), limit: TryLimit = TryLimit(),
    now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
  ) {
    self.store = store
    self.isLocal = isLocal
    self.passwords = passwords
    self.limit = limit
    self.now = now
  }

  /// Who has a token, in the cookie or the `Authorization` of a request.
  ///
  /// - Throws: An ``HTTPProblem`` if there is a token of a program that is not valid.
  func visitor(cookie: String?, authorization: String?) throws -> Visitor {
    if let authorization { return try program(authorization) }
    let token = cookie.flatMap { SecretToken.isValid($0) ? $0 : nil }
    if try needsNoAccount() { return anonymous(token, as: .local) }
    guard let token else { return anonymous(nil, as: nil) }
    let hash = SecretToken.hash(token)
    guard var session = try store.session(tokenHash: hash), session.expires > now(), !session.csrf.isEmpty,
      let account = try store.account(session.account)
    else { return anonymous(token, as: nil) }
    if session.expires < now() + Self.lifetime / 2 {
      session.expires = now() + Self.lifetime
      try store.save(session)
    }
    return Visitor(account: account, csrf: session.csrf, session: hash)
  }

  private func program(_ authorization: String) throws -> Visitor {
    let parts = authorization.split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "bearer", SecretToken.isValid(String(parts[1])),
      let session = try store.session(tokenHash: SecretToken.hash(String(parts[1]))),
      session.expires > now(), session.csrf.isEmpty, let account = try store.account(session.account)
    else { throw HTTPProblem(.unauthorized, "auth.token", .badToken) }
    return Visitor(account: account, csrf: "", isProgram: true)
  }

  /// A browser whose session is stored nowhere: its token alone gives the secret of its forms.
  private func anonymous(_ token: String?, as account: Account?) -> Visitor {
    let valid = token ?? SecretToken.make()
    return Visitor(
      account: account, csrf: SecretToken.csrf(of: valid), newToken: token == nil ? valid : nil)
  }

  /// The accounts of people and programs, by name.
  func people() throws -> [Account] {
    try store.accounts().filter { !FeedTokens.isFeed($0.name) }
  }

  func needsNoAccount() throws -> Bool {
    isLocal ? try people().isEmpty : false
  }

  /// Signs somebody in.
  ///
  /// - Returns: The token of the new session, for the cookie.
  /// - Throws: An ``HTTPProblem`` if name and password do not belong together, or after too many tries.
  func signIn(_ name: String, password: String, from address: String) async throws -> String {
    let keys = ["account:" + name, "address:" + address]
    let wait = limit.wait(keys, at: now())
    guard wait <= 0 else {
      throw HTTPProblem(.tooManyRequests, "auth.tries", .tooManyTries(seconds: Int(wait.rounded(.up))))
    }
    // Counted before it is known, so that many tries at once are not free.
    limit.failed(keys, at: now())
    let account = FeedTokens.isFeed(name) ? nil : try store.account(name)
    guard await passwords.isRight(password, for: account?.passwordHash), let account else {
      throw HTTPProblem(.unauthorized, "auth.password", .badPassword)
    }
    limit.succeeded(keys)
    let token = SecretToken.make()
    try store.save(
      StoredSession(
        tokenHash: SecretToken.hash(token), account: account.name, csrf: SecretToken.make(),
        expires: now() + Self.lifetime))
    return token
  }

  func signOut(_ visitor: Visitor) throws {
    if let session = visitor.session { try store.removeSession(tokenHash: session) }
  }

  /// A new token for the programs of an account.
  func programToken(for account: String) throws -> String {
    let token = SecretToken.make()
    try store.save(
      StoredSession(
        tokenHash: SecretToken.hash(token), account: account, csrf: "", expires: now() + Self.programLifetime)
    )
    return token
  }

  /// Adds an account, or gives one another password and role; its sessions end.
  func save(
    _ name: String, role: Role, advisor: String? = nil, password: String, by account: String
  ) async throws {
    if let problem = Self.problem(name: name, password: password) {
      throw HTTPProblem(.unprocessableContent, "account", problem)
    }
    let hash = try await passwords.hash(password)
    try store.save(Account(name: name, role: role, advisor: advisor, passwordHash: hash), by: account)
  }

  /// What is wrong with the name or the password of a new account.
  static func problem(name: String, password: String) -> HTTPProblem.Text? {
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      !scalar.properties.isWhitespace || scalar == " "
    }
    if name.isEmpty || name.utf8.count > 100 || name.contains("/") || !isPlain || name.first == " "
      || name.last == " "
    {
      return .badAccountName
    }
    if password.count < PasswordHash.minCharacters || password.utf8.count > PasswordHash.maxLength {
      return .badNewPassword(min: PasswordHash.minCharacters)
    }
    return nil
  }
}
