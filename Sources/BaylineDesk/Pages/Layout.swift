import Bayline
import BaylineReports
import BaylineStore
import BaylineWording
import Foundation

extension PageContext {
  /// A page in the frame of the desk: header, navigation, and what the page itself shows.
  ///
  /// - Parameters:
  ///   - section: What the navigation marks as the current one.
  ///   - scripts: The resources that the page needs beside `desk.js`, like `call.js`.
  ///   - scriptWords: What its scripts say, by the name that they use.
  ///   - styles: The style sheets that it needs beside `desk.css`.
  func page(
    _ title: String, in section: PageSection? = nil, scripts: [String] = [],
    scriptWords: [String: String] = [:], styles: [String] = [], content: (inout HTMLBuilder) -> Void
  ) -> HTMLBuilder {
    var html = HTMLBuilder()
    html.literal("<!doctype html>")
    html.element("html", ["lang": language.rawValue, "data-theme": theme.rawValue]) { html in
      html.element("head") {
        head(title, scripts: scripts, scriptWords: scriptWords, styles: styles, to: &$0)
      }
      html.element("body") { html in
        html.element("a", ["class": "skip", "href": "#main"], text: words("跳到正文", "Skip to content"))
        bar(section, to: &html)
        html.element("main", ["id": "main", "tabindex": "-1"], content)
        addMessages(to: &html)
      }
    }
    return html
  }

  /// A page without navigation: for signing in, or for saying that something is missing.
  func plainPage(_ title: String, content: (inout HTMLBuilder) -> Void) -> HTMLBuilder {
    var html = HTMLBuilder()
    html.literal("<!doctype html>")
    html.element("html", ["lang": language.rawValue, "data-theme": theme.rawValue]) { html in
      html.element("head") { head(title, scripts: [], scriptWords: [:], to: &$0) }
      html.element("body", ["class": "plain", "data-quiet": "1"]) { html in
        html.element("main", ["id": "main"], content)
        addMessages(to: &html)
      }
    }
    return html
  }

  /// A page for a screen on the wall, without navigation, that follows the book.
  func wallPage(
    _ title: String, scripts: [String], styles: [String], content: (inout HTMLBuilder) -> Void
  ) -> HTMLBuilder {
    var html = HTMLBuilder()
    html.literal("<!doctype html>")
    html.element("html", ["lang": language.rawValue, "data-theme": theme.rawValue]) { html in
      html.element("head") { head(title, scripts: scripts, scriptWords: [:], styles: styles, to: &$0) }
      html.element("body", ["class": "wall"]) { html in
        html.element("main", ["id": "main"], content)
        addMessages(to: &html)
      }
    }
    return html
  }

  /// Where a resource is served.
  static func asset(_ name: String) -> String { "/assets/\(name)" }

  // MARK: - Head

  private func head(
    _ title: String, scripts: [String], scriptWords: [String: String], styles: [String] = [],
    to html: inout HTMLBuilder
  ) {
    html.open("meta", ["charset": "utf-8"])
    html.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    html.open("meta", ["name": "csrf", "content": csrf])
    html.open("meta", ["name": "words", "content": Self.json(commonScriptWords.merging(scriptWords) { $1 })])
    html.open("meta", ["name": "theme-color", "content": "#1a5fb4"])
    html.element("title", text: "\(title) · \(site.name)".printable)
    for style in ["desk.css"] + styles {
      html.open("link", ["rel": "stylesheet", "href": Self.asset(style)])
    }
    for script in ["desk.js"] + scripts {
      html.element("script", ["type": "module", "src": Self.asset(script)]) { _ in }
    }
  }

