import Dispatch

/// Reads standard input line by line, each only when it is asked for, so that nothing is read ahead of the work.
///
/// Reading happens on a thread of its own, as it may wait for ever. A stop signal ends the input.
final class LineSource: Sendable {
  /// A line of the input.
  enum Line: Sendable {
    /// Its bytes without the line break, and its number, counted from 1.
    case text([UInt8], number: Int)
    /// A line that is longer than the limit, of so many bytes; it was passed over.
    case tooLong(bytes: Int, number: Int)
    /// The input cannot be read any more.
    case failed(SystemError)
    /// There are no more lines.
    case end
  }

  private let queue = DispatchQueue(label: "bayline.lines")
  // Used on the queue alone.
  nonisolated(unsafe) private var buffer: LineBuffer
  nonisolated(unsafe) private var isClosed = false
  private let descriptor: Int32

  init(_ descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    buffer = LineBuffer(limit: limit)
  }

  /// The next line that is not blank.
  func next() async -> Line {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: self.read()) }
    }
  }

  /// Ends the input, so that nobody waits for it any more.
  func close() {
    // A word that is read late only delays the end.
    isClosed = true
  }

  private func read() -> Line {
    while true {
      if Signals.isStopRequested || isClosed { return .end }
      if let line = buffer.next() {
        if line.isBlank { continue }
        return line
      }
      if buffer.isAtEnd { return .end }
      do throws(SystemError) {
        // A signal may come just before the wait, so it is a short one.
        guard try Posix.waitForInput(descriptor, milliseconds: 200) else { continue }
        try Posix.readSome(descriptor) { buffer.add($0) }
      } catch {
        return .failed(error)
      }
    }
  }
}

extension LineSource.Line {
  /// Whether there is nothing to answer.
  var isBlank: Bool {
    guard case .text(let bytes, _) = self else { return false }
    return bytes.allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
    }
  }
}

/// Cuts bytes into lines and keeps no more than one of them and what was read last.
struct LineBuffer {
  private let limit: Int
  private var line: [UInt8] = []
  /// The bytes of the line that were passed over, as it is too long.
  private var passed = 0
  private var chunk: [UInt8] = []
  private var position = 0
  private var number = 0
  private var hasEnded = false

  init(limit: Int) {
    self.limit = limit
  }

  /// Whether the end of the input was seen and the last line taken.
  var isAtEnd: Bool { hasEnded && line.isEmpty && passed == 0 && position == chunk.count }

  /// Adds bytes; none are the end.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    if bytes.isEmpty { hasEnded = true }
    chunk = Array(bytes)
    position = 0
  }

  /// The next line, if all of it is there; at the end of the input also one without a line break.
  mutating func next() -> LineSource.Line? {
    let end = chunk[position...].firstIndex(of: UInt8(ascii: "\n"))
    let rest = chunk[position..<(end ?? chunk.count)]
    if passed > 0 || line.count + rest.count > limit {
      passed += line.count + rest.count
      line = []
    } else {
      line += rest
    }
    position = end.map { $0 + 1 } ?? chunk.count
    guard end != nil || hasEnded && !(line.isEmpty && passed == 0) else { return nil }
    number += 1
    defer {
      // The memory of a long line is given back.
      line = []
      passed = 0
    }
    return passed > 0 ? .tooLong(bytes: passed, number: number) : .text(line, number: number)
  }
}
