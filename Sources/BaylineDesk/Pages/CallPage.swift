import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

extension PageContext {
  /// The page for a call, from the ring to the booking; `call.js` does the talking with the desk.
  ///
  /// - Parameter plate: What is known already, from the search.
  func callPage(plate: String = "") -> HTMLBuilder {
    page(words("接电话", "Call"), in: .call, scripts: ["call.js"], scriptWords: callScriptWords) { html in
      html.head(words("接电话", "Call"), callHelp)
      html.element("div", ["class": "columns main-side"]) { html in
        html.element("div", ["class": "stack"]) { html in
          callForm(plate: plate, to: &html)
          offersPanel(to: &html)
          html.element(
            "section",
            [
              "class": "panel stack", "id": "booked", "hidden": "hidden", "tabindex": "-1",
              "aria-live": "polite",
            ]
          ) { _ in }
        }
        html.element("aside", ["class": "stack"]) { html in
          html.element("section", ["class": "panel", "id": "file", "aria-live": "polite"]) { html in
            html.element("h2", text: words("客户档案", "Customer"))
            html.element(
              "p", ["class": "soft"],
              text: words("输入车牌、电话或姓名，档案随即出现。", "Type a plate, phone or name: the file appears here."))
          }
          withoutTime(to: &html)
        }
      }
    }
  }

  private var callHelp: String {
    words(
      "车牌 → 项目 → 时间，回车进入下一步；按数字预约", "Plate, jobs, time: Enter goes on, a number books.")
  }

  // MARK: - What the caller says

  private func callForm(plate: String, to html: inout HTMLBuilder) {
    html.element("form", ["class": "panel call-form", "id": "call", "autocomplete": "off"]) { html in
      combo(
        "plate", words("车牌（或电话、姓名）", "Plate (or phone, name)"), value: plate, key: "Alt+P",
        kind: "half lead", to: &html)
      combo(
        "jobs", words("项目（首字母、拼音、名称）", "Jobs (first letters, words)"), value: "", key: "Alt+J",
        kind: "half lead", to: &html
      ) { html in
        html.element(
          "ul", ["class": "picked", "id": "picked", "aria-label": words("已选项目", "Chosen jobs")]
        ) { _ in }
      }
      field(
        "at", words("希望何时来", "Wants to come"), kind: "half lead", key: "Alt+A",
        hint: words("如：周五 10:00、明天下午、12-03", "Like: fri 10:00, tomorrow after 14:00, 12-03"), to: &html)
      field(
        "by", words("最晚取车", "Wants it back by"), kind: "quarter small-half",
        hint: words("可不填", "Optional"), to: &html)
      advisorField(to: &html)
      person(to: &html)
      field(
        "request", words("客户原话", "In the customer's words"), kind: "half",
        to: &html)
      field("note", words("备注", "Note"), kind: "half", to: &html)
      switches(to: &html)
    }
  }

  private func person(to html: inout HTMLBuilder) {
    field(
      "customer", words("客户", "Customer"), kind: "quarter small-half", to: &html)
    html.element("div", ["class": "field quarter small-half"]) { html in
      html.element("label", ["for": "title"], text: words("称呼", "Title"))
      html.element("select", ["id": "title", "name": "title"]) { html in
        html.option(nil, "–")
        for title in words("先生 女士", "Mr Ms").split(separator: " ").map(String.init) {
          html.option(title, title)
        }
      }
    }
    field(
      "phone", words("电话", "Phone"), kind: "quarter small-half", mode: "tel",
      to: &html)
    field(
      "vehicle", words("车型", "Vehicle"), kind: "quarter small-half", to: &html)
  }

  private func advisorField(to html: inout HTMLBuilder) {
    html.element("div", ["class": "field quarter small-half"]) { html in
      html.element("label", ["for": "advisor"], text: words("服务顾问", "Advisor"))
      html.element("select", ["id": "advisor", "name": "advisor"]) { html in
        html.option(nil, words("不限", "any"))
        for advisor in site.advisors {
          html.option(advisor.id, self.advisor(advisor.id))
        }
      }
    }
  }

