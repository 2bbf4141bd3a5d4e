import Bayline
import BaylineReports
import BaylineWording

extension PageContext {
  /// The page for signing in.
  ///
  /// - Parameters:
  ///   - target: The page to go to afterwards.
  ///   - name: What was typed before.
  ///   - problem: Why it did not work, in words.
  func signInPage(to target: String, name: String, problem: String?) -> HTMLBuilder {
    let title = words("登录", "Sign in")
    return plainPage(title) { html in
      html.element("form", ["class": "panel stack", "method": "post", "action": "/sign-in"]) { html in
        html.element("div") { html in
          html.element("h1", text: site.name.printable)
          html.element("p", ["class": "soft"], text: words("预约台", "The desk"))
        }
        if let problem {
          html.element("p", ["class": "notice bad", "role": "alert"], text: problem)
        }
        html.hidden("csrf", csrf)
        html.hidden("to", target)
        html.element("div", ["class": "field"]) { html in
          html.element("label", ["for": "name"], text: words("账号", "Name"))
          html.open(
            "input",
            [
              "id": "name", "name": "name", "value": name, "autocomplete": "username", "required": "required",
              "autofocus": name.isEmpty ? "autofocus" : "", "autocapitalize": "none", "spellcheck": "false",
            ])
        }
        html.element("div", ["class": "field"]) { html in
          html.element("label", ["for": "password"], text: words("密码", "Password"))
          html.open(
            "input",
            [
              "id": "password", "name": "password", "type": "password", "autocomplete": "current-password",
              "required": "required", "autofocus": name.isEmpty ? "" : "autofocus",
            ])
        }
        html.element("button", ["class": "button primary big", "type": "submit"], text: title)
        html.element("p", ["class": "row between small"]) { html in
          html.element("span", ["class": "soft"], text: words("忘记密码请找经理", "Forgot it? Ask the manager."))
          html.element(
            "a", ["href": language == .chinese ? "?lang=en" : "?lang=zh-Hans"],
            text: language == .chinese ? "English" : "中文")
        }
      }
    }
  }
}
