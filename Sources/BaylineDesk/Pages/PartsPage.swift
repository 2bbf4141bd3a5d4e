import Bayline
import BaylineReports
import BaylineStore
import BaylineWording
import Hummingbird

/// The picking list of the parts department, what is missing, and what there is.
struct PartsPage {
  let context: PageContext
  private let facts: BoardFacts
  private let model: PartsModel

  init(_ context: PageContext) {
    self.context = context
    facts = BoardFacts(context)
    model = PartsModel(facts)
  }

  private var words: Glossary { context.words }

  static func addRoutes(to routes: DeskRoutes) {
    routes.page("/parts", .parts) { page, _ in PartsPage(page).html }
  }

  var html: HTMLBuilder {
    let title = words("领料单", "Picking list")
    let missing = model.open.filter(\.isMissing)
    let soonCount = model.open.count { $0.by.date <= AdvisorModel.nextOpenDay(facts) }
    return context.page(
      title, in: .parts, scripts: ["parts.js"], scriptWords: scriptWords, styles: ["board.css"]
    ) { html in
      html.head(
        title,
        words(
          "待备 \(soonCount) · 缺料 \(missing.count + model.shortages.count)",
          "\(soonCount) to pick · \(missing.count + model.shortages.count) short"))
      html.element("div", ["class": "columns main-side", "id": "parts", "data-live": "1"]) { html in
        html.element("div", ["class": "stack"]) { html in
          shortages(missing, to: &html)
          let soon = AdvisorModel.nextOpenDay(facts)
          picks(
            words("待备料", "To pick"), model.open.filter { $0.by.date <= soon }, id: "open", to: &html)
          later(model.open.filter { $0.by.date > soon }, to: &html)
          if !model.picked.isEmpty {
            picks(words("已备料", "On the shelf"), model.picked, id: "picked", to: &html)
          }
        }
        html.element(
          "aside",
          [
            "class": "panel flush", "id": "stock",
            // Who may change the day sees first whom a late delivery touches.
            "data-preview": context.may(.disturb) ? "1" : "",
          ]
        ) { stock(to: &$0) }
      }
    }
  }

  /// What nobody picks yet.
  private func later(_ all: [PartsModel.Pick], to html: inout HTMLBuilder) {
    guard !all.isEmpty else { return }
    html.element("details", ["id": "later"]) { html in
      html.element("summary", text: words("以后的 \(all.count)", "Later: \(all.count)"))
      picks(words("以后", "Later"), all, id: "later-list", to: &html)
    }
  }

  private func picks(_ title: String, _ picks: [PartsModel.Pick], id: String, to html: inout HTMLBuilder) {
    html.tasks(title, picks, id: id, empty: words("没有待备的配件", "Nothing to pick")) { item($0, to: &$1) }
  }

  private func item(_ pick: PartsModel.Pick, to html: inout HTMLBuilder) {
    html.element(
      "li",
      [
        "id": "pick-\(pick.visit)-\(pick.by.minutes)", "class": pick.isOverdue ? "overdue" : "",
        "data-visit": pick.visit, "data-plate": pick.plate,
      ]
    ) { html in
      html.element("div", ["class": "when"]) { html in
        html.time(pick.by, facts)
        html.element("small", text: pick.isPicked ? words("到店", "arrival") : words("前备齐", "deadline"))
      }
      html.element("div") { html in
        html.element("div", ["class": "row"]) { html in
          html.element("span", ["class": "plate"], text: pick.plate)
          html.element("span", ["class": "soft"], text: pick.vehicle)
          if pick.isMissing { html.chip(words("缺料", "short"), "bad") }
        }
        html.element("div", ["class": "lines"]) { html in
          for line in pick.lines {
            html.element("span", ["class": "shelf"], text: line.shelf)
            html.element("span", text: line.name)
            html.element("b", ["class": "right"], text: "×\(line.quantity)")
            html.element("span", ["class": "bad small"], text: missing(line))
          }
        }
      }
      html.element("div", ["class": "row actions"]) { html in
        guard pick.canChange else { return }
        let name = pick.isPicked ? words("退回库存", "back to stock") : words("已备齐", "picked")
        html.element(
          "button",
          [
            "type": "button", "class": "tick", "data-pick": pick.isPicked ? "0" : "1",
            "aria-pressed": pick.isPicked ? "true" : "false", "aria-label": "\(name) \(pick.plate)",
          ], text: "✓")
      }
    }
  }

  private func missing(_ line: PartsModel.Line) -> String {
    guard line.missing > 0 else { return "" }
    let delivery = line.inbound.map { words("，\(facts.time($0)) 到货", ", delivery \(facts.time($0))") }
    return words("缺 \(line.missing)", "\(line.missing) short")
      + (delivery ?? words("，到货时间未知", ", no delivery known"))
  }

