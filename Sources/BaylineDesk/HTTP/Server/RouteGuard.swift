import Hummingbird

/// Lets those requests through to a route that may reach it, with their whole body.
struct RouteGuard: Sendable {
  let app: DeskApp
  let permission: Permission
  /// In bytes.
  let bodyLimit: Int

  /// How long a body may take.
  private static let bodyTime = Duration.seconds(30)

  func admit(_ request: Request, _ context: DeskContext) async throws -> DeskRequest {
    let visitor = context.visitor
    guard visitor.may(permission) else {
      throw visitor.account == nil
        ? HTTPProblem(.unauthorized, "auth.needed", .signInFirst)
        : HTTPProblem(.forbidden, "auth.role", .mayNot)
    }
    let isSafe = request.method == .get || request.method == .head
    guard !isSafe else {
      return DeskRequest(app: app, request: request, context: context, body: [], form: FormFields(""))
    }
    let headers = request.headers
    guard
      visitor.isProgram
        || app.hosts.accepts(
          origin: headers[.origin], fetchSite: headers[.fetchSite], host: request.head.authority)
    else { throw HTTPProblem(.forbidden, "origin", .badOrigin) }
    let body = try await body(of: request, context)
    let isForm = headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true
    let multipart = MultipartForm(body, type: headers[.contentType])
    let form = multipart?.fields ?? FormFields(isForm ? String(decoding: body, as: UTF8.self) : "")
    if !visitor.isProgram {
      let sent = headers[.csrfToken] ?? form["csrf"] ?? ""
      guard SecretToken.areEqual(sent, visitor.csrf), !sent.isEmpty else {
        throw HTTPProblem(.forbidden, "csrf", .badCSRF)
      }
    }
    return DeskRequest(
      app: app, request: request, context: context, body: body, form: form, files: multipart?.files ?? [:])
  }

  private func body(of request: Request, _ context: DeskContext) async throws -> [UInt8] {
    let tooLarge = HTTPProblem(.contentTooLarge, "body.size", .bodyTooLarge(limit: bodyLimit))
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bodyLimit {
      context.closeSoon()
      throw tooLarge
    }
    return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      group.addTask {
        var bytes: [UInt8] = []
        for try await part in request.body {
          bytes += Array(part.readableBytesView)
          guard bytes.count <= bodyLimit else { throw tooLarge }
        }
        return bytes
      }
      group.addTask {
        try await Task.sleep(for: Self.bodyTime)
        return nil
      }
      defer { group.cancelAll() }
      do {
        if let bytes = try await group.next() ?? nil { return bytes }
        throw HTTPProblem(.requestTimeout, "body.time", .bodyTooSlow)
      } catch let problem as HTTPProblem {
        context.closeSoon()
        throw problem
      }
    }
  }
}

extension HTTPFields.Element.Name {
  static let csrfToken = Self("X-CSRF-Token") ?? .authorization
  static let fetchSite = Self("Sec-Fetch-Site") ?? .origin
}
