import Crypto
import Hummingbird

/// Style sheets, scripts and pictures, which are part of the program.
struct StaticFiles: Sendable {
  /// The files by name.
  private let files: [String: File]

  private struct File: Sendable {
    var type: String
    var bytes: [UInt8]
    /// Changes with the content.
    var tag: String
  }

  /// A file for each resource; its name tells its type.
  private static let embedded: [(name: String, bytes: [UInt8])] = [
    ("desk.css", PackageResources.desk_css), ("desk.js", PackageResources.desk_js),
    ("call.js", PackageResources.call_js), ("day.js", PackageResources.day_js),
    ("board.css", PackageResources.board_css), ("board.js", PackageResources.board_js),
    ("calls.js", PackageResources.calls_js), ("parts.js", PackageResources.parts_js),
    ("preview.js", PackageResources.preview_js), ("mine.js", PackageResources.mine_js),
    ("plan.js", PackageResources.plan_js), ("wall.js", PackageResources.wall_js),
  ]

  init() {
    files = Dictionary(
      Self.embedded.map { name, bytes in
        let tag = "\"" + SecretToken.hex(SHA256.hash(data: bytes).prefix(12)) + "\""
        return (name, File(type: Self.type(of: name), bytes: bytes, tag: tag))
      }, uniquingKeysWith: { first, _ in first })
  }

  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.get("/assets/{name}", .none) { request in
      try app.files.response(try request.parameter("name"), known: request.request.headers[.ifNoneMatch])
    }
  }

  /// A file, or that the browser has it already.
  func response(_ name: String, known tag: String?) throws -> Response {
    guard let file = files[name] else { throw HTTPProblem.notFound }
    let isKnown = tag?.contains(file.tag) == true
    var response =
      isKnown ? Response(status: .notModified) : Response.bytes(file.bytes, file.type)
    response.headers[.eTag] = file.tag
    // Asked again each time, answered without the content: a new program is seen at once.
    response.headers[.cacheControl] = "no-cache"
    return response
  }

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "webmanifest": "application/manifest+json"
    default: "application/octet-stream"
    }
  }
}
