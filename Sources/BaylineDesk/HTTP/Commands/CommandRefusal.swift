import Bayline
import BaylineStore
import BaylineWording
import Foundation

/// Why a command does not do what it was asked, on standard error.
struct CommandRefusal: Error {
  var lines: [String]
  /// The exit status.
  var status: Int32 = 2

  init(_ lines: [String], status: Int32 = 2) {
    self.lines = lines
    self.status = status
  }

  init(_ chinese: String, _ english: String) {
    self.init([Glossary(.ofTerminal)(chinese, english)])
  }

  init(_ problem: HTTPProblem) {
    self.init([problem.text.sentence(Glossary(.ofTerminal))])
  }

  init(_ error: StoreError) {
    let isDamaged = if case .damaged = error { true } else { false }
    self.init([error.text(Glossary(.ofTerminal))], status: isDamaged ? 1 : 2)
  }

  func report() {
    for line in lines { FileHandle.standardError.write(Data("bayline-desk: \(line)\n".utf8)) }
  }
}

extension Language {
  /// The language of who has started the program.
  static var ofTerminal: Language {
    let environment = ProcessInfo.processInfo.environment
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return name?.hasPrefix("zh") == true ? .chinese : .english
  }
}
