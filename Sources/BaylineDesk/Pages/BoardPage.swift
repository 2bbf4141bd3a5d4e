import Bayline
import BaylineFormats
import BaylineReports
import BaylineStore
import BaylineWording

/// The workshop board: who works on what where, live.
struct BoardPage {
  let context: PageContext
  let facts: BoardFacts
  let model: BoardModel
  /// On a wall nothing can be changed.
  var isWall = false

  init(_ context: PageContext, day: CivilDate, by axis: BoardModel.Axis, isWall: Bool = false) {
    self.context = context
    facts = BoardFacts(context)
    model = BoardModel(facts, day: day, by: axis)
    self.isWall = isWall
  }

  private var words: Glossary { context.words }
  private var isToday: Bool { model.day == facts.today }

  var html: HTMLBuilder {
    let title = words("车间看板", "Workshop board")
    return context.page(
      title, in: .board, scripts: ["board.js"], scriptWords: scriptWords, styles: ["board.css"]
    ) { html in
      html.head(title, words.day(model.day)) { html in
        choice(to: &html)
        days(to: &html)
        html.element(
          "a", ["class": "button small quiet wide-only", "href": "/roster"], text: words("排班表", "Roster"))
        html.element(
          "a", ["class": "button small quiet wide-only", "href": "/wall/workshop"], text: words("大屏", "Wall"))
      }
      board(to: &html)
      if context.may(.disturb) { resources(to: &html) }
    }
  }

  // MARK: - Head

  private func choice(to html: inout HTMLBuilder) {
    html.element("div", ["class": "segments"]) { html in
      for (axis, name) in [
        (BoardModel.Axis.bay, words("按工位", "By bay")), (.technician, words("按技师", "By technician")),
      ] {
        html.element(
          "a",
          [
            "href": "/board?by=\(axis.rawValue)&day=\(model.day)",
            "aria-current": axis == model.axis ? "page" : "", "data-key": axis == .bay ? "1" : "2",
          ], text: name)
      }
    }
  }

  private func days(to html: inout HTMLBuilder) {
    html.element("form", ["action": "/board", "class": "row"]) { html in
      html.hidden("by", model.axis.rawValue)
      DayChoice(facts: facts, day: model.day).select(to: &html)
    }
  }

  // MARK: - Board

  func board(to html: inout HTMLBuilder) {
    html.element(
      "section",
      [
        "id": "board", "class": "board", "data-live": "1", "data-axis": model.axis.rawValue,
        "data-day": model.day.description, "data-from": "\(model.span.from.minuteOfDay)",
        "data-minutes": "\(model.span.minutes)", "data-now": isToday ? "\(facts.now.minuteOfDay)" : "",
        "data-work": context.may(.work) && isToday && !isWall ? "1" : "",
        "data-move": context.may(.disturb) && model.day >= facts.today && !isWall ? "1" : "",
        "data-open": isWall ? "" : context.may(.customers) ? "visit" : "job",
        "data-today": facts.today.description, "data-tomorrow": facts.today.advanced(by: 1).description,
        "data-names": isWall ? "" : names,
        "aria-label": words("车间看板", "Workshop board"),
      ]
    ) { html in
      legend(to: &html)
      html.element("div", ["class": "board-scroll", "id": "board-scroll", "tabindex": "0"]) { html in
        html.element("div", ["class": "board-grid"]) { html in
          hours(to: &html)
          for row in model.rows { self.row(row, to: &html) }
        }
      }
      waiting(to: &html)
    }
  }

  /// The names of bays and technicians by id, for the script.
  private var names: String {
    JSONWriter.line(
      JSONValue { members in
        for bay in facts.site.bays { members.add(bay.id, facts.names.bay(bay.id)) }
        for technician in facts.site.technicians {
          members.add(technician.id, facts.names.technician(technician.id))
        }
      })
  }

  /// The plate as far as this account may see it here.
  private func shown(_ plate: String) -> String {
    isWall || !context.may(.customers) ? Masking(words.language).plate(plate) : plate
  }

