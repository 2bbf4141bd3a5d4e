import ArgumentParser
import BaylineWording

/// The exit codes beyond 0 (success) and 64 (wrong usage, set by the argument parser).
enum ExitStatus {
  /// The answer is no: `verify` found a violation, `offer` no slot, `staff` no staffing.
  static let negative = ExitCode(1)
  /// An input is invalid, or an output cannot be written.
  static let badFile = ExitCode(2)
  /// Stopped by a signal before there was a result; the shell's code for that signal.
  static var stopped: ExitCode { ExitCode(128 + Signals.stoppedBy) }
  static let internalError = ExitCode(70)
  /// Standard output was closed by its reader; the shell's code for SIGPIPE.
  static let brokenPipe = ExitCode(141)
}

/// Ends a command: lines for standard error, and the exit code.
///
/// Commands end with an error in no other way; only wrong usage is a `ValidationError` of the argument parser.
struct Refusal: Error {
  let lines: [String]
  let status: ExitCode

  private init(_ lines: [String], _ status: ExitCode) {
    self.lines = lines
    self.status = status
  }

  /// The answer is no.
  static func negative(_ lines: [String] = []) -> Refusal { Refusal(lines, ExitStatus.negative) }

  /// Inputs are invalid, or an output cannot be written.
  static func badFile(_ lines: [String]) -> Refusal { Refusal(lines, ExitStatus.badFile) }

  /// A signal stopped the command before there was a result.
  static func stopped(_ line: String) -> Refusal { Refusal([line], ExitStatus.stopped) }

  /// Nobody reads standard output any more, so there is nobody to inform either.
  static let brokenPipe = Refusal([], ExitStatus.brokenPipe)

  /// The program found a bug of its own.
  ///
  /// - Parameters:
  ///   - what: What went wrong, in both languages.
  ///   - details: Lines to print first; all but the first ten are dropped.
  static func internalError(
    _ what: (chinese: String, english: String), details: [String] = [], _ words: Glossary
  ) -> Refusal {
    let line = words(
      "bayline: 内部错误：\(what.chinese)；请连同各输入文件一起反馈",
      "bayline: internal error: \(what.english); please report it with the input files")
    return Refusal(Array(details.prefix(10)) + [line], ExitStatus.internalError)
  }
}
