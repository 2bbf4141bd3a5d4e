import Bayline
import BaylineReports
import BaylineStore
import BaylineWording
import Hummingbird

/// The addresses for changing who may use the desk.
enum UsersPages {
  private static let path = SettingsSection.users.path

  static func addRoutes(to routes: DeskRoutes, _ app: DeskApp) {
    routes.page(path, .users) { page, request in
      page.usersPage(try app.sessions.people(), SettingsPages.saved(request))
    }
    routes.post(path, .users) { request in
      do {
        return try await change(request)
      } catch let problem as HTTPProblem {
        let notice = SettingsNotice(
          kind: "bad", title: request.words("没有保存", "Nothing was saved"),
          lines: [problem.text.sentence(request.words)])
        return .page(
          request.page.usersPage(try app.sessions.people(), notice), status: problem.status)
      }
    }
  }

  private static func change(_ request: DeskRequest) async throws -> Response {
    let words = request.words
    switch request.field("do") {
    case "add": try await add(request)
    case "role": try saveRole(request)
    case "password":
      let account = try existing(request)
      try await request.app.sessions.save(
        account.name, role: account.role, advisor: account.advisor, password: request.field("password") ?? "",
        by: request.account.name)
    case "remove":
      let account = try existing(request)
      try AccountsAPI.checkManagerRemains(without: account.name, as: nil, request)
      try request.app.store.removeAccount(account.name, by: request.account.name)
    case "token":
      let token = try request.app.sessions.programToken(for: existing(request).name)
      return try secret(words("新令牌，只显示这一次", "The new token, shown only this once"), token, request)
    case "feed": return try feed(request)
    default: throw HTTPProblem(.badRequest, "body", .badBody)
    }
    return .redirect(path + "?saved=1")
  }

  private static func existing(_ request: DeskRequest) throws -> Account {
    let name = request.field("name") ?? ""
    guard let account = try request.app.sessions.people().first(where: { $0.name == name }) else {
      throw HTTPProblem.notFound(
        request.words("没有账号 \(name.printable)", "there is no account \(name.printable)"))
    }
    return account
  }

  /// The role of the form, and the advisor of the site.
  private static func chosen(_ request: DeskRequest) throws -> (Role, String?) {
    guard let role = request.field("role").flatMap(Role.init) else {
      throw HTTPProblem.refused(request.words("请选择角色", "choose a role"))
    }
    let advisor = request.field("advisor") ?? ""
    guard advisor.isEmpty || request.desk.book.site.advisors.contains(where: { $0.id == advisor }) else {
      throw HTTPProblem.refused(
        request.words("没有服务顾问 \(advisor.printable)", "there is no advisor \(advisor.printable)"))
    }
    return (role, advisor.isEmpty ? nil : advisor)
  }

  private static func add(_ request: DeskRequest) async throws {
    let name = (request.field("name") ?? "").trimmed
    let (role, advisor) = try chosen(request)
    guard try !request.app.sessions.people().contains(where: { $0.name == name }) else {
      throw HTTPProblem.refused(
        request.words(
          "已有账号 \(name.printable); 请换一个名字",
          "there is an account \(name.printable) already; choose another name"))
    }
    try AccountsAPI.checkManagerRemains(without: name, as: role, request)
    try await request.app.sessions.save(
      name, role: role, advisor: advisor, password: request.field("password") ?? "", by: request.account.name)
  }

  private static func saveRole(_ request: DeskRequest) throws {
    var account = try existing(request)
    (account.role, account.advisor) = try chosen(request)
    try AccountsAPI.checkManagerRemains(without: account.name, as: account.role, request)
    try request.app.store.save(account, by: request.account.name)
  }

  private static func feed(_ request: DeskRequest) throws -> Response {
    let parts = (request.field("name") ?? "").split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw HTTPProblem(.badRequest, "body", .badBody) }
    let site = request.desk.book.site
    let person: FeedTokens.Person? =
      switch parts[0] {
      case "advisor" where site.advisors.contains { $0.id == parts[1] }: .advisor(parts[1])
      case "technician" where site.technicians.contains { $0.id == parts[1] }: .technician(parts[1])
      default: nil
      }
    guard let person else {
      throw HTTPProblem.notFound(request.words("没有这个人", "there is no such person"))
    }
    let token = try request.app.feeds.renew(person, by: request.account.name)
    let host = request.request.head.authority ?? "localhost"
    let address = "http://\(host)/feeds/\(token)/\(parts[0])/\(FormFields.encoded(parts[1])).ics"
    return try secret(
      request.words(
        "新的日历地址，只显示这一次；旧地址已失效", "The new address of the calendar, shown only this once; the old one has ended"
      ), address,
      request)
  }

  /// The page with a secret that is stored nowhere.
  private static func secret(_ title: String, _ text: String, _ request: DeskRequest) throws -> Response {
    let people = try request.app.sessions.people()
    return .page(request.page.usersPage(people, SettingsNotice(kind: "good", title: title), secret: text))
  }
}

