import Bayline
import BaylineFormats
import BaylineReports
import BaylineStore
import BaylineWording
import Hummingbird
import Logging

/// Puts what went wrong into an answer: JSON for programs and scripts, a page for people.
struct ProblemAnswer {
  let app: DeskApp
  let context: DeskContext
  let request: Request

  private var words: Glossary { Glossary(context.language) }

  func response(to error: any Error) -> Response {
    let problem = problem(of: error)
    var response =
      wantsJSON
      ? Response.json(json(problem, error), status: problem.status) : page(problem)
    if case .tooManyTries(let seconds) = problem.text { response.headers[.retryAfter] = String(seconds) }
    if problem.status == .unauthorized, wantsJSON {
      response.headers[.wwwAuthenticate] = "Bearer realm=\"bayline-desk\""
    }
    return response
  }

  private var wantsJSON: Bool {
    request.uri.path.hasPrefix("/api/") || request.headers[.accept]?.hasPrefix("application/json") == true
  }

  private func problem(of error: any Error) -> HTTPProblem {
    switch error {
    case let problem as HTTPProblem: return problem
    case let error as DeskError: return Self.problem(of: error, words)
    case let error as Diagnostics: return .diagnostics(error.elements, words)
    case let error as StoreError: return problem(of: error)
    case let error as HTTPError where error.status.code < 500:
      return HTTPProblem(error.status, "request", .badPath)
    default:
      app.logger.error("\(request.method) \(request.uri.path): \(error)")
      return HTTPProblem(.internalServerError, "internal", .unexpected)
    }
  }

  private func problem(of error: StoreError) -> HTTPProblem {
    let text = HTTPProblem.Text.said(error.text(words))
    switch error {
    case .movedOn: return HTTPProblem(.conflict, "movedOn", text)
    case .invalid: return HTTPProblem(.unprocessableContent, "invalid", text)
    case .unwritable: return HTTPProblem(.insufficientStorage, "unwritable", text)
    case .notAStore, .damaged, .inUse:
      app.logger.error("\(error)")
      return HTTPProblem(.internalServerError, "store", text)
    }
  }

  private static func problem(of error: DeskError, _ words: Glossary) -> HTTPProblem {
    switch error {
    case .notFound(let text): .notFound(text)
    case .refused(let text): .refused(text)
    case .taken:
      HTTPProblem(
        .conflict, "taken",
        .said(words("这个时间刚被约走; 请在新的时间里选", "the time has just been taken; choose one of the new offers")))
    case .changed:
      HTTPProblem(
        .conflict, "changed",
        .said(words("预约簿刚有改动; 请核对新的改动", "the book has moved on; look at what would change now")))
    }
  }

  private func json(_ problem: HTTPProblem, _ error: any Error) -> JSONValue {
    JSONValue { root in
      root.add("error") {
        $0.add("code", problem.code)
        $0.add("message", problem.text.sentence(words))
        $0.add("faults", problem.faults) { fault in
          JSONValue {
            $0.add("place", fault.place)
            $0.add("code", fault.code)
            $0.add("message", fault.text)
          }
        }
      }
      switch error as? DeskError {
      case .taken(let list): root.add("offers", APIOffers(app: app, language: context.language).json(list))
      case .changed(let preview):
        root.add("preview", APIPreviews(app: app, language: context.language).json(preview))
      default: break
      }
    }
  }

  private func page(_ problem: HTTPProblem) -> Response {
    if problem.status == .unauthorized, request.method == .get || request.method == .head {
      let target = FormFields.encoded(request.uri.string)
      return .redirect("/sign-in?to=\(target)")
    }
    let sentence = problem.text.sentence(words)
    let page = PlainPage(title: sentence, context: context) { body in
      body.element("h1", text: sentence)
      for fault in problem.faults { body.element("p", text: "\(fault.place): \(fault.text)") }
      body.element("p") { $0.element("a", ["href": "/"], text: words("回到预约台", "Back to the desk")) }
    }
    return .page(page.html, status: problem.status)
  }
}

extension HTTPProblem {
  /// A body with faults, each at its place.
  static func diagnostics(_ diagnostics: [Diagnostic], _ words: Glossary) -> HTTPProblem {
    let text = DiagnosticText(words.language)
    let isSyntax = diagnostics.contains { !$0.place.hasPrefix("$") }
    var problem = HTTPProblem(isSyntax ? .badRequest : .unprocessableContent, "body", .badBody)
    problem.faults = diagnostics.prefix(100).map {
      Fault(place: $0.place, code: $0.code, text: text.comment($0))
    }
    return problem
  }
}
