import Bayline
import BaylineWording

/// A study of many cells that can continue an interrupted run.
protocol JournalledStudy: Sendable {
  associatedtype Outcome: Sendable

  /// Runs the study.
  ///
  /// - Parameters:
  ///   - known: The results of an earlier run, by cell.
  ///   - onFinished: Called with each finished cell.
  func run(
    known: [String: StudyCellResult], shouldStop: @escaping @Sendable () -> Bool,
    onFinished: (_ cell: String, _ finding: StudyCellResult) throws -> Void, onProgress: (RunProgress) -> Void
  ) async throws -> Outcome
}

extension WhatIfStudy: JournalledStudy {}
extension StaffingStudy: JournalledStudy {}

/// Runs studies from the command line: stop signals, the progress line, the journal, and rejected plans.
struct StudyRunner {
  let words: Glossary
  let isQuiet: Bool
  /// The journal's path, if there is one.
  var journal: String?

  /// Runs a study, continuing from its journal if there is one.
  ///
  /// - Parameters:
  ///   - command: The command that owns the journal.
  ///   - digest: A digest of everything that the cells depend on.
  func run<Study: JournalledStudy>(
    _ study: Study, command: String, digest: @autoclosure () -> String
  ) async throws -> Study.Outcome {
    let file = try journal.map { path throws(Refusal) in
      try JournalFile(path, command: command, digest: digest(), words)
    }
    return try await run { line in
      try await study.run(
        known: file?.known ?? [:], shouldStop: { Signals.isStopRequested },
        onFinished: { cell, result in try file?.add(JournalFormat.line(cell, result), words) },
        onProgress: { line.show($0) })
    }
  }

  /// Runs anything that stops on a signal and reports its progress.
  func run<Outcome>(_ body: (ProgressLine) async throws -> Outcome) async throws -> Outcome {
    let line = ProgressLine(words, isQuiet: isQuiet)
    defer { line.end() }
    Signals.catchTermination()
    do {
      return try await body(line)
    } catch let rejected as RejectedPlan {
      throw rejected.refusal(words)
    }
  }

  /// The message after a stop.
  var stoppedMessage: String {
    journal == nil
      ? words("已中断；下次加 --journal 文件，便可从中断处继续", "stopped; with --journal, a run can be resumed later")
      : words("已中断；再次运行同一命令即从中断处继续", "stopped; run the same command again to resume")
  }
}
