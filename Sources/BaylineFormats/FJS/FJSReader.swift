/// Reads the lines of a flexible job shop. After an invalid count, the rest of the line cannot be interpreted and is
/// skipped; after any other problem, reading continues.
final class FJSReader {
  private let log: DiagnosticLog
  private var line: ArraySlice<TextLines.Word> = []
  /// The end of the current line, where missing numbers are reported.
  private var end = TextPosition(line: 1, column: 1)
  private var machines = 0
  private var workers = 0

  init(_ log: DiagnosticLog) {
    self.log = log
  }

  /// The job shop; incomplete if problems were reported.
  func read(_ lines: [[TextLines.Word]]) -> FlexibleJobShop? {
    guard let header = lines.first else {
      log.report(.emptyFile, at: "1:1")
      return nil
    }
    begin(header)
    let jobs = number(1, limit: .appointments)
    let machines = number(1, limit: .resources)
    let workers = number(1, limit: .resources, pointZero: true)
    finish()
    guard let jobs, let machines, let workers else { return nil }
    self.machines = machines
    self.workers = workers
    let found = lines.count - 1
    if found != jobs { log.report(.jobCount(found: found, expected: jobs), at: header[0].place.description) }
    let read = lines.dropFirst().map { line -> FlexibleJobShop.Job in
      begin(line)
      guard let job = job() else { return [] }
      finish()
      return job
    }
    return FlexibleJobShop(machines: machines, workers: workers, jobs: read)
  }

  // MARK: - The parts of a line

  private func job() -> FlexibleJobShop.Job? {
    guard let count = number(1, limit: .operations) else { return nil }
    var operations: FlexibleJobShop.Job = []
    for _ in 0..<count {
      guard let operation = operation() else { return nil }
      operations.append(operation)
    }
    return operations
  }

  private func operation() -> [FlexibleJobShop.Way]? {
    guard let count = number(1, max: machines) else { return nil }
    var ways: [FlexibleJobShop.Way] = []
    var known: Set<[Int]> = []
    for _ in 0..<count {
      guard !line.isEmpty else { return missing() }
      let machine = number(1, max: machines)
      guard let pairs = number(1, max: workers) else { return nil }
      for _ in 0..<pairs {
        guard line.count >= 2 else { return missing() }
        let place = line[line.startIndex].place
        let worker = number(1, max: workers)
        let minutes = number(1, limit: .minutes)
        guard let machine, let worker else { continue }
        if !known.insert([machine, worker]).inserted {
          log.report(.repeatedAlternative, at: place.description)
        }
        ways.append(FlexibleJobShop.Way(machine: machine, worker: worker, minutes: minutes ?? 1))
      }
    }
    if ways.count > InputLimit.alternatives.value {
      log.report(.tooLarge(String(ways.count), .alternatives), at: end.description)
    }
    return ways
  }

  // MARK: - Numbers

  private func begin(_ words: [TextLines.Word]) {
    line = words[...]
    guard let last = words.last else { return }
    end = TextPosition(line: last.place.line, column: last.place.column + last.text.unicodeScalars.count)
  }

  /// Reports extra text at the end of a line.
  private func finish() {
    if let surplus = line.first { log.report(.surplusNumber(surplus.text), at: surplus.place.description) }
  }

  private func missing<Value>() -> Value? {
    log.report(.missingNumber, at: end.description)
    return nil
  }

  /// The next number of the line; `nil` after reporting a problem.
  private func number(_ min: Int, max: Int? = nil, limit: InputLimit? = nil, pointZero: Bool = false)
    -> Int?
  {
    guard let word = line.popFirst() else { return missing() }
    let text = pointZero && word.text.hasSuffix(".0") ? String(word.text.dropLast(2)) : word.text
    let isNegative = text.hasPrefix("-")
    let digits = isNegative ? text.dropFirst() : text[...]
    var problem: DiagnosticProblem?
    if digits.isEmpty || !digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      problem = .notAWholeNumber(.string, found: word.text)
    } else if isNegative {
      problem = .tooSmall(text, min: min)
    } else {
      let value = Int(digits) ?? .max
      if value < min {
        problem = .tooSmall(text, min: min)
      } else if let max, value > max {
        problem = .aboveMaximum(text, max: max)
      } else if let limit, value > limit.value {
        problem = .tooLarge(text, limit)
      } else {
        return value
      }
    }
    if let problem { log.report(problem, at: word.place.description) }
    return nil
  }
}