  private func legend(to html: inout HTMLBuilder) {
    html.element("p", ["class": "board-legend", "id": "board-legend"]) { html in
      for state in WorkState.allCases {
        let count = Set(
          model.rows.flatMap(\.bars).filter { $0.state == state }.map { $0.visit + "/" + $0.operation }
        ).count
        html.element("span", ["class": "key \(state.rawValue)"], text: "\(state.name(words)) \(count)")
      }
      let late = Set(model.rows.flatMap(\.bars).filter(\.isLate).map(\.visit)).count
      html.element("span", ["class": "key late"], text: words("晚交 \(late)", "late \(late)"))
      let held = Set(model.rows.flatMap(\.bars).filter { !$0.waits.isEmpty }.map(\.visit)).count
      html.element(
        "span", ["class": "key blocked"], text: words("待料待信 \(held)", "waits for parts or consent \(held)"))
      html.element("span", ["class": "key held"], text: words("占用工位", "bay held"))
      html.element("span", ["class": "key promise"], text: words("承诺交车", "promised"))
      html.element("span", ["class": "key pinned"], text: words("手工指定", "placed by hand"))
    }
  }

  private func hours(to html: inout HTMLBuilder) {
    html.element("div", ["class": "board-row hours", "id": "row-hours"]) { html in
      html.element("span", ["class": "row-name"]) { _ in }
      html.element("svg", ["class": "lane", "height": "24", "aria-hidden": "true"]) { html in
        for hour in stride(from: 0, to: model.span.minutes, by: 60) {
          let time = model.span.from + hour
          html.element(
            "text", ["x": percent(time), "y": "16", "dx": hour == 0 ? "2" : "0", "class": "hour"],
            text: time.clock)
        }
        if isToday, model.span.contains(facts.now) {
          html.element(
            "text", ["x": percent(facts.now), "y": "16", "class": "now-label", "text-anchor": "middle"],
            text: facts.now.clock)
        }
      }
    }
  }

  private func row(_ row: BoardModel.Row, to html: inout HTMLBuilder) {
    let kind = model.axis == .bay ? "bay" : "technician"
    html.element(
      "div",
      [
        "class": "board-row" + (row.isAway ? " away" : ""), "id": "row-\(row.id)", "data-row": row.id,
        "data-name": row.name,
      ]
    ) { html in
      html.element(
        "button",
        [
          "type": "button", "class": "row-name", "data-resource": kind, "data-for": row.id,
          "data-title": row.name, "data-is-away": row.isAway ? "1" : "",
          "disabled": context.may(.disturb) && isToday && !isWall ? "" : "disabled",
        ]
      ) { html in
        html.element("b", text: row.name)
        html.element("small") { html in
          html.add(row.isAway ? words("不可用", "away") : row.detail)
        }
        html.element("span", ["class": "load"], text: row.percent.map { "\($0)%" } ?? "–")
      }
      html.element("svg", ["class": "lane", "height": "46"]) { html in
        ground(row, to: &html)
        for held in row.held { self.held(held, to: &html) }
        for bar in row.bars { self.bar(bar, in: row, to: &html) }
        marks(row, to: &html)
      }
    }
  }

  private func ground(_ row: BoardModel.Row, to html: inout HTMLBuilder) {
    for off in row.off {
      html.element(
        "rect",
        ["class": "off", "x": percent(off.from), "y": "0", "width": width(off), "height": "100%"]
      ) { _ in }
    }
    for hour in stride(from: 60, to: model.span.minutes, by: 60) {
      line("grid", at: model.span.from + hour, to: &html)
    }
  }

  private func marks(_ row: BoardModel.Row, to html: inout HTMLBuilder) {
    for bar in row.bars {
      guard let promise = bar.promise, model.span.from <= promise, promise <= model.span.to else { continue }
      html.element(
        "svg",
        [
          "class": "promise" + (bar.isLate ? " late" : ""), "x": percent(promise), "y": "0", "width": "12",
          "height": "46", "overflow": "visible",
        ]
      ) { html in
        html.element(
          "title",
          text: words(
            "\(shown(bar.plate)) 承诺 \(promise.clock)", "\(shown(bar.plate)) promised \(promise.clock)"))
        html.element("path", ["d": "M0 0v46M-5 0h10l-5 6z"]) { _ in }
      }
    }
    if isToday, model.span.contains(facts.now) { line("now", at: facts.now, to: &html) }
  }

