import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineStore
import BaylineWording
import Hummingbird

/// The addresses of the settings.
enum SettingsPages {
  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    for section in SettingsSection.allCases where section.isForm {
      routes.page(section.path, section.permission) { page, request in
        page.settingsForm(
          section, SiteDraft(page.book, page.language), notice: saved(request))
      }
      routes.post(section.path, section.permission) { request in try await post(section, request) }
    }
    SettingsFiles.addRoutes(to: routes, app)
    UsersPages.addRoutes(to: routes, app)
  }

  /// What a page says after something was saved.
  static func saved(_ request: DeskRequest) -> SettingsNotice? {
    request.query("saved") == nil
      ? nil : SettingsNotice(kind: "good", title: request.words("已保存", "Saved"))
  }

  // MARK: - Saving

  private static func post(_ section: SettingsSection, _ request: DeskRequest) async throws -> Response {
    let page = request.page
    var draft = SiteDraft(page.book, page.language)
    draft.read(request.form)
    let action = request.field("do") ?? "save"
    if action.hasPrefix("add:") {
      if action == "add:recall" {
        draft.recalls.append(DeskSettings.Recall(number: "", title: "", appliesTo: [], notice: ""))
      } else if let table = SiteTable(rawValue: String(action.dropFirst(4))) {
        draft.addRow(table)
      }
      return .page(page.settingsForm(section, draft))
    }
    if let base = request.field("base"),
      base != SiteDraft(page.book, page.language).fingerprint(section.tables)
    {
      draft.noteConflicts()
      return .page(page.settingsForm(section, draft, notice: .conflict(page.words)), status: .conflict)
    }
    guard let (site, settings) = draft.settings() else {
      return .page(
        page.settingsForm(section, draft, notice: .faults(draft, section, page.words)),
        status: .unprocessableContent)
    }
    guard site != page.book.site || settings != page.book.settings else {
      return .redirect(section.path)
    }
    return try await save(site, settings, request) { notice, status in
      .page(page.settingsForm(section, draft, notice: notice), status: status)
    } confirm: { effect in
      .page(page.confirmPage(section, draft.changes, effect, repeating: request.form))
    } done: {
      .redirect(section.path + "?saved=1")
    }
  }

  /// Stores other settings, after somebody has agreed to what they do to visits.
  ///
  /// - Parameters:
  ///   - again: Shows the form again, with why nothing was stored.
  ///   - confirm: Shows what would change for visits.
  static func save(
    _ site: Site, _ settings: DeskSettings, _ request: DeskRequest,
    again: (SettingsNotice, HTTPResponse.Status) -> Response,
    confirm: (SettingsEffect) -> Response, done: () -> Response
  ) async throws -> Response {
    let (desk, words) = (request.desk, request.words)
    let book = desk.book
    do {
      if request.field("confirmed") == nil, site != book.site || settings.days != book.settings.days {
        let effect = try await SettingsEffect(
          of: site, settings, on: book, at: desk.clock.now, request.language)
        if !effect.isNothing { return confirm(effect) }
      }
      let detail = changeText(from: book, to: site, settings, desk.words)
      try await desk.change(
        site, settings: settings, detail: detail, by: request.account.name, replacing: book)
      return done()
    } catch DeskError.refused(let text) {
      let notice = SettingsNotice(
        kind: "bad", title: words("没有保存", "Nothing was saved"), lines: [text])
      return again(notice, .unprocessableContent)
    } catch StoreError.movedOn {
      return again(.conflict(words), .conflict)
    }
  }

  /// What changed, for the journal: the first few cells.
  static func changeText(
    from book: Book, to site: Site, _ settings: DeskSettings, _ words: Glossary
  ) -> String {
    let language = words.language
    let changes = SiteForm(site, language: language)
      .changes(from: SiteForm(book.site, language: language))
    var lines = changes.prefix(5).map { $0.line(words) }
    if changes.count > 5 { lines.append(words("共 \(changes.count) 处", "\(changes.count) in all")) }
    if settings != book.settings { lines.append(words("预约台设置", "settings of the desk")) }
    return words("设置：", "settings: ") + lines.joined(separator: words("；", "; "))
  }
}

extension SettingsNotice {
  static func conflict(_ words: Glossary) -> SettingsNotice {
    SettingsNotice(
      kind: "warn",
      title: words("别人刚改过这些设置，没有保存", "Somebody else has just changed these settings; nothing was saved"),
      lines: [
        words(
          "您填的还在，不同的地方旁边是现在已保存的。再按“保存”以您填的为准，按“放弃改动”以已保存的为准。",
          "What you entered is still here, with what is stored now beside it. Save again to keep yours, or discard it."
        )
      ])
  }

  static func faults(_ draft: SiteDraft, _ section: SettingsSection, _ words: Glossary) -> SettingsNotice {
    SettingsNotice(
      kind: "bad",
      title: words(
        "有 \(max(1, draft.faults.count)) 处要改，没有保存",
        "\(max(1, draft.faults.count)) to correct; nothing was saved"),
      lines: draft.others)
  }
}

extension SiteForm.Change {
  /// The change in words: `技师 王强 · 效率百分比：100 → 110`.
  func line(_ words: Glossary) -> String {
    let place = [table == .settings ? "" : table.title(words.language), row].filter { !$0.isEmpty }
      .joined(separator: " ")
    let cell = column.isEmpty ? place : "\(place) · \(column)"
    let none = words("（空）", "(empty)")
    if column.isEmpty, table != .settings {
      return before.isEmpty ? words("新增 ", "new: ") + place : words("删除 ", "removed: ") + place
    }
    return cell + words("：", ": ") + "\(before.isEmpty ? none : before) → \(after.isEmpty ? none : after)"
  }
}

extension PageContext {
  /// What other settings would do to visits, to be agreed to.
  func confirmPage(
    _ section: SettingsSection, _ changes: [SiteForm.Change], _ effect: SettingsEffect,
    repeating form: FormFields
  ) -> HTMLBuilder {
    settingsPage(section) { html in
      html.element("section", ["class": "panel stack"]) { html in
        html.element("h2", text: words("这样改会影响已约的车", "This changes booked visits"))
        html.element("ul", ["class": "items"]) { html in
          for line in effect.lines { html.element("li", text: line) }
          if effect.moves > 0 {
            html.element(
              "li",
              text: words(
                "另有 \(effect.moves) 台只换工位、技师或施工时间，客户不受影响",
                "\(effect.moves) more only change bay, technician or time of work; their customers notice nothing"
              ))
          }
        }
        html.element("h3", text: words("要保存的改动", "What would be saved"))
        html.element("ul", ["class": "items"]) { html in
          for change in changes.prefix(50) { html.element("li", text: change.line(words)) }
        }
        html.element("form", ["method": "post", "action": section.path, "class": "row"]) { html in
          for (name, value) in form.fields where name != "do" && name != "confirmed" {
            html.hidden(name, value)
          }
          html.hidden("confirmed", "1")
          html.element(
            "button", ["class": "button primary", "name": "do", "value": "save"],
            text: words("保存并调整计划", "Save and change the plan"))
          html.element(
            "a", ["class": "button quiet", "href": section.path], text: words("不保存", "Do not save"))
        }
      }
    }
  }
}