  private static func json(_ words: [String: String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(words)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// What the scripts of every page say.
  private var commonScriptWords: [String: String] {
    [
      "failed": words("没有成功（{status}），请再试一次", "That did not work ({status}). Please try again."),
      "offline": words(
        "连不上服务器；没有任何改动，请稍后再试", "The desk cannot be reached. Nothing was changed; please try again."),
      "close": words("关闭", "Close"), "cancel": words("取消", "Cancel"), "copied": words("已复制", "Copied"),
      "live": words("实时", "live"), "notLive": words("已断开，正在重连", "not connected, trying again"),
      "connecting": words("连接中", "connecting"), "shortcuts": words("快捷键", "Keyboard shortcuts"),
    ]
  }

  // MARK: - Header

  private func bar(_ section: PageSection?, to html: inout HTMLBuilder) {
    html.element("header", ["class": "bar"]) { html in
      html.element("a", ["class": "brand", "href": "/"]) { html in
        html.element("span", text: site.name.printable)
        html.element("small", ["id": "clock", "data-live": "1"]) { html in
          html.element("time", ["datetime": now.description], text: words.dayAndTime(now))
        }
      }
      html.element(
        "button",
        [
          "class": "tool menu-button", "id": "menu", "type": "button", "aria-expanded": "false",
          "aria-controls": "navigation",
        ], text: words("菜单", "Menu"))
      navigation(section, to: &html)
      search(to: &html)
      tools(to: &html)
    }
  }

  private func navigation(_ current: PageSection?, to html: inout HTMLBuilder) {
    html.element("nav", ["id": "navigation", "aria-label": words("主导航", "Main")]) { html in
      for section in PageSection.allCases where section.isFor(account) {
        html.element(
          "a",
          [
            "href": section.path, "class": section == .call ? "call" : "",
            "aria-current": section == current ? "page" : "", "data-key": section.key,
            "data-key-label": section.title(words),
          ]
        ) { html in
          html.add(section.title(words))
          if section == .call { html.element("kbd", ["aria-hidden": "true"], text: section.key) }
        }
      }
    }
  }

  private func search(to html: inout HTMLBuilder) {
    guard may(.customers) else { return }
    let label = words("车牌、电话或姓名", "Plate, phone or name")
    html.element("form", ["class": "find", "action": "/search", "role": "search"]) { html in
      html.open(
        "input",
        [
          "type": "search", "name": "q", "placeholder": label, "aria-label": label, "autocomplete": "off",
          "data-key": "/", "data-key-label": words("查找", "Search"),
        ])
      html.element("kbd", ["aria-hidden": "true"], text: "/")
    }
  }

  private func tools(to html: inout HTMLBuilder) {
    html.element("div", ["class": "tools"]) { html in
      html.element(
        "span", ["class": "live", "id": "live", "data-state": "wait", "role": "status"],
        text: words("连接中", "connecting"))
      let other: Language = language == .chinese ? .english : .chinese
      html.element(
        "a",
        [
          "class": "tool", "id": "language", "href": "?lang=\(other.rawValue)", "lang": other.rawValue,
          "hreflang": other.rawValue,
        ], text: language == .chinese ? "EN" : "中文")
      html.element(
        "button",
        ["class": "tool", "id": "theme", "type": "button", "aria-label": words("浅色／深色", "Light or dark")],
        text: "◐")
      html.element(
        "button",
        ["class": "tool wide-only", "id": "keys", "type": "button", "aria-label": words("快捷键", "Shortcuts")],
        text: "?")
      // At the machine itself nobody has to sign in, and nobody can sign out.
      guard account != .local else { return }
      html.element("form", ["method": "post", "action": "/sign-out", "class": "wide-only"]) { html in
        html.hidden("csrf", csrf)
        html.element(
          "button",
          ["class": "tool", "title": "\(words.role(account.role)): \(words("退出", "sign out"))"],
          text: account.name.printable)
      }
    }
  }

  private func addMessages(to html: inout HTMLBuilder) {
    html.element("div", ["id": "toasts", "class": "toasts", "popover": "manual"]) { _ in }
    html.element("div", ["id": "announcer", "class": "hidden-text", "aria-live": "polite"]) { _ in }
  }
}
