import ArgumentParser

/// What the exit codes mean, beyond 0 (done) and 64 (wrong usage, by the argument parser).
enum ExitStatus {
  /// The answer is no: `verify` found something.
  static let negative = ExitCode(1)
  /// An input is wrong, or an output cannot be written.
  static let badFile = ExitCode(2)
  /// Stopped by a signal before there was anything to write; the shell's code for it.
  static let stopped = ExitCode(130)
  /// A fault of the program.
  static let internalError = ExitCode(70)
  /// Nobody reads standard output any more; the shell's code for it.
  static let brokenPipe = ExitCode(141)
}

/// Ends a command: what to say on standard error, and the exit code.
struct Refusal: Error {
  /// Lines for standard error; none where there is nothing to say.
  var lines: [String]
  /// The exit code.
  var status: ExitCode

  init(_ lines: [String], _ status: ExitCode) {
    self.lines = lines
    self.status = status
  }
}
