import Bayline
import BaylineWording
import Foundation

/// Writes results to standard output and everything else to standard error.
enum Console {
  /// Writes a text for people to standard output, with control characters from files made harmless.
  static func print(_ text: String, _ words: Glossary) throws(Refusal) {
    try write(text.printableLines, words)
  }

  /// Writes a document for programs to standard output, unchanged.
  static func write(_ document: String, _ words: Glossary) throws(Refusal) {
    do {
      try Posix.write(document.utf8, to: Posix.standardOutput)
    } catch .brokenPipe {
      throw .brokenPipe
    } catch {
      let what = words("无法写入标准输出（\(error.words(words))）", "cannot be written (\(error.words(words)))")
      throw .badFile(["-:$: \(what); " + words("请用 --out 写入文件", "give a file with --out")])
    }
  }

  /// Writes a line to standard error; failures are ignored.
  static func report(_ line: String) {
    reportText(line.printable + "\n")
  }

  /// Writes lines to standard error, with control characters from files made harmless.
  static func reportText(_ text: String) {
    put(text.printableLines)
  }

  /// Replaces the terminal's current line.
  static func redraw(_ line: String) {
    put("\r\u{1B}[K" + line.printable)
  }

  private static func put(_ text: String) {
    try? Posix.write(text.utf8, to: Posix.standardError)
  }

  /// Whether standard error is a terminal whose lines can be redrawn.
  static var isInteractive: Bool {
    Posix.isTerminal(Posix.standardError) && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }
}
