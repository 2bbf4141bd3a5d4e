import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// What a manager looks at: load against capacity, what if somebody is on leave, statistics, the journal.
struct ManagerPages {
  let context: PageContext
  let facts: BoardFacts

  init(_ context: PageContext) {
    self.context = context
    facts = BoardFacts(context)
  }

  var words: Glossary { context.words }

  static func addRoutes(to routes: DeskRoutes) {
    routes.page("/load", .look) { page, request in
      let pages = ManagerPages(page)
      guard page.may(.plan), let leave = try Leave(request, page) else { return pages.load(leave: nil) }
      return pages.load(leave: (leave, await leave.study(page)))
    }
    routes.get("/manager", .look) { _ in .redirect("/load") }
    routes.page("/statistics", .export) { page, request in
      let days = try request.number("days", default: 28, in: 1...366)
      return ManagerPages(page).statistics(of: try request.visits(ofLast: days, page), days: days)
    }
    routes.page("/journal", .export) { page, request in
      let before = try request.number("before", default: .max, in: 1...Int.max)
      let entries = try request.app.store.journal(visit: request.query("visit"), before: before, limit: 100)
      return ManagerPages(page).journal(entries)
    }
  }

  // MARK: - Load

  func load(leave: (Leave, Leave.Outcome)?) -> HTMLBuilder {
    let title = words("负荷与产能", "Load against capacity")
    let model = LoadModel(facts)
    return context.page(title, in: .load, styles: ["board.css"]) { html in
      html.head(title, words("\(model.days.count) 天", "\(model.days.count) days")) { html in
        html.element("a", ["class": "button small quiet", "href": "/roster"], text: words("排班表", "Roster"))
      }
      html.element("div", ["class": "stack"]) { html in
        if context.may(.plan) { whatIf(leave, to: &html) }
        html.element("section", ["class": "panel flush", "id": "loads", "data-live": "1"]) { html in
          html.element("h2", text: words("技师工时（已排/在岗）", "Technicians' time (planned/on duty)"))
          table([model.all] + model.trades, model.days, isMinutes: true, to: &html)
          html.element("h2", text: words("顾问接待（已约/上限）", "Advisors (booked/limit)"))
          table(model.advisors, model.days, isMinutes: false, to: &html)
        }
        html.element(
          "p", ["class": "soft small"],
          text: words(
            "虚线是可预约上限（预留 \(facts.site.booking.reservePercent)% 给散客和增项）。会多个工种的技师在每个工种都计入。",
            "The dashed line is what may be booked ahead (\(facts.site.booking.reservePercent)% is kept for walk-ins and added work). Technicians of several trades count in each."
          ))
      }
    }
  }

  private func table(
    _ lines: [LoadModel.Line], _ days: [CivilDate], isMinutes: Bool, to html: inout HTMLBuilder
  ) {
    html.element("div", ["class": "scroll", "tabindex": "0"]) { html in
      html.element("table", ["class": "loads"]) { html in
        html.columns([""] + days.map(words.day))
        html.element("tbody") { html in
          for line in lines {
            html.element("tr") { html in
              html.element("th", ["scope": "row"], text: line.name)
              for cell in line.cells { self.cell(cell, isMinutes: isMinutes, to: &html) }
            }
          }
        }
      }
    }
  }

  private func cell(_ cell: LoadModel.Cell, isMinutes: Bool, to html: inout HTMLBuilder) {
    guard let percent = cell.percent else {
      let text = cell.used == 0 ? "–" : isMinutes ? words.duration(cell.used) : "\(cell.used)"
      html.element("td", ["class": "closed"]) { $0.element("small", text: text) }
      return
    }
    let amount =
      isMinutes ? "\(hours(cell.used))/\(hours(cell.available)) h" : "\(cell.used)/\(cell.available)"
    let style = cell.used > cell.available ? "over" : cell.used > cell.bookable ? "full" : ""
    let height = min(100, percent)
    html.element("td", ["title": amount]) { html in
      html.element("svg", ["role": "img", "aria-label": "\(percent)%"]) { html in
        html.element("rect", ["class": "ground", "width": "100%", "height": "100%"]) { _ in }
        html.element(
          "rect",
          ["class": "filled \(style)", "y": "\(100 - height)%", "width": "100%", "height": "\(height)%"]
        ) { _ in }
        if isMinutes {
          let goal = "\(100 - cell.bookable * 100 / cell.available)%"
          html.element(
            "line", ["class": "goal", "x1": "0", "x2": "100%", "y1": goal, "y2": goal]
          ) { _ in }
        }
        html.element(
          "text", ["x": "50%", "y": "24", "text-anchor": "middle", "class": "value"], text: "\(percent)%")
      }
      html.element("small", text: amount)
    }
  }

  /// Hours with one decimal.
  private func hours(_ minutes: Int) -> String {
    let tenths = (minutes + 3) / 6
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private func whatIf(_ leave: (Leave, Leave.Outcome)?, to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel", "id": "whatif"]) { html in
      html.element("h2", text: words("如果有人休假", "What if somebody is on leave"))
      html.element("form", ["action": "/load", "class": "row wide"]) { html in
        html.element("select", ["name": "technician", "aria-label": words("技师", "Technician")]) { html in
          for person in facts.site.technicians {
            html.option(
              person.id, facts.names.technician(person.id), isSelected: person.id == leave?.0.technician)
          }
        }
        html.element("select", ["name": "week", "aria-label": words("哪一周", "Week")]) { html in
          for (day, name) in Leave.weeks(facts) {
            html.option(day.description, name, isSelected: day == leave?.0.from)
          }
        }
        html.element("button", ["class": "button primary"], text: words("算一下", "Find out"))
      }
      if let leave { outcome(leave.0, leave.1, to: &html) }
    }
  }