  private func switches(to html: inout HTMLBuilder) {
    html.element("div", ["class": "full row wide"]) { html in
      check("waiting", words("在店等", "Waits here"), "Alt+W", to: &html)
      check("loaner", words("需代步车", "Loan vehicle"), "Alt+L", to: &html)
      html.element("label", ["class": "row"]) { html in
        html.element("span", ["class": "label"], text: words("类别", "Kind"))
        html.element("select", ["name": "kind", "id": "kind"]) { html in
          html.option(nil, words("按项目", "by the jobs"))
          for kind in [VisitKind].offered {
            html.option(kind.rawValue, words.kind(kind))
          }
        }
      }
      html.element("label", ["class": "row short"]) { html in
        html.element("span", ["class": "label"], text: words("里程", "Mileage"))
        html.open("input", ["name": "mileage", "id": "mileage", "inputmode": "numeric"])
      }
    }
  }

  private func check(
    _ name: StaticString, _ label: String, _ key: String, to html: inout HTMLBuilder
  ) {
    html.element("label", ["class": "check"]) { html in
      html.open(
        "input",
        [
          "type": "checkbox", "name": "\(name)", "id": "\(name)", "data-key": key, "data-key-label": label,
        ])
      html.add(label)
      html.element("kbd", ["aria-hidden": "true", "class": "wide-only"], text: key)
    }
  }

  private func field(
    _ name: StaticString, _ label: String, value: String = "", kind: String, key: String = "",
    mode: String = "", hint: String = "", to html: inout HTMLBuilder
  ) {
    html.element("div", ["class": "field \(kind)"]) { html in
      html.element("label", ["for": "\(name)"]) { html in
        html.add(label)
        if !key.isEmpty { html.element("kbd", ["aria-hidden": "true", "class": "wide-only"], text: key) }
      }
      html.open(
        "input",
        [
          "id": "\(name)", "name": "\(name)", "value": value, "inputmode": mode, "data-key": key,
          "data-key-label": label, "aria-describedby": "\(name)-fault",
        ])
      if !hint.isEmpty { html.element("small", ["class": "hint"], text: hint) }
      html.element("p", ["class": "fault", "id": "\(name)-fault"]) { _ in }
    }
  }

  /// A field with suggestions below it.
  private func combo(
    _ name: StaticString, _ label: String, value: String, key: String, kind: String,
    to html: inout HTMLBuilder, after: (inout HTMLBuilder) -> Void = { _ in }
  ) {
    html.element("div", ["class": "field \(kind)"]) { html in
      html.element("label", ["for": "\(name)"]) { html in
        html.add(label)
        html.element("kbd", ["aria-hidden": "true", "class": "wide-only"], text: key)
      }
      html.element("div", ["class": "combo"]) { html in
        html.open(
          "input",
          [
            "id": "\(name)", "name": "\(name)", "value": value, "role": "combobox", "autocomplete": "off",
            "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": "\(name)-list",
            "aria-describedby": "\(name)-fault", "data-key": key, "data-key-label": label,
            "autocapitalize": "characters", "spellcheck": "false",
          ])
        html.element(
          "div", ["class": "listbox", "id": "\(name)-list", "role": "listbox", "aria-label": label]
        ) { _ in }
      }
      after(&html)
      html.element("p", ["class": "fault", "id": "\(name)-fault"]) { _ in }
    }
  }

  // MARK: - What the desk offers

