import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// Whom to call or text: one list by time, and how the shop does against its targets.
struct CallListPage {
  let context: PageContext
  private let facts: BoardFacts
  private let model: CallListModel
  private let shares: [CallListModel.Share]
  /// The advisor whose calls are shown; `nil` shows all.
  private let advisor: String?

  /// - Parameter past: The visits of the last days, those of today included.
  init(_ context: PageContext, past: [VisitRecord], advisor: String?) {
    self.context = context
    facts = BoardFacts(context)
    model = CallListModel(facts, past: past.filter { context.book.records[$0.appointment.id] == nil })
    shares = CallListModel.shares(of: past, at: context.now, context.words)
    self.advisor = advisor
  }

  private var words: Glossary { context.words }

  static func addRoutes(to routes: DeskRoutes) {
    routes.page("/calls", .customers) { page, request in
      CallListPage(
        page, past: try request.visits(ofLast: CallListModel.followUpDays + 3, page),
        advisor: request.query("advisor").flatMap { id in
          page.site.advisors.contains { $0.id == id } ? id : nil
        }
      ).html
    }
  }

  var html: HTMLBuilder {
    let title = words("外呼清单", "Calls to make")
    let name = advisor.map(facts.names.advisor)
    let open = model.open.filter { name == nil || $0.advisor == name }
    let due = open.filter { $0.at <= facts.now }
    return context.page(
      title, in: .calls, scripts: ["calls.js"], scriptWords: scriptWords, styles: ["board.css"]
    ) { html in
      html.head(title) { html in
        html.element("form", ["action": "/calls", "class": "row"]) { html in
          html.element("select", ["name": "advisor", "data-go": "1", "aria-label": words("顾问", "Advisor")]) {
            html in
            html.option(nil, words("全部顾问", "all advisors"))
            for person in facts.site.advisors {
              html.option(person.id, facts.names.advisor(person.id), isSelected: person.id == advisor)
            }
          }
        }
      }
      html.element("div", ["id": "calls", "data-live": "1", "class": "stack"]) { html in
        targets(to: &html)
        panel(words("现在", "Now"), due, id: "due", to: &html)
        panel(words("今天稍后", "Later today"), open.filter { $0.at > facts.now }, id: "later", to: &html)
        if !model.done.isEmpty { done(to: &html) }
      }
    }
  }

  private func targets(to html: inout HTMLBuilder) {
    html.element("div", ["class": "targets"]) { html in
      for share in shares {
        html.share(share.name, share.count, of: share.of, goal: share.target, words)
      }
    }
  }

  private func panel(
    _ title: String, _ entries: [CallListModel.Entry], id: String, to html: inout HTMLBuilder
  ) {
    html.tasks(title, entries, id: id, empty: words("没有要打的电话", "Nobody to call")) { item($0, to: &$1) }
  }

  private func item(_ entry: CallListModel.Entry, to html: inout HTMLBuilder) {
    let isOverdue = entry.at + (entry.isDeadline ? 0 : 15) < facts.now
    html.element(
      "li",
      [
        "id": "call-\(entry.visit)-\(entry.occasion)", "class": isOverdue ? "overdue" : "",
        "data-visit": entry.visit, "data-occasion": entry.occasion, "data-plate": entry.plate,
      ]
    ) { html in
      html.element("div", ["class": "when"]) { html in
        html.time(entry.at, facts)
        html.element(
          "small", text: entry.isDeadline ? words("截止", "deadline") : channel(entry.channel))
      }
      html.element("div") { html in
        html.element("div", ["class": "row"]) { html in
          html.element("b", text: entry.whom.isEmpty ? entry.plate : entry.whom)
          html.element(
            "a", ["class": "plate", "href": "/visit/\(FormFields.encoded(entry.visit))"], text: entry.plate)
          if let phone = entry.phone, !phone.isEmpty {
            html.element("a", ["href": "tel:" + phone.filter { $0.isNumber || $0 == "+" }], text: phone)
          }
          html.chip(entry.why, entry.isUrgent ? "bad" : "accent")
          if entry.isForAdvisor, let advisor = entry.advisor {
            html.chip(words("转顾问 \(advisor)", "to advisor \(advisor)"), "plum")
          }
        }
        html.element("p", ["class": "say"], text: entry.say)
        tries(entry, to: &html)
      }
      html.element("div", ["class": "row actions"]) { buttons(entry, to: &$0) }
    }
  }