  private func outcome(_ leave: Leave, _ outcome: Leave.Outcome, to html: inout HTMLBuilder) {
    let name = facts.names.technician(leave.technician)
    let days = "\(words.day(leave.from))–\(words.day(leave.to))"
    let harm = outcome.leftOut.count + outcome.late.count
    html.element("div", ["class": harm == 0 ? "notice good" : "notice warn", "id": "whatif-result"]) { html in
      html.element(
        "strong",
        text: harm == 0
          ? words(
            "\(name) \(days) 休假：所有预约都能照做", "\(name) on leave \(days): every visit can be done as promised")
          : words(
            "\(name) \(days) 休假：\(outcome.leftOut.count) 台排不进，\(outcome.late.count) 台会晚交",
            "\(name) on leave \(days): \(outcome.leftOut.count) left out, \(outcome.late.count) late"))
      html.element("ul") { html in
        for id in outcome.leftOut { line(id, words("排不进", "left out"), to: &html) }
        for id in outcome.late { line(id, words("晚交", "late"), to: &html) }
      }
      html.element(
        "p", ["class": "soft small"],
        text: words("另找方案约 1 秒所得；什么都没有改动。", "Found by searching for about a second; nothing was changed."))
    }
  }

  private func line(_ id: String, _ what: String, to html: inout HTMLBuilder) {
    guard let record = facts.record(id) else { return }
    let when = record.arrival.map { facts.time($0) } ?? ""
    let isKnown = context.may(.customers)
    let plate = isKnown ? record.appointment.plate : Masking(words.language).plate(record.appointment.plate)
    html.element("li", text: "\(what): \(when) \(plate) \(facts.work(record.appointment))")
  }
}

/// A technician on leave for a week, and what that would do to the book.
struct Leave: Sendable {
  let technician: String
  let from: CivilDate
  let to: CivilDate

  /// What a plan without the technician cannot do.
  struct Outcome: Sendable {
    /// Visits that have a time now and would have none.
    var leftOut: [String] = []
    /// Visits that would be ready after the wanted or promised time, and are not now.
    var late: [String] = []
  }

  init(technician: String, from: CivilDate, to: CivilDate) {
    self.technician = technician
    self.from = from
    self.to = to
  }

  /// The leave that a request asks about; `nil` if it asks about none.
  init?(_ request: DeskRequest, _ page: PageContext) throws {
    guard let technician = request.query("technician"), let from = try request.day("week"),
      page.site.technicians.contains(where: { $0.id == technician })
    else { return nil }
    self.init(technician: technician, from: from, to: from.advanced(by: (7 - (from.ordinal - 1) % 7) - 1))
  }

  /// The first days of the weeks that the book has, from tomorrow on, with their names.
  static func weeks(_ facts: BoardFacts) -> [(day: CivilDate, name: String)] {
    let days = facts.book.demand.horizon.arrivalDates.filter { $0 > facts.today }
    return days.filter { $0 == days.first || $0.weekday == .monday }.map { day in
      let isFirst = day == days.first && day.weekday != .monday
      return (
        day,
        facts.words(
          isFirst ? "本周（\(facts.words.day(day)) 起）" : "\(facts.words.day(day)) 起一周",
          isFirst ? "this week (from \(facts.words.day(day)))" : "week of \(facts.words.day(day))")
      )
    }
  }

  /// The site without the technician in these days.
  func applied(to site: Site) -> Site {
    var site = site
    guard let index = site.technicians.firstIndex(where: { $0.id == technician }),
      var calendar = site.calendars[site.technicians[index].calendar]
    else { return site }
    for day in from.ordinal...to.ordinal { calendar.dates[CivilDate(ordinal: day)] = [] }
    let name = "leave of \(technician)"
    site.calendars[name] = calendar
    site.technicians[index].calendar = name
    return site
  }

  /// Plans the book without the technician, beside the requests.
  func study(_ page: PageContext) async -> Outcome {
    let book = page.book
    let site = applied(to: book.site)
    var demand = book.demand
    demand.now = max(page.now, demand.now)
    var options = SearchOptions()
    options.limit = .seconds(1)
    options.provesBound = false
    options.explains = false
    options.start = book.schedule
    let (asked, search) = (demand, options)
    let schedule = await Task.detached(priority: .utility) {
      await Planner(site: site, demand: asked).schedule(search)
    }.value
    return outcome(of: schedule, in: book)
  }

  func outcome(of schedule: Schedule, in book: Book) -> Outcome {
    let wanted = Dictionary(
      book.demand.appointments.map { ($0.id, $0.readyBy) }, uniquingKeysWith: { first, _ in first })
    let then = schedule.assignmentsByVisit
    var outcome = Outcome()
    for now in book.schedule.assignments where !now.appointment.hasPrefix("outage-") {
      guard let later = then[now.appointment] else {
        outcome.leftOut.append(now.appointment)
        continue
      }
      guard let goal = (wanted[now.appointment] ?? nil) ?? now.promise else { continue }
      if later.ready > goal, now.ready <= goal { outcome.late.append(now.appointment) }
    }
    return outcome
  }
}
