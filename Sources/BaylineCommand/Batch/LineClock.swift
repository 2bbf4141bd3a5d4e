import Bayline
import BaylineWording

/// The time since a line was read, which limits in seconds include, and the time that it may take.
final class LineClock: Sendable {
  private let start = ContinuousClock.now
  private let limit: Double?

  init(limit: Double?) {
    self.limit = limit
  }

  private var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Whether the line's time is over.
  private var isOver: Bool { limit.map { elapsed >= $0 } ?? false }

  /// Whether a search has to end.
  var shouldStop: @Sendable () -> Bool { { self.isOver || Task.isCancelled } }

  /// Whether a search that reads no clock may have ended early.
  func hasCut(_ limit: SearchLimit) -> Bool {
    switch limit {
    case .seconds(let seconds): self.limit.map { $0 < seconds } ?? false
    case .iterations: isOver
    }
  }

  /// What is left of a limit.
  var left: @Sendable (SearchLimit) -> SearchLimit {
    { limit in
      guard case .seconds(let seconds) = limit else { return limit }
      return .seconds(max(0, min(seconds, self.limit ?? seconds) - self.elapsed))
    }
  }

  /// What a study says that was cut off: a part of it would look like a complete one.
  func failure(_ inputs: LineInputs) -> LineFailure {
    LineFailure(
      "timeLimit", at: "\(inputs.line.name):$",
      inputs.words(
        "超过每行的时限 --time-limit; 请放宽时限，或减少工作量",
        "took longer than --time-limit; raise the limit, or ask for less"))
  }
}
