import BaylineWording
import Hummingbird

/// Why a request is not answered as asked, with a code for programs and a sentence for people.
struct HTTPProblem: Error, Sendable {
  var status: HTTPResponse.Status
  /// The stable code, the same in every language.
  var code: String
  var text: Text
  /// The places of a body that are wrong.
  var faults: [Fault] = []

  init(_ status: HTTPResponse.Status, _ code: String, _ text: Text) {
    self.status = status
    self.code = code
    self.text = text
  }

  /// A place of a body that is wrong.
  struct Fault: Sendable {
    /// Like `$.events[2].type`, or `line:column`.
    var place: String
    var code: String
    var text: String
  }

  /// What is wrong and what to do.
  enum Text: Sendable {
    case badToken, badPassword, badAccountName, signInFirst, mayNot, badHost, badOrigin, badCSRF
    case notFound, wrongMethod, badBody, badPath, wrongType, bodyTooSlow, tooManyLive, unexpected
    case tooManyTries(seconds: Int)
    case badNewPassword(min: Int)
    case bodyTooLarge(limit: Int)
    /// In the language of the request already.
    case said(String)

    func sentence(_ words: Glossary) -> String {
      words.security(self) ?? words.problem(self)
    }
  }

  static let notFound = HTTPProblem(.notFound, "notFound", .notFound)

  /// There is no such visit, person or day, said in words.
  static func notFound(_ text: String) -> HTTPProblem { HTTPProblem(.notFound, "notFound", .said(text)) }

  /// The request is understood, but makes no sense, said in words.
  static func refused(_ text: String) -> HTTPProblem {
    HTTPProblem(.unprocessableContent, "refused", .said(text))
  }
}

extension Glossary {
  fileprivate func security(_ text: HTTPProblem.Text) -> String? {
    switch text {
    case .badToken:
      self("令牌无效或已过期; 请签发新的", "the token is not valid, or no longer; issue a new one")
    case .badPassword:
      self("账号或密码不对; 请重新输入", "name and password do not belong together; try again")
    case .tooManyTries(let seconds):
      self("尝试次数过多; 请在 \(seconds) 秒后再试", "too many tries; wait \(seconds) seconds and try again")
    case .badAccountName:
      self(
        "账号名须为 1–100 字节，不含“/”，首尾不留空格",
        "the name of an account has 1 to 100 bytes, no “/”, and no blank at its ends; choose another")
    case .badNewPassword(let min):
      self("密码至少 \(min) 个字符", "a password has \(min) characters or more; choose a longer one")
    case .signInFirst: self("请先登录", "sign in first")
    case .mayNot:
      self("您的角色无此权限; 请找经理", "your role may not do this; ask the manager")
    case .badHost:
      self(
        "地址不是本店的预约台; 请用启动时显示的地址",
        "this is not an address of the desk; use the one that it printed at its start")
    case .badOrigin:
      self(
        "请求来自别的网页，已拒绝; 请在预约台的页面里操作", "the request comes from another site's page; use the pages of the desk")
    case .badCSRF:
      self("页面已过期; 请刷新后再做一次", "the page is out of date; reload it and do it again")
    default: nil
    }
  }

  fileprivate func problem(_ text: HTTPProblem.Text) -> String {
    switch text {
    case .said(let sentence): sentence
    case .notFound: self("没有此页", "there is no such page")
    case .wrongMethod: self("此地址不接受这种请求", "this address does not take such a request")
    case .badBody: self("内容有误", "the content is not valid")
    case .badPath: self("地址或参数有误", "the address or one of its parameters is not valid")
    case .wrongType: self("内容类型不对; 请用 JSON 或表单", "the content has the wrong type; send JSON or a form")
    case .bodyTooLarge(let limit):
      self("内容超过 \(limit / 1_000_000) MB", "the content exceeds \(limit / 1_000_000) MB; send less")
    case .bodyTooSlow: self("内容传送过慢; 请重试", "the content came too slowly; try again")
    case .tooManyLive:
      self("实时页面已达上限; 请关闭不用的页面", "too many live pages are open; close some of them")
    default: self("内部错误，未作改动; 请看日志", "internal error, nothing was changed; see the log")
    }
  }
}
