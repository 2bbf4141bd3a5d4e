import Bayline
import Foundation

/// Standard output for results, standard error for everything else.
enum Console {
  /// Writes a result to standard output.
  static func print(_ text: String, _ words: Glossary) throws(Refusal) {
    do {
      try Posix.write(text.utf8, to: Posix.standardOutput)
    } catch .brokenPipe {
      throw Refusal([], ExitStatus.brokenPipe)
    } catch {
      let what = words("无法写入标准输出（\(error.words(words))）", "cannot be written (\(error.words(words)))")
      throw Refusal(
        ["-:$: \(what); " + words("请用 --out 写入文件", "give a file with --out")], ExitStatus.badFile)
    }
  }

  /// Writes a line to standard error; where it cannot be written, there is nobody to tell.
  static func complain(_ line: String) {
    tell(line + "\n")
  }

  /// Writes a text to standard error as it is.
  static func tell(_ text: String) {
    try? Posix.write(text.utf8, to: Posix.standardError)
  }

  /// Whether somebody watches standard error and a line can be redrawn.
  static var isWatched: Bool {
    Posix.isTerminal(Posix.standardError) && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }
}
