import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The addresses of the days of the book.
enum DayPages {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.get("/", .look) { request in
      let page = request.page
      guard page.may(.customers) else {
        let first = PageSection.allCases.first { $0 != .day && $0.isFor(page.account) }
        return .redirect(first?.path ?? PageSection.board.path)
      }
      return .page(try day(page.today, page, request))
    }
    routes.page("/day/{day}", .customers) { page, request in
      guard let day = CivilDate(try request.parameter("day")) else {
        throw HTTPProblem.notFound(
          page.words("没有这一天；日期写作 2026-11-23", "there is no such day; write it like 2026-11-23"))
      }
      return try self.day(day, page, request)
    }
  }

  private static func day(_ day: CivilDate, _ page: PageContext, _ request: DeskRequest) throws -> HTMLBuilder
  {
    var filter = DayFilter(advisor: request.query("advisor") ?? "")
    if let group = request.query("show").flatMap(DayFilter.Group.init) { filter.group = group }
    var records = page.book.records
    // The book has what is not over, and what was over today.
    for record in try request.app.store.visits(on: day) where records[record.appointment.id] == nil {
      records[record.appointment.id] = record
    }
    let journal = try request.app.store.visitChanges(since: page.lastPrint)
    return page.dayPage(day, records: Array(records.values), filter: filter, journal: journal)
  }
}
