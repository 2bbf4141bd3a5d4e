package import BaylineFormats
package import BaylineModel

/// Reads the spreadsheets of outreach: customers' vehicles, the catalogue of standard jobs, and the visits expected without
/// any call.
package struct OutreachImport {
  /// The result of an import.
  package struct Result {
    /// The vehicles in the order of their rows.
    package var vehicles: [CustomerVehicle]
    /// The jobs in the order of the catalogue.
    package var jobs: [OutreachPlan.Job]
    /// The expected visits.
    package var expected: [ExpectedVolume]
    /// The assumptions that the import made.
    package var notes: [ImportNote]
    /// All errors, file by file; if there are any, do not use the rest.
    package var diagnostics: [Diagnostic]
  }

  /// The site, for names and for checking references.
  package var site: Site?
  /// The ids of a site, even of an invalid one.
  package var siteNames: SiteFormat.IDs?
  /// The encoding of text files; `nil` to detect it.
  package var encoding: TextEncoding?

  /// Creates an import that checks nothing against a site.
  package init() {}

  /// Reads files. Tables are recognised by their headings; those of one kind are joined. The output of
  /// `bayline forecast --json` counts as a table of expected visits.
  ///
  /// - Complexity: linear in the size of the files.
  package func run(_ files: [SpreadsheetImport.File]) -> Result {
    let log = SheetDiagnostics()
    let forecasts = files.filter { ForecastVolumes.isForecast($0.bytes) }.map {
      ForecastVolumes($0.bytes, file: $0.path, site: site)
    }
    for fault in forecasts.flatMap(\.diagnostics) { log.report(fault) }
    let files = files.filter { !ForecastVolumes.isForecast($0.bytes) }
    let read = RecognisedTables(files, encoding: encoding, among: TableKind.outreachTables, log)
    if read.sheets[.vehicles] == nil, log.isEmpty {
      log.reportMissing(.vehicles, in: files.first?.path)
    }
    let reader = RowReader(log, site: site, horizon: nil)
    let catalogue = JobCatalogue(read.sheets[.jobs] ?? [], reader, site: siteNames)
    var rows = VehicleRowReader(reader, catalogue, site)
    let vehicles = read.rows(.vehicles).compactMap { rows.vehicle($0) }
    let expected = volumes(read.rows(.expected), reader) + forecasts.flatMap(\.volumes)
    var notes = read.notes
    if !rows.unknownAdvisors.isEmpty {
      let names = rows.unknownAdvisors.sortedByCodePoint(\.key)
      notes.append(.unknownAdvisors(names.map { "\($0.key) (\($0.value))" }))
    }
    notes += reader.cells.roundings.notes
    if !reader.site.unknown.isEmpty { notes.append(.unknownResources(reader.site.unknown)) }
    let jobs = zip(catalogue.jobs, catalogue.visits).map { job, visit in
      OutreachPlan.Job(
        name: job.name, kind: job.kind.map { VisitKind(rawValue: $0) },
        operations: visit.operations.map(Self.withoutParts))
    }
    return Result(
      vehicles: vehicles, jobs: jobs, expected: expected, notes: notes, diagnostics: log.diagnostics)
  }

  /// Outreach has no stock: its calls are for days weeks ahead.
  private static func withoutParts(_ operation: ServiceOperation) -> ServiceOperation {
    var operation = operation
    operation.parts = []
    return operation
  }

  /// Reads the rows of expected visits; each day and kind may appear once.
  private func volumes(_ rows: [SheetRow], _ reader: RowReader) -> [ExpectedVolume] {
    struct Key: Hashable {
      var day: CivilDate
      var kind: String
    }
    var known: Set<Key> = []
    return rows.compactMap { row in
      let day = reader.required("date", of: row, .expected).flatMap(reader.cells.date)
      let kind = reader.required("kind", of: row, .expected).flatMap { cell -> String? in
        guard let id = reader.cells.id(cell).map(reader.site.kind) else { return nil }
        guard let site, site.policy.kinds[VisitKind(rawValue: id)] == nil else { return id }
        let nearest = reader.log.nearest(to: id, among: site.policy.kinds.keys.map(\.rawValue).sorted())
        reader.log.report(.unknownReference(.kind, id: id, nearest: nearest), at: cell)
        return nil
      }
      let count = reader.required("count", of: row, .expected).flatMap(reader.cells.amount)
      guard let day, let kind, let count else { return nil }
      if count > Self.maxVisits {
        reader.log.report(
          .aboveMaximum(row.place("count").text, max: Int(Self.maxVisits)), at: row.place("count"))
      }
      if !known.insert(Key(day: day, kind: kind)).inserted {
        reader.log.report(.duplicateId("\(day) \(kind)"), at: row.place("date"))
      }
      return ExpectedVolume(day: day, kind: VisitKind(rawValue: kind), count: count)
    }
  }

  private static let maxVisits = 10_000.0
}

