import BaylineModel
import Foundation
import Testing

@testable import BaylineReports

@Suite struct GalleryTests {
  /// With `BAYLINE_GALLERY=FOLDER` the pages are written there, to be looked at.
  @Test(arguments: Language.allCases)
  func aPageHoldsEveryKindOfChart(language: Language) throws {
    var gallery = Gallery(language)
    let page = gallery.page()
    let html = page.html
    // 2 + 1 + 3 + 1 + 3 + 2 + 4 charts, each laid out twice.
    #expect(html.components(separatedBy: "<svg").count - 1 == 32)
    // The apostrophes of the policy are references.
    #expect(!html.contains("<script") && html.contains("default-src &#39;none&#39;"))
    if let folder = ProcessInfo.processInfo.environment["BAYLINE_GALLERY"] {
      let base = URL(filePath: folder)
      try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
      try html.write(to: base.appending(path: "\(language.rawValue).html"), atomically: true, encoding: .utf8)
      try page.text.write(
        to: base.appending(path: "\(language.rawValue).txt"), atomically: true, encoding: .utf8)
      for (name, text) in page.csvFiles {
        try text.write(
          to: base.appending(path: "\(language.rawValue)-\(name)"), atomically: true, encoding: .utf8)
      }
    }
  }
}
