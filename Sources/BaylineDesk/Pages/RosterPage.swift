import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The arrivals of a day: quarter-hours by advisor.
struct RosterPage {
  let context: PageContext
  let facts: BoardFacts
  let grid: AdvisorSlotGrid

  init(_ context: PageContext, day: CivilDate) {
    self.context = context
    facts = BoardFacts(context)
    grid = AdvisorSlotGrid(
      site: facts.site, demand: facts.book.demand, visits: facts.visits, day: day, now: facts.now)
  }

  private var words: Glossary { context.words }

  var html: HTMLBuilder {
    let title = words("预约排班表", "Roster")
    let (taken, free, walkIn) = (grid.arrivals.count, grid.free, grid.walkInRoom)
    let note = words(
      "已约 \(taken) · 可约 \(free) · 留给未预约客户 \(walkIn)",
      "\(taken) booked · \(free) free · \(walkIn) kept for walk-ins")
    return context.page(title, in: .board, styles: ["board.css"]) { html in
      html.head(title, "\(words.day(grid.day)) · \(note)") { html in
        html.element("form", ["action": "/roster", "class": "row"]) { html in
          DayChoice(facts: facts, day: grid.day).select(to: &html)
        }
        html.element(
          "a", ["class": "button small quiet", "href": "/board"], text: words("车间看板", "Workshop board"))
        html.element("a", ["class": "button small quiet", "href": "/print"], text: words("打印", "Print"))
      }
      html.element("div", ["class": "panel flush", "id": "roster", "data-live": "1"]) { html in
        guard !grid.slots.isEmpty else {
          html.empty(words("当日不营业", "Closed on this day"))
          return
        }
        html.element("div", ["class": "scroll"]) { table(to: &$0) }
      }
    }
  }

  private func table(to html: inout HTMLBuilder) {
    html.element("table", ["class": "roster"]) { html in
      html.columns([words("时段", "Slot")] + facts.site.advisors.map { facts.names.advisor($0.id) })
      html.element("tbody") { html in
        for (slot, cells) in zip(grid.slots, grid.rows) {
          html.element("tr", ["class": slot.minuteOfDay % 60 == 0 ? "full-hour" : ""]) { html in
            html.element("th", ["scope": "row"], text: slot.clock)
            for (index, cell) in cells.enumerated() {
              self.cell(cell, slot, facts.site.advisors[index].id, to: &html)
            }
          }
        }
      }
    }
  }

  private func cell(
    _ cell: AdvisorSlotGrid.Content, _ slot: CivilTime, _ advisor: String, to html: inout HTMLBuilder
  ) {
    switch cell {
    case .taken(let visits):
      html.element("td", ["class": "taken"]) { html in
        for visit in visits {
          let offset = visit.arrival == slot ? "" : visit.arrival.clock + " "
          html.element("a", ["href": "/visit/\(FormFields.encoded(visit.appointment.id))"]) { html in
            html.element("span", ["class": "plate"], text: offset + visit.plate.printable)
            html.add(" ")
            html.element(
              "small", ["class": "soft"],
              text: "\(facts.customer(visit.appointment)) · \(words.kind(visit.appointment.kind))")
          }
        }
      }
    case .free: html.element("td", ["class": "free"], text: words("可约", "free"))
    case .walkIn: html.element("td", ["class": "walkIn"], text: words("留给散客", "walk-ins"))
    case .past: html.element("td", ["class": "past"], text: "–")
    case .offDuty:
      html.element("td", ["class": "offDuty"]) { html in
        html.element("span", ["class": "hidden-text"], text: words("不在岗", "off duty"))
      }
    }
  }
}
