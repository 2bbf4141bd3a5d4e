import BaylineFormats
import BaylineReports
import Hummingbird

extension Response {
  /// A page for people.
  static func page(_ html: HTMLBuilder, status: HTTPResponse.Status = .ok) -> Response {
    text(html.text, "text/html; charset=utf-8", status: status)
  }

  /// An answer for programs; equal values have equal bytes.
  static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
    json(text: JSONWriter.line(value) + "\n", status: status)
  }

  /// An answer for programs that is encoded already.
  static func json(text: String, status: HTTPResponse.Status = .ok) -> Response {
    .text(text, "application/json; charset=utf-8", status: status)
  }

  /// A file to keep.
  static func download(_ text: String, named name: String, type: String) -> Response {
    var response = Self.text(text, type)
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }

  static func text(_ text: String, _ type: String, status: HTTPResponse.Status = .ok) -> Response {
    bytes(Array(text.utf8), type, status: status)
  }

  static func bytes(_ bytes: [UInt8], _ type: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Sends a browser to another page, which it then reads.
  static func redirect(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path])
  }

  /// Has the browser repeat a token until it is a fortnight old.
  mutating func signIn(_ cookie: String, _ token: String) {
    setCookie(
      Cookie(
        name: cookie, value: token, maxAge: Int(Sessions.lifetime), path: "/", httpOnly: true,
        sameSite: .strict))
  }

  /// Has the browser forget a token.
  mutating func signOut(_ cookie: String) {
    setCookie(Cookie(name: cookie, value: "", maxAge: 0, path: "/", httpOnly: true, sameSite: .strict))
  }

  /// Has the browser remember what somebody likes, for a year.
  mutating func remember(_ name: String, _ value: String) {
    setCookie(
      Cookie(name: name, value: value, maxAge: 365 * 86_400, path: "/", httpOnly: false, sameSite: .strict))
  }
}

extension FormFields {
  /// A text as the value of a query's parameter.
  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: "%" + SecretToken.hex([byte]).uppercased()
      }
    }.joined()
  }
}
