import Bayline

/// A line on the terminal that is redrawn while a search goes on. Without a terminal nothing is drawn.
struct ProgressLine {
  private let words: Glossary
  private let isShown: Bool
  private var lastDrawn: ContinuousClock.Instant?

  init(_ words: Glossary, isQuiet: Bool) {
    self.words = words
    isShown = !isQuiet && Console.isWatched
  }

  /// Draws, at most ten times a second.
  mutating func show(_ progress: SearchProgress) {
    if isShown { draw(text(progress)) }
  }

  /// Draws, at most ten times a second.
  mutating func show(_ line: String) {
    draw(line)
  }

  private mutating func draw(_ text: String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
    lastDrawn = now
    Console.redraw(text)
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
}
