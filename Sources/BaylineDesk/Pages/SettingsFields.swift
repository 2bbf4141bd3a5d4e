import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineStore
import BaylineWording

/// The fields of the forms of settings: each with its label, what to write, and what is wrong with it.
struct SettingsFields {
  let page: PageContext
  let draft: SiteDraft

  private var words: Glossary { page.words }

  // MARK: - Single fields

  /// What a field shows.
  struct Input {
    var name: String
    var label: String
    var note: String?
    var value: String
    var field: SiteForm.Field?
    /// Choices with other texts than their values.
    var options: [(value: String, text: String)] = []
    var isLong = false
  }

  /// A field in a stack: label, input, note, and what is wrong.
  func add(_ input: Input, to html: inout HTMLBuilder) {
    html.element("div", ["class": input.field?.isMultiple == true ? "field whole" : "field"]) { html in
      if input.field?.isMultiple == true {
        html.element("span", ["class": "label"], text: input.label)
        checks(input, to: &html)
      } else {
        html.element("label", ["for": input.name], text: input.label)
        control(input, to: &html)
      }
      if let note = input.note { html.element("small", ["class": "hint"], text: note) }
      addFault(of: input.name, to: &html)
    }
  }

  /// What is wrong with a field, and what somebody else has stored there.
  private func addFault(of name: String, to html: inout HTMLBuilder) {
    if let fault = draft.faults[name] {
      html.element("p", ["class": "fault", "id": name + ".fault", "role": "alert"], text: fault)
    }
    if let other = draft.conflicts[name] {
      let shown = other.isEmpty ? words("（空）", "(empty)") : other
      html.element(
        "p", ["class": "hint conflict"], text: words("已保存的是：\(shown)", "stored now: \(shown)"))
    }
  }

  private func control(_ input: Input, to html: inout HTMLBuilder) {
    let fault = draft.faults[input.name] == nil ? "" : "true"
    let described = fault.isEmpty ? "" : input.name + ".fault"
    let choices = input.options.isEmpty ? (input.field?.choices ?? []).map { ($0, $0) } : input.options
    if !choices.isEmpty {
      html.element(
        "select",
        ["id": input.name, "name": input.name, "aria-invalid": fault, "aria-describedby": described]
      ) { html in
        let isKnown = choices.contains { $0.0 == input.value }
        if input.value.isEmpty || input.field?.isRequired != true { html.option(nil, "") }
        if !isKnown, !input.value.isEmpty {
          html.option(input.value, input.value, isSelected: true)
        }
        for (value, text) in choices {
          html.option(value, text, isSelected: value == input.value)
        }
      }
    } else if input.isLong {
      html.element(
        "textarea",
        [
          "id": input.name, "name": input.name, "rows": "2", "aria-invalid": fault,
          "aria-describedby": described,
        ],
        text: input.value)
    } else {
      let isDate = input.field?.isDate == true
      let value = isDate ? SiteDraft.date(input.value)?.description ?? "" : input.value
      html.open(
        "input",
        [
          "id": input.name, "name": input.name, "type": isDate ? "date" : "text", "value": value,
          "inputmode": input.field?.isNumber == true ? "numeric" : "", "autocomplete": "off",
          "aria-invalid": fault, "aria-describedby": described,
        ])
    }
  }

  private func checks(_ input: Input, to html: inout HTMLBuilder) {
    let chosen = SiteForm.elements(input.value) ?? []
    html.element("div", ["class": "row checks"]) { html in
      for choice in (input.field?.choices ?? [])
        + chosen.filter({ input.field?.choices.contains($0) != true })
      {
        html.element("label", ["class": "check"]) { html in
          html.open(
            "input",
            [
              "type": "checkbox", "name": input.name, "value": choice,
              "checked": chosen.contains(choice) ? "checked" : "",
            ])
          html.add(choice)
        }
      }
    }
  }

  // MARK: - Settings

  /// The fields of single settings.
  func settings(_ keys: [String], notes: [String: String] = [:], to html: inout HTMLBuilder) {
    html.element("div", ["class": "fields"]) { html in
      for key in keys {
        guard let index = draft[.settings].firstIndex(where: { $0.row.id == key }),
          let field = draft.form.setting(key)
        else { continue }
        html.hidden(SiteDraft.name(.settings, index, "row"), key)
        add(
          Input(
            name: SiteDraft.name(.settings, index, "value"), label: field.heading,
            note: notes[key].map { "\($0) (\(field.note ?? ""))" } ?? field.note,
            value: draft[.settings][index].row["value"], field: field), to: &html)
      }
    }
  }

