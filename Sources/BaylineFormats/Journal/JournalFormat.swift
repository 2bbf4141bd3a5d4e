package import BaylineModel

/// The text of a journal: what a long run has finished, so that another one can go on from there.
///
/// The first line says what the run is about, by a digest of all its inputs and options. Each line after it is a
/// finished cell with its result. Lines are only ever appended, so that whatever ends the run, all lines but the
/// last one are whole.
package enum JournalFormat {
  /// The value of `format` in the first line.
  package static let name = "bayline.journal/1"

  /// The first line.
  ///
  /// - Parameters:
  ///   - command: Whose journal it is.
  ///   - digest: Of all that results depend on.
  package static func header(command: String, digest: String) -> String {
    JSONWriter.line(
      .object([
        JSONMember("format", .string(name)), JSONMember("command", .string(command)),
        JSONMember("digest", .string(digest)),
      ])) + "\n"
  }

  /// The line of a finished cell.
  package static func line(_ cell: String, _ result: StudyCellResult) -> String {
    JSONWriter.line(.object([JSONMember("cell", .string(cell)), JSONMember("result", json(result))])) + "\n"
  }

  /// What a journal holds.
  package struct Reading: Sendable {
    /// The results by cell; of a cell that stands there twice, the first.
    package var results: [String: StudyCellResult]
    /// The bytes up to the end of the last whole line; what is behind it was torn.
    package var wholeBytes: Int
  }

  /// Why a journal cannot be gone on with.
  package enum Fault: Error, Hashable, Sendable {
    /// It is none.
    case noJournal
    /// It is one of another command, or of other inputs or options.
    case other
    /// A line in the middle cannot be read; counted from 1.
    case damaged(line: Int)
  }

  /// Reads a journal; an empty one, or one of which not even the first line is whole, holds nothing.
  ///
  /// - Complexity: linear.
  package static func read(_ bytes: [UInt8], command: String, digest: String) throws(Fault) -> Reading {
    var reading = Reading(results: [:], wholeBytes: 0)
    let expected = header(command: command, digest: digest)
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
      // The beginning of our own first line was torn; anything else is somebody's file.
      guard expected.utf8.starts(with: bytes) || isBeginning(bytes) else { throw .noJournal }
      return reading
    }
    for (index, line) in bytes[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      let value = JSONParser.parse(Array(line)).value
      if index == 0 {
        guard value?["format"] == .string(name) else { throw .noJournal }
        guard value?["command"] == .string(command), value?["digest"] == .string(digest) else { throw .other }
        continue
      }
      guard case .string(let cell)? = value?["cell"], let result = value?["result"].flatMap(result) else {
        throw .damaged(line: index + 1)
      }
      if reading.results[cell] == nil { reading.results[cell] = result }
    }
    reading.wholeBytes = end + 1
    return reading
  }

  /// Whether a text is the beginning of the first line of any journal.
  private static func isBeginning(_ bytes: [UInt8]) -> Bool {
    let start = "{\"format\": \"\(name)\"".utf8
    return start.starts(with: bytes) || bytes.starts(with: start)
  }
}
