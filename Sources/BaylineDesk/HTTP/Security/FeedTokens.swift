import BaylineStore
import Foundation

/// The secret addresses of people's calendars: who knows one sees one calendar, and nothing else.
///
/// Each is the token of an account that nobody can sign in to; renewing it ends the old one.
struct FeedTokens: Sendable {
  let store: BookStore

  /// Whether an account is that of a calendar; names of people have no slash.
  static func isFeed(_ account: String) -> Bool { account.hasPrefix("feed/") }

  /// Who has a calendar.
  enum Person: Hashable, Sendable {
    case advisor(String)
    case technician(String)

    /// The name of the account.
    var account: String {
      switch self {
      case .advisor(let id): "feed/advisor/" + id
      case .technician(let id): "feed/technician/" + id
      }
    }
  }

  /// Makes a new secret; the old one is valid no longer.
  func renew(_ person: Person, by account: String) throws -> String {
    try store.save(Account(name: person.account, role: .display, passwordHash: ""), by: account)
    let token = SecretToken.make()
    let expires = Date().timeIntervalSince1970 + Sessions.programLifetime
    try store.save(
      StoredSession(
        tokenHash: SecretToken.hash(token), account: person.account, csrf: "", expires: expires))
    return token
  }

  func isValid(_ token: String, for person: Person) throws -> Bool {
    guard SecretToken.isValid(token), let session = try store.session(tokenHash: SecretToken.hash(token))
    else { return false }
    return session.account == person.account && session.expires > Date().timeIntervalSince1970
  }
}
