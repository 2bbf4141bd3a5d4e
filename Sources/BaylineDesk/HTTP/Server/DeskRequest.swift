import Bayline
import BaylineFormats
import BaylineStore
import BaylineWording
import Hummingbird

/// A request of somebody who may make it.
struct DeskRequest: Sendable {
  let app: DeskApp
  let request: Request
  let context: DeskContext
  /// The whole body, at most as long as the route allows.
  let body: [UInt8]
  /// The fields of a form, decoded; empty if the body is none.
  let form: FormFields
  /// The chosen files of a form by the names of their fields.
  var files: [String: MultipartForm.File] = [:]

  /// Who makes it; nobody in particular on pages that need no account.
  var account: Account { context.visitor.account ?? Account(name: "", role: .display, passwordHash: "") }
  var language: Language { context.language }
  var words: Glossary { Glossary(context.language) }
  var desk: Desk { app.desk }

  /// A part of the path that the route names, decoded.
  func parameter(_ name: String) throws -> String {
    guard let text = context.parameters.get(name), let decoded = FormFields.decoded(text, plusIsBlank: false)
    else { throw HTTPProblem(.badRequest, "path", .badPath) }
    return decoded
  }

  /// A parameter of the query; `nil` if it is missing.
  func query(_ name: String) -> String? { FormFields(request.uri.query ?? "")[name] }

  /// A field of a form; `nil` if it is missing.
  func field(_ name: String) -> String? { form[name] }

  /// A chosen file; `nil` if none was.
  func file(_ field: String) -> MultipartForm.File? { files[field] }

  /// What a page is made from.
  var page: PageContext {
    PageContext(
      book: app.desk.book, now: app.desk.clock.now, account: account, language: language,
      csrf: context.visitor.csrf, theme: context.theme)
  }
}