  /// A field of the desk's own settings.
  func desk(_ key: String, _ label: String, _ note: String, isLong: Bool = false, to html: inout HTMLBuilder)
  {
    let name = SiteDraft.deskName(key)
    add(Input(name: name, label: label, note: note, value: draft.desk[key] ?? "", isLong: isLong), to: &html)
  }

  // MARK: - Tables

  /// How the rows of a table look.
  enum Look {
    /// A row of inputs each.
    case lines
    /// A line each, which opens to a form.
    case records
  }

  /// A table of rows that may be changed, removed and added.
  func table(
    _ table: SiteTable, _ title: String, note: String = "", _ look: Look = .lines,
    showing: (SiteForm.Row) -> Bool = { _ in true }, isFixed: Bool = false, to html: inout HTMLBuilder
  ) {
    html.element("section", ["class": "panel stack", "id": table.rawValue]) { html in
      html.element("div", ["class": "panel-head"]) { html in
        html.element("h2", text: title)
        if !isFixed {
          html.element(
            "button",
            [
              "class": "button small", "name": "do", "value": "add:\(table.rawValue)", "type": "submit",
              "formaction": "#\(table.rawValue)",
            ], text: words("添加", "Add"))
        }
      }
      if !note.isEmpty { html.element("p", ["class": "soft"], text: note) }
      if draft.form.fields(of: table).contains(where: \.isMultiple) {
        html.hidden("multiple", table.rawValue)
      }
      let shown = draft[table].indices.filter {
        draft[table][$0].row.id.isEmpty || showing(draft[table][$0].row)
      }
      if shown.isEmpty { html.empty(words("还没有", "None yet")) }
      switch look {
      case .lines: lines(table, shown, isFixed, to: &html)
      case .records: for index in shown { record(table, index, isFixed, to: &html) }
      }
    }
  }

  /// The columns of a table that are filled in: an id only in new rows.
  private func fields(_ table: SiteTable, isNew: Bool) -> [SiteForm.Field] {
    draft.form.fields(of: table).filter { field in
      if (table == .leave && field.key == "list") || (table == .kinds && field.key == "meaning") {
        return false
      }
      return isNew || !(field.key == "id" || (table == .calendars && ["name", "week"].contains(field.key)))
    }
  }

  private func lines(_ table: SiteTable, _ shown: [Int], _ isFixed: Bool, to html: inout HTMLBuilder) {
    guard !shown.isEmpty else { return }
    let hasId = draft.form.fields(of: table).contains { $0.key == "id" }
    let columns = fields(table, isNew: !hasId)
    html.element("div", ["class": "scroll"]) { html in
      html.element("table", ["class": "list inputs"]) { html in
        html.columns(
          (hasId ? [words("编号", "Id")] : []) + columns.map(\.heading)
            + (isFixed ? [] : [words("删除", "Remove")]))
        html.element("tbody") { html in
          for index in shown {
            html.element("tr") { html in
              if hasId { idCell(table, index, to: &html) }
              for field in columns { cell(table, index, field, to: &html) }
              if !isFixed {
                html.cell(words("删除", "Remove")) { remove(table, index, isLabelled: false, to: &$0) }
              }
            }
          }
        }
      }
    }
    for field in columns where field.note != nil {
      html.element("p", ["class": "hint"], text: "\(field.heading): \(field.note ?? "")")
    }
  }

  private func idCell(_ table: SiteTable, _ index: Int, to html: inout HTMLBuilder) {
    let row = draft[table][index].row
    html.cell(words("编号", "Id")) { html in
      guard row.id.isEmpty else {
        html.element("span", text: row["meaning"].isEmpty ? row["id"] : row["meaning"])
        return
      }
      let name = SiteDraft.name(table, index, "id")
      control(Input(name: name, label: "", value: row["id"]), to: &html)
      addFault(of: name, to: &html)
    }
  }

  private func cell(_ table: SiteTable, _ index: Int, _ field: SiteForm.Field, to html: inout HTMLBuilder) {
    let row = draft[table][index].row
    let input = input(table, index, field)
    html.cell(field.heading) { html in
      if field.key == fields(table, isNew: true).first(where: { $0.key != "id" })?.key {
        html.hidden(SiteDraft.name(table, index, "row"), row.id)
      }
      html.element("label", ["class": "hidden-text", "for": input.name], text: field.heading)
      if field.isMultiple { checks(input, to: &html) } else { control(input, to: &html) }
      addFault(of: input.name, to: &html)
    }
  }