  private func line(_ style: String, at time: CivilTime, to html: inout HTMLBuilder) {
    let x = percent(time)
    html.element("line", ["class": style, "x1": x, "x2": x, "y1": "0", "y2": "100%"]) { _ in }
  }

  private func held(_ held: BoardModel.Held, to html: inout HTMLBuilder) {
    let plate = shown(held.plate)
    let title = words("\(plate) 占用工位，待下道作业", "\(plate) keeps the bay, waiting for the next job")
    html.element(
      "svg",
      ["class": "held", "x": percent(held.time.from), "y": "5", "width": width(held.time), "height": "36"]
    ) { html in
      html.element("title", text: title)
      html.element("rect", ["width": "100%", "height": "100%", "rx": "4", "fill": "url(#hatch)"]) { _ in }
      html.element("text", ["x": "6", "y": "22"], text: plate)
    }
  }

  private func waiting(to html: inout HTMLBuilder) {
    html.element("svg", ["class": "defs", "width": "0", "height": "0", "aria-hidden": "true"]) { html in
      html.element(
        "pattern",
        [
          "id": "hatch", "width": "8", "height": "8", "patternUnits": "userSpaceOnUse",
          "patternTransform": "rotate(45)",
        ]
      ) { html in
        html.element("line", ["x1": "0", "y1": "0", "x2": "0", "y2": "8", "class": "hatch"]) { _ in }
      }
    }
    html.element("div", ["id": "board-waiting"]) { html in
      guard !model.waiting.isEmpty else { return }
      html.element("h2", text: words("在厂未排", "On site, not planned"))
      html.element("ul", ["class": "row"]) { html in
        for item in model.waiting {
          html.element("li") { html in
            let path = context.may(.customers) && !isWall ? "/visit/\(FormFields.encoded(item.visit))" : ""
            html.element(
              "a", ["class": "chip warn", "href": path, "title": item.reason],
              text: "\(shown(item.plate)) · \(item.reason)")
          }
        }
      }
    }
  }

  // MARK: - Resources beside the rows

  private func resources(to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel board-resources", "id": "resources", "data-live": "1"]) { html in
      html.element("h2", text: words("设备、顾问与司机", "Equipment, advisors and drivers"))
      html.element("div", ["class": "row"]) { html in
        for equipment in facts.site.equipment {
          let count = equipment.count > 1 ? " ×\(equipment.count)" : ""
          button(
            "equipment", equipment.id, facts.names.equipment(equipment.id) + count,
            isAway: facts.isBroken(equipment.id), to: &html)
        }
        for advisor in facts.site.advisors {
          button("advisor", advisor.id, facts.names.advisor(advisor.id), isAway: false, to: &html)
        }
        if facts.site.drivers > 0 || facts.visits.contains(where: { $0.appointment.collect != nil }) {
          button(
            "driver", "driver", words("司机 \(facts.site.drivers) 名", "\(facts.site.drivers) drivers"),
            isAway: false, to: &html)
        }
      }
    }
  }

  private func button(_ kind: String, _ id: String, _ name: String, isAway: Bool, to html: inout HTMLBuilder)
  {
    html.element(
      "button",
      [
        "type": "button", "class": "button small" + (isAway ? " danger" : ""), "data-resource": kind,
        "data-for": id, "data-title": name, "data-is-away": isAway ? "1" : "",
      ], text: isAway ? "\(name) · \(words("停用", "out of order"))" : name)
  }

  // MARK: - Places

  private func percent(_ time: CivilTime) -> String {
    Self.percent(time - model.span.from, of: model.span.minutes)
  }

  private func width(_ window: TimeWindow) -> String { Self.percent(window.minutes, of: model.span.minutes) }

  /// A share with two decimals, as SVG has them.
  static func percent(_ part: Int, of all: Int) -> String {
    let hundredths = part * 10_000 / max(1, all)
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)%"
  }
}

