import Bayline
import BaylineFormats
import BaylineStore
import BaylineWording
import Hummingbird

/// A phone call, for scripts and other programs.
enum CallsAPI {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.get("/api/customers", .customers) { request in
      let files = try app.desk.customers(matching: request.query("q") ?? "")
      let visits = APIVisits(request)
      return .json(JSONValue { $0.add("customers", all: files) { json($0, visits) } })
    }
    routes.get("/api/jobs", .look) { request in
      .json(JSONValue { $0.add("jobs", all: app.desk.jobs(matching: request.query("q") ?? ""), json) })
    }
    // Nothing changes; a walk-in and added work ask too.
    routes.post("/api/offers", .customers, offers)
    routes.post("/api/bookings", .book, book)
    routes.post("/api/requests", .book, keep)
  }

  // MARK: - Offers and bookings

  private static func offers(_ request: DeskRequest) async throws -> Response {
    let said = try request.read(said) { fields in
      var said = SaidRequest()
      for (name, path) in texts { if let text = fields.text(name) { said[keyPath: path] = text } }
      said.waiting = fields.flag("waiting") ?? false
      said.loaner = fields.flag("loaner") ?? false
      return said
    }
    let understood = request.desk.understand(said, request.language)
    guard let appointment = understood.request else {
      var problem = HTTPProblem(.unprocessableContent, "request", .badBody)
      problem.faults = understood.faults.map { .init(place: "$.\($0.field)", code: "field", text: $0.text) }
      throw problem
    }
    var list = try await request.desk.offers(for: appointment, request.language)
    list.notes = understood.notes + list.notes
    return .json(APIOffers(app: request.app, language: request.language).json(list))
  }

  private static func book(_ request: DeskRequest) async throws -> Response {
    let booking = try request.read(
      ObjectShape("booking", required: ["request", "arrival", "advisor"])
    ) { fields -> (JSONValue, CivilTime, String)? in
      guard let asked = fields["request"]?.value, let arrival = fields.time("arrival"),
        let advisor = fields.name("advisor")
      else { return nil }
      return (asked, arrival, advisor)
    }
    let appointment = try appointment(booking.0, request)
    let booked = try await request.desk.accept(
      appointment, at: booking.1, advisor: booking.2, by: request.account.name, request.language)
    return .json(APIOffers(app: request.app, language: request.language).json(booked), status: .created)
  }

  private static func keep(_ request: DeskRequest) async throws -> Response {
    let kept = try request.read(
      ObjectShape("kept", required: ["request"], optional: ["declined", "callBack"])
    ) { fields -> (JSONValue, String?, CivilTime?)? in
      guard let asked = fields["request"]?.value else { return nil }
      return (asked, fields["declined"]?.nonEmptyText(), fields.time("callBack"))
    }
    let visit = try await request.desk.keep(
      appointment(kept.0, request), declined: kept.1, callBack: kept.2, by: request.account.name)
    return .json(JSONValue { $0.add("visit", visit) }, status: .created)
  }

  /// The request that offers were made for, as they had it. Another visit may have got its id meanwhile: the desk then
  /// gives it another one.
  private static func appointment(_ value: JSONValue, _ request: DeskRequest) throws -> Appointment {
    let book = request.desk.book
    var known = book.demand
    known.appointments = []
    return try request.decode(value, at: "$.request") { bytes throws(Diagnostics) in
      try DemandFormat.decodeAppointment(
        bytes, file: "body", site: SiteFormat.IDs(book.site), demand: DemandFormat.IDs(known))
    }
  }

  // MARK: - Shapes

  private static let said = ObjectShape("said", optional: texts.map(\.name) + ["waiting", "loaner"])

  private static let texts: [(name: String, path: any WritableKeyPath<SaidRequest, String> & Sendable)] = [
    ("plate", \.plate), ("customer", \.customer), ("title", \.title), ("phone", \.phone),
    ("vehicle", \.vehicle), ("mileage", \.mileage), ("jobs", \.jobs), ("request", \.request),
    ("note", \.note), ("at", \.at), ("by", \.by), ("advisor", \.advisor), ("kind", \.kind),
  ]

  private static func json(_ file: CustomerFile, _ visits: APIVisits) -> JSONValue {
    JSONValue {
      $0.add("plate", file.plate)
      $0.add("customer", file.card.customer)
      $0.add("title", file.card.title)
      $0.add("phone", file.card.phone)
      $0.add("vehicle", file.card.vehicle)
      $0.add("mileage", file.card.mileage)
      $0.add("preferredAdvisor", file.preferredAdvisor)
      $0.add("preferredTechnician", file.preferredTechnician)
      $0.add("recalls", all: file.recalls, DeskSettingsFormat.json)
      $0.add("visits", all: file.visits, visits.json)
    }
  }

  private static func json(_ job: CatalogueJob) -> JSONValue {
    JSONValue {
      $0.add("name", job.name)
      $0.add("minutes", job.minutes)
      $0.add("price", job.price)
      $0.add("trade", job.trade)
      $0.add("kind", job.kind)
    }
  }
}
