import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// What the list of a day shows.
struct DayFilter: Hashable, Sendable {
  enum Group: String, CaseIterable, Sendable {
    case all, expected, inHouse, late, waiting, over
  }

  var group = Group.all
  /// The id of an advisor; empty for all.
  var advisor = ""

  func shows(_ row: DayRow) -> Bool {
    guard advisor.isEmpty || row.advisor == advisor else { return false }
    return switch group {
    case .all: true
    case .expected: row.record.status.isExpected
    case .inHouse: row.record.status.isInHouse
    case .late: row.lateness.isLate || row.status == .noShow
    case .waiting: !row.waits.isEmpty
    case .over: row.status.isOver
    }
  }
}

extension PageContext {
  /// The list of a day's visits, with what can be done about each.
  ///
  /// - Parameters:
  ///   - records: The visits that arrive on the day, and those over; others are ignored.
  ///   - journal: What has happened to visits since ``lastPrint``, the newest first.
  func dayPage(
    _ day: CivilDate, records: [VisitRecord], filter: DayFilter, journal: [JournalEntry]
  ) -> HTMLBuilder {
    var changes: [String: [JournalEntry]] = [:]
    for entry in journal {
      if let visit = entry.visit { changes[visit, default: []].append(entry) }
    }
    let all = rows(records.filter { shows($0, on: day) }, changes: changes)
    let title = day == today ? words("当日", "Today") : words.day(day)
    return page(title, in: .day, scripts: ["day.js"], scriptWords: dayScriptWords) { html in
      html.head(
        day == today ? words("今天 \(words.day(day))", "Today, \(words.day(day))") : words.day(day),
        dayNote(all)
      ) { html in
        guard may(.disturb) else { return }
        html.element(
          "button", ["class": "button", "type": "button", "data-act": "walkIn", "data-key": "w"]
        ) { html in
          html.add(words("未预约进店", "Walk-in"))
          html.element("kbd", ["aria-hidden": "true"], text: "w")
        }
      }
      html.element("div", ["class": "stack"]) { html in
        strip(day, to: &html)
        filters(day, all, filter, to: &html)
        html.element("section", ["class": "panel flush", "id": "visits", "data-live": "1"]) { html in
          dayTable(all.filter(filter.shows), on: day, to: &html)
        }
        legend(day, to: &html)
      }
    }
  }

  /// Whether a visit belongs to the list of a day: it arrives then, or it is in house today.
  private func shows(_ record: VisitRecord, on day: CivilDate) -> Bool {
    if let arrival = record.arrival, arrival.date == day { return true }
    guard day == today else { return false }
    return record.status.isInHouse || (record.status == .requested && record.arrival == nil)
      || record.status == .calledOff
  }

  private func dayNote(_ rows: [DayRow]) -> String {
    let expected = rows.count { $0.record.status.isExpected }
    let inHouse = rows.count { $0.record.status.isInHouse }
    let late = rows.count(where: DayFilter(group: .late).shows)
    return words(
      "共 \(rows.count) 台 · 待到店 \(expected) · 在厂 \(inHouse) · 逾时 \(late)",
      "\(rows.count) visits · \(expected) expected · \(inHouse) in house · \(late) late")
  }

  // MARK: - Days and filters

  /// The days of the book with their load, as a strip.
  func strip(_ current: CivilDate, to html: inout HTMLBuilder) {
    let loads = LoadModel.ofWorkshop(BoardFacts(self))
    var visits: [CivilDate: Int] = [:]
    for record in book.records.values where !record.status.isOver {
      if let day = record.arrival?.date { visits[day, default: 0] += 1 }
    }
    html.element("nav", ["class": "strip", "aria-label": words("日期", "Days")]) { html in
      for day in book.demand.horizon.arrivalDates {
        let load = loads[day]?.percent
        html.element(
          "a",
          [
            "href": day == today ? "/" : "/day/\(day)", "class": load == nil ? "closed" : "",
            "aria-current": day == current ? "date" : "",
          ]
        ) { html in
          html.element("small", text: day == today ? words("今天", "Today") : words.weekday(day.weekday))
          html.element("b", text: String(day.description.suffix(5)))
          if let load {
            html.open(
              "meter",
              [
                "min": "0", "max": "100", "low": "75", "high": "92", "optimum": "10",
                "value": String(min(load, 100)), "aria-label": words("负荷", "load"),
              ])
            html.literal("</meter>")
            html.element(
              "small",
              text: words("\(visits[day, default: 0]) 台 \(load)%", "\(visits[day, default: 0]) · \(load)%"))
          } else {
            html.element("small", text: words("休息", "closed"))
          }
        }
      }
    }
  }

  private func filters(
    _ day: CivilDate, _ rows: [DayRow], _ filter: DayFilter, to html: inout HTMLBuilder
  ) {
    let path = day == today ? "/" : "/day/\(day)"
    html.element("div", ["class": "row wide between no-print", "id": "filters", "data-live": "1"]) { html in
      html.element("nav", ["class": "segments", "aria-label": words("筛选", "Filter")]) { html in
        for group in DayFilter.Group.allCases {
          let part = DayFilter(group: group, advisor: filter.advisor)
          let count = rows.count(where: part.shows)
          html.element(
            "a",
            [
              "href": "\(path)?show=\(group.rawValue)"
                + (filter.advisor.isEmpty ? "" : "&advisor=\(FormFields.encoded(filter.advisor))"),
              "aria-current": group == filter.group ? "true" : "",
            ]
          ) { html in
            html.add(words.group(group))
            html.element("span", ["class": "soft"], text: String(count))
          }
        }
      }
      html.element("form", ["class": "row", "action": path]) { html in
        html.hidden("show", filter.group.rawValue)
        html.element("label", ["class": "label", "for": "advisor"], text: words("服务顾问", "Advisor"))
        html.element("select", ["name": "advisor", "id": "advisor", "data-go": "1"]) { html in
          html.option(nil, words("全部", "all"))
          for advisor in site.advisors {
            html.option(advisor.id, self.advisor(advisor.id), isSelected: advisor.id == filter.advisor)
          }
        }
      }
    }
  }

  private func legend(_ day: CivilDate, to html: inout HTMLBuilder) {
    html.element("p", ["class": "row wide small soft"]) { html in
      html.element("span") { html in
        html.element("span", ["class": "changed-mark", "aria-hidden": "true"], text: "●")
        html.add(
          words(
            " 上次打印（\(words.time(lastPrint, today: today))）以后有变动",
            " changed since the forms were printed (\(words.time(lastPrint, today: today)))"))
      }
      html.element("a", ["href": "/print?day=\(day)"], text: words("打印登记表", "Print the registration form"))
    }
  }
}

extension Glossary {
  func group(_ group: DayFilter.Group) -> String {
    switch group {
    case .all: self("全部", "All")
    case .expected: self("待到店", "Expected")
    case .inHouse: self("在厂", "In house")
    case .late: self("逾时", "Late")
    case .waiting: self("待料待信", "Waiting")
    case .over: self("已结束", "Over")
    }
  }
}