extension BoardPage {
  /// An operation: what it is, how far it has come, and a button to begin or end it.
  fileprivate func bar(_ bar: BoardModel.Bar, in row: BoardModel.Row, to html: inout HTMLBuilder) {
    let plate = shown(bar.plate)
    html.element(
      "svg",
      [
        "id": "job-\(row.id)-\(bar.visit)-\(bar.operation)",
        "class": "job \(bar.state.rawValue)" + (bar.isLate ? " late" : "") + (bar.isPinned ? " pinned" : "")
          + (bar.waits.isEmpty ? "" : " blocked"),
        "x": percent(bar.time.from), "y": "5", "width": width(bar.time), "height": "36",
        "tabindex": isWall ? "" : "0", "role": isWall ? "img" : "button",
        "aria-label": label(bar, plate), "data-visit": bar.visit, "data-operation": bar.operation,
        "data-state": bar.state.rawValue, "data-plate": plate, "data-job": bar.work,
        "data-start": "\(bar.time.from.minuteOfDay)", "data-end": "\(bar.time.to.minuteOfDay)",
        "data-bay": bar.bay ?? "", "data-technicians": bar.technicians.joined(separator: " "),
        "data-bays": bar.bays.joined(separator: " "), "data-crew": bar.crew.joined(separator: " "),
        "data-movable": bar.isMovable ? "1" : "", "data-here": isHere(bar) ? "1" : "",
      ]
    ) { html in
      html.element("title", text: label(bar, plate))
      html.element("rect", ["class": "body", "width": "100%", "height": "100%", "rx": "4"]) { _ in }
      if bar.isLate {
        html.element("rect", ["class": "edge", "width": "4", "height": "100%", "rx": "2"]) { _ in }
      }
      let inset = action(bar, to: &html) ? 32 : 9
      html.element("text", ["class": "plate", "x": "\(inset)", "y": "15"]) { html in
        html.add((bar.isLate ? "! " : "") + (bar.kind == .comeback ? words("返 ", "R ") : ""))
        for wait in bar.waits {
          html.element("tspan", ["class": "wait"], text: words.wait(wait.kind) + " ")
        }
        html.add(plate)
      }
      html.element("text", ["class": "what", "x": "\(inset)", "y": "29"], text: bar.work)
      if bar.isPinned {
        html.element(
          "svg", ["class": "pin", "x": "100%", "y": "2", "width": "1", "height": "12", "overflow": "visible"]
        ) {
          html in
          html.element("title", text: words("手工指定，计划不会改动", "placed by hand, stays in every plan"))
          html.element("path", ["d": "M-12 6h8v6h-8zM-10 6v-2a2 2 0 0 1 4 0v2"]) { _ in }
        }
      }
    }
  }

  /// Whether the vehicle is on site, so that work can begin.
  private func isHere(_ bar: BoardModel.Bar) -> Bool {
    facts.record(bar.visit)?.status.isInHouse ?? (bar.state == .waits || bar.state == .underWay)
  }

  /// The button to begin or end an operation; `false` if there is nothing to do.
  private func action(_ bar: BoardModel.Bar, to html: inout HTMLBuilder) -> Bool {
    guard context.may(.work), isToday, !isWall else { return false }
    let canBegin = bar.isMovable && bar.isNext && isHere(bar)
    guard canBegin || bar.state == .underWay else { return false }
    let name = canBegin ? words("开工", "Start") : words("完工", "Finish")
    html.element(
      "svg",
      [
        "class": "go", "x": "3", "y": "5", "width": "26", "height": "26", "role": "button",
        "aria-label": "\(name) \(shown(bar.plate)) \(bar.work)", "data-go": canBegin ? "start" : "finish",
      ]
    ) { html in
      html.element("title", text: name)
      html.element("circle", ["cx": "13", "cy": "13", "r": "12"]) { _ in }
      html.element("path", ["d": canBegin ? "M10 7.5v11l9-5.5z" : "M7.5 13.5l4 4 7.5-8.5"]) { _ in }
    }
    return true
  }