  private func offersPanel(to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel stack tight", "id": "offers-panel"]) { html in
      html.element("div", ["class": "panel-head"]) { html in
        html.element("h2", text: words("可约时间", "Offers"))
        html.element("span", ["class": "hint wide-only"]) { html in
          html.element("kbd", text: "Alt+1…3")
          html.add(words(" 随时预约", " books from any field"))
        }
      }
      html.element("div", ["id": "notes", "class": "stack tight", "role": "status"]) { _ in }
      html.element("ol", ["id": "offers", "class": "offers", "aria-live": "polite"]) { _ in }
      html.element("p", ["class": "soft", "id": "no-offers"]) { html in
        html.add(words("选好项目，时间会自己出现。", "Choose a job and times appear by themselves."))
      }
    }
  }

  /// What becomes of a call that ends without a time.
  private func withoutTime(to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel stack tight"]) { html in
      html.element("h2", text: words("暂时约不成", "No time for now"))
      html.element("div", ["class": "row"]) { html in
        html.element(
          "button", ["class": "button", "type": "button", "id": "call-back", "data-key": "Alt+B"]
        ) { html in
          html.add(words("稍后回电…", "Call back…"))
          html.element("kbd", ["aria-hidden": "true", "class": "wide-only"], text: "Alt+B")
        }
        html.element(
          "button", ["class": "button", "type": "button", "id": "decline", "data-key": "Alt+D"]
        ) { html in
          html.add(words("未成交…", "Declined…"))
          html.element("kbd", ["aria-hidden": "true", "class": "wide-only"], text: "Alt+D")
        }
      }
      html.element(
        "p", ["class": "hint"],
        text: words(
          "电话里判断不了的，问清车间后按约定时间回电。",
          "What cannot be judged on the phone is settled inside and called back at a time."))
    }
  }

  /// What `call.js` says.
  private var callScriptWords: [String: String] {
    [
      "customer": words("客户档案", "Customer"), "newCustomer": words("新客户", "New customer"),
      "typePlate": words("没有以前的记录，直接往下填。", "No earlier visits: just go on."),
      "take": words("选用", "Take"), "taken": words("已选用 {name}", "{name} taken over"),
      "history": words("以往进店", "Earlier visits"), "recalls": words("未完成的召回", "Open recalls"),
      "preferredAdvisor": words("常用顾问", "Usual advisor"),
      "preferredTechnician": words("常用技师", "Usual technician"),
      "addRecall": words("加入项目", "Add to the jobs"), "phone": words("电话", "Phone"),
      "vehicle": words("车型", "Vehicle"), "mileage": words("里程", "Mileage"),
      "kilometres": words("{n} 公里", "{n} km"),
      "searching": words("正在查找…", "Looking…"), "noJobs": words("目录里没有这个项目", "Not in the catalogue"),
      "minutes": words("{n} 分钟", "{n} min"), "remove": words("去掉 {job}", "Remove {job}"),
      "offersReady": words("有 {n} 个时间：{list}", "{n} offers: {list}"),
      "noOffers": words("现在约不到时间", "Nothing can be offered"),
      "firstChoice": words("首选", "first choice"), "price": words("约 {n} 元", "about {n}"),
      "ready": words("{time} 交车", "ready {time}"), "next": words("最近可约：{time}", "Next possible: {time}"),
      "isBooked": words("已约好", "Booked"),
      "readAloud": words("念给客户听", "Read aloud"), "message": words("短信", "Text"),
      "copyText": words("复制短信", "Copy the text"), "nextCall": words("下一个电话", "Next call"),
      "toVisit": words("看这次预约", "To the visit"),
      "callBack": words("稍后回电", "Call back"), "callBackAt": words("几点回电", "When to call back"),
      "keep": words("记下", "Keep"), "kept": words("已记入回电名单：{time}", "On the call-back list: {time}"),
      "decline": words("未成交", "Declined"), "reason": words("原因", "Reason"),
      "otherReason": words("说明", "In words"), "declined": words("已记下原因", "Recorded with its reason"),
      "reasons": declineReasons.joined(separator: "|"),
      "slotTaken": words("这个时间刚被别人约走。", "That time has just been taken."),
    ]
  }

  /// The usual reasons for which a caller takes no time.
  var declineReasons: [String] {
    words(
      "时间不合适|价格|等配件|去别家|只是咨询|其他", "no time that suits|price|waits for parts|goes elsewhere|only asked|other"
    ).split(separator: "|").map(String.init)
  }
}

extension [VisitKind] {
  /// The kinds that a caller may be given.
  static let offered: [VisitKind] = [
    .maintenance, .firstService, .repair, .inspection, .warranty, .recall, .comeback, .accident,
  ]
}
