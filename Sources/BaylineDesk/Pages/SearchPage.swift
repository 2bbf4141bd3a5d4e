import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

extension PageContext {
  /// What a search for a plate, phone or name has found: customers with their visits.
  func searchPage(_ text: String, _ customers: [CustomerFile]) -> HTMLBuilder {
    page(words("查找", "Search")) { html in
      html.head(
        text.isEmpty
          ? words("查找", "Search") : words("查找“\(text.printable)”", "Search for “\(text.printable)”"),
        text.isEmpty ? "" : words("\(customers.count) 位客户", "\(customers.count) customers"))
      html.element("div", ["class": "stack"]) { html in
        html.element("form", ["class": "row", "action": "/search", "role": "search"]) { html in
          html.element("div") { html in
            html.open(
              "input",
              [
                "type": "search", "name": "q", "value": text, "autocomplete": "off", "autofocus": "autofocus",
                "aria-label": words("车牌、电话或姓名", "Plate, phone or name"),
                "placeholder": words("车牌、电话或姓名", "Plate, phone or name"),
              ])
          }
          html.element("button", ["class": "button"], text: words("查找", "Search"))
        }
        if customers.isEmpty, !text.isEmpty {
          html.element("div", ["class": "panel"]) { html in
            html.empty(
              words("没有找到", "Nobody found"),
              words("检查一下车牌或电话，或者直接登记新的来电。", "Check the plate or phone, or take the call as a new one."))
          }
        }
        for file in customers { customerResult(file, to: &html) }
      }
    }
  }

  private func customerResult(_ file: CustomerFile, to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel stack tight"]) { html in
      html.element("div", ["class": "panel-head"]) { html in
        html.element("h2") { html in
          html.element("span", ["class": "plate"], text: file.plate.printable)
          html.add(" " + customer(file.card))
        }
        if let phone = file.card.phone { phoneLink(phone, to: &html) }
        if may(.book) {
          html.element(
            "a", ["class": "button small primary", "href": "/call?plate=\(FormFields.encoded(file.plate))"],
            text: words("预约", "Book"))
        }
      }
      html.element(
        "p", ["class": "soft"],
        text: [file.card.vehicle?.printable, file.card.mileage.map(words.mileage)]
          .compactMap(\.self).joined(separator: " · "))
      for recall in file.recalls { recallNotice(recall, to: &html) }
      visitList(file.visits.prefix(6), to: &html)
    }
  }
}