  private func tries(_ entry: CallListModel.Entry, to html: inout HTMLBuilder) {
    guard !entry.attempts.isEmpty else { return }
    let texts = entry.attempts.map { contact in
      let time = contact.time.map { facts.time($0) } ?? contact.at
      let retry = contact.retry.flatMap { CivilTime($0) }.map {
        words("，\(facts.time($0)) 再打", ", again at \(facts.time($0))")
      }
      return "\(time) \(words.outcome(contact.outcome))\(retry ?? "")"
    }
    html.element("p", ["class": "tries"], text: texts.joined(separator: " · "))
  }

  private func buttons(_ entry: CallListModel.Entry, to html: inout HTMLBuilder) {
    guard context.may(.receive) else { return }
    let isText = entry.channel == .text
    if isText {
      html.element(
        "button", ["type": "button", "class": "button small", "data-copy": entry.say],
        text: words("复制", "Copy"))
    }
    html.element(
      "button",
      [
        "type": "button", "class": "tick", "data-outcome": "done",
        "aria-label": isText ? words("已发送", "sent") : words("已联系", "reached"),
      ], text: "✓")
    guard !isText, entry.channel != .workshop else { return }
    html.element(
      "button", ["type": "button", "class": "button small", "data-outcome": "noAnswer"],
      text: words("未接", "No answer"))
    html.element(
      "button", ["type": "button", "class": "button small quiet", "data-outcome": "more"],
      text: words("其他…", "Other…"))
  }

  private func done(to html: inout HTMLBuilder) {
    html.element("details", ["class": "panel", "id": "done"]) { html in
      html.element("summary", text: words("今天已办 \(model.done.count)", "Done today \(model.done.count)"))
      html.element("ul", ["class": "items"]) { html in
        for entry in model.done {
          html.element("li", text: line(entry))
        }
      }
    }
  }

  /// What has been done: when, for whom, why, with what outcome, by whom.
  private func line(_ entry: CallListModel.Entry) -> String {
    var parts = [entry.plate, entry.whom, entry.why]
    if let last = entry.attempts.last {
      parts.insert(last.time.map { facts.time($0) } ?? last.at, at: 0)
      parts += [words.outcome(last.outcome), last.note?.printable ?? "", last.by.printable]
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private func channel(_ channel: CustomerCall.Channel) -> String {
    switch channel {
    case .phone: words("电话", "phone")
    case .text: words("短信", "text")
    case .workshop: words("问车间", "workshop")
    }
  }

  private var scriptWords: [String: String] {
    [
      "outcome": words("结果", "Outcome"), "done": words("已联系", "reached"),
      "noAnswer": words.outcome(.noAnswer), "badMoment": words.outcome(.badMoment),
      "refused": words.outcome(.refused), "retry": words("什么时候再打", "Try again at"),
      "note": words("备注", "Note"), "save": words("记下", "Record"), "recorded": words("已记下", "Recorded"),
      "now": context.now.description,
    ]
  }
}

extension Glossary {
  /// How a call ended.
  func outcome(_ outcome: CustomerContact.Outcome) -> String {
    switch outcome {
    case .done: self("已联系", "reached")
    case .noAnswer: self("未接通", "no answer")
    case .badMoment: self("不方便接", "bad moment")
    case .refused: self("谢绝", "refused")
    }
  }
}

extension HTMLBuilder {
  /// A time of the day, with the day below it if that is not today.
  mutating func time(_ time: CivilTime, _ facts: BoardFacts) {
    add(time.clock)
    guard time.date != facts.today else { return }
    element("small", text: facts.words.day(time.date))
  }

  /// A bar for a share with a mark at its target, in percent.
  mutating func tally(_ percent: Int, goal: Int?, isShort: Bool) {
    element("svg", ["class": "tally", "aria-hidden": "true"]) { html in
      html.element("rect", ["class": "ground", "width": "100%", "height": "100%", "rx": "4"]) { _ in }
      html.element(
        "rect",
        [
          "class": isShort ? "filled short" : "filled", "width": "\(max(0, min(100, percent)))%",
          "height": "100%", "rx": "4",
        ]
      ) { _ in }
      if let goal {
        html.element(
          "line", ["class": "goal", "x1": "\(goal)%", "x2": "\(goal)%", "y1": "0", "y2": "100%"]
        ) { _ in }
      }
    }
  }
}
