import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineStore
import BaylineWording

extension PageContext {
  /// A page of the settings in their frame: the list of pages beside it.
  func settingsPage(
    _ section: SettingsSection, notice: SettingsNotice? = nil, content: (inout HTMLBuilder) -> Void
  ) -> HTMLBuilder {
    page(
      "\(words("设置", "Settings")) · \(section.title(words))", in: .settings, scripts: ["settings.js"],
      scriptWords: ["unsaved": words("有未保存的改动", "There are changes that are not saved")]
    ) { html in
      html.head(words("设置", "Settings"), section.title(words))
      html.element("div", ["class": "settings"]) { html in
        html.element("nav", ["class": "settings-list", "aria-label": words("设置", "Settings")]) { html in
          for other in SettingsSection.allCases where may(other.permission) {
            html.element(
              "a", ["href": other.path, "aria-current": other == section ? "page" : ""],
              text: other.title(words))
          }
        }
        html.element("div", ["class": "stack"]) { html in
          if let notice { notice.add(to: &html) }
          content(&html)
        }
      }
    }
  }

  /// The form of a page of settings.
  func settingsForm(_ section: SettingsSection, _ draft: SiteDraft, notice: SettingsNotice? = nil)
    -> HTMLBuilder
  {
    var fields = SettingsFields(page: self, draft: draft)
    fields.isAboutBays = section == .bays
    return settingsPage(section, notice: notice) { html in
      html.element(
        "form",
        [
          "method": "post", "action": section.path, "class": "stack", "id": "settings-form",
          "novalidate": "novalidate",
        ]
      ) { html in
        // The first button is what the Enter key presses.
        html.element(
          "button",
          ["class": "hidden-text", "name": "do", "value": "save", "tabindex": "-1", "aria-hidden": "true"],
          text: words("保存", "Save"))
        carry(section, to: &html)
        switch section {
        case .shop: shop(fields, to: &html)
        case .people: people(fields, to: &html)
        case .shifts: shifts(fields, to: &html)
        case .bays: bays(fields, to: &html)
        case .rules: rules(fields, to: &html)
        case .catalogue: recalls(fields, to: &html)
        case .files, .users, .journal: break
        }
        html.element("div", ["class": "save-bar"]) { html in
          html.element(
            "button", ["class": "button primary", "name": "do", "value": "save", "type": "submit"],
            text: words("保存", "Save"))
          html.element("a", ["class": "button quiet", "href": section.path], text: words("放弃改动", "Discard"))
          html.element(
            "span", ["class": "hint"],
            text: words(
              "保存前会先核对，看会影响哪些已约的车", "Checked before it is saved, with what it means for booked visits"))
        }
      }
      if section == .catalogue { catalogue(to: &html) }
    }
  }

  /// What a form says of the state that it was made from.
  private func carry(_ section: SettingsSection, to html: inout HTMLBuilder) {
    for (name, value) in [
      ("csrf", csrf), ("version", String(book.version)),
      ("base", SiteDraft(book, language).fingerprint(section.tables)),
    ] {
      html.hidden(name, value)
    }
  }

  // MARK: - Pages

  private func panel(_ title: String, _ html: inout HTMLBuilder, _ content: (inout HTMLBuilder) -> Void) {
    html.element("section", ["class": "panel stack"]) { html in
      html.element("h2", text: title)
      content(&html)
    }
  }

  private func shop(_ fields: SettingsFields, to html: inout HTMLBuilder) {
    panel(words("门店", "The shop"), &html) { html in
      fields.settings(["name", "locale", "timeZone", "hours", "slotMinutes", "graceMinutes"], to: &html)
    }
    let hours = fields.draft[.settings].first { $0.row.id == "hours" }?.row["value"] ?? ""
    fields.table(
      .calendars, words("营业时间", "Opening hours"),
      note: words("每天的时段；不写为休息", "The hours of each weekday; empty is closed"), .records,
      showing: { $0["name"] == hours }, isFixed: true, to: &html)
    panel(words("预约簿与客户文本", "The book, and what customers are told"), &html) { html in
      html.element("div", ["class": "fields"]) { html in
        fields.desk(
          "days", words("预约簿天数", "Days of the book"),
          words(
            "可以预约多少天，最多 \(DeskSettings.dayRange.upperBound)",
            "How far ahead visits can be booked, \(DeskSettings.dayRange.upperBound) at most"), to: &html)
        fields.desk("phone", words("门店电话", "Phone"), words("写在给客户的短信里", "In texts to customers"), to: &html)
        fields.desk(
          "directions", words("到店路线", "The way to the shop"), words("写在给客户的短信里", "In texts to customers"),
          isLong: true,
          to: &html)
        fields.desk(
          "slackIncentive", words("空闲时段优惠", "Offer for slack hours"),
          words(
            "客户愿意在空闲时段到店时告诉客户的话；没有则留空", "Said to customers who come in slack hours; empty if there is none"),
          isLong: true, to: &html)
      }
    }
  }

  private func people(_ fields: SettingsFields, to html: inout HTMLBuilder) {
    for trade in fields.draft.trades { html.hidden("trade", trade) }
    fields.table(.technicians, words("技师", "Technicians"), .records, to: &html)
    html.element("div", ["class": "row"]) { html in
      html.element("label", ["for": "new-trade"], text: words("新的工种", "Another trade"))
      html.element("div", ["class": "short"]) { html in
        html.open("input", ["id": "new-trade", "name": "trade", "type": "text", "autocomplete": "off"])
      }
      html.element(
        "button",
        ["class": "button small", "name": "do", "value": "add:trade", "formaction": "#technicians"],
        text: words("加到技能里", "Add to the skills"))
    }
    fields.table(.advisors, words("服务顾问", "Advisors"), .records, to: &html)
    fields.table(
      .leave, words("请假", "Leave"),
      note: words("已约的车会换人或改时间，保存前先看影响", "Booked visits get others; you see which before it is saved"),
      showing: { !fields.isBay($0) }, to: &html)
    panel(words("司机", "Drivers"), &html) { html in fields.settings(["drivers"], to: &html) }
  }

