import Dispatch
import Synchronization

/// Reads standard input line by line, each only when it is asked for, so that nothing is read ahead of the work.
///
/// Reading happens on a thread of its own, as it may wait for ever. A stop signal ends the input.
final class LineSource: Sendable {
  /// A line of the input.
  struct Line: Sendable {
    /// What was read of it.
    enum Content: Sendable {
      /// Its bytes without the line break.
      case text([UInt8])
      /// It is longer than the limit, and was passed over.
      case tooLong(bytes: Int)
    }

    /// Counted from 1.
    let number: Int
    let content: Content
  }

  /// What comes next.
  enum Input: Sendable {
    case line(Line)
    /// The input cannot be read any more.
    case failed(SystemError)
    /// There are no more lines.
    case end
  }

  private let queue = DispatchQueue(label: "bayline.lines")
  // Used on the queue alone.
  nonisolated(unsafe) private var buffer: LineBuffer
  private let isClosed = Atomic(false)
  private let descriptor: Int32

  init(_ descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    buffer = LineBuffer(limit: limit)
  }

  /// The next line that is not blank.
  func next() async -> Input {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: self.read()) }
    }
  }

  /// Ends the input, so that nobody waits for it any more.
  func close() {
    isClosed.store(true, ordering: .relaxed)
  }

  private func read() -> Input {
    while true {
      if Signals.isStopRequested || isClosed.load(ordering: .relaxed) { return .end }
      if let line = buffer.next() {
        if line.isBlank { continue }
        return .line(line)
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
    guard case .text(let bytes) = content else { return false }
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
    return LineSource.Line(number: number, content: passed > 0 ? .tooLong(bytes: passed) : .text(line))
  }
}