  /// What cannot be done for want of parts: to be called off in time, with another time offered.
  private func shortages(_ picks: [PartsModel.Pick], to html: inout HTMLBuilder) {
    guard !picks.isEmpty || !model.shortages.isEmpty else { return }
    html.element("section", ["class": "panel flush", "id": "shortages"]) { html in
      html.element("h2", text: words("缺料", "Short of parts"))
      html.element("ul", ["class": "tasks"]) { html in
        for pick in picks {
          shortage(
            pick.visit, pick.plate, pick.lines.filter { $0.missing > 0 }.map { "\($0.name) \(missing($0))" },
            at: pick.by,
            isPromised: true, to: &html)
        }
        for short in model.shortages {
          let from = short.enoughFrom.map {
            words("，\(facts.time($0)) 起够用", ", enough from \(facts.time($0))")
          }
          shortage(
            short.visit, short.plate,
            ["\(short.name) " + words("缺 \(short.missing)", "\(short.missing) short") + (from ?? "")],
            at: short.wanted, isPromised: false, to: &html)
        }
      }
    }
  }

  private func shortage(
    _ visit: String, _ plate: String, _ lines: [String], at time: CivilTime, isPromised: Bool,
    to html: inout HTMLBuilder
  ) {
    html.element("li", ["id": "short-\(visit)-\(time.minutes)", "data-visit": visit, "data-plate": plate]) {
      html in
      html.element("div", ["class": "when"]) { $0.time(time, facts) }
      html.element("div") { html in
        html.element("span", ["class": "plate"], text: plate)
        for line in lines { html.element("p", ["class": "bad"], text: line) }
      }
      html.element("div", ["class": "row actions"]) { html in
        if isPromised {
          html.element(
            "button", ["type": "button", "class": "button small danger", "data-call-off": "1"],
            text: words("取消并改约…", "Call off…"))
        } else if !visit.isEmpty, context.may(.customers) {
          html.element(
            "a", ["class": "button small", "href": "/visit/\(FormFields.encoded(visit))"],
            text: words("另约", "Rebook"))
        }
      }
    }
  }

  private func stock(to html: inout HTMLBuilder) {
    html.element("h2", text: words("库存", "Stock"))
    html.element("table", ["class": "dense"]) { html in
      html.columns([
        words("货位", "Shelf"), words("配件", "Part"), words("库存", "Stock"), words("需用", "Needed"), "",
      ])
      html.element("tbody") { html in
        for part in model.stock {
          html.element("tr", ["id": "part-\(part.id)", "data-part": part.id, "data-name": part.name]) {
            html in
            html.element("td", ["class": "small mono nowrap"], text: part.shelf)
            html.element("td") { html in
              html.add(part.name)
              for delivery in part.inbound.prefix(3) {
                html.element(
                  "span", ["class": "sub"],
                  text: words(
                    "\(facts.time(delivery.at)) 到货 ×\(delivery.quantity)",
                    "delivery \(facts.time(delivery.at)) ×\(delivery.quantity)"))
              }
            }
            html.element("td", ["class": part.isShort ? "right bad strong" : "right"], text: "\(part.onHand)")
            html.element("td", ["class": "right"], text: part.needed == 0 ? "" : "\(part.needed)")
            html.element("td", ["class": "actions"]) { html in
              html.element(
                "button",
                [
                  "type": "button", "class": "button small quiet", "data-stock": "\(part.onHand)",
                  "data-delivery": part.inbound.first?.at.description ?? "",
                  "data-due": part.inbound.first.map { "\($0.quantity)" } ?? "",
                  "aria-label": words("\(part.name) 到货或盘点", "\(part.name): a delivery, or a count"),
                ], text: words("到货…", "Report…"))
            }
          }
        }
      }
    }
  }

  private var scriptWords: [String: String] {
    BoardPage.previewWords(words).merging([
      "pickedNow": words("{plate} 已备料", "{plate} picked"),
      "returned": words("{plate} 已退回库存", "{plate} back in stock"),
      "callOff": words("取消 {plate} 的预约", "Call {plate} off"), "reason": words("原因", "Reason"),
      "partsMissing": words("缺配件", "parts missing"),
      "calledOff": words("已取消；请致电客户改约", "Called off; call the customer"),
      "late": words("到货改到", "The delivery comes at"),
      "unknown": words("到货时间未知", "delivery time unknown"),
      "arrived": words("到货数量", "Quantity that arrived"), "count": words("盘点数量", "Counted on the shelf"),
      "event": words("发生了什么", "What happened"), "eventLate": words("到货推迟", "delivery late"),
      "eventArrived": words("已到货", "delivery arrived"), "eventCount": words("盘点", "counted"),
      "save": words("记下", "Record"), "stockNow": words("已记下：{name}", "Recorded: {name}"),
    ]) { $1 }
  }
}
