@testable import BaylineDesk
import Testing

/// Forms with files.
@Suite struct MultipartFormTests {
  private let type = "multipart/form-data; boundary=----x"

  private func parsed(_ parts: [String]) -> MultipartForm? {
    let body = parts.map { "------x\r\n\($0)\r\n" }.joined() + "------x--\r\n"
    return MultipartForm(Array(body.utf8), type: type)
  }

  @Test func fieldsAndFiles() throws {
    let form = try #require(
      parsed([
        "Content-Disposition: form-data; name=\"csrf\"\r\n\r\nabc",
        "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\sheets\\晚班.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n1,2\r\n",
      ]))
    #expect(form.fields["csrf"] == "abc")
    #expect(form.files["file"]?.name == "晚班.csv")
    #expect(form.files["file"]?.bytes == Array("a,b\r\n1,2\r\n".utf8))
  }

  @Test func noChosenFileIsNone() throws {
    let form = try #require(
      parsed(["Content-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n"]))
    #expect(form.files.isEmpty)
  }

  @Test func brokenBodiesGiveNothing() {
    #expect(MultipartForm([], type: type)?.fields.fields.isEmpty == true)
    #expect(MultipartForm(Array("------x".utf8), type: type)?.files.isEmpty == true)
    #expect(MultipartForm(Array("------x\r\n\r\n------x--".utf8), type: type)?.files.isEmpty == true)
    #expect(MultipartForm([], type: "multipart/form-data") == nil)
    #expect(MultipartForm([], type: "application/json") == nil)
  }
}
