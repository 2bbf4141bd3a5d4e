import BaylineStore

/// Who makes a request.
struct Visitor: Sendable {
  /// `nil` before signing in.
  var account: Account?
  /// The secret that changes must repeat; empty for programs, whose token no other page can send.
  var csrf: String
  /// A program with a token of its own, not a browser.
  var isProgram = false
  /// The token that the browser gets as a cookie, if it has none that is valid.
  var newToken: String?
  /// The hash of the token of a session that is stored.
  var session: String?

  func may(_ permission: Permission) -> Bool {
    permission == .none || account?.may(permission) == true
  }
}