extension PageContext {
  /// Who may use the desk, tokens of programs, and calendars.
  func usersPage(_ people: [Account], _ notice: SettingsNotice?, secret: String? = nil) -> HTMLBuilder {
    settingsPage(.users, notice: notice) { html in
      if let secret {
        html.element("div", ["class": "panel row"]) { html in
          html.element("code", ["class": "mono secret", "id": "secret"], text: secret)
          html.element(
            "button", ["class": "button small", "type": "button", "data-copy-from": "secret"],
            text: words("复制", "Copy"))
        }
      }
      if people.isEmpty {
        SettingsNotice(
          kind: "info", title: words("还没有账号", "There are no accounts yet"),
          lines: [
            words(
              "现在只有这台电脑能打开预约台，不用登录。要让店里其他电脑和手机使用（启动时加 --host），先添加账号；第一个账号必须是服务经理。添加后这台电脑也要登录。",
              "Only this computer can open the desk now, without signing in. To listen elsewhere (--host), add accounts first; the first one must be a manager. From then on this computer signs in as well."
            )
          ]
        ).add(to: &html)
      }
      accounts(people, to: &html)
      newAccount(isFirst: people.isEmpty, to: &html)
      calendars(to: &html)
    }
  }

  private func userForm(
    _ name: String, _ html: inout HTMLBuilder, _ content: (inout HTMLBuilder) -> Void
  ) {
    html.element("form", ["method": "post", "action": SettingsSection.users.path, "class": "row"]) { html in
      html.hidden("csrf", csrf)
      if !name.isEmpty { html.hidden("name", name) }
      content(&html)
    }
  }

  private func button(_ action: String, _ text: String, _ kind: String = "small", to html: inout HTMLBuilder)
  {
    html.element("button", ["class": "button \(kind)", "name": "do", "value": action], text: text)
  }

  private func accounts(_ people: [Account], to html: inout HTMLBuilder) {
    guard !people.isEmpty else { return }
    html.element("section", ["class": "panel stack"]) { html in
      html.element("h2", text: words("账号", "Accounts"))
      for person in people {
        html.element("details", ["class": "record"]) { html in
          html.element("summary") { html in
            html.element("strong", text: person.name.printable)
            let advisor = person.advisor.map { " · " + self.advisor($0) } ?? ""
            html.element("span", ["class": "soft"], text: words.role(person.role) + advisor)
          }
          html.element("div", ["class": "stack"]) { html in
            userForm(person.name, &html) { html in
              roleFields(person.role, person.advisor, to: &html)
              button("role", words("保存角色", "Save the role"), to: &html)
            }
            userForm(person.name, &html) { html in
              password(to: &html)
              button("password", words("设新密码", "Set the new password"), to: &html)
            }
            userForm(person.name, &html) { html in
              button("token", words("签发接口令牌", "New API token"), to: &html)
              button("remove", words("删除账号", "Remove the account"), "small danger", to: &html)
              html.element(
                "span", ["class": "hint"],
                text: words(
                  "改角色、密码或删除后，立即退出登录，令牌失效",
                  "A new role or password, or removal, signs out at once and ends tokens"))
            }
          }
        }
      }
    }
  }

  private func roleFields(_ role: Role?, _ advisor: String?, to html: inout HTMLBuilder) {
    html.element("select", ["name": "role", "aria-label": words("角色", "Role")]) { html in
      for other in Role.allCases {
        html.option(other.rawValue, words.role(other), isSelected: other == role)
      }
    }
    html.element("select", ["name": "advisor", "aria-label": words("对应的服务顾问", "Which advisor")]) { html in
      html.option(nil, "")
      for other in site.advisors {
        html.option(other.id, self.advisor(other.id), isSelected: other.id == advisor)
      }
    }
  }

  private func password(to html: inout HTMLBuilder) {
    html.open(
      "input",
      [
        "type": "password", "name": "password", "autocomplete": "new-password", "minlength": "8",
        "required": "required", "aria-label": words("密码", "Password"),
        "placeholder": words("密码，至少 8 个字符", "password, 8 characters or more"),
      ])
  }

  private func newAccount(isFirst: Bool, to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel stack"]) { html in
      html.element("h2", text: words("添加账号", "Add an account"))
      userForm("", &html) { html in
        html.open(
          "input",
          [
            "name": "name", "required": "required", "autocomplete": "off", "aria-label": words("账号名", "Name"),
            "placeholder": words("账号名", "name"),
          ])
        roleFields(isFirst ? .manager : .coordinator, nil, to: &html)
        password(to: &html)
        button("add", words("添加", "Add"), "primary", to: &html)
      }
    }
  }

  private func calendars(to html: inout HTMLBuilder) {
    html.element("section", ["class": "panel stack"]) { html in
      html.element("h2", text: words("日历订阅", "Calendars"))
      html.element(
        "p", ["class": "soft"],
        text: words(
          "每人一个保密地址，加到手机日历里随时更新。知道地址的人能看到这份日历；重新生成后旧地址失效。",
          "A secret address for each person, for the calendar of a phone. Who knows it sees that calendar; a new one ends the old."
        ))
      html.element("ul", ["class": "items"]) { html in
        let people =
          site.advisors.map { ("advisor/\($0.id)", advisor($0.id), words("服务顾问", "advisor")) }
          + site.technicians.map { ("technician/\($0.id)", technician($0.id), words("技师", "technician")) }
        for (id, name, what) in people {
          html.element("li", ["class": "row between"]) { html in
            html.element("span") { html in
              html.add(name)
              html.element("span", ["class": "soft small"], text: " " + what)
            }
            userForm(id, &html) { button("feed", words("生成新地址", "New address"), to: &$0) }
          }
        }
      }
    }
  }
}
