import Bayline
import BaylineStore
import Logging

/// What all pages and calls of a running desk share.
final class DeskApp: Sendable {
  let desk: Desk
  let sessions: Sessions
  let feeds: FeedTokens
  let live: LiveStreams
  let hosts: HostCheck
  let files = StaticFiles()
  let workers = Workers()
  let logger: Logger
  /// The language of people who have chosen none; `nil` is that of the site.
  let language: Language?
  /// The name of the cookie with the token: browsers share cookies between the ports of a machine.
  let cookie: String

  var store: BookStore { desk.store }

  init(
    desk: Desk, sessions: Sessions, hosts: HostCheck = HostCheck(), language: Language? = nil, port: Int,
    logger: Logger
  ) {
    self.desk = desk
    self.sessions = sessions
    self.hosts = hosts
    self.language = language
    self.logger = logger
    cookie = "desk-\(port)"
    feeds = FeedTokens(store: desk.store)
    live = LiveStreams(desk: desk)
  }
}
