import Bayline
import BaylineWording

/// Answers the lines of an input on several workers of one process and writes the answers as they come.
///
/// A line is read when a worker is free, so a slow reader of the answers slows the reading down, and the memory does not
/// depend on the number of lines. A stop signal ends the reading; what is under way is finished and written.
struct BatchRun {
  let source: LineSource
  let answerer: LineAnswerer
  /// The number of workers.
  let threads: Int
  /// Whether answers have the order of their lines.
  let keepsOrder: Bool
  /// Whether results are given as texts.
  let writesText: Bool
  let words: Glossary

  /// What a run has done.
  struct Counts {
    var answered = 0
    var failed = 0
    /// Whether a signal ended it before the end of the input.
    var isStopped = false
  }

  private enum Event: Sendable {
    case input(LineSource.Input)
    case answer(String, number: Int, isResult: Bool)
  }

  /// Answers for each worker that may wait for an earlier line.
  private static let waitingPerWorker = 4

  /// Answers all lines.
  ///
  /// - Throws: A ``Refusal`` if the input cannot be read or the output cannot be written.
  func run() async throws -> Counts {
    try await withThrowingTaskGroup(of: Event.self) { group in
      // Where the output cannot be written, nobody waits for more input or for what is under way.
      defer { source.close() }
      var counts = Counts()
      var order = AnswerOrder(isKept: keepsOrder)
      var (working, isReading, hasMore) = (0, false, true)
      while true {
        let mayRead = working < threads && order.waiting < threads * Self.waitingPerWorker
        if hasMore, !isReading, mayRead {
          isReading = true
          group.addTask { .input(await source.next()) }
        }
        guard working > 0 || isReading, let event = try await group.next() else { break }
        switch event {
        case .input(.end):
          (isReading, hasMore) = (false, false)
        case .input(.failed(let error)):
          throw Refusal.badFile([
            words(
              "-:$: 标准输入无法读取（\(error.words(words))）; 请重新运行",
              "-:$: standard input cannot be read (\(error.words(words))); run the command again")
          ])
        case .input(.line(let line)):
          isReading = false
          working += 1
          order.begin(line.number)
          group.addTask { await answer(line) }
        case .answer(let text, let number, let isResult):
          working -= 1
          if isResult { counts.answered += 1 } else { counts.failed += 1 }
          for text in order.finish(number, text) { try Console.write(text + "\n", words) }
        }
      }
      counts.isStopped = Signals.isStopRequested
      return counts
    }
  }

  private func answer(_ line: LineSource.Line) async -> Event {
    let answer: BatchAnswer
    switch line.content {
    case .text(let bytes):
      answer = await answerer.answer(bytes, number: line.number)
    case .tooLong(let bytes):
      let problem = Diagnostic(
        file: BatchLine.name(line.number), place: "$",
        problem: .tooLarge(String(bytes), .line))
      let message = DiagnosticText(words.language).comment(problem)
      answer = BatchAnswer(
        line: line.number,
        .problems([.init(code: problem.code, place: "\(problem.file):$", message: message)]))
    }
    let isResult = if case .result = answer.outcome { true } else { false }
    return .answer(answer.text(asText: writesText), number: answer.line, isResult: isResult)
  }
}

/// Holds answers back until those of earlier lines are written.
struct AnswerOrder {
  /// Whether it does.
  let isKept: Bool
  /// The lines that were begun, in order, with their answers.
  private var lines: [(number: Int, text: String?)] = []

  init(isKept: Bool) {
    self.isKept = isKept
  }

  /// The number of lines that were begun and not written.
  var waiting: Int { lines.count }

  /// Records that a line is under way.
  mutating func begin(_ number: Int) {
    lines.append((number, nil))
  }

  /// Records an answer, and returns those that can be written now.
  mutating func finish(_ number: Int, _ text: String) -> [String] {
    guard let index = lines.firstIndex(where: { $0.number == number }) else { return [text] }
    if !isKept {
      lines.remove(at: index)
      return [text]
    }
    lines[index].text = text
    let ready = lines.prefix { $0.text != nil }.compactMap(\.text)
    lines.removeFirst(ready.count)
    return ready
  }
}
