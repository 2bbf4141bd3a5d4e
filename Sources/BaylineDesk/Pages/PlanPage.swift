import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// Planning a day with one button: progress, and what changed.
struct PlanPage {
  let context: PageContext
  private let facts: BoardFacts
  private let progress: PlanningProgress
  private let entries: [JournalEntry]

  init(_ context: PageContext, progress: PlanningProgress, entries: [JournalEntry]) {
    self.context = context
    facts = BoardFacts(context)
    self.progress = progress
    self.entries = entries
  }

  private var words: Glossary { context.words }

  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.page("/planning", .plan) { page, request in
      let planned = ["planned", "rolledOver", "replanned"]
      // Every minute the plan follows the clock by itself.
      let entries = try request.app.store.journal(limit: 1000).filter {
        planned.contains($0.action) && !$0.followsClock
      }
      return PlanPage(page, progress: app.desk.planning, entries: Array(entries.prefix(10))).html
    }
    routes.get("/plan", .plan) { _ in .redirect("/planning") }
  }

  var html: HTMLBuilder {
    let title = words("排程", "Planning")
    let next = AdvisorModel.nextOpenDay(facts)
    return context.page(
      title, in: .planning, scripts: ["plan.js"], scriptWords: scriptWords, styles: ["board.css"]
    ) { html in
      html.head(title, words("已约定的到店时间不变", "Promised arrivals stay")) { html in
        html.element(
          "a", ["class": "button small quiet", "href": "/briefing"], text: words("返修与疑难交底", "Briefing"))
        html.element(
          "a", ["class": "button small quiet", "href": "/print"], text: words("打印表单", "Print forms"))
      }
      html.element("div", ["class": "columns"]) { html in
        html.element("div", ["class": "stack"]) { html in
          planner(next, to: &html)
          days(to: &html)
        }
        html.element("div", ["class": "stack"]) { html in
          result(to: &html)
          leftOut(to: &html)
        }
      }
    }
  }

  private func planner(_ next: CivilDate, to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel stack", "id": "planner", "data-state": progress.state.rawValue])
    { html in
      html.element("div", ["class": "row wide"]) { html in
        html.element(
          "button",
          [
            "type": "button", "class": "button primary big", "data-plan": next.description,
            "data-key": "Enter",
          ],
          text: next == facts.today.advanced(by: 1)
            ? words("排明天", "Plan tomorrow") : words("排 \(words.day(next))", "Plan \(words.day(next))"))
        html.element(
          "button", ["type": "button", "class": "button", "data-plan": facts.today.description],
          text: words("重排今天剩余", "Plan the rest of today"))
        html.element(
          "button", ["type": "button", "class": "button danger", "id": "cancel-plan", "hidden": "hidden"],
          text: words("停止", "Stop"))
      }
      html.element("details") { html in
        html.element("summary", text: words("更多", "More"))
        html.element("label", ["class": "field short"]) { html in
          html.add(words("用时（秒）", "Seconds"))
          html.open(
            "input", ["type": "number", "id": "plan-seconds", "min": "1", "max": "600", "value": "5"])
        }
      }
      html.open("progress", ["id": "plan-progress", "max": "100", "value": "0", "hidden": "hidden"])
      html.literal("</progress>")
      html.element("p", ["id": "plan-state", "role": "status"], text: progress.result ?? "")
      html.element("dl", ["class": "pairs", "id": "plan-figures"]) { _ in }
    }
  }

  /// How full the days are, and what has no time.
  private func days(to html: inout HTMLBuilder) {
    let model = LoadModel(facts)
    html.element("section", ["class": "panel flush", "id": "plan-days", "data-live": "1"]) { html in
      html.element("h2", text: words("各日", "The days"))
      html.element("table", ["class": "dense"]) { html in
        html.columns([
          words("日期", "Day"), words("到店", "Arrivals"), words("负荷", "Load"), words("晚交", "Late"), "",
        ])
        html.element("tbody") { html in
          for (index, day) in model.days.enumerated() {
            let arrivals = facts.arrivals(on: day)
            let late = arrivals.count { facts.isLate($0) }
            html.element("tr") { html in
              html.element("td", text: words.day(day))
              html.element("td", text: arrivals.isEmpty ? "–" : "\(arrivals.count)")
              html.element("td", text: model.all.cells[index].percent.map { "\($0)%" } ?? "–")
              html.element("td", ["class": late > 0 ? "bad" : ""], text: late == 0 ? "" : "\(late)")
              html.element("td", ["class": "actions"]) { html in
                guard model.all.cells[index].percent != nil else { return }
                html.element(
                  "button", ["type": "button", "class": "button small quiet", "data-plan": day.description],
                  text: words("排", "Plan"))
              }
            }
          }
        }
      }
    }
  }

  private func result(to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel", "id": "plan-changes", "data-live": "1"]) { html in
      html.element("h2", text: words("最近的排程", "Recent plans"))
      guard !entries.isEmpty else {
        html.empty(words("还没有排过", "Nothing has been planned yet"))
        return
      }
      html.element("ul", ["class": "items"]) { html in
        for entry in entries {
          html.element("li") { html in
            html.element("b", text: CivilTime(entry.at).map { facts.time($0) } ?? entry.at)
            html.add(" \(entry.by.printable) · \(entry.detail.printable)")
          }
        }
      }
    }
  }

  private func leftOut(to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel", "id": "plan-left-out", "data-live": "1"]) { html in
      html.element(
        "h2", text: words("没有时间的预约 \(facts.unscheduled.count)", "Without a time: \(facts.unscheduled.count)"))
      html.element("ul", ["class": "items"]) { html in
        for unscheduled in facts.unscheduled {
          html.element("li") { html in
            let id = unscheduled.appointment.id
            html.element(
              "a", ["class": "plate", "href": "/visit/\(FormFields.encoded(id))"],
              text: unscheduled.appointment.plate)
            html.add(" \(unscheduled.entry.detail?.printable ?? words.reason(unscheduled.entry.reason))")
          }
        }
      }
    }
  }

  private var scriptWords: [String: String] {
    [
      "searching": words("正在排 {day}…", "Planning {day}…"), "stopped": words("已停止", "Stopped"),
      "cost": words("代价", "Cost"), "bound": words("下界", "Bound"), "unscheduled": words("未排入", "Left out"),
      "seconds": words("用时", "Time"), "finished": words("已排好", "Planned"),
    ]
  }
}
