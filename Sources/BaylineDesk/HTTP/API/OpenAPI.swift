import Hummingbird

/// The description of the API, which is part of the program.
enum OpenAPI {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.get("/api/openapi.json", .none) { _ in
      .bytes(PackageResources.openapi_json, "application/json; charset=utf-8")
    }
  }
}
