import Bayline
import Hummingbird
import Logging
import NIOCore

/// What is known of a request beside its head and body.
struct DeskContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The network address of the other side.
  let address: String
  private let channel: (any Channel)?
  /// Set before any route runs.
  var visitor = Visitor(csrf: "")
  var language = Language.english
  var theme = Theme.system

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
    address = source.channel.remoteAddress?.ipAddress ?? "-"
  }

  /// The context of a request that comes over no network.
  init(logger: Logger, address: String = "127.0.0.1") {
    coreContext = .init(source: LocalSource(logger: logger))
    channel = nil
    self.address = address
  }

  /// Ends the connection a moment after the answer, because the rest of the body is not wanted.
  func closeSoon() {
    guard let channel else { return }
    channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
  }

  private struct LocalSource: RequestContextSource {
    let logger: Logger
  }
}

/// Light or dark, as somebody has chosen.
enum Theme: String, CaseIterable, Sendable {
  case system, light, dark
}