  private func label(_ bar: BoardModel.Bar, _ plate: String) -> String {
    let people = facts.technicians(bar.technicians)
    let bay = bar.bay.map(facts.names.bay) ?? ""
    let parts = [
      "\(bar.time.from.clock)–\(bar.time.to.clock)", plate, words.kind(bar.kind), bar.work, bay, people,
      bar.state.name(words), words("可交车 \(facts.time(bar.ready))", "ready \(facts.time(bar.ready))"),
      bar.promise.map { words("承诺 \(facts.time($0))", "promised \(facts.time($0))") } ?? "",
      words.list(bar.waits.map { words.wait($0, today: facts.today) }),
      bar.isLate ? words("晚交", "late") : "", bar.isPinned ? words("手工指定", "placed by hand") : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ").printable
  }

  /// What the dialog of a preview says.
  static func previewWords(_ words: Glossary) -> [String: String] {
    [
      "preview": words("预览", "Preview"), "takeOver": words("采用", "Take over"),
      "noChange": words("别人的安排都不变", "nothing changes for anybody else"),
      "what": words("将有这些变动", "What would change"), "taken": words("已采用", "Taken over"),
      "changed": words("期间有别的改动，请核对新的变动", "the book has moved on; this is what would change now"),
    ]
  }

  fileprivate var scriptWords: [String: String] {
    Self.previewWords(words).merging([
      "start": words("开工", "Start"), "finish": words("完工", "Finish"), "open": words("打开预约", "Open the visit"),
      "bay": words("工位", "Bay"), "technician": words("技师", "Technician"), "at": words("开始", "Start at"),
      "asPlanned": words("由计划定", "as the plan has it"),
      "absent": words("{name} 不在岗，到…", "{name} is away until…"),
      "closed": words("{name} 停用，到…", "{name} is closed until…"),
      "broken": words("{name} 停用，到…", "{name} is out of order until…"),
      "hour": words("1 小时", "1 hour"), "twoHours": words("2 小时", "2 hours"), "today": words("今天", "today"),
      "tomorrow": words("到明天下班", "end of tomorrow"), "back": words("{name} 已恢复", "{name} is back"),
      "driverAway": words("一名司机离开", "one driver leaves"), "driverBack": words("一名司机回来", "one driver is back"),
      "wrongBay": words("工位类型不符", "not a bay of this type"), "wrongSkill": words("无此技能", "lacks the skill"),
      "past": words("不能早于现在", "not before now"), "drop": words("放在这里", "drop here"),
      "started": words("{plate} 已开工", "{plate} started"),
      "finished": words("{plate} 已完工", "{plate} finished"),
      "longer": words("要做到几点", "Takes longer, until"), "unknownEnd": words("还不知道", "not known yet"),
      "driver": words("取送车司机", "Drivers"), "assign": words("改派", "Assign"),
      "customTime": words("其他时间", "Another time"),
    ]) { $1 }
  }
}

extension BoardFacts {
  /// Whether equipment is out of order now.
  func isBroken(_ equipment: String) -> Bool {
    book.demand.appointments.contains { appointment in
      appointment.isOutage
        && appointment.operations.contains { operation in
          guard operation.equipment.contains(equipment), let locked = operation.locked else { return false }
          return locked.start <= now && now < (locked.end ?? locked.start + 1)
        }
    }
  }
}

/// The choice among the days of the book.
struct DayChoice {
  let facts: BoardFacts
  let day: CivilDate

  /// A list that goes to the day when one is chosen.
  func select(to html: inout HTMLBuilder) {
    let words = facts.words
    let label = words("日期", "Day")
    html.element("select", ["name": "day", "data-go": "1", "aria-label": label]) { html in
      for date in facts.book.demand.horizon.allDates where date >= facts.today || date == day {
        let isOpen = !facts.site.windows(of: facts.site.hours, on: date).isEmpty
        let name = date == facts.today ? words("今天 ", "today ") + words.day(date) : words.day(date)
        html.option(
          date.description, isOpen ? name : name + words("（休）", " (closed)"), isSelected: date == day)
      }
    }
    html.element("noscript") { html in
      html.element("button", ["class": "button small"], text: words("显示", "Show"))
    }
  }
}
