import Bayline
import BaylineReports
import BaylineStore
import BaylineWording
import Hummingbird

/// The forms on paper, twice a day, with marks on what has changed since.
enum PrintPages {
  static func addRoutes(to routes: DeskRoutes) {
    routes.page("/print", .customers) { page, request in
      index(page, day: try request.bookDay(page), changes: try changes(request, page))
    }
    routes.get("/print/{form}", .look) { request in
      let page = request.page
      guard let kind = FormKind(rawValue: try request.parameter("form")) else { throw HTTPProblem.notFound }
      guard page.may(kind) else { throw HTTPProblem(.forbidden, "auth.role", .mayNot) }
      let day = try request.bookDay(page)
      var text = file(kind, page.book, page.language, day: day).text
      for change in try changes(request, page) { text = mark(change, in: text, page) }
      return .text(text, "text/html; charset=utf-8")
    }
    routes.get("/print-style/{form}", .look) { request in
      guard let kind = FormKind(rawValue: try request.parameter("form")) else { throw HTTPProblem.notFound }
      // The style is that of any day, also of one without visits.
      var book = request.desk.book
      book.demand.appointments = []
      book.schedule = Schedule(assignments: [])
      let day = book.demand.horizon.from
      return .text(file(kind, book, request.language, day: day).style, "text/css; charset=utf-8")
    }
  }

  // MARK: - Files

  /// A form without what the content policy of the desk forbids: its style sheet becomes a file of its own.
  private static func file(
    _ kind: FormKind, _ book: Book, _ language: Language, day: CivilDate
  ) -> (text: String, style: String) {
    let forms = FormFiles(
      site: book.site, demand: book.demand, schedule: book.schedule, language: language, day: day,
      kinds: [kind])
    return split(
      forms.files([.html], isPaged: false).first?.text ?? "", style: "/print-style/\(kind.rawValue)")
  }

  /// Takes the style sheet, the policy of its own and the styles of columns out of a page.
  static func split(_ text: String, style path: String) -> (text: String, style: String) {
    guard let open = text.firstRange(of: "<style>"), let close = text.firstRange(of: "</style>") else {
      return (text, "")
    }
    let style = String(text[open.upperBound..<close.lowerBound])
    var page = String(text[..<open.lowerBound]) + "<link rel=\"stylesheet\" href=\"\(path)\">"
    page += text[close.upperBound...]
    if let meta = page.firstRange(of: "<meta http-equiv=") {
      let end = page[meta.lowerBound...].firstIndex(of: ">") ?? meta.upperBound
      page.removeSubrange(meta.lowerBound...end)
    }
    return (page.replacing("<col style=\"width:", with: "<col width=\""), style)
  }

  // MARK: - Changes

  /// What has happened to a visit since the last printing.
  struct Change: Sendable {
    let plate: String
    let entry: JournalEntry
  }

  /// The last change of each visit since the last printing, the newest first.
  private static func changes(_ request: DeskRequest, _ page: PageContext) throws -> [Change] {
    var seen = Set<String>()
    return try request.app.store.visitChanges(since: page.lastPrint).compactMap { entry in
      guard let visit = entry.visit, seen.insert(visit).inserted, let record = page.book.records[visit]
      else { return nil }
      return Change(plate: record.appointment.plate, entry: entry)
    }
  }

  /// Puts a triangle before the plate of a changed visit.
  static func mark(_ change: Change, in text: String, _ page: PageContext) -> String {
    let plate = HTMLBuilder.escaped(change.plate)
    guard plate.count > 2 else { return text }
    return text.replacing(">\(plate)<", with: ">▲ \(plate)<")
  }

  // MARK: - The list of forms

  private static func index(_ page: PageContext, day: CivilDate, changes: [Change]) -> HTMLBuilder {
    let words = page.words
    let title = words("打印表单", "Forms to print")
    let since = page.lastPrint
    return page.page(title, in: .day, styles: ["board.css"]) { html in
      html.head(
        title,
        words("每天两次：开门和中午。▲ 为上次打印后有变动", "Twice a day: at opening and at noon. ▲ marks what has changed since")
      ) {
        html in
        html.element("form", ["action": "/print", "class": "row"]) { html in
          DayChoice(facts: BoardFacts(page), day: day).select(to: &html)
        }
      }
      html.element("div", ["class": "columns"]) { html in
        html.element("section", ["class": "panel"]) { html in
          html.element("h2", text: words.day(day))
          html.element("ul", ["class": "items"]) { html in
            for kind in FormKind.allCases {
              html.element("li") { html in
                html.element(
                  "a", ["href": "/print/\(kind.rawValue)?day=\(day)", "target": "_blank", "rel": "noopener"],
                  text: words.form(kind))
              }
            }
            html.element("li") { html in
              html.element(
                "a", ["href": "/briefing?day=\(day)"],
                text: words("返修与疑难交底", "Briefing: comebacks and complex jobs"))
            }
          }
        }
        html.element("section", ["class": "panel"]) { html in
          html.element(
            "h2",
            text: words(
              "\(words.dayAndTime(since)) 以来的变动 \(changes.count)",
              "Changed since \(words.dayAndTime(since)): \(changes.count)"))
          html.element("ul", ["class": "items"]) { html in
            for change in changes {
              html.element("li") { html in
                html.element("span", ["class": "changed-mark"], text: "▲ ")
                html.element("span", ["class": "plate"], text: change.plate)
                html.add(" \(CivilTime(change.entry.at)?.clock ?? "") \(change.entry.detail.printable)")
              }
            }
          }
        }
      }
    }
  }
}

extension PageContext {
  /// Whether somebody may print a form: all but the welcome board show names, phones or whole plates. Plates on the
  /// picking list mark the shelves.
  fileprivate func may(_ form: FormKind) -> Bool {
    switch form {
    case .welcome: may(.look)
    case .picking: may(.parts) || may(.customers)
    case .registration, .roster, .calls, .drivers, .board, .workshop, .stay, .reasons, .equipment:
      may(.customers)
    }
  }
}

extension Glossary {
  func form(_ kind: FormKind) -> String {
    switch kind {
    case .registration: self("预约登记表", "Registration")
    case .roster: self("预约排班表", "Roster")
    case .board: self("预约管理看板", "Appointment board")
    case .workshop: self("维修管理看板", "Workshop board")
    case .welcome: self("欢迎看板", "Welcome")
    case .picking: self("预约领料单", "Picking list")
    case .calls: self("致电清单", "Call list")
    case .stay: self("车间维修车辆滞留表", "Stay list")
    case .drivers: self("取送车单", "Driver's list")
    case .equipment: self("设备使用表", "Equipment plan")
    case .reasons: self("未成功原因", "Why visits were not scheduled")
    }
  }
}
