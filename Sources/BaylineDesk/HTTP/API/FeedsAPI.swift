import BaylineStore
import Bayline
import BaylineFormats
import BaylineReports
import BaylineWording
import Hummingbird

/// People's calendars under secret addresses, which phones and calendar programs read again and again.
enum FeedsAPI {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    for role in ["advisor", "technician"] {
      routes.get("/feeds/{token}/\(role)/{file}", .none) { request in
        let id = try personID(request.parameter("file"))
        let person: FeedTokens.Person = role == "advisor" ? .advisor(id) : .technician(id)
        guard try app.feeds.isValid(request.parameter("token"), for: person) else { throw HTTPProblem.notFound }
        return try calendar(of: person, id, app, request.language)
      }
      routes.post("/api/feeds/\(role)/{id}", .settings) { request in
        try request.readNothing()
        let id = try request.parameter("id")
        let site = app.desk.book.site
        let ids = role == "advisor" ? site.advisors.map(\.id) : site.technicians.map(\.id)
        guard ids.contains(id) else {
          throw HTTPProblem.notFound(
            request.words("没有 \(id.printable)", "there is nobody called \(id.printable)"))
        }
        let token = try app.feeds.renew(
          role == "advisor" ? .advisor(id) : .technician(id), by: request.account.name)
        let path = "/feeds/\(token)/\(role)/\(FormFields.encoded(id)).ics"
        return .json(JSONValue { $0.add("path", path) }, status: .created)
      }
    }
  }

  private static func personID(_ file: String) throws -> String {
    guard file.hasSuffix(".ics"), file.count > 4 else { throw HTTPProblem.notFound }
    return String(file.dropLast(4))
  }

  private static func calendar(
    of person: FeedTokens.Person, _ id: String, _ app: DeskApp, _ language: Language
  ) throws -> Response {
    let book = app.desk.book
    let files = try CalendarFiles(
      site: book.site, siteFile: "site", demand: book.demand, schedule: book.schedule, language: language
    ).files
    // The files are in the order of the site: advisors, then technicians.
    let index: Int? =
      switch person {
      case .advisor: book.site.advisors.firstIndex { $0.id == id }
      case .technician:
        book.site.technicians.firstIndex { $0.id == id }.map { $0 + book.site.advisors.count }
      }
    guard let index, files.indices.contains(index) else { throw HTTPProblem.notFound }
    return .text(files[index].text, "text/calendar; charset=utf-8")
  }
}
