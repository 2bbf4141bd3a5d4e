public import BaylineModel

/// The ids that a site gives to the files beside it. They are known even where the rest of the site is
/// faulty, so that the faults of all files can be told in one run.
public struct SiteIDs: Sendable {
  // A list that could not be read at all is `nil`: then references to it are not checked.
  var advisors: IDList?
  var bays: IDList?
  var technicians: IDList?
  var kinds: IDList?
  var spellings: Set<String>

  /// The ids of a site.
  public init(_ site: Site) {
    advisors = IDList(site.advisors.map(\.id))
    bays = IDList(site.bays.map(\.id))
    technicians = IDList(site.technicians.map(\.id))
    kinds = IDList(VisitKind.known.map(\.rawValue) + site.policy.kinds.keys.map(\.rawValue).sorted())
    spellings = Set(
      site.advisors.map(\.id) + site.bays.flatMap { [$0.id] + $0.types }
        + site.technicians.flatMap { [$0.id] + Array($0.skills.keys) + Array($0.certifications) }
        + site.policy.kinds.keys.map(\.rawValue))
  }

  init(
    advisors: IDList?, bays: IDList?, technicians: IDList?, kinds: IDList?, spellings: Set<String>
  ) {
    self.advisors = advisors
    self.bays = bays
    self.technicians = technicians
    self.kinds = kinds
    self.spellings = spellings
  }
}

/// What came of reading a site file.
public struct DecodedSite: Sendable {
  /// The site; `nil` exactly if there are faults.
  public let site: Site?
  /// Its ids, as far as they could be read; `nil` if the file is no JSON object of the format.
  public let names: SiteIDs?
  /// All faults of the file.
  public let diagnostics: [Diagnostic]

  /// The site, or its faults thrown.
  public func get() throws(Diagnostics) -> Site {
    guard let site else { throw Diagnostics(diagnostics) }
    return site
  }
}
