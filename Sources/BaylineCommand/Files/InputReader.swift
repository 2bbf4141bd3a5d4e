import Bayline
import BaylineSpreadsheets
import BaylineWording

/// Reads the inputs of a command, each once, and collects the faults of all, so that one run reports every one.
struct InputReader {
  /// In the language asked for, else the site's, else the environment's.
  let words: Glossary
  let site: SiteFormat.Decoded?
  /// The site's text, for its extension members.
  let siteText: [UInt8]
  /// The demands in the order in which they were read.
  private(set) var demands: [(path: String, decoded: DemandFormat.Decoded?)] = []
  /// The first demand's text, for its extension members.
  private(set) var demandText: [UInt8] = []
  /// All faults so far, a line each.
  private(set) var diagnostics: [String] = []
  /// What was assumed of spreadsheets.
  private(set) var notes: [ImportNote] = []
  /// The files that were read, as they were then.
  private var read: [FileState] = []

  private var demand: DemandFormat.Decoded? { demands.first?.decoded }

  init(_ options: CaseOptions, language: Language?) {
    self.init(site: options.site, language: language)
    addDemand(options.demand)
  }

  /// Reads the site and the demand of a book.
  init(_ options: BookOptions, language: Language?) {
    self.init(site: options.site, language: language)
    addDemand(options.demand)
  }

  /// Reads a site and the demands of several days.
  init(_ options: DaysOptions, language: Language?) {
    self.init(site: options.site, language: language)
    for path in demandFiles(options.demand) { addDemand(path) }
  }

  /// Reads a site, if there is one.
  init(site path: String?, language: Language?) {
    let file = path.map(Self.read)
    read = [file?.state].compactMap(\.self)
    let bytes = file?.bytes
    siteText = (try? bytes?.get()) ?? []
    site = path.flatMap { path in (try? bytes?.get()).map { SiteFormat.decode($0, file: path) } }
    words = Glossary(language ?? site?.site?.locale ?? Self.locale(siteText) ?? .ofUser)
    if let path, case .failure(let error) = bytes { report(error, at: path) }
    report(site?.diagnostics ?? [])
  }

  /// The locale of a site that is faulty elsewhere.
  static func locale(_ bytes: [UInt8]) -> Language? {
    guard case .string(let name) = JSONParser.parse(bytes).value?["locale"] else { return nil }
    return Language(rawValue: name)
  }

  // MARK: - Bytes

  /// The contents of a file, or of standard input for `-`, and its state before it was read.
  private static func read(_ path: String) -> (state: FileState?, bytes: Result<[UInt8], SystemError>) {
    do throws(SystemError) {
      try UnfinishedReplacements.finish(besides: path)
    } catch {
      return (nil, .failure(error))
    }
    let state = FileState(path)
    return (
      state,
      Result { () throws(SystemError) in
        path == "-" ? try Posix.read(Posix.standardInput) : try Posix.read(path: path)
      }
    )
  }

  /// Refuses if a file that was read has changed since then, so that nothing is written over what somebody else wrote.
  func checkUnchanged() throws(Refusal) {
    let lines = read.filter(\.hasChanged).map { file in
      words(
        "\(file.path):$: 读取之后又有改动，未写入任何文件; 请重新运行",
        "\(file.path):$: has changed since it was read, and nothing was written; run the command again")
    }
    if !lines.isEmpty { throw .badFile(lines) }
  }

  /// The contents of a file, or of standard input for `-`; `nil` after reporting why it cannot be read.
  mutating func bytes(_ path: String) -> [UInt8]? {
    let file = Self.read(path)
    read += [file.state].compactMap(\.self)
    switch file.bytes {
    case .success(let bytes): return bytes
    case .failure(let error):
      report(error, at: path)
      return nil
    }
  }

  /// Reads a file and reports its faults; `nil` if it cannot be read.
  mutating func decode<File: Decoded>(_ path: String, _ decode: ([UInt8]) -> File) -> File? {
    guard let file = bytes(path).map(decode) else { return nil }
    report(file.diagnostics)
    return file
  }

  /// Reads a file; `nil` after reporting its faults.
  mutating func value<Value>(_ path: String, _ decode: ([UInt8]) throws(Diagnostics) -> Value) -> Value? {
    bytes(path).flatMap { bytes in value { () throws(Diagnostics) in try decode(bytes) } }
  }

  /// The result of a check; `nil` after reporting its faults.
  private mutating func value<Value>(_ check: () throws(Diagnostics) -> Value) -> Value? {
    do throws(Diagnostics) {
      return try check()
    } catch {
      report(error.elements)
      return nil
    }
  }

  // MARK: - Demands and schedules

  private mutating func addDemand(_ path: String) {
    let bytes = bytes(path)
    let decoded = bytes.map { DemandFormat.decode($0, file: path, site: site?.names) }
    if demands.isEmpty { demandText = bytes ?? [] }
    demands.append((path, decoded))
    report(decoded?.diagnostics ?? [])
  }

