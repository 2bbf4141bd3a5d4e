import BaylineFormats
import BaylineModel

/// A file of a generated case.
public struct GeneratedFile: Hashable, Sendable {
  /// The path relative to the output folder, separated by `/`.
  public var path: String
  /// The content.
  public var text: String
}

/// Generates fictional workshops and days as files. The same profile and seed give the same bytes on any machine.
public struct WorkshopGenerator: Sendable {
  /// A profile, for help texts.
  public struct ProfileSummary: Hashable, Sendable {
    /// The name that selects it.
    public var name: String
    /// What it generates, in one line.
    public var summary: String
  }

  /// All profiles.
  public static let profiles =
    GeneratorProfile.allCases.map { ProfileSummary(name: $0.rawValue, summary: $0.summary) } + [
      ProfileSummary(
        name: vehicles,
        summary: "a file of 320 customers' vehicles and the expected visits of six weeks, for outreach"),
      ProfileSummary(
        name: group, summary: "a group of --shops workshops that differ, with a day each, for batch"),
    ]

  /// The profile that generates customers' vehicles instead of a day.
  private static let vehicles = "vehicles"
  /// The profile that generates many workshops.
  private static let group = "group"

  /// The numbers of workshops of a group that can be generated.
  public static let groupSizes = 1...10_000

  /// The first and the last day for which the profile `history` has volumes, as `2026-11-23`.
  public static let historySpan = (
    from: LightCarShop.span.lowerBound.description, to: LightCarShop.span.upperBound.description
  )

  /// The profile; `nil` for customers' vehicles and groups.
  private let profile: GeneratorProfile?
  private let seed: UInt64
  /// The number of workshops of a group; `nil` for other profiles.
  private let shops: Int?

  /// Creates the generator of a profile and a seed; `nil` if there is no such profile.
  ///
  /// - Parameter shops: The number of workshops of the profile `group`.
  public init?(profile name: String, seed: UInt64, shops: Int = 20) {
    profile = GeneratorProfile(rawValue: name)
    guard profile != nil || name == Self.vehicles || name == Self.group else { return nil }
    self.seed = seed
    self.shops = name == Self.group ? shops : nil
  }

  /// Whether the profile generates a group of workshops, so that their number can be requested.
  public var isGroup: Bool { shops != nil }

  /// Whether the profile generates past days, so that a range of dates can be requested.
  public var hasPastDays: Bool {
    profile == .history
  }

  /// The files of the case: `site.json` and `demand.json`. For past days, `site.json` and a folder per date with `demand.json`
  /// and `actual.json`. For vehicles, `site.json`, `vehicles.csv` and `expected.csv`. For a group, `shops.csv` and a folder
  /// per workshop with `site.json` and `demand.json`.
  public func files() -> [GeneratedFile] {
    if let shops { return groupFiles(shops) }
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

  /// The files of the past days from one date to another, inclusive, without days on which the workshop was closed or had no visits.
  ///
  /// - Throws: `DateFault` if the range is invalid.
  public func files(from first: String, to last: String) throws(DateFault) -> [GeneratedFile] {
    guard hasPastDays else { throw .noPastDays }
    guard let from = CivilDate(first) else { throw .noDate(first) }
    guard let to = CivilDate(last) else { throw .noDate(last) }
    guard from <= to else { throw .backwards }
    let span = LightCarShop.span
    guard from <= span.upperBound, to >= span.lowerBound else { return [] }
    return pastDays(in: max(from, span.lowerBound)...min(to, span.upperBound))
  }

  /// An invalid range of past days.
  public enum DateFault: Error, Hashable, Sendable {
    /// The profile has no past days.
    case noPastDays
    /// The text is not a date.
    case noDate(String)
    /// The range ends before it begins.
    case backwards
  }

  private func groupFiles(_ count: Int) -> [GeneratedFile] {
    let generator = GroupCaseGenerator(seed: seed)
    var table = CSVWriter()
    table.add(["shop", "east", "north", "visits", "technicians", "bays", "advisors"])
    var files: [GeneratedFile] = []
    for number in 1...max(1, count) {
      let shop = generator.shop(number)
      let (site, demand) = (shop.made.site, shop.made.demand)
      let sizes = [
        shop.place.east, shop.place.north, demand.appointments.count, site.technicians.count, site.bays.count,
        site.advisors.count,
      ]
      table.add([shop.id] + sizes.map(String.init))
      files.append(GeneratedFile(path: "\(shop.id)/site.json", text: SiteFormat.encode(site)))
      files.append(GeneratedFile(path: "\(shop.id)/demand.json", text: DemandFormat.encode(demand)))
    }
    return [GeneratedFile(path: "shops.csv", text: table.text)] + files
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
