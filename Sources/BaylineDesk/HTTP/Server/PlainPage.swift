import Bayline
import BaylineReports
import BaylineWording

/// A page that needs nothing of the book: signing in, and what went wrong.
struct PlainPage {
  let html: HTMLBuilder

  init(title: String, context: DeskContext, _ content: (inout HTMLBuilder) -> Void) {
    var html = HTMLBuilder()
    html.literal("<!DOCTYPE html>")
    html.element("html", ["lang": context.language.rawValue, "data-theme": context.theme.rawValue]) { html in
      html.element("head") { head in
        head.open("meta", ["charset": "utf-8"])
        head.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        head.element("title", text: title)
        head.open("link", ["rel": "stylesheet", "href": "/assets/desk.css"])
      }
      html.element("body", ["class": "plain"]) { body in
        body.element("main", ["class": "plain"]) { content(&$0) }
      }
    }
    self.html = html
  }
}
