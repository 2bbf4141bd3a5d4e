public import BaylineModel

/// The ids that a site gives to the files beside it. They are known even where the rest of the site is
/// faulty, so that the faults of all files can be told in one run.
public struct SiteNames: Sendable {
  // A list that could not be read at all is `nil`: then references to it are not checked.
  var advisors: NameList?
  var bays: NameList?
  var technicians: NameList?
  var kinds: NameList?
  var spellings: Set<String>

  /// The ids of a site.
  public init(_ site: Site) {
    advisors = NameList(site.advisors.map(\.id))
    bays = NameList(site.bays.map(\.id))
    technicians = NameList(site.technicians.map(\.id))
    kinds = NameList(Kind.known.map(\.rawValue) + site.policy.kinds.keys.map(\.rawValue).sorted())
    spellings = Set(
      site.advisors.map(\.id) + site.bays.flatMap { [$0.id] + $0.types }
        + site.technicians.flatMap { [$0.id] + Array($0.skills.keys) + Array($0.certifications) }
        + site.policy.kinds.keys.map(\.rawValue))
  }

  init(
    advisors: NameList?, bays: NameList?, technicians: NameList?, kinds: NameList?, spellings: Set<String>
  ) {
    self.advisors = advisors
    self.bays = bays
    self.technicians = technicians
    self.kinds = kinds
    self.spellings = spellings
  }
}

/// What came of reading a site file.
public struct SiteReading: Sendable {
  /// The site; `nil` exactly if there are faults.
  public let site: Site?
  /// Its ids, as far as they could be read; `nil` if the file is no JSON object of the format.
  public let names: SiteNames?
  /// All faults of the file.
  public let faults: [InputFault]

  /// The site, or its faults thrown.
  public func get() throws(InputFaults) -> Site {
    guard let site else { throw InputFaults(faults) }
    return site
  }
}
