import BaylineFormats
import BaylineModel

/// A file of a generated case: where it belongs in the folder, and its text.
public struct GeneratedFile: Hashable, Sendable {
  /// Path below the folder, with `/` between its parts.
  public var path: String
  /// The whole text.
  public var text: String
}

/// Makes workshops and days up, as files. The same profile and seed give the same bytes on any machine.
public struct WorkshopGenerator: Sendable {
  /// A kind of made-up case, for help texts.
  public struct ProfileSummary: Hashable, Sendable {
    /// The name by which it is asked for.
    public var name: String
    /// What it makes, in one line.
    public var summary: String
  }

  /// All profiles.
  public static let profiles =
    GeneratorProfile.allCases.map { ProfileSummary(name: $0.rawValue, summary: $0.summary) } + [
      ProfileSummary(
        name: vehicles,
        summary: "a file of 320 customers' vehicles and the visits expected of six weeks, for outreach")
    ]

  /// The profile that is no day but a file of vehicles.
  private static let vehicles = "vehicles"

  /// The first and the last day on which the profile `history` has volumes, as `2026-11-23`.
  public static let historySpan = (
    from: LightCarShop.span.lowerBound.description, to: LightCarShop.span.upperBound.description
  )

  /// `nil` for the file of vehicles.
  private let profile: GeneratorProfile?
  private let seed: UInt64

  /// The generator of a profile and a seed; `nil` if there is no such profile.
  public init?(profile name: String, seed: UInt64) {
    profile = GeneratorProfile(rawValue: name)
    guard profile != nil || name == Self.vehicles else { return nil }
    self.seed = seed
  }

  /// Whether the profile makes past days, of which a range can be asked for.
  public var hasPastDays: Bool {
    profile == .history
  }

  /// The files of the case: `site.json` and `demand.json`; for past days one `site.json` for all, and for each day a
  /// folder of its date with `demand.json` and `actual.json`; for vehicles `site.json`, `vehicles.csv` and `expected.csv`.
  public func files() -> [GeneratedFile] {
    guard let profile else { return vehicleFiles() }
    guard hasPastDays else {
      return profile.generate(seed: seed).flatMap { made in
        [
          GeneratedFile(path: "site.json", text: SiteFormat.encode(made.site)),
          GeneratedFile(path: "demand.json", text: DemandFormat.encode(made.demand)),
        ]
      }
    }
    return pastDays(in: GeneratedHistory.sampleMonth)
  }

  /// The files of the past days from one date to another, both included; days on which the workshop was closed or
  /// nothing came have none.
  ///
  /// - Throws: What is wrong with the dates.
  public func files(from first: String, to last: String) throws(DateFault) -> [GeneratedFile] {
    guard hasPastDays else { throw .noPastDays }
    guard let from = CivilDate(first) else { throw .noDate(first) }
    guard let to = CivilDate(last) else { throw .noDate(last) }
    guard from <= to else { throw .backwards }
    let span = LightCarShop.span
    guard from <= span.upperBound, to >= span.lowerBound else { return [] }
    return pastDays(in: max(from, span.lowerBound)...min(to, span.upperBound))
  }

  /// What is wrong with a range of past days.
  public enum DateFault: Error, Hashable, Sendable {
    /// The profile has no past days.
    case noPastDays
    /// This text is no date.
    case noDate(String)
    /// The range ends before it begins.
    case backwards
  }

  private func vehicleFiles() -> [GeneratedFile] {
    let file = VehicleFile(seed: seed)
    func csv(_ rows: [[String]]) -> String {
      var writer = CSVWriter()
      for row in rows { writer.add(row) }
      return writer.text
    }
    return [
      GeneratedFile(path: "site.json", text: SiteFormat.encode(file.site)),
      GeneratedFile(path: "vehicles.csv", text: csv(file.vehicles)),
      GeneratedFile(path: "expected.csv", text: csv(file.expected)),
    ]
  }

  private func pastDays(in range: ClosedRange<CivilDate>) -> [GeneratedFile] {
    let history = GeneratedHistory(seed: seed)
    let days = history.days(in: range)
    if days.isEmpty { return [] }
    return [GeneratedFile(path: "site.json", text: SiteFormat.encode(history.site))]
      + days.flatMap { day in
        [
          GeneratedFile(path: "\(day.actual.day)/demand.json", text: DemandFormat.encode(day.demand)),
          GeneratedFile(path: "\(day.actual.day)/actual.json", text: ActualFormat.encode(day.actual)),
        ]
      }
  }
}
