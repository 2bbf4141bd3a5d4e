import Bayline
import BaylineWording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What callers have asked for lately, beside the demand, so that a code is enough to book it: a line of JSON each.
///
/// Lines are appended as a whole and several coordinators may ask at once. The file is only a memory: a line that is lost
/// or damaged means asking again, and what is booked is checked against the book as for any request. It has names and
/// phone numbers and is readable by its owner alone.
struct AskedRequests {
  /// A request that has been answered.
  struct Entry {
    var request: Appointment
    var count: Int
    var now: CivilTime?
    var days: Int?
    /// The codes of the slots, in order.
    var codes: [String]
  }

  let path: String

  /// The entries that are kept.
  private static let maxEntries = 50
  /// The size from which old entries are removed.
  private static let maxBytes = 1 << 18

  /// - Parameter demand: The demand file.
  init(_ demand: String) {
    path = demand + ".asked"
  }

  /// The entries, oldest first; lines that cannot be read are passed over.
  var entries: [Entry] {
    guard let bytes = try? Posix.read(path: path) else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n")).suffix(Self.maxEntries).compactMap {
      Self.entry(Array($0))
    }
  }

  /// Adds an entry.
  func add(_ entry: Entry) throws(SystemError) {
    var status = stat()
    if stat(path, &status) == 0, status.st_size > Self.maxBytes { try? write(entries) }
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    try Posix.write(Array((Self.line(entry) + "\n").utf8), to: descriptor)
  }

  /// Removes the entries of a request that has been booked. Several callers without a plate may have the same number.
  func remove(_ booked: Appointment) {
    let left = entries.filter { entry in
      let isSameCaller = booked.card.plate != nil || entry.request.card.customer == booked.card.customer
      return entry.request.id != booked.id || !isSameCaller
    }
    if left.isEmpty { unlink(path) } else { try? write(left) }
  }

  private func write(_ entries: [Entry]) throws(Refusal) {
    let text = entries.map { Self.line($0) + "\n" }.joined()
    try OutputFile(path).write(text, Glossary(.english))
  }

  // MARK: - Lines

  private static func line(_ entry: Entry) -> String {
    let request = JSONParser.parse(Array(DemandFormat.encode(entry.request).utf8)).value ?? .null
    return JSONWriter.line(
      JSONValue {
        $0.add("request", request)
        $0.add("count", entry.count)
        $0.add("now", entry.now)
        $0.add("days", entry.days)
        $0.add("codes", entry.codes)
      })
  }

  private static func entry(_ line: [UInt8]) -> Entry? {
    guard let value = JSONParser.parse(line).value, let asked = value["request"],
      case .integer(let count)? = value["count"], (1...20).contains(count),
      case .array(let codes)? = value["codes"],
      let request = try? DemandFormat.decodeAppointment(
        Array(JSONWriter.line(asked).utf8), file: "-", site: nil, demand: nil)
    else { return nil }
    var entry = Entry(request: request, count: count, codes: [])
    for case .string(let code) in codes { entry.codes.append(code) }
    if case .string(let now)? = value["now"] { entry.now = CivilTime(now) }
    if case .integer(let days)? = value["days"], days <= Diagnostic.InputLimit.horizonDays.value {
      entry.days = days
    }
    return entry
  }
}