  /// The demand files of some paths (see ``DemandFiles``).
  private mutating func demandFiles(_ paths: [String]) -> [String] {
    paths.flatMap { path in
      let (files, diagnostics) = DemandFiles.files(path, words)
      report(diagnostics)
      return files
    }
  }

  /// Reports demands given twice.
  mutating func checkDemandsDiffer() {
    let paths = demands.map(\.path)
    for (index, path) in paths.enumerated() where isFile(path, among: Array(paths[..<index])) {
      report(
        at: "\(path):$", words("给出了两次; 每个日子只给一次", "is given twice; give each day only once"))
    }
  }

  /// A schedule of the demand.
  ///
  /// - Parameter allowsMissing: Whether it may lack some of the appointments.
  mutating func schedule(_ path: String, allowsMissing: Bool = false) -> Schedule? {
    schedule(path, of: demand, allowsMissing: allowsMissing)
  }

  /// A schedule of an earlier demand, whose visits and advisors may be gone.
  mutating func earlierSchedule(_ path: String) -> Schedule? {
    decode(path) { ScheduleFormat.decode($0, file: path, site: nil, demand: nil, allowsMissing: true) }?.value
  }

  private mutating func schedule(_ path: String, of demand: DemandFormat.Decoded?, allowsMissing: Bool)
    -> Schedule?
  {
    let ids = site?.names
    return decode(path) {
      ScheduleFormat.decode($0, file: path, site: ids, demand: demand?.names, allowsMissing: allowsMissing)
    }?.value
  }

  /// A new appointment for the demand, as JSON or as a spreadsheet with one visit.
  mutating func request(_ path: String, catalogues: [String]) -> Appointment? {
    guard let bytes = bytes(path) else { return nil }
    guard Self.isJSON(bytes) else {
      return request(catalogues: catalogues) { $0.read(SpreadsheetImport.File(path: path, bytes: bytes)) }
    }
    let (site, demand) = (site?.names, demand?.names)
    return value { () throws(Diagnostics) in
      try DemandFormat.decodeAppointment(bytes, file: path, site: site, demand: demand)
    }
  }

  /// A request that was read before, if it still fits the site and the demand; `nil` after reporting why not.
  mutating func request(again request: Appointment, _ file: String) -> Appointment? {
    let (site, demand) = (site?.names, demand?.names)
    return value { () throws(Diagnostics) in
      try DemandFormat.decodeAppointment(
        Array(DemandFormat.encode(request).utf8), file: file, site: site, demand: demand)
    }
  }

  /// A new appointment by standard jobs; `nil` after reporting faults, or if the site or the demand has some.
  mutating func request(
    catalogues: [String], _ read: (RequestImport) -> RequestImport.Result
  ) -> Appointment? {
    let files = spreadsheets(catalogues)
    guard files.isComplete, let (site, demand) = try? validCase() else { return nil }
    let result = read(
      RequestImport(site: site, siteNames: self.site?.names, demand: demand, catalogues: files.files))
    report(result.diagnostics)
    notes += result.notes
    return result.request
  }

  /// What happened in the workshop.
  mutating func events(_ path: String) -> [WorkshopEvent]? {
    let (site, demand) = (site?.names, demand?.names)
    return decode(path) { EventsFormat.decode($0, file: path, site: site, demand: demand) }?.value
  }

  /// The appointments already booked on coming days. A day may be in only one of the demands.
  ///
  /// - Parameters:
  ///   - paths: Files, or folders of days, where `schedule.json` is read beside `demand.json`.
  ///   - schedules: The schedules of those paths that are files, in their order.
  mutating func bookedDays(_ paths: [String], schedules: [String]) -> [BookedDaysFile] {
    var books: [BookedDaysFile] = []
    var rest = schedules[...]
    for path in paths {
      let isFolder = DemandFiles.isFolder(path)
      for file in demandFiles([path]) {
        let schedule = isFolder ? DemandFiles.schedule(beside: file) : rest.popFirst()
        if let book = bookedDays(file, schedule: schedule) { books.append(book) }
      }
    }
    for (index, book) in books.enumerated() {
      for other in books.prefix(index) where book.overlaps(other) {
        report(
          at: "\(book.demandFile):$.horizon",
          words(
            "与 \(other.demandFile) 的日子重叠; 每一天只能在一个需求里",
            "overlaps the days of \(other.demandFile); give each day in only one demand"))
      }
    }
    return books
  }

  private mutating func bookedDays(_ file: String, schedule: String?) -> BookedDaysFile? {
    let ids = site?.names
    let decoded = decode(file) { DemandFormat.decode($0, file: file, site: ids) }
    let plan = schedule.flatMap { self.schedule($0, of: decoded, allowsMissing: false) }
    return decoded?.demand.map {
      BookedDaysFile(
        demandFile: file, scheduleFile: schedule, book: OutreachPlanner.BookedDays(demand: $0, schedule: plan)
      )
    }
  }

  /// Demands of past days, as samples: a day may occur twice.
  mutating func samples(_ paths: [String]) -> [Demand] {
    let ids = site?.names
    return demandFiles(paths).compactMap { path in
      decode(path) { DemandFormat.decode($0, file: path, site: ids) }?.demand
    }
  }

