import Bayline
import BaylineReports
import BaylineStore
import BaylineWording
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
    let words = request.words
    let title = words("登录", "Sign in")
    return PlainPage(title: title, context: request.context) { body in
      body.element("h1", text: request.desk.book.site.name)
      body.element("form", ["method": "post", "action": "/sign-in"]) { form in
        if let problem {
          form.element("p", ["class": "error", "role": "alert"], text: problem.text.sentence(words))
        }
        form.open("input", ["type": "hidden", "name": "csrf", "value": request.context.visitor.csrf])
        form.open("input", ["type": "hidden", "name": "to", "value": target])
        form.element("label") { label in
          label.add(words("账号", "Name"))
          label.open(
            "input",
            [
              "name": "name", "autocomplete": "username", "required": "required", "autofocus": "autofocus",
              "value": request.field("name") ?? "",
            ])
        }
        form.element("label") { label in
          label.add(words("密码", "Password"))
          label.open(
            "input",
            [
              "name": "password", "type": "password", "autocomplete": "current-password",
              "required": "required",
            ])
        }
        form.element("button", ["type": "submit"], text: title)
      }
    }.html
  }
}