  private func input(_ table: SiteTable, _ index: Int, _ field: SiteForm.Field) -> Input {
    let row = draft[table][index].row
    var input = Input(
      name: SiteDraft.name(table, index, field.key), label: field.heading, note: field.note,
      value: row[field.key], field: field)
    if table == .leave, field.key == "who" {
      input.options = absent(row)
      let known = input.options.first { option in
        option.value.hasSuffix("/" + row["who"])
          && list(of: row["list"]).map { option.value.hasPrefix($0) } ?? true
      }
      input.value = known?.value ?? row["who"]
    }
    return input
  }

  /// Whether a row of the table of leave is about a bay.
  func isBay(_ row: SiteForm.Row) -> Bool { list(of: row["list"]) == SiteTable.bays.rawValue }

  private func list(of text: String) -> String? {
    let tables: [SiteTable] = [.advisors, .technicians, .bays]
    return tables.first { SiteDraft.list($0, page.language) == text }?.rawValue
  }

  /// Whether the page is about bays, not about people.
  var isAboutBays = false

  private func absent(_ row: SiteForm.Row) -> [(value: String, text: String)] {
    let tables: [SiteTable] = isAboutBays ? [.bays] : [.technicians, .advisors]
    return tables.flatMap { table in
      draft[table].filter { !$0.isGone && !$0.row.isBlank }.map { item in
        let (id, name) = (item.row["id"], item.row["name"])
        return ("\(table.rawValue)/\(id)", name.isEmpty ? id : "\(name) (\(id))")
      }
    }
  }

  private func remove(_ table: SiteTable, _ index: Int, isLabelled: Bool, to html: inout HTMLBuilder) {
    html.element("label", ["class": "check"]) { html in
      html.open(
        "input",
        [
          "type": "checkbox", "name": SiteDraft.name(table, index, "gone"), "value": "1",
          "checked": draft[table][index].isGone ? "checked" : "",
        ])
      html.element(
        "span", ["class": isLabelled ? "" : "hidden-text"], text: words("删除", "Remove"))
    }
  }

  // MARK: - Records

  private func record(_ table: SiteTable, _ index: Int, _ isFixed: Bool, to html: inout HTMLBuilder) {
    let row = draft[table][index].row
    let isNew = row.id.isEmpty
    let prefix = SiteDraft.name(table, index, "")
    let isOpen =
      isNew || isFixed || draft.faults.keys.contains { $0.hasPrefix(prefix) }
      || draft.conflicts.keys.contains { $0.hasPrefix(prefix) }
    html.element("details", ["class": "record", "open": isOpen ? "open" : "", "id": prefix + "record"]) {
      html in
      html.element("summary") { html in
        html.element("strong", text: isNew ? words("新的", "New") : title(row, table))
        html.element("span", ["class": "soft"], text: isNew ? "" : summary(row, table))
      }
      html.hidden(SiteDraft.name(table, index, "row"), row.id)
      html.element("div", ["class": "fields"]) { html in
        for field in fields(table, isNew: isNew) { add(input(table, index, field), to: &html) }
      }
      if !isFixed { remove(table, index, isLabelled: true, to: &html) }
    }
  }

  private func title(_ row: SiteForm.Row, _ table: SiteTable) -> String {
    let week = row["week"].isEmpty ? "" : words(" 第 \(row["week"]) 周", ", week \(row["week"])")
    if table == .calendars { return row["name"] + week }
    let name = row["name"]
    return name.isEmpty ? row["id"] : name == row["id"] ? name : "\(name) · \(row["id"])"
  }

  /// What a record has, in one line.
  private func summary(_ row: SiteForm.Row, _ table: SiteTable) -> String {
    if table == .calendars {
      let days = draft.form.fields(of: .calendars).filter { !["name", "week", "from"].contains($0.key) }
      var spans: [(first: String, last: String, hours: String)] = []
      for day in days {
        let hours = row[day.key]
        if let last = spans.last, last.hours == hours {
          spans[spans.count - 1].last = day.heading
        } else {
          spans.append((day.heading, day.heading, hours))
        }
      }
      return spans.filter { !$0.hours.isEmpty }.map { span in
        (span.first == span.last ? span.first : "\(span.first)–\(span.last)") + " \(span.hours)"
      }.joined(separator: " · ")
    }
    return fields(table, isNew: false).filter { $0.key != "name" }.compactMap { field in
      let text = row[field.key]
      if text.isEmpty { return nil }
      return field.key.hasPrefix("skill ") ? "\(field.heading) \(text)" : text
    }.joined(separator: " · ")
  }
}
