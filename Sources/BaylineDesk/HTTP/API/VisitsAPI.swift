import Bayline
import BaylineFormats
import BaylineStore
import BaylineWording
import Hummingbird

/// Single visits, for scripts and other programs.
enum VisitsAPI {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.get("/api/visits/{id}", .customers, visit)
    routes.search("/api/visits/{id}/offers", .book) { request in
      let list = try await app.desk.offers(moving: request.parameter("id"), request.language)
      return .json(APIOffers(app: app, language: request.language).json(list))
    }
    // It names other visits by their plates.
    routes.search("/api/visits/{id}/explanation", .customers) { request in
      let text = try await app.desk.explanation(
        of: request.parameter("id"), at: request.time("at"), request.language)
      return .json(JSONValue { $0.add("text", text) })
    }
    routes.post("/api/visits/{id}/move", .book, move)
    routes.post("/api/visits/{id}/status", .look, status)
    routes.post("/api/visits/{id}/contacts", .receive, contact)
    routes.post("/api/visits/{id}/picked", .parts) { request in
      let isPicked = try request.read(ObjectShape("picked", required: ["picked"])) { $0.flag("picked") }
      try await app.desk.picked(request.parameter("id"), isPicked, by: request.account.name)
      return .json(version(app))
    }
  }

  private static func visit(_ request: DeskRequest) throws -> Response {
    let id = try request.parameter("id")
    guard let record = try request.desk.book.records[id] ?? request.app.store.visit(id) else {
      throw HTTPProblem.notFound(
        request.words("没有预约 \(id.printable)", "there is no visit \(id.printable)"))
    }
    return .json(APIVisits(request).json(record))
  }

  private static func move(_ request: DeskRequest) async throws -> Response {
    let place = try request.read(ObjectShape("move", required: ["arrival"], optional: ["advisor"])) {
      fields -> (CivilTime, String?)? in
      fields.time("arrival").map { ($0, fields.name("advisor")) }
    }
    let booked = try await request.desk.move(
      request.parameter("id"), to: place.0, advisor: place.1, by: request.account.name, request.language)
    return .json(APIOffers(app: request.app, language: request.language).json(booked))
  }

  /// How far a visit has come, as somebody says.
  private struct Step {
    var status: VisitStatus
    var operation: String?
    var bay: String?
    var technicians: [String]?
    var reason: String?
  }

  private static func status(_ request: DeskRequest) async throws -> Response {
    let shape = ObjectShape(
      "status", required: ["status"], optional: ["operation", "bay", "technicians", "reason"],
      choices: ["status": VisitStatus.allCases.map(\.rawValue)])
    let step = try request.read(shape) { fields -> Step? in
      guard let status = fields.choice("status").flatMap(VisitStatus.init) else { return nil }
      return Step(
        status: status, operation: fields.name("operation"), bay: fields.name("bay"),
        technicians: fields["technicians"]?.items { $0.name() }, reason: fields.text("reason"))
    }
    try request.require(permission(for: step.status))
    let preview = try await request.desk.record(
      step.status, of: request.parameter("id"), operation: step.operation, bay: step.bay,
      technicians: step.technicians, reason: step.reason, by: request.account.name)
    let previews = APIPreviews(app: request.app, language: request.language)
    // What changes for others names them.
    let shown = request.account.may(.customers) ? preview : nil
    return .json(
      JSONValue {
        $0.add("version", request.desk.book.version)
        $0.add("preview", shown.map(previews.json) ?? .null)
      })
  }

  /// What it takes to say that a visit has come so far.
  static func permission(for status: VisitStatus) -> Permission {
    switch status {
    case .inWork, .ready: .work
    case .confirmed, .reminded, .arrived, .handedOver, .noShow: .receive
    case .requested, .booked, .declined, .cancelled: .book
    // Those who look for parts find out first that some will not come.
    case .calledOff: .parts
    }
  }

  private static func contact(_ request: DeskRequest) async throws -> Response {
    let shape = ObjectShape(
      "contact", required: ["occasion", "outcome"], optional: ["retry", "note"],
      choices: ["outcome": CustomerContact.Outcome.allCases.map(\.rawValue)])
    let contact = try request.read(shape) { fields -> CustomerContact? in
      guard let occasion = fields.name("occasion"),
        let outcome = fields.choice("outcome").flatMap(CustomerContact.Outcome.init)
      else { return nil }
      return CustomerContact(
        at: request.desk.clock.now, by: request.account.name, occasion: occasion, outcome: outcome,
        retry: fields.time("retry"), note: fields.text("note"))
    }
    try await request.desk.record(contact, of: request.parameter("id"))
    return .json(version(request.app), status: .created)
  }

  static func version(_ app: DeskApp) -> JSONValue {
    JSONValue { $0.add("version", app.desk.book.version) }
  }
}
