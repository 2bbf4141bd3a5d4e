import BaylineWording
import Dispatch
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The running server.
struct DeskServer {
  let app: DeskApp
  let host: String
  let port: Int

  /// How long a connection may take for the head of a request, and be idle between requests.
  private static let idle = TimeAmount.seconds(60)
  private static let connections = 800
  /// How long answers may take that are under way at the end, in seconds.
  private static let grace = 10.0

  /// Answers until the program is told to end, then lets the answers under way end.
  func run() async throws {
    let (app, host) = (app, host)
    let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)
    let server = Application(
      responder: DeskRoutes.all(app).responder(),
      server: .http1(configuration: .init(idleTimeout: Self.idle, httpDecoderConfiguration: decoder)),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: .maximum(Self.connections, logger: app.logger)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? 0
        let name = host.contains(":") ? "[\(host)]" : host
        let words = Glossary(.ofTerminal)
        print(words("预约台已开: http://\(name):\(port)/", "The desk is open: http://\(name):\(port)/"))
        fflush(nil)
      }, logger: app.logger)
    let live = Task { await app.live.run() }
    let keeper = Task { await Self.keepUp(app) }
    let signals = Self.watchSignals { app.live.close() }
    defer {
      live.cancel()
      keeper.cancel()
      for signal in signals { signal.cancel() }
    }
    try await server.runService()
    await app.desk.cancelPlanning()
  }

  /// Lets the plan follow the clock, and days end, while nobody changes anything.
  private static func keepUp(_ app: DeskApp) async {
    while !Task.isCancelled {
      do {
        try await app.desk.keepUp()
      } catch {
        app.logger.error("the plan cannot follow the clock: \(error)")
      }
      try? await Task.sleep(for: .seconds(30))
    }
  }

  /// Ends the pages that wait for news when the program is told to end, and the program if that takes too long.
  private static func watchSignals(_ ended: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGTERM, SIGINT].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        ended()
        DispatchQueue.global().asyncAfter(deadline: .now() + grace) { exit(0) }
      }
      source.resume()
      return source
    }
  }
}
