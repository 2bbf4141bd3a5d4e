import Bayline
import BaylineReports
import BaylineStore
import Hummingbird

/// Signing in and out.
enum SignInPage {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.get("/sign-in", .none) { request in
      if request.context.visitor.account != nil { return .redirect(target(request.query("to"))) }
      return .page(page(request, to: target(request.query("to"))))
    }
    routes.post("/sign-in", .none) { request in
      let to = target(request.field("to"))
      do {
        let token = try await app.sessions.signIn(
          request.field("name") ?? "", password: request.field("password") ?? "",
          from: request.context.address)
        var response = Response.redirect(to)
        response.signIn(app.cookie, token)
        return response
      } catch let problem as HTTPProblem {
        var response = Response.page(page(request, to: to, problem: problem), status: problem.status)
        if case .tooManyTries(let seconds) = problem.text { response.headers[.retryAfter] = String(seconds) }
        return response
      }
    }
    routes.post("/sign-out", .none) { request in
      try app.sessions.signOut(request.context.visitor)
      var response = Response.redirect("/sign-in")
      response.signOut(app.cookie)
      return response
    }
  }

  /// A page of the desk to go to; never one elsewhere.
  static func target(_ text: String?) -> String {
    guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
      text.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 0x20 && $0.value != 0x7F })
    else { return "/" }
    return text
  }

  private static func page(_ request: DeskRequest, to target: String, problem: HTTPProblem? = nil)
    -> HTMLBuilder
  {
    request.page.signInPage(
      to: target, name: request.field("name") ?? "", problem: problem?.text.sentence(request.words))
  }
}
