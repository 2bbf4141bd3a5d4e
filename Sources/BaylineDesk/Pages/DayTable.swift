import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

extension PageContext {
  /// The visits of a day, a row each.
  func dayTable(_ rows: [DayRow], on day: CivilDate, to html: inout HTMLBuilder) {
    guard !rows.isEmpty else {
      html.empty(
        words("没有符合条件的预约", "No visits here"), words("换一个筛选或日期", "Choose another filter or day."))
      return
    }
    html.element("table", ["class": "list"]) { html in
      html.columns([
        words("时间", "Time"), words("车牌与客户", "Plate, customer"), words("项目", "Jobs"),
        words("顾问", "Advisor"), words("状态", "State"), words("交车", "Promise"), words("操作", "Actions"),
      ])
      html.element("tbody") { html in
        for row in rows { dayRow(row, on: day, to: &html) }
      }
    }
  }

  private func dayRow(_ row: DayRow, on day: CivilDate, to html: inout HTMLBuilder) {
    let visit = row.record.appointment
    let isOver = row.status.isOver
    html.element(
      "tr",
      [
        "id": "visit-\(visit.id)", "class": (isOver ? "over " : "") + (row.changes.isEmpty ? "" : "changed"),
        "data-visit": visit.id, "data-plate": visit.card.plate ?? visit.id,
        "data-status": row.status.rawValue,
      ]
    ) { html in
      html.cell(words("时间", "Time"), "strong nowrap") { html in
        html.add(row.arrival.map { words.time($0, today: day) } ?? "–")
        if let change = row.changes.first {
          let detail = "\(change.at.suffix(5)) \(change.by) \(change.detail)".printable
          html.element("span", ["class": "changed-mark", "title": detail]) { html in
            html.element("span", ["aria-hidden": "true"], text: " ●")
            html.element("span", ["class": "hidden-text"], text: words("有变动", "changed"))
          }
        }
      }
      html.cell(words("车牌", "Plate")) { vehicle(visit, to: &$0) }
      html.cell(words("项目", "Jobs")) { html in
        html.add(jobs(visit))
        html.element("span", ["class": "sub"], text: remarks(visit))
      }
      html.cell(words("顾问", "Advisor"), text: row.advisor.map(advisor) ?? "–")
      html.cell(words("状态", "State")) { state(row, to: &$0) }
      html.cell(words("交车", "Promise"), "nowrap") { html in
        html.add(isOver ? "–" : row.promise.map { words.time($0, today: day) } ?? "–")
      }
      html.element("td", ["class": "actions no-print"]) { actions(row, to: &$0) }
    }
  }

  /// Plate, customer and vehicle; the plate leads to the visit.
  func vehicle(_ visit: Appointment, to html: inout HTMLBuilder) {
    html.element(
      "a", ["class": "plate", "href": "/visit/\(FormFields.encoded(visit.id))"],
      text: (visit.card.plate ?? visit.id).printable)
    let who = [customer(visit.card), visit.card.vehicle?.printable ?? ""].filter { !$0.isEmpty }
    html.element("span", ["class": "sub"], text: who.joined(separator: " · "))
  }

  /// The kind, and what is special about a visit.
  func remarks(_ visit: Appointment) -> String {
    let marks = [
      words.kind(visit.kind), visit.waiting ? words("在店等", "waits") : nil,
      visit.loaner ? words("代步车", "loan vehicle") : nil,
      visit.collect != nil ? words("上门取车", "collect") : nil,
      visit.deliver != nil ? words("送车", "deliver") : nil, visit.isPreferred ? "VIP" : nil,
      visit.walkIn ? words("未预约", "walk-in") : nil,
    ]
    return marks.compactMap(\.self).joined(separator: " · ")
  }

  /// How far a visit has come, what is late about it, and what it waits for.
  func state(_ row: DayRow, to html: inout HTMLBuilder) {
    html.element("span", ["class": "row"]) { html in
      html.chip(row.status, words)
      if let late = words.lateness(row.lateness) { html.chip(late.text, late.colour) }
      for wait in row.waits { html.chip(words.wait(wait, today: today), "plum") }
    }
  }

  // MARK: - Actions

