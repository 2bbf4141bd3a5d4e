public import BaylineModel

extension SiteFormat {
  /// The ids of a site that other files refer to. They are available even if the rest of the site is invalid, so that one
  /// run can report the problems of all files.
  public struct IDs: Sendable {
    // `nil` if the list could not be read; then references to it are not checked.
    var advisors: IDList?
    var bays: IDList?
    var technicians: IDList?
    var equipment: IDList?
    var kinds: IDList?
    /// The types of each bay, by its id; `nil` if some could not be read.
    var bayTypes: [String: [String]]?
    var spellings: Set<String>

    /// Collects the ids of a site.
    public init(_ site: Site) {
      advisors = IDList(site.advisors.map(\.id))
      bays = IDList(site.bays.map(\.id))
      technicians = IDList(site.technicians.map(\.id))
      equipment = IDList(site.equipment.map(\.id))
      bayTypes = Dictionary(site.bays.map { ($0.id, $0.types) }, uniquingKeysWith: { first, _ in first })
      kinds = IDList(VisitKind.known.map(\.rawValue) + site.policy.kinds.keys.map(\.rawValue).sorted())
      spellings = Set(site.advisors.map(\.id))
      spellings.formUnion(site.bays.flatMap { [$0.id] + $0.types })
      for technician in site.technicians {
        spellings.formUnion([technician.id] + technician.skills.keys + technician.certifications)
        if let team = technician.team { spellings.insert(team) }
      }
      spellings.formUnion(site.equipment.map(\.id))
      spellings.formUnion(site.policy.kinds.keys.map(\.rawValue))
    }

    /// The ids of a site of which nothing has been read.
    init() {
      spellings = []
    }
  }
}

extension SiteFormat {
  /// The result of decoding a site file.
  public struct Decoded: Sendable {
    /// The site; `nil` if and only if there are problems.
    public let site: Site?
    /// Its ids, as far as they could be read; `nil` if the file is not a JSON object of this format.
    public let names: SiteFormat.IDs?
    /// All problems of the file.
    public let diagnostics: [Diagnostic]

    /// The site.
    ///
    /// - Throws: All problems of the file.
    public func get() throws(Diagnostics) -> Site {
      guard let site else { throw Diagnostics(diagnostics) }
      return site
    }
  }
}
