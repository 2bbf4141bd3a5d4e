import Bayline
import BaylineWording

/// The inputs of a command. Each is read once, and the faults of all are kept until the last one is read, so that
/// one run tells them all.
struct InputReader {
  /// The language that was asked for, else the site's, else the environment's.
  let words: Glossary
  /// Faults so far, a line each.
  private(set) var diagnostics: [String] = []
  let site: DecodedSite?
  /// The demands in the order in which they were given.
  private(set) var days: [(path: String, reading: DecodedDemand?)] = []
  /// The texts of the site and the first demand, for their notes.
  let siteText: [UInt8]
  private(set) var demandText: [UInt8] = []

  private var demand: DecodedDemand? { days.first?.reading }

  init(_ options: CaseOptions, language: Language?) {
    self.init(site: options.site, language: language)
    readDemand(options.demand)
  }

  /// A site and the demands of several days, each given by a file, or by a folder (`DemandFiles`).
  init(_ options: DaysOptions, language: Language?) {
    self.init(site: options.site, language: language)
    for path in options.demand {
      let (files, diagnostics) = DemandFiles.files(path, words)
      for file in files { readDemand(file) }
      note(diagnostics)
    }
  }

  private init(site path: String, language: Language?) {
    let bytes = Self.bytes(path)
    siteText = (try? bytes.get()) ?? []
    site = (try? bytes.get()).map { SiteFormat.decode($0, file: path) }
    words = Glossary(language ?? site?.site?.locale ?? (try? bytes.get()).flatMap(Self.locale) ?? .ofUser)
    note(bytes, path)
    note(site?.diagnostics ?? [])
  }

  private mutating func readDemand(_ path: String) {
    let bytes = Self.bytes(path)
    let reading = (try? bytes.get()).map { DemandFormat.decode($0, file: path, site: site?.names) }
    if days.isEmpty { demandText = (try? bytes.get()) ?? [] }
    days.append((path, reading))
    note(bytes, path)
    note(reading?.diagnostics ?? [])
  }

  /// A schedule of the demand, of all of it or of some appointments; `nil` after noting its faults.
  mutating func schedule(_ path: String, allowsMissing: Bool = false) -> Schedule? {
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    let reading = ScheduleFormat.decode(
      bytes, file: path, site: site?.names, demand: demand?.names, allowsMissing: allowsMissing)
    note(reading.diagnostics)
    return reading.value
  }

  /// A new appointment for the demand; `nil` after noting its faults.
  mutating func request(_ path: String) -> Appointment? {
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    do throws(Diagnostics) {
      return try DemandFormat.decodeAppointment(bytes, file: path, site: site?.names, demand: demand?.names)
    } catch {
      note(error.elements)
      return nil
    }
  }

  /// Notes a fault that only this command knows.
  mutating func note(_ line: String) {
    diagnostics.append(line)
  }

  /// What happened in the workshop; `nil` after noting its faults.
  mutating func events(_ path: String) -> [WorkshopEvent]? {
    let bytes = Self.bytes(path)
    note(bytes, path)
    guard let bytes = try? bytes.get() else { return nil }
    let reading = EventsFormat.decode(bytes, file: path, site: site?.names, demand: demand?.names)
    note(reading.diagnostics)
    return reading.value
  }

  /// Notes what would stop the output.
  mutating func checkWritable(_ output: OutputFile) {
    if let line = output.writeProblem(words) { diagnostics.append(line) }
  }

  /// The site and the demand, if they are sound.
  func validCase() throws(Refusal) -> (site: Site, demand: Demand) {
    guard let site = site?.site, let demand = demand?.demand else {
      throw Refusal(diagnostics, ExitStatus.badFile)
    }
    return (site, demand)
  }

  /// The site and the demands of all days, if they are sound.
  func validDays() throws(Refusal) -> (site: Site, demands: [Demand]) {
    let demands = days.compactMap { $0.reading?.demand }
    guard let site = site?.site, demands.count == days.count, !demands.isEmpty else {
      throw Refusal(diagnostics, ExitStatus.badFile)
    }
    return (site, demands)
  }

  /// Refuses if there is any fault.
  func check() throws(Refusal) {
    if !diagnostics.isEmpty { throw Refusal(diagnostics, ExitStatus.badFile) }
  }

  // MARK: - Reading

  static func bytes(_ path: String) -> Result<[UInt8], SystemError> {
    Result { () throws(SystemError) in
      path == "-" ? try Posix.read(Posix.standardInput) : try Posix.read(path: path)
    }
  }

  mutating func note(_ bytes: Result<[UInt8], SystemError>, _ file: String) {
    if case .failure(let error) = bytes {
      note([Diagnostic(file: file, place: "$", problem: .cannotRead(reason: error.words(words)))])
    }
  }

  /// Notes faults that reading alone does not show.
  mutating func note(_ found: [Diagnostic]) {
    let text = DiagnosticText(words.language)
    diagnostics += found.map(text.line)
  }

  // MARK: - Language

  /// The locale of a site that is faulty elsewhere.
  private static func locale(_ bytes: [UInt8]) -> Language? {
    guard case .string(let name) = JSONParser.parse(bytes).value?["locale"] else { return nil }
    return Language(rawValue: name)
  }
}
