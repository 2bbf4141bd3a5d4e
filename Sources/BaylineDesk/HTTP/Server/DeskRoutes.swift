import BaylineReports
import Hummingbird

/// The addresses of the desk: each with who may use it and what answers.
final class DeskRoutes {
  typealias Handler = @Sendable (DeskRequest) async throws -> Response

  /// An address with a method.
  struct Entry: Hashable, Sendable {
    var method: HTTPRequest.Method
    /// Like `/api/visits/{id}`.
    var path: String
    var permission: Permission
  }

  /// How large a body may be, in bytes.
  static let bodyLimit = 1_000_000
  /// How large the body of an import may be, in bytes.
  static let importLimit = 20_000_000

  let app: DeskApp
  private(set) var entries: [Entry] = []
  private let router: Router<DeskContext>

  init(_ app: DeskApp) {
    self.app = app
    router = Router(context: DeskContext.self, options: [.autoGenerateHeadEndpoints])
  }

  /// Adds an address that only reads.
  func get(_ path: String, _ permission: Permission, _ handler: @escaping Handler) {
    on(.get, path, permission, handler)
  }

  /// Adds an address that only reads, after a search that takes longer than a page.
  func search(_ path: String, _ permission: Permission, _ handler: @escaping Handler) {
    let workers = app.workers
    get(path, permission) { request in try await workers.run { try await handler(request) } }
  }

  /// Adds an address that changes something; a browser must repeat the secret of its session.
  func post(
    _ path: String, _ permission: Permission, limit: Int = bodyLimit, _ handler: @escaping Handler
  ) {
    on(.post, path, permission, limit: limit, handler)
  }

  /// Adds a page for people.
  func page(
    _ path: String, _ permission: Permission,
    _ make: @escaping @Sendable (PageContext, DeskRequest) async throws -> HTMLBuilder
  ) {
    get(path, permission) { request in
      .page(try await make(request.page, request))
    }
  }

  func on(
    _ method: HTTPRequest.Method, _ path: String, _ permission: Permission, limit: Int = bodyLimit,
    _ handler: @escaping Handler
  ) {
    entries.append(Entry(method: method, path: path, permission: permission))
    let guardian = RouteGuard(app: app, permission: permission, bodyLimit: limit)
    let workers = app.workers
    router.on(RouterPath(path), method: method) { request, context in
      let admitted = try await guardian.admit(request, context)
      return method == .get
        ? try await handler(admitted) : try await workers.run { try await handler(admitted) }
    }
  }

  /// What answers all requests.
  func responder() -> DeskResponder {
    DeskResponder(app: app, routes: router.buildResponder(), entries: entries)
  }
}