  // MARK: - Studies

  /// How days deviate from their plan; the default without a file.
  mutating func uncertainty(_ path: String?) -> Uncertainty? {
    guard let path else { return .default }
    let ids = site?.names
    return decode(path) { UncertaintyFormat.decode($0, file: path, site: ids) }?.uncertainty
  }

  /// Scenarios, as JSON or as a table; the first character tells which.
  mutating func scenarios(_ path: String, encoding: TextEncoding? = nil) -> ScenariosFormat.Decoded? {
    let (site, horizon) = (site, demand?.demand?.horizon)
    let decoded = decode(path) { bytes in
      Self.isJSON(bytes)
        ? ScenariosFormat.decode(bytes, file: path, site: site?.names)
        : ScenarioTable.decode(bytes, file: path, site: site?.site, horizon: horizon, encoding: encoding)
    }
    return decoded?.scenarios == nil ? nil : decoded
  }

  /// The site and days of each scenario; `nil` after reporting every change that makes no sense there.
  ///
  /// Nothing is checked if the site or a demand has faults.
  mutating func instances(
    of scenarios: ScenariosFormat.Decoded, uncertainty: Uncertainty, seed: Int
  ) -> [Scenario.Instance]? {
    guard let (site, demands) = try? validDays() else { return nil }
    return value { () throws(Diagnostics) in
      try scenarios.cases(site: site, demands: demands, uncertainty: uncertainty, seed: seed)
    }
  }

  /// The targets of a staffing and what may vary.
  mutating func targets(_ path: String) -> StaffingTargets? {
    let ids = site?.names
    let decoded = decode(path) { TargetsFormat.decode($0, file: path, site: ids) }
    guard let decoded, let targets = decoded.targets else { return nil }
    guard let (site, demands) = try? validDays() else { return targets }
    return value { () throws(Diagnostics) in try decoded.check(site: site, demands: demands) }
  }

  /// Whether a text begins like JSON; so does an empty one, as then the JSON decoder reports it as empty.
  private static func isJSON(_ bytes: [UInt8]) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    let first = text.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    return first == nil || first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  // MARK: - Spreadsheets

  /// The contents of spreadsheets, and whether all of them could be read.
  mutating func spreadsheets(_ paths: [String]) -> (files: [SpreadsheetImport.File], isComplete: Bool) {
    let files = paths.compactMap { path in
      bytes(path).map { SpreadsheetImport.File(path: path, bytes: $0) }
    }
    return (files, files.count == paths.count)
  }

  // MARK: - Faults

  /// Records faults.
  mutating func report(_ found: [Diagnostic]) {
    let text = DiagnosticText(words.language)
    diagnostics += found.map(text.line)
  }

  /// Records a fault that only this command knows.
  mutating func report(at place: String, _ text: String) {
    diagnostics.append("\(place): \(text)")
  }

  private mutating func report(_ error: SystemError, at path: String) {
    report([Diagnostic(file: path, place: "$", problem: .cannotRead(reason: error.words(words)))])
  }

  /// Records which outputs cannot be written.
  mutating func checkWritable(_ outputs: [String?]) {
    diagnostics += outputs.compactMap { OutputFile($0).writeProblem(words) }
  }

  /// Records why a folder could not be created.
  mutating func checkFolder(_ path: String) {
    do throws(SystemError) {
      try Posix.checkFolderCanBeMade(path)
    } catch {
      diagnostics.append(OutputFile.line(path, error, words))
    }
  }

  // MARK: - Results

  /// Refuses if there are any faults.
  func check() throws(Refusal) {
    if !diagnostics.isEmpty { throw .badFile(diagnostics) }
  }

  /// A value that was read.
  ///
  /// - Throws: All faults, if this or any other input has some.
  func valid<Value>(_ value: Value?) throws(Refusal) -> Value {
    try check()
    guard let value else {
      throw .internalError(("有输入未读出", "an input has neither a value nor diagnostics"), words)
    }
    return value
  }

  /// The site and the demand; both may be sound although other inputs have faults.
  func validCase() throws(Refusal) -> (site: Site, demand: Demand) {
    guard let site = site?.site, let demand = demand?.demand else { throw .badFile(diagnostics) }
    return (site, demand)
  }

  /// The site and the demands of all days; they may be sound although other inputs have faults.
  func validDays() throws(Refusal) -> (site: Site, demands: [Demand]) {
    let sound = demands.compactMap { $0.decoded?.demand }
    guard let site = site?.site, sound.count == demands.count, !sound.isEmpty else {
      throw .badFile(diagnostics)
    }
    return (site, sound)
  }
}

/// Booked appointments of coming days with the files they come from.
struct BookedDaysFile {
  let demandFile: String
  let scheduleFile: String?
  let book: OutreachPlanner.BookedDays

  /// Whether both have a day in common.
  func overlaps(_ other: BookedDaysFile) -> Bool {
    let (own, others) = (book.demand.horizon, other.book.demand.horizon)
    return own.from < others.from.advanced(by: others.days) && others.from < own.from.advanced(by: own.days)
  }
}
