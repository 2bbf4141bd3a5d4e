import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The addresses of single visits.
enum VisitPages {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.page("/visit/{id}", .customers) { page, request in
      let id = try request.parameter("id")
      guard let record = try page.book.records[id] ?? app.store.visit(id) else {
        throw HTTPProblem.notFound(
          page.words("没有预约 \(id.printable)", "there is no visit \(id.printable)"))
      }
      return page.visitPage(try await facts(of: record, page, request))
    }
  }

  private static func facts(
    of record: VisitRecord, _ page: PageContext, _ request: DeskRequest
  ) async throws -> VisitPageFacts {
    let id = record.appointment.id
    var facts = VisitPageFacts(
      record: record, journal: try request.app.store.journal(visit: id, limit: 100), earlier: [])
    if let plate = record.appointment.card.plate {
      facts.earlier = try request.app.store.visits(matching: plate, limit: 12)
        .filter { $0.appointment.id != id && $0.appointment.card.plate == plate }
    }
    facts.recalls = page.book.settings.recalls.filter { $0.applies(to: record.appointment.card) }
    if record.arrival != nil || record.status == .requested { facts.texts = page.texts(for: record) }
    if let asked = request.query("why") {
      facts.asked = asked.trimmed
      facts.explanation = try await explanation(of: record, facts.asked, page, request)
    }
    return facts
  }

  /// Why a visit is where it is, or why not at a time like `15:00`, `11-27 15:00`.
  private static func explanation(
    of record: VisitRecord, _ asked: String, _ page: PageContext, _ request: DeskRequest
  ) async throws -> String {
    var time: CivilTime?
    if !asked.isEmpty {
      let day = record.arrival?.date ?? page.today
      guard let understood = page.time(asked, near: day) else {
        return page.words(
          "看不懂“\(asked.printable)”；请写成 15:00 或 11-27 15:00",
          "“\(asked.printable)” is not a time; write it like 15:00 or 11-27 15:00")
      }
      time = understood
    }
    do {
      return try await request.desk.explanation(of: record.appointment.id, at: time, page.language)
    } catch DeskError.refused(let text) {
      return text
    }
  }
}

extension PageContext {
  /// A time as typed: the clock alone on a given day, or with month and day, or whole; `nil` if it is none of these.
  func time(_ text: String, near day: CivilDate) -> CivilTime? {
    let parts = text.replacing("：", with: ":").replacing("T", with: " ").split(separator: " ").map(
      String.init)
    guard let last = parts.last, parts.count <= 2 else { return nil }
    let clock = last.count == 4 && last.dropFirst().first == ":" ? "0" + last : last
    guard parts.count == 2 else { return CivilTime("\(day)T\(clock)") }
    if let whole = CivilDate(parts[0]) { return CivilTime("\(whole)T\(clock)") }
    let years = [day.components.year, day.components.year + 1]
    let dates = years.compactMap { CivilDate("\($0)-\(parts[0])") }
    return dates.first { $0 >= today }.flatMap { CivilTime("\($0)T\(clock)") }
  }

  /// Texts for a customer: what was agreed, the reminder, and that the vehicle is ready.
  func texts(for record: VisitRecord) -> [(title: String, text: String)] {
    let visit = record.appointment
    guard let arrival = record.arrival else { return [] }
    let name = customer(visit.card)
    let hello = words(
      name.isEmpty ? "您好，" : "\(name)您好，", name.isEmpty ? "Hello, " : "Hello \(name), ")
    let shop = site.name.printable
    let phone =
      book.settings.phone.isEmpty ? "" : words("电话 \(book.settings.phone)。", "Phone \(book.settings.phone).")
    let way =
      book.settings.directions.isEmpty
      ? "" : words("\(book.settings.directions)。", "\(book.settings.directions). ")
    let grace = site.booking.graceMinutes
    let when = words.dayAndTime(arrival)
    let bring = words(
      visit.kind == .comeback ? "请带保养手册、行驶证、驾驶证和上次工单。" : "请带保养手册、行驶证和驾驶证。",
      visit.kind == .comeback
        ? "Please bring the service booklet, registration, driving licence and the earlier work order. "
        : "Please bring the service booklet, registration and driving licence. ")
    if record.isExpected {
      let advisor = record.advisor.map(advisor) ?? ""
      let back = record.promise.map { words.time($0, today: arrival.date) } ?? ""
      return [
        (
          words("确认", "Confirmation"),
          words(
            "\(hello)您已预约 \(when) 到\(shop)，项目：\(jobs(visit))，服务顾问 \(advisor)，预计 \(back) 交车。\(bring)位置保留 \(grace) 分钟。\(way)\(phone)",
            "\(hello)your visit to \(shop): \(when), \(jobs(visit)), advisor \(advisor), ready about \(back). \(bring)We hold your slot for \(grace) minutes. \(way)\(phone)"
          )
        ),
        (
          words("提醒", "Reminder"),
          words(
            "\(hello)提醒您 \(when) 到\(shop)。\(bring)位置保留 \(grace) 分钟，来不了请告诉我们。\(way)\(phone)",
            "\(hello)a reminder of your visit to \(shop): \(when). \(bring)We hold your slot for \(grace) minutes; please tell us if you cannot come. \(way)\(phone)"
          )
        ),
      ]
    }
    guard record.isInHouse, let promise = record.promise else { return [] }
    let back = words.time(promise, today: today)
    return [
      (
        words("交车通知", "Ready"),
        record.status == .ready
          ? words("\(hello)您的爱车已完工，随时可以来取。\(phone)", "\(hello)your vehicle is ready for you. \(phone)")
          : words(
            "\(hello)您的爱车预计 \(back) 完工。\(phone)", "\(hello)your vehicle will be ready about \(back). \(phone)"
          )
      )
    ]
  }
}
