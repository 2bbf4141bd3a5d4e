package import BaylineFormats
package import BaylineModel

/// Reads scenarios from a spreadsheet with one change per row.
///
/// The rows are converted to the text of a scenarios file, whose decoder does all checking; its errors are traced back to cells.
package enum ScenarioTable {
  /// Reads a CSV file or a workbook strictly; all errors are collected.
  ///
  /// - Parameters:
  ///   - bytes: Text in UTF-8, GB 18030 or UTF-16, or a workbook.
  ///   - file: The file's name, for messages.
  ///   - site: The site, for resolving names; without it every text counts as an id.
  ///   - horizon: The planned days, for dates without a year.
  ///   - encoding: The encoding of text; `nil` to detect it.
  /// - Complexity: linear in the size of the file.
  package static func decode(
    _ bytes: [UInt8], file: String, site: Site? = nil, horizon: Demand.Horizon? = nil,
    encoding: TextEncoding? = nil
  ) -> ScenariosFormat.Decoded {
    let log = SheetDiagnostics()
    let read = SpreadsheetFile(bytes, file: file, encoding: encoding, from: 0, log)
    var rows: [SheetRow] = []
    let options = SheetReader.Options(readsHiddenRows: true)
    for table in read.tables where !table.rows.isEmpty {
      let sheets = SheetReader(table, among: [.scenarios], options, log).sheets()
      if sheets.isEmpty, let cell = table.rows.lazy.compactMap(\.cells.first).first {
        log.report(.unknownTable, at: cell)
      }
      rows += sheets.flatMap(\.rows).filter { !$0.isEmpty }
    }
    if rows.isEmpty, log.isEmpty {
      log.reportMissing(.scenarios, in: file)
    }
    let root = draft(rows, ChangeRowReader(log, site: site, horizon: horizon))
    let text = Array(JSONWriter.document(root.value).utf8)
    let located = { @Sendable (fault: Diagnostic) in fault.ofTable(root, file: file) }
    if log.isEmpty {
      let reading = ScenariosFormat.decode(text, file: file, site: site.map { SiteFormat.IDs($0) })
      return ScenariosFormat.Decoded(
        scenarios: reading.scenarios, file: file, diagnostics: reading.diagnostics.map(located),
        located: located)
    }
    // Check what is readable too, so that one run reports all errors. Missing members may follow from invalid cells.
    for fault in ScenariosFormat.decode(text, file: file, site: site.map { SiteFormat.IDs($0) }).diagnostics {
      if case .missingMember = fault.problem { continue }
      if case .needsOneOf = fault.problem { continue }
      if let cell = root.cell(at: fault.place) { log.report(fault.problem, at: cell) }
    }
    return ScenariosFormat.Decoded(scenarios: nil, file: file, diagnostics: log.diagnostics, located: located)
  }

  /// Groups rows by scenario, in the order of their first rows.
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
  /// The error at the cell that the member comes from, or else for the file as a whole.
  fileprivate func ofTable(_ root: TracedObject, file: String) -> Diagnostic {
    guard let cell = root.cell(at: place) else { return Diagnostic(file: file, place: "$", problem: problem) }
    return Diagnostic(
      file: file, place: cell.place, problem: problem,
      cell: Diagnostic.CellContext(heading: cell.heading, text: cell.text))
  }
}
