import Bayline
import BaylineFormats
import BaylineStore
import Hummingbird

/// What the parts department reports, for its page, scripts and other programs.
enum PartsAPI {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.post("/api/parts/{id}/arrived", .parts) { request in
      try await report(.arrived(quantity: quantity(request, from: 1)), request)
    }
    routes.post("/api/parts/{id}/counted", .parts) { request in
      try await report(.counted(quantity: quantity(request, from: 0)), request)
    }
    routes.post("/api/parts/{id}/late", .parts) { request in
      let news = try request.read(ObjectShape("late", optional: ["due", "arrival"])) {
        PartNews.late(due: $0.time("due"), arrival: $0.time("arrival"))
      }
      return try await report(news, request)
    }
  }

  private static func quantity(_ request: DeskRequest, from least: Int) throws -> Int {
    let shape = ObjectShape(
      "part", required: ["quantity"], integers: ["quantity": IntegerRange(least, limit: .quantity)])
    return try request.read(shape) { $0.integer("quantity") }
  }

  private static func report(_ news: PartNews, _ request: DeskRequest) async throws -> Response {
    try await request.desk.report(news, of: request.parameter("id"), by: request.account.name)
    return .json(VisitsAPI.version(request.app))
  }
}
