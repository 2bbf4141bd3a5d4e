import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

extension PageContext {
  /// Who the customer is and what they drive.
  func customerPanel(_ facts: VisitPageFacts, to html: inout HTMLBuilder) {
    let visit = facts.record.appointment
    let card = visit.card
    html.element("section", ["class": "panel stack tight"]) { html in
      html.element("div", ["class": "panel-head"]) { html in
        html.element("h2", text: customer(card).isEmpty ? words("客户", "Customer") : customer(card))
        if let phone = card.phone { phoneLink(phone, to: &html) }
      }
      html.pairs([
        (words("车型", "Vehicle"), card.vehicle?.printable),
        (words("里程", "Mileage"), card.mileage.map(words.mileage)),
        (words("客户原话", "Request"), card.request?.printable),
        (
          words("报价", "Estimate"),
          card.estimate.map {
            $0 == 0 ? words("免费", "free") : words("\(words.number($0)) 元", words.number($0))
          }
        ),
        (words("指定顾问", "Wants advisor"), visit.preferredAdvisor.map(advisor)),
        (words("指定技师", "Wants technician"), visit.preferredTechnician.map(technician)),
        (words("要求取车", "Wants it by"), visit.readyBy.map { words.dayAndTime($0) }),
        (words("备注", "Note"), card.note?.printable),
        (words("来电", "Called"), card.called.map { words.dayAndTime($0) }),
      ])
      for recall in facts.recalls { recallNotice(recall, to: &html) }
    }
  }

  /// A number to call with one tap.
  func phoneLink(_ phone: String, to html: inout HTMLBuilder) {
    let digits = phone.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
    html.element("a", ["class": "button small", "href": "tel:\(digits)"], text: phone.printable)
  }

  /// An open recall with its newest notice.
  func recallNotice(_ recall: DeskSettings.Recall, to html: inout HTMLBuilder) {
    html.element("div", ["class": "notice warn"]) { html in
      html.element("strong", text: "\(recall.number) \(recall.title)".printable)
      html.add(recall.notice.printable)
    }
  }

  /// Texts to send, each with a button that copies it.
  func texts(_ texts: [(title: String, text: String)], to html: inout HTMLBuilder) {
    guard !texts.isEmpty else { return }
    html.element("section", ["class": "panel stack tight"]) { html in
      html.element("h2", text: words("短信", "Texts"))
      for (index, text) in texts.enumerated() {
        html.element("div", ["class": "stack tight"]) { html in
          html.element("div", ["class": "row between"]) { html in
            html.element("h3", text: text.title)
            html.element(
              "button",
              ["class": "button small", "type": "button", "data-copy-from": "text-\(index)"],
              text: words("复制", "Copy"))
          }
          html.element("p", ["class": "message", "id": "text-\(index)"], text: text.text.printableLines)
        }
      }
    }
  }

  /// Calls and texts that have been made.
  func contacts(_ record: VisitRecord, to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel"]) { html in
      html.element("div", ["class": "panel-head"]) { html in
        html.element("h2", text: words("联系记录", "Contacts"))
        if may(.receive) {
          html.element(
            "button",
            [
              "class": "button small", "type": "button", "data-act": "contact",
              "data-for": record.appointment.id,
            ], text: words("记一笔…", "Record…"))
        }
      }
      guard !record.contacts.isEmpty else {
        html.element("p", ["class": "soft"], text: words("还没有联系过", "None yet"))
        return
      }
      html.element("ul", ["class": "items"]) { html in
        for contact in record.contacts.reversed() {
          html.element("li") { html in
            html.element("div", ["class": "row"]) { html in
              html.element("span", ["class": "soft nowrap"], text: stamp(contact.at))
              html.element("span", text: words.occasion(contact.occasion))
              html.element("span", ["class": "push"]) { html in
                html.chip(
                  words.outcome(contact.outcome), contact.outcome == .done ? "good" : "warn")
              }
            }
            let more = [
              contact.by.printable, contact.note?.printable,
              contact.retry.map { words("再打：\(stamp($0))", "again at \(stamp($0))") },
            ]
            html.element("small", ["class": "soft"], text: more.compactMap(\.self).joined(separator: " · "))
          }
        }
      }
    }
  }

  /// The steps of the visit's life so far.
  func life(_ record: VisitRecord, to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel"]) { html in
      html.element("h2", text: words("经过", "Life"))
      html.element("ol", ["class": "life"]) { html in
        for step in record.steps {
          html.element("li") { html in
            html.element("div", ["class": "row"]) { html in
              html.element("span", ["class": "strong"], text: words.status(step.status))
              html.element("span", ["class": "soft push nowrap"], text: stamp(step.at))
            }
            let more = [step.by.printable, step.reason?.printable].compactMap(\.self)
            html.element("small", ["class": "soft"], text: more.joined(separator: " · "))
          }
        }
      }
    }
  }
}

extension Glossary {
  /// Why a customer is called.
  func occasion(_ name: String) -> String {
    switch name {
    case "confirmation": self("确认", "confirmation")
    case "proposal": self("征求意见", "proposal")
    case "dayBefore": self("提前一天提醒", "reminder, a day before")
    case "hourBefore": self("提前一小时提醒", "reminder, an hour before")
    case "late": self("交车延迟", "delay")
    case "unscheduled": self("另约时间", "another time")
    case "brokenPromise": self("店方爽约", "broken promise")
    case "noShow": self("未到店", "no-show")
    case "callBack": self("回电", "call back")
    case "progress": self("进度", "progress")
    case "ready": self("交车通知", "ready")
    case "afterVisit": self("回访", "after the visit")
    default: name.printable
    }
  }
}
