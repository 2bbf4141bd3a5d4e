import Bayline

/// The inputs of a study of many days. Each is read once, and the faults of all are kept until the last one is read, so
/// that one run tells them all.
struct StudyInputs {
  /// The language that was asked for, else the site's, else the environment's.
  let words: Glossary
  /// The demands' files, in order.
  let demandPaths: [String]
  /// Faults so far, a line each.
  private(set) var faults: [String] = []
  /// A digest of all that was read, in its order.
  private(set) var digest = RunDigest()
  private let site: SiteReading?
  private var demands: [Demand] = []
  private var uncertainty = Uncertainty.usual

  /// Reads the site, the days and the uncertainty.
  init(_ options: StudyOptions, language: Language?) {
    var found: [InputFault] = []
    let siteBytes = InputBytes.read(options.site, Glossary(language ?? .ofUser), &found)
    site = siteBytes.map { SiteFormat.decode($0, file: options.site) }
    words = Glossary(language ?? site?.site?.locale ?? .ofUser)
    found += site?.faults ?? []
    digest.add("site", siteBytes ?? [])
    var paths: [String] = []
    for path in options.demand {
      switch DemandPaths.files(path) {
      case .success(let files):
        for file in files where isPlace(file, among: paths) {
          faults.append("\(file):$: " + words("给出了两次; 每个日子只给一次", "is given twice; give each day once"))
        }
        paths += files
      case .failure(let error):
        found.append(InputFault(file: path, place: "$", problem: .cannotRead(reason: error.words(words))))
      }
    }
    demandPaths = paths
    for path in demandPaths {
      guard let bytes = InputBytes.read(path, words, &found) else { continue }
      let reading = DemandFormat.decode(bytes, file: path, site: site?.names)
      found += reading.faults
      if let demand = reading.demand { demands.append(demand) }
      digest.add("demand", bytes)
    }
    if let path = options.uncertainty, let bytes = InputBytes.read(path, words, &found) {
      let reading = UncertaintyFormat.decode(bytes, file: path, site: site?.names)
      found += reading.faults
      uncertainty = reading.uncertainty ?? uncertainty
      digest.add("uncertainty", bytes)
    }
    note(found)
  }

  /// Reads one more input and adds it to the digest; `nil` after noting why it cannot be read.
  mutating func bytes(_ path: String, as name: String) -> [UInt8]? {
    var found: [InputFault] = []
    let bytes = InputBytes.read(path, words, &found)
    note(found)
    digest.add(name, bytes ?? [])
    return bytes
  }

  /// The names at the site, to check references against.
  var siteNames: SiteNames? { site?.names }

  /// Notes faults.
  mutating func note(_ found: [InputFault]) {
    let text = FaultText(words.language)
    faults += found.map(text.line)
  }

  /// Notes a fault that only this command knows.
  mutating func note(_ line: String) {
    faults.append(line)
  }

  /// Notes what would stop an output.
  mutating func expect(_ output: OutputFile) {
    if let line = output.obstacle(words) { faults.append(line) }
  }

  /// Adds an option that results depend on to the digest.
  mutating func mark(_ name: String, _ value: String) {
    digest.add(name, value)
  }

  /// The workshop as it is, if all inputs are sound so far.
  func today() throws(Refusal) -> ScenarioCase {
    guard faults.isEmpty, let site = site?.site else { throw Refusal(faults, ExitStatus.badFile) }
    return ScenarioCase(site: site, demands: demands, uncertainty: uncertainty)
  }
}
