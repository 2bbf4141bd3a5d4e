import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// Statistics of the days in the store, and the journal.
extension ManagerPages {
  func statistics(of records: [VisitRecord], days: Int) -> HTMLBuilder {
    let title = words("统计", "Statistics")
    let model = StatisticsModel(records, at: context.now, words)
    let shares = CallListModel.shares(of: records, at: context.now, words).prefix(2)
    return context.page(title, in: .statistics, styles: ["board.css"]) { html in
      html.head(title, words("最近 \(days) 天", "the last \(days) days")) { html in
        html.element("form", ["action": "/statistics", "class": "row"]) { html in
          html.element("select", ["name": "days", "data-go": "1", "aria-label": words("时段", "Period")]) {
            html in
            for count in [7, 28, 91, 366] {
              html.option("\(count)", words("\(count) 天", "\(count) days"), isSelected: count == days)
            }
          }
        }
        html.element(
          "a", ["class": "button small quiet", "href": "/journal"], text: words("操作记录", "Journal"))
      }
      html.element("div", ["class": "targets"]) { html in
        for figure in model.figures {
          html.share(figure.name, figure.count, of: figure.of, goal: nil, words)
        }
        for share in shares { html.share(share.name, share.count, of: share.of, goal: share.target, words) }
      }
      html.element("div", ["class": "columns"]) { html in
        byDay(model, to: &html)
        reasons(model, to: &html)
      }
    }
  }

  private func byDay(_ model: StatisticsModel, to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel flush"]) { html in
      html.element("h2", text: words("按日", "By day"))
      html.element("table", ["class": "dense"]) { html in
        html.columns([
          words("日期", "Day"), words("到店", "Came"), words("未到", "No-shows"), words("按时交车", "Promises kept"),
        ])
        html.element("tbody") { html in
          for day in model.days.prefix(62) {
            html.element("tr") { html in
              html.element("td", text: words.day(day.date))
              html.element("td", text: "\(day.came)")
              html.element("td", ["class": day.noShows > 0 ? "bad" : ""], text: "\(day.noShows)")
              html.element("td", text: day.promised == 0 ? "–" : "\(day.kept)/\(day.promised)")
            }
          }
        }
      }
    }
  }

  private func reasons(_ model: StatisticsModel, to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel"]) { html in
      html.element("h2", text: words("未成功原因", "Why bookings were lost"))
      guard let most = model.reasons.first?.count else {
        html.empty(words("没有流失的预约", "No bookings were lost"))
        return
      }
      html.element("ul", ["class": "items"]) { html in
        for reason in model.reasons.prefix(20) {
          html.element("li") { html in
            html.element("div", ["class": "row between"]) { html in
              html.element("span", text: reason.text)
              html.element("b", text: "\(reason.count)")
            }
            html.tally(reason.count * 100 / most, goal: nil, isShort: false)
          }
        }
      }
    }
  }

  // MARK: - Journal

  func journal(_ entries: [JournalEntry]) -> HTMLBuilder {
    let title = words("操作记录", "Journal")
    return context.page(title, in: .statistics, styles: ["board.css"]) { html in
      html.head(title, words("谁在什么时候改了什么", "who changed what, and when"))
      html.element("div", ["class": "panel flush"]) { html in
        guard let last = entries.last else {
          html.empty(words("没有更早的记录", "No earlier entries"))
          return
        }
        html.element("table", ["class": "list dense"]) { html in
          html.columns([
            words("版本", "Version"), words("时间", "Time"), words("谁", "Who"), words("预约", "Visit"),
            words("做了什么", "What"),
          ])
          html.element("tbody") { html in
            for (index, entry) in entries.enumerated() {
              // Of the minutes in which the plan only follows the clock, the last one is enough.
              if index > 0, entry.followsClock, entries[index - 1].followsClock { continue }
              self.entry(entry, to: &html)
            }
          }
        }
        if last.version > 1 {
          html.element("p", ["class": "empty"]) { html in
            html.element(
              "a", ["class": "button", "href": "/journal?before=\(last.version)"],
              text: words("更早的", "Earlier"))
          }
        }
      }
    }
  }

  private func entry(_ entry: JournalEntry, to html: inout HTMLBuilder) {
    html.element("tr") { html in
      html.cell(words("版本", "Version"), text: "\(entry.version)")
      html.cell(
        words("时间", "Time"), "nowrap", text: CivilTime(entry.at).map { facts.time($0) } ?? entry.at)
      html.cell(words("谁", "Who"), text: entry.by.printable)
      html.cell(words("预约", "Visit")) { html in
        guard let visit = entry.visit else { return }
        let plate = facts.record(visit)?.appointment.plate ?? visit
        html.element("a", ["href": "/visit/\(FormFields.encoded(visit))"], text: plate)
      }
      html.cell(
        words("做了什么", "What"), text: entry.detail.isEmpty ? entry.action : entry.detail.printable)
    }
  }
}

extension JournalEntry {
  /// Whether the plan only followed the clock.
  var followsClock: Bool { action == "replanned" && by == Desk.ownName }
}
