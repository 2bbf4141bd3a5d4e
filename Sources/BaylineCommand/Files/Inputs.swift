import Bayline

/// The inputs of a command. Each is read once, and the faults of all are kept until the last one is read, so that
/// one run tells them all.
struct Inputs {
  /// The language that was asked for, else the site's, else the environment's.
  let words: Glossary
  /// Faults so far, a line each.
  private(set) var faults: [String] = []
  private let site: SiteReading?
  private let demand: DemandReading?
  /// The texts of the site and the demand, for their notes.
  let siteText, demandText: [UInt8]

  init(_ options: CaseOptions, language: Language?) {
    let siteBytes = Self.bytes(options.site)
    site = (try? siteBytes.get()).map { SiteFormat.decode($0, file: options.site) }
    words = Glossary(
      language ?? site?.site?.locale ?? (try? siteBytes.get()).flatMap(Self.locale) ?? .ofUser)
    siteText = (try? siteBytes.get()) ?? []
    let demandBytes = Self.bytes(options.demand)
    demandText = (try? demandBytes.get()) ?? []
    demand = (try? demandBytes.get()).map { [site] in
      DemandFormat.decode($0, file: options.demand, site: site?.names)
    }
    note(siteBytes, options.site)
    note(site?.faults ?? [])
    note(demandBytes, options.demand)
    note(demand?.faults ?? [])
  }

  /// A schedule of the demand, of all of it or of some appointments; `nil` after noting its faults.
  mutating func schedule(_ path: String, mayLack: Bool = false) -> Schedule? {
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    let reading = ScheduleFormat.decode(
      bytes, file: path, site: site?.names, demand: demand?.names, mayLack: mayLack)
    note(reading.faults)
    return reading.schedule
  }

  /// A new appointment for the demand; `nil` after noting its faults.
  mutating func request(_ path: String) -> Appointment? {
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    do throws(InputFaults) {
      return try DemandFormat.decodeAppointment(bytes, file: path, site: site?.names, demand: demand?.names)
    } catch {
      note(error.faults)
      return nil
    }
  }

  /// Notes a fault that only this command knows.
  mutating func note(_ line: String) {
    faults.append(line)
  }

  /// What happened in the workshop; `nil` after noting its faults.
  mutating func events(_ path: String) -> [WorkshopEvent]? {
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    let reading = EventsFormat.decode(bytes, file: path, site: site?.names, demand: demand?.names)
    note(reading.faults)
    return reading.events
  }

  /// How days differ from their plan, without a file as they usually do; `nil` after noting its faults.
  mutating func uncertainty(_ path: String?) -> Uncertainty? {
    guard let path else { return .usual }
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    let reading = UncertaintyFormat.decode(bytes, file: path, site: site?.names)
    note(reading.faults)
    return reading.uncertainty
  }

  /// Notes what would stop the output.
  mutating func expect(_ output: OutputFile) {
    if let line = output.obstacle(words) { faults.append(line) }
  }

  /// The site and the demand, if they are sound.
  func soundCase() throws(Refusal) -> (site: Site, demand: Demand) {
    guard let site = site?.site, let demand = demand?.demand else {
      throw Refusal(faults, ExitStatus.badFile)
    }
    return (site, demand)
  }

  /// Refuses if there is any fault.
  func check() throws(Refusal) {
    if !faults.isEmpty { throw Refusal(faults, ExitStatus.badFile) }
  }

  // MARK: - Reading

  private static func bytes(_ path: String) -> Result<[UInt8], SystemError> {
    Result { () throws(SystemError) in
      path == "-" ? try Posix.read(Posix.standardInput) : try Posix.read(path: path)
    }
  }

  private mutating func note(_ bytes: Result<[UInt8], SystemError>, _ file: String) {
    if case .failure(let error) = bytes {
      note([InputFault(file: file, place: "$", problem: .cannotRead(reason: error.words(words)))])
    }
  }

  /// Notes faults that reading alone does not show.
  mutating func note(_ found: [InputFault]) {
    let text = FaultText(words.language)
    faults += found.map(text.line)
  }

  // MARK: - Language

  /// The locale of a site that is faulty elsewhere.
  private static func locale(_ bytes: [UInt8]) -> Language? {
    guard case .string(let name) = JSONParser.parse(bytes).value?["locale"] else { return nil }
    return Language(rawValue: name)
  }
}