/// Reads rows as vehicles; errors go into the log.
struct VehicleRowReader {
  private let reader: RowReader
  private let catalogue: JobCatalogue
  private let site: Site?
  private var plates: Set<String> = []
  /// Advisors that the site does not have, with the number of their vehicles.
  private(set) var unknownAdvisors: [String: Int] = [:]

  init(_ reader: RowReader, _ catalogue: JobCatalogue, _ site: Site?) {
    self.reader = reader
    self.catalogue = catalogue
    self.site = site
  }

  /// The vehicle of a row; `nil` if its plate is missing or invalid.
  mutating func vehicle(_ row: SheetRow) -> CustomerVehicle? {
    let cells = reader.cells
    let plate = reader.required("plate", of: row, .vehicles).flatMap { cell -> String? in
      guard let plate = cells.id(cell) else { return nil }
      if !plates.insert(plate).inserted { reader.log.report(.duplicateId(plate), at: cell) }
      return plate
    }
    var vehicle = CustomerVehicle(plate: plate ?? "", place: "\(row.source.file):\(row.place("plate").place)")
    vehicle.card.customer = row["customer"].map(cells.text)
    vehicle.card.title = row["title"].map(cells.text)
    vehicle.card.phone = row["phone"].flatMap(cells.id)
    vehicle.card.vehicle = row["vehicle"].map(cells.text)
    vehicle.card.note = row["note"].map(cells.text)
    vehicle.channel = row["channel"].flatMap(channel)
    vehicle.advisor = row["advisor"].flatMap { advisor($0) }
    vehicle.sold = row["sold"].flatMap(cells.date)
    vehicle.warrantyEnd = row["warrantyEnd"].flatMap(cells.date)
    vehicle.lastVisit = row["lastVisit"].flatMap(cells.date)
    vehicle.mileageRead = row["mileageRead"].flatMap(cells.date)
    vehicle.nextServiceDate = row["nextServiceDate"].flatMap(cells.date)
    vehicle.lastCalled = row["lastCalled"].flatMap(cells.date)
    vehicle.card.mileage = number("mileage", row, 0...Self.maxKilometres)
    vehicle.dailyKilometres = number("dailyKilometres", row, 0...Self.maxKilometres)
    vehicle.intervalKilometres = number("intervalKilometres", row, 1...Self.maxKilometres)
    vehicle.intervalMonths = number("intervalMonths", row, 1...120)
    vehicle.nextServiceKilometres = number("nextServiceKilometres", row, 1...Self.maxKilometres)
    vehicle.failedCalls = number("failedCalls", row, 0...1_000) ?? 0
    vehicle.doNotCall = row["doNotCall"].flatMap(cells.flag) ?? false
    if let cell = row["jobs"], let names = cells.list(cell) {
      vehicle.jobs = names.compactMap { name in
        if let job = catalogue[name] { return job.name }
        let nearest = reader.log.nearest(to: name, among: catalogue.names)
        reader.log.report(.unknownJob(name, nearest: nearest), at: cell)
        return nil
      }
    }
    return plate == nil ? nil : vehicle
  }

  private static let maxKilometres = 10_000_000

  private func number(_ key: String, _ row: SheetRow, _ range: ClosedRange<Int>) -> Int? {
    guard let cell = row[key], let number = reader.cells.integer(cell) else { return nil }
    if number < range.lowerBound {
      reader.log.report(.tooSmall(cell.text, min: range.lowerBound), at: cell)
    } else if number > range.upperBound {
      reader.log.report(.aboveMaximum(cell.text, max: range.upperBound), at: cell)
    }
    return range.contains(number) ? number : nil
  }

  private func channel(_ cell: Cell) -> CustomerVehicle.ContactChannel? {
    let text = CellText.normalised(cell.text).lowercased()
    if let found = Self.channels.first(where: { $0.words.contains(text) }) { return found.channel }
    reader.log.report(.notOneOf(cell.text, allowed: Self.channels.flatMap(\.words), nearest: nil), at: cell)
    return nil
  }

  private static let channels: [(channel: CustomerVehicle.ContactChannel, words: [String])] = [
    (.phone, ["电话", "phone"]), (.text, ["短信", "text", "sms"]), (.wechat, ["微信", "wechat"]),
    (.mail, ["邮件", "mail", "email"]),
  ]

  /// The id of an advisor, given by id or by name; `nil` for one that the site does not have, who may have left.
  private mutating func advisor(_ cell: Cell) -> String? {
    guard let text = reader.cells.id(cell), let id = reader.site.advisor(text, cell) else { return nil }
    guard let site, !site.advisors.contains(where: { $0.id == id }) else { return id }
    unknownAdvisors[id, default: 0] += 1
    return nil
  }
}
