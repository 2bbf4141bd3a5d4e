import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// Pages for screens on the wall: nothing to click, names and plates masked, never a phone number.
struct WallPages {
  let context: PageContext
  private let facts: BoardFacts

  init(context: PageContext) {
    self.context = context
    facts = BoardFacts(context)
  }

  private var words: Glossary { context.words }

  /// Who is expected or in house today, for the entrance.
  var welcome: HTMLBuilder {
    let masking = Masking(words.language)
    let records = facts.book.records.values.filter { record in
      guard !record.appointment.isOutage, let arrival = record.arrival else { return false }
      return record.status.isInHouse || (record.status.isExpected && arrival.date == facts.today)
    }.sorted { left, right in
      // Who can fetch the vehicle first, then by arrival.
      (left.status == .ready ? 0 : 1, left.arrival?.minutes ?? 0, left.appointment.id)
        < (right.status == .ready ? 0 : 1, right.arrival?.minutes ?? 0, right.appointment.id)
    }
    return frame(words("欢迎光临", "Welcome")) { html in
      guard !records.isEmpty else {
        html.empty(words("今天还没有预约", "No visits are expected today"))
        return
      }
      html.element("ul", ["class": "welcome"]) { html in
        for record in records {
          html.element("li") { html in
            let advisor = record.advisor.map(facts.names.advisor) ?? ""
            let time = record.status.isExpected ? record.arrival : record.promise
            html.element("span", ["class": "when"]) { html in
              if let time { html.time(time, facts) }
            }
            html.element("span", ["class": "whom"]) { html in
              html.add(masking.customer(record.appointment.card))
              html.element("span", ["class": "sub"]) { html in
                let plate = record.appointment.card.plate.map(masking.plate) ?? ""
                html.add([plate, advisor].filter { !$0.isEmpty }.joined(separator: " · "))
              }
            }
            html.chip(record.status, wallStatus(record.status), words)
          }
        }
      }
    }
  }

  private func wallStatus(_ status: VisitStatus) -> String {
    switch status {
    case .booked, .confirmed, .reminded: words("恭候光临", "expected")
    case .ready: words("可取车", "ready")
    default: words.status(status)
    }
  }

  /// The workshop board for the workshop's wall.
  func workshop(by axis: BoardModel.Axis) -> HTMLBuilder {
    let page = BoardPage(context, day: facts.today, by: axis, isWall: true)
    return frame(words("维修管理看板", "Workshop")) { page.board(to: &$0) }
  }

  private func frame(_ title: String, _ content: (inout HTMLBuilder) -> Void) -> HTMLBuilder {
    context.wallPage(title, scripts: ["wall.js"], styles: ["board.css"]) { html in
      html.element("div", ["class": "wall-head"]) { html in
        html.element("h1", text: "\(facts.site.name.printable) · \(title)")
        html.element("time", ["id": "clock", "data-live": "1"], text: facts.now.clock)
        html.element(
          "span", ["class": "live", "id": "live", "data-state": "wait", "role": "status"],
          text: words("连接中", "connecting"))
      }
      html.element("div", ["id": "wall", "data-live": "1"], content)
    }
  }
}

extension HTMLBuilder {
  /// How far a visit has come in other words, coloured.
  fileprivate mutating func chip(_ status: VisitStatus, _ text: String, _ words: Glossary) {
    element("span", ["class": "chip state state-\(status.rawValue)"], text: text)
  }
}
