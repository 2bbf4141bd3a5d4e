import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The own list of an advisor, for a phone held in one hand.
struct AdvisorPage {
  let context: PageContext
  private let facts: BoardFacts
  private let advisor: Advisor?
  private let showsTomorrow: Bool

  /// - Parameter advisor: The id; `nil` is the advisor of the account, or else the first one.
  init(_ context: PageContext, advisor: String?, showsTomorrow: Bool) {
    self.context = context
    facts = BoardFacts(context)
    let id = advisor ?? context.account.advisor
    self.advisor = context.site.advisors.first { $0.id == id } ?? context.site.advisors.first
    self.showsTomorrow = showsTomorrow
  }

  private var words: Glossary { context.words }

  static func addRoutes(to routes: DeskRoutes) {
    routes.page("/mine", .customers) { page, request in
      AdvisorPage(
        page, advisor: request.query("advisor"), showsTomorrow: request.query("show") == "tomorrow"
      ).html
    }
    routes.get("/advisor", .customers) { _ in .redirect("/mine") }
  }

  var html: HTMLBuilder {
    let title = words("我的客户", "My list")
    return context.page(
      title, in: .mine, scripts: ["mine.js"],
      scriptWords: [
        "recorded": words("已记下", "Recorded")
      ], styles: ["board.css"]
    ) { html in
      guard let advisor else {
        html.empty(words("本店没有服务顾问", "The shop has no advisors"))
        return
      }
      let model = AdvisorModel(facts, advisor: advisor.id)
      html.head(facts.names.advisor(advisor.id), words.day(facts.today)) { choice(advisor, to: &$0) }
      html.element("div", ["id": "mine", "data-live": "1", "class": "stack"]) { html in
        tabs(model, advisor, to: &html)
        let items = showsTomorrow ? model.tomorrow : model.today
        if items.isEmpty { html.empty(words("没有客户", "No customers")) }
        html.element("ul", ["class": "people"]) { html in
          for item in items { person(item, to: &html) }
        }
        if !showsTomorrow, !model.done.isEmpty { done(model.done, to: &html) }
      }
    }
  }

  private func choice(_ current: Advisor, to html: inout HTMLBuilder) {
    guard context.account.advisor == nil else { return }
    html.element("form", ["action": "/mine", "class": "row"]) { html in
      html.element("select", ["name": "advisor", "data-go": "1", "aria-label": words("顾问", "Advisor")]) {
        html in
        for person in context.site.advisors {
          html.option(person.id, facts.names.advisor(person.id), isSelected: person.id == current.id)
        }
      }
    }
  }

  private func tabs(_ model: AdvisorModel, _ advisor: Advisor, to html: inout HTMLBuilder) {
    let next = AdvisorModel.nextOpenDay(facts)
    let nextName = next == facts.today.advanced(by: 1) ? words("明天", "Tomorrow") : words.day(next)
    html.element("div", ["class": "segments", "id": "mine-tabs"]) { html in
      for (isNext, name, count) in [
        (false, words("今天", "Today"), model.today.count), (true, nextName, model.tomorrow.count),
      ] {
        html.element(
          "a",
          [
            "href": "/mine?advisor=\(FormFields.encoded(advisor.id))" + (isNext ? "&show=tomorrow" : ""),
            "aria-current": isNext == showsTomorrow ? "page" : "",
          ], text: "\(name) \(count)")
      }
    }
  }

  private func person(_ item: AdvisorModel.Item, to html: inout HTMLBuilder) {
    let card = item.record.appointment.card
    html.element(
      "li",
      [
        "class": item.isLate ? "person late" : "person", "id": "mine-\(item.id)", "data-visit": item.id,
        "data-plate": item.record.appointment.plate,
      ]
    ) { html in
      html.element("div") { html in
        html.element(
          "span", ["class": "when"],
          text: facts.time(item.canArrive ? item.arrival : item.ready ?? item.arrival))
        html.add(" ")
        html.element(
          "small", ["class": "soft"], text: item.canArrive ? words("到店", "arrives") : words("交车", "due"))
      }
      html.chip(item.record.status, words)
      html.element("div", ["class": "whom"]) { html in
        html.add(facts.customer(item.record.appointment))
        html.add(" ")
        html.element(
          "a", ["class": "plate", "href": "/visit/\(FormFields.encoded(item.id))"],
          text: item.record.appointment.plate)
      }
      html.element("div", ["class": "right soft"], text: card.vehicle?.printable ?? "")
      html.element("div", ["class": "soft"], text: facts.work(item.record.appointment))
      html.element("div", ["class": "right"]) { html in
        if item.record.appointment.waiting { html.chip(words("在店等", "waits"), "warn") }
        if item.isLate { html.chip(words("晚交", "late"), "bad") }
      }
      buttons(item, card, to: &html)
    }
  }

  private func buttons(
    _ item: AdvisorModel.Item, _ card: Appointment.CustomerCard, to html: inout HTMLBuilder
  ) {
    html.element("div", ["class": "buttons"]) { html in
      if context.may(.receive), item.canArrive, item.arrival.date <= facts.today {
        html.element(
          "button", ["type": "button", "class": "button primary", "data-status": "arrived"],
          text: words("到店", "Arrived"))
      }
      if context.may(.receive), item.canLeave {
        html.element(
          "button", ["type": "button", "class": "button primary", "data-status": "handedOver"],
          text: words("交车", "Hand over"))
      }
      if let phone = card.phone, !phone.isEmpty {
        html.element(
          "a",
          [
            "class": "button call", "href": "tel:" + phone.filter { $0.isNumber || $0 == "+" },
            "aria-label": words("致电 \(phone)", "Call \(phone)"),
          ], text: "☎")
      }
    }
  }

  private func done(_ items: [AdvisorModel.Item], to html: inout HTMLBuilder) {
    html.element("details", ["class": "panel", "id": "mine-done"]) { html in
      html.element("summary", text: words("已交车 \(items.count)", "Handed over \(items.count)"))
      html.element("ul", ["class": "items"]) { html in
        for item in items {
          html.element("li") { html in
            html.element("span", ["class": "plate"], text: item.record.appointment.plate)
            html.add(" \(facts.customer(item.record.appointment))")
          }
        }
      }
    }
  }
}
