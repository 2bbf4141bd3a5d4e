import Bayline

/// How a search came down to its total, as lines of CSV.
struct SearchTrace {
  /// The header, and a line for each schedule that was better than those before it, the first one included.
  /// Without a clock the seconds are empty.
  private(set) var csv = "seconds,iterations,cost,unscheduled\n"

  mutating func add(_ progress: SearchProgress) {
    let seconds = progress.seconds.map(Self.text) ?? ""
    csv += "\(seconds),\(progress.iterations),\(progress.cost),\(progress.unscheduled)\n"
  }

  /// Seconds with four decimals, whatever the locale.
  private static func text(_ seconds: Double) -> String {
    let parts = Int((seconds * 10_000).rounded())
    return "\(parts / 10_000)." + String(parts % 10_000 + 10_000).dropFirst()
  }
}
