import Bayline
import BaylineFormats
import BaylineStore
import BaylineWording
import Foundation
import Hummingbird

/// The book as files that `bayline` reads, and the store itself.
enum ExportAPI {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    for name in ["site", "demand", "schedule"] {
      routes.get("/api/export/\(name).json", .export) { _ in
        let file = BookFiles(app.desk.book).files.first { $0.name == "\(name).json" }
        return .download(file?.text ?? "", named: "\(name).json", type: "application/json; charset=utf-8")
      }
    }
    routes.get("/api/export/store.sqlite", .users, store)
    routes.get("/api/days/{day}/record", .export, record)
    routes.get("/api/capacity", .look, capacity)
  }

  /// A copy of the store as of this moment; it has the hashes of passwords.
  private static func store(_ request: DeskRequest) throws -> Response {
    let files = FileManager.default
    let path = files.temporaryDirectory.appending(path: "bayline-desk-\(UUID().uuidString).sqlite").path
    defer { try? files.removeItem(atPath: path) }
    try request.app.store.backup(to: path)
    let bytes = try Array(Data(contentsOf: URL(filePath: path)))
    var response = Response.bytes(bytes, "application/vnd.sqlite3")
    response.headers[.contentDisposition] = "attachment; filename=\"store.sqlite\""
    return response
  }

  /// A past day as the files of a backtest's folder.
  private static func record(_ request: DeskRequest) throws -> Response {
    guard let day = try CivilDate(request.parameter("day")) else {
      throw HTTPProblem(.badRequest, "path", .badPath)
    }
    guard let past = try request.app.store.dayRecord(day) else {
      throw HTTPProblem.notFound(
        request.words("\(day) 没有记录", "there is no record of \(day)"))
    }
    return .json(
      JSONValue {
        for (name, text) in [("demand", past.demand), ("schedule", past.schedule), ("actual", past.actual)] {
          if let file = JSONParser.parse(Array(text.utf8)).value { $0.add(name, file) }
        }
      })
  }

  // MARK: - Capacity

  private static func capacity(_ request: DeskRequest) throws -> Response {
    let count = try request.number("days", default: 14, in: DeskSettings.dayRange)
    let load = LoadModel(BoardFacts(request.page))
    return .json(
      JSONValue { root in
        root.add("days", load.days.prefix(count).map(\.description))
        root.add("trades", all: load.trades) { json($0, count) }
        root.add("advisors", all: load.advisors) { json($0, count) }
      })
  }

  private static func json(_ line: LoadModel.Line, _ count: Int) -> JSONValue {
    JSONValue {
      $0.add("id", line.id)
      $0.add("name", line.name)
      $0.add("days", all: Array(line.cells.prefix(count))) { cell in
        JSONValue {
          $0.add("used", cell.used)
          $0.add("available", cell.available)
          $0.add("bookable", cell.bookable)
        }
      }
    }
  }
}
