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
      facts.earlier = try request.app.store.visits(ofPlate: plate, limit: 12)
        .filter { $0.appointment.id != id }
    }
    facts.recalls = page.book.settings.recalls.filter { $0.applies(to: record.appointment.card) }
    facts.texts = page.texts(for: record)
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

  /// Texts for a customer: what was agreed, the reminder, that the vehicle is ready, or that the shop broke its word.
  func texts(for record: VisitRecord) -> [(title: String, text: String)] {
    if record.status == .calledOff {
      return [(words("书面致歉", "Written notice"), VisitText(self, record).apology)]
    }
    guard let arrival = record.arrival else { return [] }
    let text = VisitText(self, record)
    if record.status.isExpected {
      return [
        (words("确认", "Confirmation"), text.confirmation(of: arrival)),
        (words("提醒", "Reminder"), text.reminder(of: arrival)),
      ]
    }
    guard record.status.isInHouse, let promise = record.promise else { return [] }
    return [(words("交车通知", "Ready"), text.ready(at: promise))]
  }
}

/// What a customer is told in writing about a visit.
private struct VisitText {
  private let page: PageContext
  private let record: VisitRecord

  init(_ page: PageContext, _ record: VisitRecord) {
    self.page = page
    self.record = record
  }

  private var words: Glossary { page.words }
  private var visit: Appointment { record.appointment }
  private var shop: String { page.site.name.printable }

  private var hello: String {
    let name = page.customer(visit.card)
    return words(
      name.isEmpty ? "您好，" : "\(name)您好，", name.isEmpty ? "Hello, " : "Hello \(name), ")
  }

  private var phone: String {
    let phone = page.book.settings.phone
    return phone.isEmpty ? "" : words("电话 \(phone)。", "Phone \(phone).")
  }

  private var way: String {
    let directions = page.book.settings.directions
    return directions.isEmpty ? "" : words("\(directions)。", "\(directions). ")
  }

  private var bring: String {
    words(
      visit.kind == .comeback ? "请带保养手册、行驶证、驾驶证和上次工单。" : "请带保养手册、行驶证和驾驶证。",
      visit.kind == .comeback
        ? "Please bring the service booklet, registration, driving licence and the earlier work order. "
        : "Please bring the service booklet, registration and driving licence. ")
  }

  private var grace: Int { page.site.booking.graceMinutes }

  func confirmation(of arrival: CivilTime) -> String {
    let when = words.dayAndTime(arrival)
    let advisor = record.advisor.map(page.advisor) ?? ""
    let back = record.promise.map { words.time($0, today: arrival.date) } ?? ""
    return words(
      "\(hello)您已预约 \(when) 到\(shop)，项目：\(page.jobs(visit))，服务顾问 \(advisor)，预计 \(back) 交车。\(bring)位置保留 \(grace) 分钟。\(way)\(phone)",
      "\(hello)your visit to \(shop): \(when), \(page.jobs(visit)), advisor \(advisor), ready about \(back). \(bring)We hold your slot for \(grace) minutes. \(way)\(phone)"
    )
  }

  func reminder(of arrival: CivilTime) -> String {
    let when = words.dayAndTime(arrival)
    return words(
      "\(hello)提醒您 \(when) 到\(shop)。\(bring)位置保留 \(grace) 分钟，来不了请告诉我们。\(way)\(phone)",
      "\(hello)a reminder of your visit to \(shop): \(when). \(bring)We hold your slot for \(grace) minutes; please tell us if you cannot come. \(way)\(phone)"
    )
  }

  func ready(at promise: CivilTime) -> String {
    let back = words.time(promise, today: page.today)
    return record.status == .ready
      ? words("\(hello)您的爱车已完工，随时可以来取。\(phone)", "\(hello)your vehicle is ready for you. \(phone)")
      : words(
        "\(hello)您的爱车预计 \(back) 完工。\(phone)", "\(hello)your vehicle will be ready about \(back). \(phone)")
  }

  var apology: String {
    let said = record.steps.last { $0.status == .calledOff }?.reason?.printable ?? ""
    let reason = said.isEmpty ? "" : words("因\(said)，", " because of \(said)")
    return words(
      "\(hello)\(reason)我们无法按约定为您做 \(page.jobs(visit))，非常抱歉。我们会尽快与您另约时间。\(shop)。\(phone)",
      "\(hello)we are sorry that we cannot do \(page.jobs(visit)) at the agreed time\(reason). We will call you to find another time. \(shop). \(phone)"
    )
  }
}
