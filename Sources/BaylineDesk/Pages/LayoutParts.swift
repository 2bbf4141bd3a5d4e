import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

extension HTMLBuilder {
  /// How far a visit has come, coloured.
  mutating func chip(_ status: VisitStatus, _ words: Glossary) {
    // Attribute values may be computed; their names may not.
    element("span", ["class": "chip state state-\(status.rawValue)"], text: words.status(status))
  }

  /// A coloured mark: `good`, `warn`, `bad`, `accent`, `busy`, `plum`, or none.
  mutating func chip(_ text: String, _ colour: String = "", title: String = "") {
    element("span", ["class": "chip \(colour)", "title": title], text: text)
  }

  /// The head of a page.
  mutating func head(_ title: String, _ note: String = "", actions: (inout HTMLBuilder) -> Void = { _ in }) {
    element("div", ["class": "head"]) { html in
      html.element("div") { html in
        html.element("h1", text: title)
        if !note.isEmpty { html.element("p", text: note) }
      }
      actions(&html)
    }
  }

  /// Terms and what they are; rows without a text are left out.
  mutating func pairs(_ rows: [(term: String, text: String?)]) {
    element("dl", ["class": "pairs"]) { html in
      for case (let term, let text?) in rows where !text.isEmpty {
        html.element("dt", text: term)
        html.element("dd", text: text)
      }
    }
  }

  /// What a list without rows says.
  mutating func empty(_ title: String, _ text: String = "") {
    element("div", ["class": "empty"]) { html in
      html.element("strong", text: title)
      if !text.isEmpty { html.add(text) }
    }
  }

  /// A cell of a `table.list`, which shows its label where the list becomes cards.
  mutating func cell(_ label: String, _ kind: String = "", _ inside: (inout HTMLBuilder) -> Void) {
    element("td", ["data-label": label, "class": kind]) { html in
      html.element("div", [:], inside)
    }
  }

  mutating func cell(_ label: String, _ kind: String = "", text: String) {
    cell(label, kind) { $0.add(text) }
  }

  /// An entry of a list to choose from; without a value it stands for no choice.
  mutating func option(_ value: String?, _ text: String, isSelected: Bool = false) {
    guard let value, !value.isEmpty else {
      // An empty attribute would be left out, and the text would be the value.
      literal("<option value=\"\">")
      add(text)
      literal("</option>")
      return
    }
    element("option", ["value": value, "selected": isSelected ? "selected" : ""], text: text)
  }

  /// A field of a form that nobody sees.
  mutating func hidden(_ name: String, _ value: String) {
    open("input", ["type": "hidden", "name": name, "value": value])
  }

  /// A share with its bar and its target, as a card.
  mutating func share(_ name: String, _ count: Int, of all: Int, goal: Int?, _ words: Glossary) {
    let percent = all > 0 ? count * 100 / all : nil
    let isShort = goal.map { goal in percent.map { $0 < goal } ?? false } ?? false
    element("div", ["class": "panel figure"]) { html in
      html.element("span", text: name)
      html.element("b", ["class": isShort ? "bad" : ""], text: percent.map { "\($0)%" } ?? "–")
      html.tally(percent ?? 0, goal: goal, isShort: isShort)
      let target = goal.map { words(" · 目标 ≥ \($0)%", " · target ≥ \($0)%") } ?? ""
      html.element("small", ["class": "soft"], text: words("\(count)/\(all)", "\(count) of \(all)") + target)
    }
  }

  /// A list of things to do under its heading; what it says if there are none.
  mutating func tasks<Item>(
    _ title: String, _ tasks: [Item], id: String, empty: String,
    item: (Item, inout HTMLBuilder) -> Void
  ) {
    element("section", ["class": "panel flush", "id": id]) { html in
      html.element("h2", text: "\(title) \(tasks.count)")
      guard !tasks.isEmpty else {
        html.empty(empty)
        return
      }
      html.element("ul", ["class": "tasks"]) { html in
        for task in tasks { item(task, &html) }
      }
    }
  }

  /// The heads of the columns of a table.
  mutating func columns(_ titles: [String]) {
    element("thead") { html in
      html.element("tr") { html in
        for title in titles { html.element("th", ["scope": "col"], text: title) }
      }
    }
  }
}

extension Glossary {
  /// How far a visit has come.
  func status(_ status: VisitStatus) -> String {
    switch status {
    case .requested: self("待回电", "call back")
    case .booked: self("已预约", "booked")
    case .confirmed: self("已确认", "confirmed")
    case .reminded: self("已提醒", "reminded")
    case .arrived: self("已到店", "arrived")
    case .inWork: self("施工中", "in work")
    case .ready: self("已完工", "ready")
    case .handedOver: self("已交车", "handed over")
    case .declined: self("未成交", "declined")
    case .cancelled: self("已取消", "cancelled")
    case .noShow: self("未到店", "no-show")
    case .calledOff: self("店方取消", "called off")
    }
  }

  func role(_ role: Role) -> String {
    switch role {
    case .coordinator: self("预约专员", "coordinator")
    case .advisor: self("服务顾问", "advisor")
    case .supervisor: self("车间主管", "supervisor")
    case .parts: self("配件部", "parts")
    case .manager: self("服务经理", "manager")
    case .display: self("展示屏", "display")
    }
  }

  /// `30,800 公里`, `30,800 km`
  func mileage(_ kilometres: Int) -> String {
    self("\(number(kilometres)) 公里", "\(number(kilometres)) km")
  }

  /// `11-27 周五`, `Fri 11-27`
  func day(_ day: CivilDate) -> String {
    let short = String(day.description.suffix(5))
    return self("\(short) \(weekday(day.weekday))", "\(weekday(day.weekday)) \(short)")
  }

  /// `11-27 周五 09:10`
  func dayAndTime(_ time: CivilTime) -> String { "\(day(time.date)) \(time.clock)" }

  /// `09:10` today, otherwise with the day.
  func time(_ time: CivilTime, today: CivilDate) -> String {
    time.date == today ? time.clock : dayAndTime(time)
  }
}

extension PageContext {
  var today: CivilDate { now.date }

  /// A name without its id, as people say it.
  func advisor(_ id: String) -> String {
    site.advisors.first { $0.id == id }?.name?.printable ?? id.printable
  }

  func technician(_ id: String) -> String {
    site.technicians.first { $0.id == id }?.name?.printable ?? id.printable
  }

  func bay(_ id: String) -> String { site.bays.first { $0.id == id }?.name?.printable ?? id.printable }

  /// The customer with the title: `李美玲女士`, `Ms. Müller`.
  func customer(_ card: Appointment.CustomerCard) -> String {
    card.spoken
  }

  /// A list of visits, each a link to its page.
  func visitList(_ visits: some Sequence<VisitRecord>, to html: inout HTMLBuilder) {
    html.element("ul", ["class": "items"]) { html in
      for record in visits {
        html.element("li", ["class": "row"]) { html in
          html.element(
            "a", ["href": "/visit/\(FormFields.encoded(record.appointment.id))"],
            text: record.arrival.map { words.dayAndTime($0) } ?? words("无时间", "no time"))
          html.element("span", text: jobs(record.appointment))
          html.element("span", ["class": "push"]) { $0.chip(record.status, words) }
        }
      }
    }
  }

  /// The operations' names, for one line.
  func jobs(_ appointment: Appointment) -> String {
    words.list(appointment.operations.map { $0.name?.printable ?? "#\($0.id.printable)" })
  }
}
