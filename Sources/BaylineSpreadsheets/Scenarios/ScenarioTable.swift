public import BaylineFormats
public import BaylineModel

/// Reads scenarios from a table, one row a change, as a manager writes them in a spreadsheet.
///
/// The rows become the text of a scenarios file, which its reader then judges: whatever it finds is told of the cell.
public enum ScenarioTable {
  /// Reads a CSV file or a workbook strictly; all its faults are collected.
  ///
  /// - Parameters:
  ///   - bytes: A text in UTF-8, GB18030 or UTF-16, or a workbook.
  ///   - file: The file's name for messages.
  ///   - site: The site, for names and for what a word stands for; without it ids are taken as they stand.
  ///   - horizon: The planned days, for dates without a year.
  /// - Complexity: linear in the size of the file.
  public static func decode(
    _ bytes: [UInt8], file: String, site: Site? = nil, horizon: PlanningHorizon? = nil,
    encoding: TextEncoding? = nil
  ) -> DecodedScenarios {
    let log = SheetDiagnostics()
    let read = SpreadsheetFile(bytes, file: file, encoding: encoding, from: 0, log)
    var rows: [SheetRow] = []
    for table in read.tables {
      // Any other table is told to be unknown.
      guard let sheet = Sheet(table, log, among: [.scenarios]) else { continue }
      rows += sheet.rows.filter { !$0.isEmpty }
    }
    if rows.isEmpty, log.isEmpty {
      let missing = SpreadsheetProblem.missingTable(TableKind.scenarios.bilingualTitle)
      log.report(Diagnostic(file: file, place: "$", problem: .sheet(missing)))
    }
    let root = draft(rows, ChangeRowReader(log, site: site, horizon: horizon))
    let text = Array(JSONWriter.document(root.value).utf8)
    let located = { @Sendable (fault: Diagnostic) in fault.ofTable(root, file: file) }
    if log.isEmpty {
      let reading = ScenariosFormat.decode(text, file: file, site: site.map { SiteIDs($0) })
      return DecodedScenarios(
        scenarios: reading.scenarios, file: file, diagnostics: reading.diagnostics.map(located),
        located: located)
    }
    // What can be read is judged as well, so that one run tells all; what is missing may be in a faulty cell.
    for fault in ScenariosFormat.decode(text, file: file, site: site.map { SiteIDs($0) }).diagnostics {
      if case .missingMember = fault.problem { continue }
      if case .needsOneOf = fault.problem { continue }
      if let cell = root.cell(at: fault.place) { log.report(fault.problem, at: cell) }
    }
    return DecodedScenarios(scenarios: nil, file: file, diagnostics: log.diagnostics, located: located)
  }

  /// The scenarios in the order of their first rows; rows of one name belong together.
  private static func draft(_ rows: [SheetRow], _ reader: ChangeRowReader) -> TracedObject {
    var scenarios: [(name: String, draft: TracedObject, changes: [TracedObject])] = []
    var positions: [String: Int] = [:]
    for row in rows {
      guard let place = reader.required("scenario", of: row), let name = reader.cells.id(place) else {
        continue
      }
      let position: Int
      if let found = positions[name] {
        position = found
      } else {
        position = scenarios.count
        positions[name] = position
        var draft = TracedObject(place)
        draft.add("name", .string(name), from: place)
        scenarios.append((name, draft, []))
      }
      if let cell = row["description"],
        !scenarios[position].draft.members.contains(where: { $0.name == "description" })
      {
        scenarios[position].draft.add("description", .string(reader.cells.text(cell)), from: cell)
      }
      if let change = reader.change(row) { scenarios[position].changes.append(change) }
    }
    var root = TracedObject()
    root.add("format", .string(ScenariosFormat.name))
    root.add(
      "scenarios",
      scenarios.map { scenario in
        var draft = scenario.draft
        draft.add("changes", scenario.changes)
        return draft
      })
    return root
  }
}

extension Diagnostic {
  /// The fault at the cell from which the member comes; at the file as a whole if there is none.
  fileprivate func ofTable(_ root: TracedObject, file: String) -> Diagnostic {
    guard let cell = root.cell(at: place) else { return Diagnostic(file: file, place: "$", problem: problem) }
    return Diagnostic(
      file: file, place: cell.place, problem: problem,
      cell: CellContext(heading: cell.heading, text: cell.text))
  }
}
