import BaylineFormats
import BaylineModel

/// Reads the output of `bayline forecast --json`: the mean number of visits of each kind on each day.
struct ForecastVolumes {
  private(set) var volumes: [ExpectedVolume] = []
  private(set) var diagnostics: [Diagnostic] = []

  private static let root = ObjectShape("forecast", required: ["days"], optional: ["learnt", "sum"])
  private static let day = ObjectShape(
    "forecastDay", required: ["date", "kinds"], optional: ["open", "total"])
  private static let count = ObjectShape(
    "forecastCount", required: ["mean"], optional: ["dispersion", "low", "high", "p5", "p50", "p95"])

  /// Whether a file is JSON rather than a table.
  static func isForecast(_ bytes: [UInt8]) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    return text.first { $0 != 0x20 && !(0x09...0x0D).contains($0) } == UInt8(ascii: "{")
  }

  /// Reads a forecast; a closed day has no visits.
  ///
  /// - Parameter site: The site that kinds are checked against; without it any kind is accepted.
  init(_ bytes: [UInt8], file: String, site: Site?) {
    let log = DiagnosticLog(file: file)
    defer { diagnostics = log.diagnostics }
    guard let node = log.root(of: bytes), let fields = Fields(node, Self.root) else { return }
    var known: Set<CivilDate> = []
    let found = fields["days"]?.items { node -> [ExpectedVolume]? in
      guard let fields = Fields(node, Self.day), let text = fields.text("date") else { return nil }
      guard let date = CivilDate(text) else {
        fields["date"]?.report(.notADate(text))
        return nil
      }
      if !known.insert(date).inserted { fields["date"]?.report(.duplicateId(text)) }
      return fields["kinds"]?.entries()?.compactMap { name, node in
        let kind = VisitKind(rawValue: name)
        if let site, site.policy.kinds[kind] == nil {
          let nearest = nearestName(to: name, among: site.policy.kinds.keys.map(\.rawValue).sorted())
          node.report(.unknownReference(.kind, id: name, nearest: nearest))
        }
        guard let mean = Fields(node, Self.count)?["mean"]?.decimal(IntegerRange(0...10_000)) else {
          return nil
        }
        return ExpectedVolume(day: date, kind: kind, count: mean)
      }
    }
    volumes = (found ?? []).flatMap(\.self)
  }
}
