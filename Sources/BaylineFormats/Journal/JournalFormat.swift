import BaylineMath
package import BaylineModel

/// The text of a journal: the finished cells of a long run, so that another run can continue from there.
///
/// The first line identifies the run by a digest of all its inputs and options. Each further line is a finished cell
/// with its result and a checksum, so that no changed digit is taken for a result. Lines are only appended, so that however the run ends, all lines but the last are complete.
package enum JournalFormat {
  /// The value of `format` in the first line.
  package static let name = "bayline.journal/2"

  /// The first line.
  ///
  /// - Parameters:
  ///   - command: The command of the run.
  ///   - digest: A digest of everything that the results depend on.
  package static func header(command: String, digest: String) -> String {
    JSONWriter.line(
      JSONValue {
        $0.add("format", name)
        $0.add("command", command)
        $0.add("digest", digest)
      }) + "\n"
  }

  /// The line of a finished cell.
  package static func line(_ cell: String, _ result: StudyCellResult) -> String {
    let text = JSONWriter.line(
      JSONValue {
        $0.add("cell", cell)
        $0.add("result", json(result))
      })
    return text.dropLast() + checkStart + check(text.dropLast().utf8) + checkEnd + "\n"
  }

  // The end of a line: a checksum of everything before it.
  private static let checkStart = ", \"check\": \""
  private static let checkEnd = "\"}"

  private static func check(_ bytes: some Sequence<UInt8>) -> String {
    var hash = FNV1a()
    for byte in bytes { hash.combine(byte) }
    return hash.hexadecimal
  }

  /// Whether a line ends with the checksum of the rest.
  private static func isIntact(_ line: ArraySlice<UInt8>) -> Bool {
    let length = checkStart.utf8.count + 16 + checkEnd.utf8.count
    return line.suffix(length).elementsEqual((checkStart + check(line.dropLast(length)) + checkEnd).utf8)
  }

  /// The content of a journal.
  package struct Reading: Sendable {
    /// The results by cell; the first one of a repeated cell.
    package var results: [String: StudyCellResult]
    /// The number of bytes up to the end of the last complete line; the rest was cut off.
    package var wholeBytes: Int
  }

  /// Why a run cannot continue from a journal.
  package enum ReadError: Error, Hashable, Sendable {
    /// The file is not a journal.
    case notAJournal
    /// The journal is of another command, or of other inputs or options.
    case mismatch
    /// A line other than the last cannot be read; lines are counted from 1.
    case damaged(line: Int)
  }

  /// Reads a journal; an empty one, or one whose first line is incomplete, has no results.
  ///
  /// - Complexity: linear.
  package static func read(_ bytes: [UInt8], command: String, digest: String) throws(ReadError) -> Reading {
    var reading = Reading(results: [:], wholeBytes: 0)
    let expected = header(command: command, digest: digest)
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
      // Only a truncated first line may be overwritten; anything else is a file of the user.
      guard expected.utf8.starts(with: bytes) || isBeginning(bytes) else { throw .notAJournal }
      return reading
    }
    for (index, line) in bytes[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      let value = JSONParser.parse(Array(line)).value
      if index == 0 {
        guard value?["format"] == .string(name) else { throw .notAJournal }
        guard value?["command"] == .string(command), value?["digest"] == .string(digest) else {
          throw .mismatch
        }
        continue
      }
      guard isIntact(line), case .string(let cell)? = value?["cell"],
        let result = value?["result"].flatMap(result)
      else {
        throw .damaged(line: index + 1)
      }
      if reading.results[cell] == nil { reading.results[cell] = result }
    }
    reading.wholeBytes = end + 1
    return reading
  }

  /// Whether a text could be the start of the first line of a journal.
  private static func isBeginning(_ bytes: [UInt8]) -> Bool {
    let start = "{\"format\": \"\(name)\"".utf8
    return start.starts(with: bytes) || bytes.starts(with: start)
  }
}
