import Bayline

/// The course of a search as CSV.
struct SearchTrace {
  /// A header, then a line for the first schedule and each better one. Seconds are empty for a search by iterations.
  private(set) var csv = "seconds,iterations,cost,unscheduled\n"

  mutating func add(_ progress: Planner.Progress) {
    let seconds = progress.seconds.map(Self.text) ?? ""
    csv += "\(seconds),\(progress.iterations),\(progress.cost),\(progress.unscheduled)\n"
  }

  /// Seconds with four decimals, independent of the locale.
  private static func text(_ seconds: Double) -> String {
    let tenThousandths = Int((seconds * 10_000).rounded())
    return "\(tenThousandths / 10_000)." + String(tenThousandths % 10_000 + 10_000).dropFirst()
  }
}
