import Bayline
import BaylineStore
import BaylineWording
import Hummingbird
import Logging

/// Answers every request: finds out who makes it, has its route answer, words what goes wrong, and adds what browsers
/// must not do with any answer.
struct DeskResponder: HTTPResponder {
  typealias Context = DeskContext

  let app: DeskApp
  let routes: RouterResponder<DeskContext>
  let entries: [DeskRoutes.Entry]

  func respond(to request: Request, context: DeskContext) async throws -> Response {
    let start = ContinuousClock.now
    var context = context
    var response: Response
    do {
      guard app.hosts.accepts(host: request.head.authority) else {
        throw HTTPProblem(.misdirectedRequest, "host", .badHost)
      }
      choose(&context, for: request)
      context.visitor = try app.sessions.visitor(
        cookie: request.cookies[app.cookie]?.value, authorization: request.headers[.authorization])
      response = try await routes.respond(to: request, context: context)
      if context.endpointPath == "NotFound" { throw unknown(request) }
    } catch {
      response = ProblemAnswer(app: app, context: context, request: request).response(to: error)
    }
    finish(&response, request, context)
    app.logger.debug(
      "\(request.method) \(request.uri.path)",
      metadata: [
        "status": "\(response.status.code)", "by": "\(context.visitor.account?.name ?? "-")",
        "ms": "\((ContinuousClock.now - start) / .milliseconds(1))",
      ])
    return response
  }

  /// Language and theme: of the query, else of the cookies, else of the desk.
  private func choose(_ context: inout DeskContext, for request: Request) {
    let query = FormFields(request.uri.query ?? "")
    let asked = query["lang"] ?? request.cookies["lang"]?.value
    context.language = asked.flatMap(Language.init(asked:)) ?? app.language ?? app.desk.book.site.locale
    let theme = query["theme"] ?? request.cookies["theme"]?.value
    context.theme = theme.flatMap(Theme.init) ?? .system
  }

  /// Why no route takes a request: no such address, or another method.
  private func unknown(_ request: Request) -> HTTPProblem {
    let allowed = DeskRoutes.Entry.methods(of: request.uri.path, in: entries)
    return allowed.isEmpty
      ? .notFound : HTTPProblem(.methodNotAllowed, "method", .wrongMethod)
  }

  private func finish(_ response: inout Response, _ request: Request, _ context: DeskContext) {
    response.headers[.contentSecurityPolicy] = SecurityHeaders.contentPolicy
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "no-referrer"
    response.headers[.openerPolicy] = "same-origin"
    response.headers[.resourcePolicy] = "same-origin"
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    if response.status == .methodNotAllowed {
      response.headers[.allow] = DeskRoutes.Entry.methods(of: request.uri.path, in: entries)
        .joined(separator: ", ")
    }
    let query = FormFields(request.uri.query ?? "")
    if let language = query["lang"].flatMap(Language.init(asked:)) {
      response.remember("lang", language.rawValue)
    }
    if let theme = query["theme"].flatMap(Theme.init) { response.remember("theme", theme.rawValue) }
    let isPage = response.headers[.contentType]?.hasPrefix("text/html") == true
    if isPage, let token = context.visitor.newToken { response.signIn(app.cookie, token) }
  }
}

/// What browsers are told about every answer.
enum SecurityHeaders {
  /// Everything from the desk itself, nothing written into pages, no page inside another.
  static let contentPolicy = [
    "default-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'none'",
    "form-action 'self'", "frame-ancestors 'none'",
  ].joined(separator: "; ")
}

extension HTTPFields.Element.Name {
  static let openerPolicy = Self("Cross-Origin-Opener-Policy") ?? .referrerPolicy
  static let resourcePolicy = Self("Cross-Origin-Resource-Policy") ?? .referrerPolicy
  static let referrerPolicy = Self("Referrer-Policy") ?? .xContentTypeOptions
}

extension Language {
  /// The language that somebody asks for, like `zh`, `zh-Hans` or `en`.
  init?(asked text: String) {
    switch text.lowercased() {
    case "zh", "zh-hans", "zh-cn": self = .chinese
    case "en": self = .english
    default: return nil
    }
  }
}

extension DeskRoutes.Entry {
  /// The methods that an address takes, in order; none if there is no such address.
  static func methods(of path: String, in entries: [Self]) -> [String] {
    let parts = path.split(separator: "/")
    let methods = Set(entries.filter { $0.matches(parts) }.map(\.method.rawValue))
    return methods.union(methods.contains("GET") ? ["HEAD"] : []).sorted()
  }

  private func matches(_ parts: [Substring]) -> Bool {
    let own = path.split(separator: "/")
    return own.count == parts.count
      && zip(own, parts).allSatisfy { own, part in
        guard let brace = own.firstIndex(of: "{"), let end = own.firstIndex(of: "}") else {
          return own == part
        }
        return part.hasPrefix(own[..<brace]) && part.hasSuffix(own[own.index(after: end)...])
      }
  }
}
