import Bayline
import BaylineFormats
import BaylineStore
import BaylineWording
import Hummingbird

/// The day and its changes, planning, and the journal, for scripts and other programs.
enum DayAPI {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.post("/api/previews", .disturb, preview)
    routes.post("/api/previews/{id}/take-over", .disturb) { request in
      try request.readNothing()
      let taken = try await app.desk.takeOver(request.parameter("id"), by: request.account.name)
      return .json(
        JSONValue {
          $0.add("version", app.desk.book.version)
          $0.add("preview", APIPreviews(app: app, language: request.language).json(taken))
        })
    }
    routes.get("/api/book", .look, book)
    routes.get("/api/plan", .look) { _ in .json(json(app.desk.planning)) }
    routes.post("/api/plan", .plan, plan)
    routes.on(.delete, "/api/plan", .plan) { _ in
      await app.desk.cancelPlanning()
      return .json(json(app.desk.planning))
    }
    routes.post("/api/roll-over", .plan) { request in
      try request.readNothing()
      try await app.desk.rollOver(by: request.account.name)
      return .json(VisitsAPI.version(app))
    }
    routes.get("/api/journal", .export, journal)
  }

  // MARK: - Changes

  private static func preview(_ request: DeskRequest) async throws -> Response {
    let asked = try request.read(ObjectShape("preview", required: ["events"], optional: ["detail"])) {
      fields -> (events: JSONValue, detail: String)? in
      fields["events"].map { ($0.value, fields.text("detail") ?? "") }
    }
    let file = JSONValue {
      $0.add("format", EventsFormat.name)
      $0.add("events", asked.events)
    }
    let book = request.desk.book
    let events = try request.decode(file, at: "$") { bytes throws(Diagnostics) in
      try EventsFormat.decode(
        bytes, file: "body", site: SiteFormat.IDs(book.site), demand: DemandFormat.IDs(book.demand)
      ).get()
    }
    let preview = try await request.desk.preview(events, detail: asked.detail, request.language)
    return .json(APIPreviews(app: request.app, language: request.language).json(preview), status: .created)
  }

  // MARK: - The book

  private static func book(_ request: DeskRequest) throws -> Response {
    let book = request.desk.book
    let visits = APIVisits(request)
    let day = try request.day("day")
    let records = book.records.values.filter { record in day.map { concerns(record, $0) } ?? true }
      .sorted { $0.appointment.id.precedesByCodePoint($1.appointment.id) }
    return .json(
      JSONValue {
        $0.add("version", book.version)
        $0.add("now", request.desk.clock.now)
        $0.add("site", book.site.name)
        $0.add("from", book.demand.horizon.from)
        $0.add("days", book.demand.horizon.days)
        $0.add("visits", all: records, visits.json)
      })
  }

  /// Whether a visit arrives, is worked on or is ready on a day, or waits for a time.
  private static func concerns(_ record: VisitRecord, _ day: CivilDate) -> Bool {
    guard let assignment = record.assignment else {
      return record.appointment.preferredArrival?.date ?? day == day
    }
    return assignment.reception?.arrival.date == day || assignment.ready.date == day
      || record.appointment.arrived?.date == day
      || assignment.operations.contains { $0.start.date <= day && day <= $0.end.date }
  }

  // MARK: - Planning

  private static func plan(_ request: DeskRequest) async throws -> Response {
    let shape = ObjectShape(
      "plan", required: ["day"], optional: ["seconds"], decimals: ["seconds": IntegerRange(1...600)])
    let asked = try request.read(shape) { fields -> (CivilDate, Double)? in
      guard let day = fields["day"]?.date() else { return nil }
      return (day, fields.decimal("seconds") ?? 5)
    }
    try await request.desk.startPlanning(asked.0, seconds: asked.1, by: request.account.name)
    return .json(json(request.desk.planning), status: .accepted)
  }

  private static func json(_ progress: PlanningProgress) -> JSONValue {
    JSONValue {
      $0.add("state", progress.state.rawValue)
      $0.add("day", progress.day)
      $0.add("seconds", progress.seconds)
      $0.add("cost", progress.cost)
      $0.add("bound", progress.bound)
      $0.add("unscheduled", progress.unscheduled)
      $0.add("result", progress.result)
    }
  }

  // MARK: - Journal

  private static func journal(_ request: DeskRequest) throws -> Response {
    let entries = try request.app.store.journal(
      visit: request.query("visit"),
      before: request.number("before", default: .max, in: 1...Int.max),
      limit: request.number("limit", default: 100, in: 1...1000))
    return .json(
      JSONValue {
        $0.add("entries", all: entries) { entry in
          JSONValue {
            $0.add("version", entry.version)
            $0.add("at", entry.at)
            $0.add("recorded", entry.recorded)
            $0.add("by", entry.by)
            $0.add("action", entry.action)
            $0.add("visit", entry.visit)
            $0.add("detail", entry.detail)
          }
        }
      })
  }
}
