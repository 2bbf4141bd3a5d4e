import BaylineModel
import BaylineWording

/// An HTML file that needs nothing else, and may request nothing else.
enum HTMLPage {
  static func text(
    _ words: Glossary, title: String, style: (inout HTMLBuilder) -> Void, body: (inout HTMLBuilder) -> Void
  ) -> String {
    var html = HTMLBuilder()
    html.literal("<!DOCTYPE html>\n")
    html.element("html", ["lang": words.language.rawValue]) { html in
      html.element("head") { html in
        html.open("meta", ["charset": "utf-8"])
        html.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        // A second line of defence behind the escaping: no script, no request.
        html.open(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'",
          ])
        html.open("meta", ["name": "referrer", "content": "no-referrer"])
        html.element("title", text: title)
        html.element("style") { style(&$0) }
      }
      html.literal("\n")
      html.element("body") { body(&$0) }
    }
    html.literal("\n")
    return html.text
  }
}