  private func actions(_ row: DayRow, to html: inout HTMLBuilder) {
    guard may(.receive) || may(.book) else { return }
    let all = VisitAction.possible(for: row, account)
    html.element("span", ["class": "row"]) { html in
      for action in all.filter(\.isDirect) {
        actionButton(action, row.id, kind: action.isMain ? "small primary" : "small", to: &html)
      }
      let others = all.filter { !$0.isDirect }
      guard !others.isEmpty else { return }
      html.element("details", ["class": "menu", "id": "menu-\(row.id)"]) { html in
        html.element(
          "summary", ["class": "button small", "aria-label": words("更多操作", "More actions")], text: "⋯")
        html.element("ul") { html in
          for action in others {
            html.element("li") { actionButton(action, row.id, kind: "", to: &$0) }
          }
        }
      }
    }
  }

  /// A button that does something with a visit; `day.js` asks for what is missing.
  func actionButton(_ action: VisitAction, _ visit: String, kind: String, to html: inout HTMLBuilder) {
    let look = kind.isEmpty ? (action.isGrave ? "danger" : "") : "button \(kind)"
    html.element(
      "button",
      ["type": "button", "class": look, "data-act": action.kind.rawValue, "data-for": visit],
      text: words.action(action.kind))
  }
}

/// Something that can be done with a visit from a list.
struct VisitAction: Hashable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case arrived, handedOver, late, noShow, move, cancel, addWork, hold, answered, time, decline, contact
  }

  var kind: Kind
  /// Shown as a button beside the row rather than in its menu.
  var isDirect = false
  /// What is most likely done next.
  var isMain = false

  /// Whether it ends the visit.
  var isGrave: Bool { kind == .cancel || kind == .noShow || kind == .decline }

  /// What somebody can do with a visit in its state, the likeliest first.
  static func possible(for row: DayRow, _ account: Account) -> [VisitAction] {
    let isConsentOpen = row.waits.contains { if case .consent = $0 { true } else { false } }
    let kinds: [VisitAction] =
      switch row.status {
      case .requested: [direct(.time, main: true), direct(.decline), VisitAction(kind: .contact)]
      case .booked, .confirmed, .reminded:
        expected(row)
      case .arrived, .inWork:
        [
          direct(.addWork), isConsentOpen ? direct(.answered) : VisitAction(kind: .hold),
          VisitAction(kind: .contact), VisitAction(kind: .cancel),
        ]
      case .ready:
        [direct(.handedOver, main: true), VisitAction(kind: .addWork), VisitAction(kind: .contact)]
      case .noShow, .calledOff:
        [direct(.time, main: true), VisitAction(kind: .contact), VisitAction(kind: .cancel)]
      case .handedOver: [VisitAction(kind: .contact)]
      case .declined, .cancelled: []
      }
    return kinds.filter { account.may($0.permission) }
  }

  private static func expected(_ row: DayRow) -> [VisitAction] {
    let isMissing = if case .missing = row.lateness { true } else { false }
    let others: [VisitAction] = [
      VisitAction(kind: .late), VisitAction(kind: .noShow), VisitAction(kind: .move),
      VisitAction(kind: .cancel), VisitAction(kind: .contact),
    ]
    guard isMissing else { return [direct(.arrived, main: true)] + others }
    return [direct(.arrived, main: true), direct(.noShow)] + others.filter { $0.kind != .noShow }
  }

  private static func direct(_ kind: Kind, main: Bool = false) -> VisitAction {
    VisitAction(kind: kind, isDirect: true, isMain: main)
  }

  var permission: Permission {
    switch kind {
    case .arrived, .handedOver, .contact, .noShow: .receive
    case .late, .hold, .answered, .addWork: .disturb
    case .move, .cancel, .time, .decline: .book
    }
  }
}

extension Glossary {
  func action(_ kind: VisitAction.Kind) -> String {
    switch kind {
    case .arrived: self("到店", "Arrived")
    case .handedOver: self("交车", "Hand over")
    case .late: self("会晚到…", "Will be late…")
    case .noShow: self("未到店…", "No-show…")
    case .move: self("改期…", "Move…")
    case .cancel: self("取消…", "Cancel…")
    case .addWork: self("增项…", "Add work…")
    case .hold: self("等客户答复…", "Wait for consent…")
    case .answered: self("客户已答复", "Consent given")
    case .time: self("约时间…", "Find a time…")
    case .decline: self("未成交…", "Declined…")
    case .contact: self("联系记录…", "Record a call…")
    }
  }
}
