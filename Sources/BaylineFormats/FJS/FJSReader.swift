/// Reads the lines of a flexible job shop in either layout. After an invalid count, the rest of the line cannot be
/// interpreted and is skipped; after any other problem, reading continues.
final class FJSReader {
  private let log: DiagnosticLog
  private var line: ArraySlice<TextLines.Word> = []
  /// The end of the current line, where missing numbers are reported.
  private var end = Diagnostic.TextPosition(line: 1, column: 1)
  private var layout = FJSLayout.workers
  private var machines = 0
  private var workers = 0
  /// The machines and workers of the ways of the current operation.
  private var known: Set<[Int]> = []

  init(_ log: DiagnosticLog) {
    self.log = log
  }

  /// The job shop; incomplete if problems were reported.
  func read(_ lines: [[TextLines.Word]]) -> FlexibleJobShop? {
    guard let header = lines.first else {
      log.report(.emptyFile, at: "1:1")
      return nil
    }
    layout = FJSLayout(of: lines)
    begin(header)
    let jobs = number(1, limit: .appointments)
    let machines = number(1, limit: .resources)
    let workers = readWorkers()
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

  /// The number of workers: 0 if the file has none.
  private func readWorkers() -> Int? {
    if layout == .workers { return number(1, limit: .resources, pointZero: true) }
    // The mean number of machines per operation says nothing new.
    if let mean = line.first, let value = Double(mean.text), value.isFinite, value >= 0 { line.removeFirst() }
    return 0
  }

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
    for _ in 0..<count {
      guard layout == .machines ? readOption(&ways) : readMachine(&ways) else { return nil }
    }
    if ways.count > Diagnostic.InputLimit.alternatives.value {
      log.report(.tooLarge(String(ways.count), .alternatives), at: end.description)
    }
    return ways
  }

  /// Reads a machine and minutes; returns whether the line goes on.
  private func readOption(_ ways: inout [FlexibleJobShop.Way]) -> Bool {
    guard line.count >= 2 else { return reportMissing() }
    let place = line[line.startIndex].place
    let machine = number(1, max: machines)
    let minutes = number(1, limit: .minutes)
    if let machine { add(FlexibleJobShop.Way(machine: machine, minutes: minutes ?? 1), place, to: &ways) }
    return true
  }

  /// Reads a machine with its workers and minutes; returns whether the line goes on.
  private func readMachine(_ ways: inout [FlexibleJobShop.Way]) -> Bool {
    guard !line.isEmpty else { return reportMissing() }
    let machine = number(1, max: machines)
    guard let pairs = number(1, max: workers) else { return false }
    for _ in 0..<pairs {
      guard line.count >= 2 else { return reportMissing() }
      let place = line[line.startIndex].place
      let worker = number(1, max: workers)
      let minutes = number(1, limit: .minutes)
      guard let machine, let worker else { continue }
      add(FlexibleJobShop.Way(machine: machine, worker: worker, minutes: minutes ?? 1), place, to: &ways)
    }
    return true
  }

  private func add(
    _ way: FlexibleJobShop.Way, _ place: Diagnostic.TextPosition, to ways: inout [FlexibleJobShop.Way]
  ) {
    if ways.isEmpty { known.removeAll(keepingCapacity: true) }
    if !known.insert([way.machine, way.worker ?? 0]).inserted {
      log.report(.repeatedAlternative, at: place.description)
    }
    ways.append(way)
  }

  // MARK: - Numbers

  private func begin(_ words: [TextLines.Word]) {
    line = words[...]
    guard let last = words.last else { return }
    end = Diagnostic.TextPosition(
      line: last.place.line, column: last.place.column + last.text.unicodeScalars.count)
  }

  /// Reports extra text at the end of a line.
  private func finish() {
    if let surplus = line.first { log.report(.surplusNumber(surplus.text), at: surplus.place.description) }
  }

  /// Reports that the line ends too early; returns `false`: it does not go on.
  private func reportMissing() -> Bool {
    log.report(.missingNumber, at: end.description)
    return false
  }

  /// The next number of the line; `nil` after reporting a problem.
  private func number(
    _ min: Int, max: Int? = nil, limit: Diagnostic.InputLimit? = nil, pointZero: Bool = false
  )
    -> Int?
  {
    guard let word = line.popFirst() else {
      _ = reportMissing()
      return nil
    }
    let text = pointZero && word.text.hasSuffix(".0") ? String(word.text.dropLast(2)) : word.text
    let isNegative = text.hasPrefix("-")
    let digits = isNegative ? text.dropFirst() : text[...]
    var problem: Diagnostic.Problem?
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
