import Bayline
import BaylineWording

/// A line on the terminal that shows the progress of a run, redrawn at most ten times a second. Without a terminal, nothing
/// is drawn.
final class ProgressLine {
  private let words: Glossary
  private let isShown: Bool
  private let started = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?

  init(_ words: Glossary, isQuiet: Bool) {
    self.words = words
    isShown = !isQuiet && Console.isInteractive
  }

  func show(_ progress: Planner.Progress) {
    if isDue() { Console.redraw(text(progress)) }
  }

  func show(_ progress: RunProgress) {
    if isDue() {
      draw(progress.done, of: progress.total, elapsed: progress.elapsed, remaining: progress.remaining)
    }
  }

  /// Shows how many of equally long steps are finished.
  func show(_ done: Int, of total: Int) {
    guard isDue() else { return }
    let elapsed = (ContinuousClock.now - started) / .seconds(1)
    draw(done, of: total, elapsed: elapsed, remaining: elapsed / Double(max(1, done)) * Double(total - done))
  }

  /// Whether to draw now; if so, the next time is later.
  private func isDue() -> Bool {
    guard isShown else { return false }
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < .milliseconds(100) { return false }
    lastDrawn = now
    return true
  }

  /// Erases the line.
  func end() {
    if lastDrawn != nil { Console.redraw("") }
  }

  private func text(_ progress: Planner.Progress) -> String {
    let start =
      progress.seconds.map { seconds in
        let tenths = Int(seconds * 10)
        return words("\(tenths / 10).\(tenths % 10) 秒", "\(tenths / 10).\(tenths % 10) s")
      } ?? words("第 \(progress.iterations) 次迭代", "iteration \(progress.iterations)")
    let left = progress.unscheduled
    return start + words("  成本 \(progress.cost)", "  cost \(progress.cost)")
      + words("  未排入 \(left) 台", "  \(left) unscheduled")
  }

  private func draw(_ done: Int, of total: Int, elapsed: Double, remaining: Double?) {
    let elapsed = Self.clock(elapsed)
    var text = words("\(done)/\(total)  已用 \(elapsed)", "\(done)/\(total)  \(elapsed) so far")
    if let remaining, done < total {
      let rest = Self.clock(remaining)
      text += words("  约剩 \(rest)", "  about \(rest) left")
    }
    Console.redraw(text)
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
