import BaylineModel
import Foundation
import TestSupport
import Testing

@testable import BaylineSpreadsheets

@Suite struct ChangeKeywordTests {
  @Test func namesMeanOneChangeEach() {
    var seen: [String: ChangeKeyword] = [:]
    for word in ChangeKeyword.allCases {
      for name in word.names.chinese + word.names.english {
        #expect(seen.updateValue(word, forKey: CellText.key(name)) == nil, "\(name)")
        #expect(ChangeKeyword(name) == word)
      }
      #expect(ChangeKeyword(word.rawValue) == word)
    }
    #expect(ChangeKeyword(" Add  Technicians ") == .addTechnicians)
  }

  @Test func everyChangeStandsOnItsPage() throws {
    let page = try String(contentsOf: Project.root.appending(path: "docs/scenarios.md"), encoding: .utf8)
    for word in ChangeKeyword.allCases {
      let names = word.names
      #expect(page.contains("| \(names.chinese[0]) | \(names.english[0]) |"), "\(word)")
    }
  }
}
