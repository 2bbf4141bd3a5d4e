import Bayline
import BaylineWording
import Foundation

/// Standard output for results, standard error for everything else.
enum Console {
  /// Writes a text for people to standard output. Names from files act on no terminal.
  static func print(_ text: String, _ words: Glossary) throws(Refusal) {
    try write(text.printableLines, words)
  }

  /// Writes a document for programs to standard output as it is.
  static func write(_ document: String, _ words: Glossary) throws(Refusal) {
    do {
      try Posix.write(document.utf8, to: Posix.standardOutput)
    } catch .brokenPipe {
      throw Refusal([], ExitStatus.brokenPipe)
    } catch {
      let what = words("无法写入标准输出（\(error.words(words))）", "cannot be written (\(error.words(words)))")
      throw Refusal(
        ["-:$: \(what); " + words("请用 --out 写入文件", "give a file with --out")], ExitStatus.badFile)
    }
  }

  /// Writes a line to standard error; where it cannot be written, there is nobody to tell.
  static func report(_ line: String) {
    reportText(line.printable + "\n")
  }

  /// Writes lines to standard error. Names from files act on no terminal.
  static func reportText(_ text: String) {
    put(text.printableLines)
  }

  /// Puts a text in the place of the line that the terminal is on; an empty one wipes it.
  static func redraw(_ line: String) {
    put("\r\u{1B}[K" + line.printable)
  }

  private static func put(_ text: String) {
    try? Posix.write(text.utf8, to: Posix.standardError)
  }

  /// Whether somebody watches standard error and a line can be redrawn.
  static var isInteractive: Bool {
    Posix.isTerminal(Posix.standardError) && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }
}
