import BaylineReports
import BaylineStore

/// The addresses of the call and of the search.
enum CallPages {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.page("/call", .book) { page, request in
      page.callPage(plate: request.query("plate") ?? "")
    }
    routes.page("/search", .customers) { page, request in
      let text = (request.query("q") ?? "").trimmed
      let files = text.isEmpty ? [] : try app.desk.customers(matching: text, limit: 20)
      return page.searchPage(text, files)
    }
  }
}
