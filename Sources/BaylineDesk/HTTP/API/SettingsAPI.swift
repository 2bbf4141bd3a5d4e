import Bayline
import BaylineFormats
import BaylineStore
import BaylineWording
import Crypto
import Hummingbird

/// The site and the choices of the workshop, for scripts and other programs.
///
/// A change may name the content that it was made from (`If-Match`), so that nobody overwrites what somebody else has
/// changed meanwhile.
enum SettingsAPI {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.get("/api/settings/site", .settings) { _ in tagged(SiteFormat.encode(app.desk.book.site)) }
    routes.get("/api/settings/desk", .settings) { _ in tagged(deskText(app.desk.book.settings)) }
    routes.on(.put, "/api/settings/site", .settings, limit: DeskRoutes.importLimit) { request in
      let book = app.desk.book
      try check(request, SiteFormat.encode(book.site))
      let value = try JSONParser.parse(request.body).value ?? request.read(ObjectShape("site")) { _ in .null }
      let site = try request.decode(value, at: "$") { bytes throws(Diagnostics) in
        try SiteFormat.decode(bytes, file: "body").get()
      }
      let detail = app.desk.words("修改门店设置", "changed the site")
      try await app.desk.change(
        site, settings: book.settings, detail: detail, by: request.account.name, replacing: book)
      return tagged(SiteFormat.encode(app.desk.book.site))
    }
    routes.on(.put, "/api/settings/desk", .settings, limit: DeskRoutes.importLimit) { request in
      let book = app.desk.book
      try check(request, deskText(book.settings))
      let settings = try request.read(DeskSettingsFormat.shape) {
        DeskSettingsFormat.read($0, keeping: book.settings)
      }
      let detail = app.desk.words("修改预约台设置", "changed the settings of the desk")
      try await app.desk.change(
        book.site, settings: settings, detail: detail, by: request.account.name, replacing: book)
      return tagged(deskText(app.desk.book.settings))
    }
  }

  private static func deskText(_ settings: DeskSettings) -> String {
    JSONWriter.document(DeskSettingsFormat.json(settings))
  }

  private static func tagged(_ text: String) -> Response {
    var response = Response.json(text: text)
    response.headers[.eTag] = tag(text)
    return response
  }

  private static func tag(_ text: String) -> String {
    "\"" + SecretToken.hex(SHA256.hash(data: Array(text.utf8)).prefix(12)) + "\""
  }

  /// Refuses a change of something that is no longer so.
  private static func check(_ request: DeskRequest, _ text: String) throws {
    guard let known = request.request.headers[.ifMatch], known != "*", known != tag(text) else { return }
    throw HTTPProblem(
      .preconditionFailed, "changed",
      .said(
        request.words(
          "设置刚被别人改过; 请刷新后再改", "somebody has just changed this; reload it and change it again")))
  }
}
