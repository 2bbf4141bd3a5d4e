import BaylineStore
import Hummingbird
import Synchronization

/// Tells open pages when the book has changed, as server-sent events.
final class LiveStreams: Sendable {
  private let desk: Desk
  private let state = Mutex(State())

  private struct State {
    var listeners: [Int: AsyncStream<String>.Continuation] = [:]
    var last = 0
    var isClosed = false
  }

  /// The open pages at a time.
  private static let limit = 400
  /// Keeps proxies from ending a quiet connection, and finds those that are gone.
  private static let heartbeat = Duration.seconds(15)

  init(desk: Desk) {
    self.desk = desk
  }

  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.get("/live", .look) { _ in try app.live.response() }
  }

  /// Passes changes on until it is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await version in self.desk.versions() { self.send(Self.event(version)) } }
      group.addTask {
        while (try? await Task.sleep(for: Self.heartbeat)) != nil { self.send(": still here\n\n") }
      }
      await group.next()
      group.cancelAll()
    }
  }

  /// Ends all connections, so that the program can end.
  func close() {
    let listeners = state.withLock { state in
      state.isClosed = true
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }

  /// A connection that stays open.
  func response() throws -> Response {
    guard let (id, events) = subscribe() else {
      throw HTTPProblem(.serviceUnavailable, "live", .tooManyLive)
    }
    return Response(
      status: .ok,
      headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        defer { self.remove(id) }
        for await event in events { try await writer.write(ByteBuffer(string: event)) }
        try await writer.finish(nil)
      })
  }

  private func subscribe() -> (id: Int, events: AsyncStream<String>)? {
    let (events, continuation) = AsyncStream.makeStream(
      of: String.self, bufferingPolicy: .bufferingNewest(2))
    let id = state.withLock { state -> Int? in
      guard !state.isClosed, state.listeners.count < Self.limit else { return nil }
      state.last += 1
      state.listeners[state.last] = continuation
      return state.last
    }
    guard let id else { return nil }
    // Also where nobody reads them: a request for the head alone, a client that has gone.
    continuation.onTermination = { [weak self] _ in self?.remove(id) }
    continuation.yield("retry: 2000\n" + Self.event(desk.book.version))
    return (id, events)
  }

  private func remove(_ id: Int) {
    _ = state.withLock { $0.listeners.removeValue(forKey: id) }
  }

  private func send(_ event: String) {
    for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(event) }
  }

  private static func event(_ version: Int) -> String { "event: book\ndata: \(version)\n\n" }
}