  private func shifts(_ fields: SettingsFields, to html: inout HTMLBuilder) {
    fields.table(
      .calendars, words("班次", "Shifts"),
      note: words(
        "时段如 8:00-12:00;13:00-17:30；轮班的每周各一行",
        "Hours like 8:00-12:00;13:00-17:30; where weeks take turns, a row for each week"),
      .records, to: &html)
    fields.table(
      .holidays, words("节假日与调休", "Holidays and make-up days"),
      note: words("全店当天休息，或按周几的时段上班（调休）", "The whole shop is closed, or works the hours of another weekday"),
      to: &html)
    fields.table(
      .specialDays, words("班次特殊日", "Special days of a shift"),
      note: words("某个班次在个别日子的时段", "Days on which one shift has other hours"), to: &html)
  }

  private func bays(_ fields: SettingsFields, to html: inout HTMLBuilder) {
    fields.table(.bays, words("工位", "Bays"), to: &html)
    fields.table(
      .leave, words("工位停用", "Closed bays"), note: words("维修、年检等停用的日子", "Days on which a bay is out of use"),
      showing: { fields.isBay($0) }, to: &html)
    fields.table(.equipment, words("共用设备", "Shared equipment"), to: &html)
  }

  private func rules(_ fields: SettingsFields, to html: inout HTMLBuilder) {
    let inShop = ["slotMinutes", "graceMinutes"]
    panel(words("预约", "Bookings"), &html) { html in
      fields.settings(
        SiteForm.bookingRules.filter { !inShop.contains($0) && $0 != "loanerTurnaroundMinutes" }, to: &html)
    }
    panel(words("代步车", "Loan vehicles"), &html) { html in
      fields.settings(["loaners", "loanerTurnaroundMinutes"], to: &html)
    }
    fields.table(
      .limits, words("预约上限", "Limits"),
      note: words("每天某类业务、某时段最多到店多少台", "The most arrivals of a day, by kind and time"),
      .records, to: &html)
    fields.table(
      .teams, words("班组预留", "Reserves of teams"),
      note: words("除全店预留外，某班组另外留出的工时", "Kept free of a team's time, beside the reserve of all"),
      to: &html)
    let weights = SiteForm.weights.compactMap { key in
      fields.draft[.settings].firstIndex { $0.row.id == key }.map { SiteDraft.name(.settings, $0, "value") }
    }
    let isOpen = weights.contains { fields.draft.faults[$0] != nil || fields.draft.conflicts[$0] != nil }
    html.element("details", ["class": "panel", "id": "advanced", "open": isOpen ? "open" : ""]) { html in
      html.element("summary", text: words("高级：排程的权衡", "Advanced: how plans are weighed"))
      html.element("div", ["class": "stack"]) { html in
        html.element(
          "p", ["class": "soft"],
          text: words(
            "排程按这些扣分比较各种排法，扣分越高越要避免。一般不用改。",
            "Plans are compared by these points; more points are avoided more. There is seldom a reason to change them."
          ))
        fields.settings(SiteForm.weights, notes: SettingsWeights.notes(words), to: &html)
        fields.table(
          .kinds, words("业务类型", "Kinds of visits"),
          note: words("排不进和晚交车各扣多少分", "What it costs to leave a visit out, or to delay it"), to: &html)
      }
    }
  }
}

/// What the weights of the cost mean, in plain words.
enum SettingsWeights {
  static func notes(_ words: Glossary) -> [String: String] {
    [
      "deviation": words("到店时间离客户首选越远，越不好", "The further from the customer's first choice, the worse"),
      "stay": words("客户在店里等得越久，越不好", "The longer a waiting customer stays, the worse"),
      "late": words("只要晚于客户要车的时间就算", "Once for a vehicle that is ready too late"),
      "lateness": words("晚得越多，越不好", "The later it is, the worse"),
      "advisor": words("不是客户要的或约好的顾问", "Another advisor than promised or wished for"),
      "technician": words("不是客户指定的技师", "Another technician than wished for"),
      "original": words("返修时原来的技师不在", "A comeback arrives while its technician is off duty"),
      "handover": words("一台车经几个人的手", "Several technicians on one vehicle"),
      "move": words("一台车换工位", "A vehicle moves from bay to bay"),
      "overskill": words("高级技师做简单的活", "A master does a junior's work"),
      "overload": words("技师的一天排得太满", "A technician's day is too full"),
      "overloadPercent": words("排到班次的多少算太满", "From what share of the shift a day is too full"),
      "balance": words("有人忙有人闲", "Some are busy while others wait"),
      "moved": words("重排时换了人或工位", "Replanning changes people or bays"),
      "makespan": words("最后一台车完工越晚，越不好", "The later the last vehicle is done, the worse"),
    ]
  }
}

/// What a page of settings says at its top.
struct SettingsNotice {
  var kind: String
  var title: String
  var lines: [String] = []

  func add(to html: inout HTMLBuilder) {
    html.element(
      "div", ["class": "notice \(kind)", "role": kind == "bad" ? "alert" : "status", "id": "notice"]
    ) { html in
      html.element("strong", text: title)
      if lines.count == 1 { html.element("p", text: lines[0]) }
      if lines.count > 1 {
        html.element("ul", ["class": "dots"]) { html in
          for line in lines { html.element("li", text: line) }
        }
      }
    }
  }
}
