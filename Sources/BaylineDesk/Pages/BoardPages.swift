import Bayline
import BaylineReports
import BaylineStore
import Hummingbird

/// The addresses of the boards: workshop, roster, walls.
enum BoardPages {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.page("/board", .look) { page, request in
      BoardPage(page, day: try request.bookDay(page), by: axis(request)).html
    }
    routes.page("/roster", .customers) { page, request in
      RosterPage(page, day: try request.bookDay(page)).html
    }
    routes.page("/wall/workshop", .look) { page, request in
      WallPages(context: page).workshop(by: axis(request))
    }
    routes.page("/wall/welcome", .look) { page, _ in WallPages(context: page).welcome }
  }

  private static func axis(_ request: DeskRequest) -> BoardModel.Axis {
    request.query("by").flatMap(BoardModel.Axis.init) ?? .bay
  }
}

extension DeskRequest {
  /// The day of the book in the query; today if it names none, or another one.
  func bookDay(_ page: PageContext, default standard: CivilDate? = nil) throws -> CivilDate {
    let horizon = page.book.demand.horizon
    let fallback = standard ?? page.now.date
    guard let day = try day("day"), horizon.from <= day, day < horizon.from.advanced(by: horizon.totalDays)
    else { return fallback }
    return day
  }

  /// The visits of some days up to today, those of the book as they are now.
  func visits(ofLast days: Int, _ page: PageContext) throws -> [VisitRecord] {
    var records: [String: VisitRecord] = [:]
    let today = page.now.date
    for record in try app.store.visits(from: today.advanced(by: 1 - days), through: today) {
      records[record.appointment.id] = record
    }
    for record in page.book.records.values where !record.appointment.isOutage {
      if let arrival = record.arrival, arrival.date > today { continue }
      records[record.appointment.id] = record
    }
    return records.values.sorted { $0.appointment.id < $1.appointment.id }
  }
}
