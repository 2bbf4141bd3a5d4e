import Bayline
import BaylineFormats
import BaylineStore
import BaylineWording
import Hummingbird

/// Who may use the desk, while it runs.
enum AccountsAPI {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.get("/api/accounts", .users) { _ in
      let people = try app.sessions.people()
      return .json(JSONValue { $0.add("accounts", all: people, json) })
    }
    routes.on(.put, "/api/accounts/{name}", .users, save)
    routes.on(.delete, "/api/accounts/{name}", .users) { request in
      let name = try existing(request)
      try checkManagerRemains(without: name, as: nil, request)
      try app.store.removeAccount(name, by: request.account.name)
      return Response(status: .noContent)
    }
    routes.post("/api/password", .look, changePassword)
    routes.post("/api/accounts/{name}/token", .users) { request in
      try request.readNothing()
      let token = try app.sessions.programToken(for: existing(request))
      return .json(JSONValue { $0.add("token", token) }, status: .created)
    }
  }

  /// Gives whoever asks another password.
  private static func changePassword(_ request: DeskRequest) async throws -> Response {
    let shape = ObjectShape("passwords", required: ["old", "new"])
    let asked = try request.read(shape) { fields -> (old: String, new: String)? in
      guard let old = fields.text("old"), let new = fields.text("new") else { return nil }
      return (old, new)
    }
    try await request.app.sessions.change(request.account, from: asked.old, to: asked.new)
    return Response(status: .noContent)
  }

  private static func existing(_ request: DeskRequest) throws -> String {
    let name = try request.parameter("name")
    guard try request.app.sessions.people().contains(where: { $0.name == name }) else {
      throw HTTPProblem.notFound(
        request.words("没有账号 \(name.printable)", "there is no account \(name.printable)"))
    }
    return name
  }

  private static func save(_ request: DeskRequest) async throws -> Response {
    let shape = ObjectShape(
      "account", required: ["role", "password"], optional: ["advisor"],
      choices: ["role": Role.allCases.map(\.rawValue)])
    let asked = try request.read(shape) { fields -> (role: Role, password: String, advisor: String?)? in
      guard let role = fields.choice("role").flatMap(Role.init), let password = fields.text("password") else {
        return nil
      }
      return (role, password, fields.name("advisor"))
    }
    let name = try request.parameter("name")
    try checkManagerRemains(without: name, as: asked.role, request)
    try await request.app.sessions.save(
      name, role: asked.role, advisor: asked.advisor, password: asked.password, by: request.account.name)
    return Response(status: .noContent)
  }

  /// Refuses what would leave accounts without anybody who may change them.
  static func checkManagerRemains(without name: String, as role: Role?, _ request: DeskRequest) throws {
    let others = try request.app.sessions.people().filter { $0.name != name }
    guard role == .manager || others.contains(where: { $0.may(.users) }) || (role == nil && others.isEmpty)
    else {
      throw HTTPProblem.refused(
        request.words("至少要留一个经理账号; 请先添加另一个", "one manager must remain; add another first"))
    }
  }

  private static func json(_ account: Account) -> JSONValue {
    JSONValue {
      $0.add("name", account.name)
      $0.add("role", account.role.rawValue)
      $0.add("advisor", account.advisor)
    }
  }
}
