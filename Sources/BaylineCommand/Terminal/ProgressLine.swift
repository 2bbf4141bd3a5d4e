import Bayline
import BaylineWording

/// A line on the terminal that is redrawn while a search goes on. Without a terminal nothing is drawn.
struct ProgressLine {
  private let words: Glossary
  private let isShown: Bool
  private var lastDrawn: ContinuousClock.Instant?

  init(_ words: Glossary, isQuiet: Bool) {
    self.words = words
    isShown = !isQuiet && Console.isInteractive
  }

  /// Draws, at most ten times a second.
  mutating func show(_ progress: SearchProgress) {
    if isDue() { Console.redraw(text(progress)) }
  }

  /// Draws, at most ten times a second.
  mutating func show(_ progress: RunProgress) {
    if isDue() { Console.redraw(text(progress)) }
  }

  /// Draws, at most ten times a second.
  mutating func show(_ line: @autoclosure () -> String) {
    if isDue() { Console.redraw(line()) }
  }

  /// Whether to draw now; then the next time is later.
  private mutating func isDue() -> Bool {
    guard isShown else { return false }
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < .milliseconds(100) { return false }
    lastDrawn = now
    return true
  }

  /// Wipes the line, for what comes after it.
  func end() {
    if lastDrawn != nil { Console.redraw("") }
  }

  private func text(_ progress: SearchProgress) -> String {
    let begin =
      progress.seconds.map { seconds in
        let tenths = Int(seconds * 10)
        return words("\(tenths / 10).\(tenths % 10) 秒", "\(tenths / 10).\(tenths % 10) s")
      } ?? words("第 \(progress.iterations) 次迭代", "iteration \(progress.iterations)")
    let left = progress.unscheduled
    return begin + words("  成本 \(progress.cost)", "  cost \(progress.cost)")
      + words("  未排入 \(left) 台", "  \(left) left out")
  }

  private func text(_ progress: RunProgress) -> String {
    let elapsed = Self.clock(progress.elapsed)
    var text = words(
      "\(progress.done)/\(progress.total)  已用 \(elapsed)",
      "\(progress.done)/\(progress.total)  \(elapsed) so far")
    if let remaining = progress.remaining, progress.done < progress.total {
      let rest = Self.clock(remaining)
      text += words("  约剩 \(rest)", "  about \(rest) left")
    }
    return text
  }

  /// `4:05`, from an hour on `1:04:05`.
  private static func clock(_ seconds: Double) -> String {
    let seconds = Int(min(max(seconds, 0), 1e9).rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (seconds / 60).quotientAndRemainder(dividingBy: 60)
    return hours > 0
      ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
  }
}
