public import BaylineModel

/// The record of a past day, `bayline.actual/1`.
public enum ActualFormat {
  /// The value of its member `format`.
  public static let name = "bayline.actual/1"

  /// Reads a record strictly; all its faults are collected.
  ///
  /// - Parameters:
  ///   - bytes: The text, UTF-8.
  ///   - file: The file's name for messages.
  ///   - site: The ids of its site; `nil` leaves references to it unchecked.
  ///   - demand: What is known of the demand of the evening before; `nil` leaves references to it unchecked.
  /// - Complexity: linear in the size of the text.
  public static func decode(
    _ bytes: [UInt8], file: String, site: SiteNames?, demand: DemandReading?
  ) -> ActualReading {
    let names = demand?.names
    let log = FaultLog(file: file, spellings: (site?.spellings ?? []).union(names?.spellings ?? []))
    guard let root = log.root(of: bytes), root.isFormat(name), let fields = Fields(root, .actual) else {
      return ActualReading(actual: nil, faults: log.faults)
    }
    let day = ActualReader(site: site, names: names, horizon: demand?.demand?.horizon).day(fields)
    return ActualReading(actual: log.faults.isEmpty ? day : nil, faults: log.faults)
  }

  /// The text of a record: what has its default is left out, and the same record gives the same bytes anywhere.
  public static func encode(_ day: ActualDay) -> String {
    JSONWriter.document(tree(day))
  }
}

/// What came of reading a record.
public struct ActualReading: Sendable {
  /// The record; `nil` exactly if there are faults.
  public let actual: ActualDay?
  /// All faults of the file.
  public let faults: [InputFault]

  /// The record, or the faults thrown.
  public func get() throws(InputFaults) -> ActualDay {
    guard let actual else { throw InputFaults(faults) }
    return actual
  }
}
