import BaylineModel
import BaylineVerifier
import BaylineWording

/// Load bars of people and bays.
extension ScheduleSummary {
  /// One resource of a load section.
  struct LoadCell {
    let name: String
    let percent: Int
    let values: [String]
  }

  /// A heading, then bars in as many columns as fit.
  func loadLines(_ heading: String, _ cells: [LoadCell]) -> [String] {
    guard let first = cells.first else { return [] }
    var table = TextTable([.left, .left] + first.values.map { _ in .right })
    for cell in cells { table.append([cell.name, Self.bar(cell.percent)] + cell.values) }
    let texts = table.lines
    let gap = 4
    let width = (texts.map(\.displayWidth).max() ?? 0) + gap
    let across = max(1, (Self.width - 2 + gap) / width)
    let rows = (texts.count + across - 1) / across
    // Filled column by column, so that the order of the site file reads downwards.
    var block = TextTable(Array(repeating: .left, count: across))
    block.gap = gap
    for row in 0..<rows {
      block.append(stride(from: row, to: texts.count, by: rows).map { texts[$0] })
    }
    return [heading] + block.lines.map { "  " + $0 }
  }

  /// Ten blocks, one per ten percent, rounded; any load above zero shows at least one.
  static func bar(_ percent: Int) -> String {
    let full = percent > 0 ? min(10, max(1, (percent + 5) / 10)) : 0
    return String(repeating: "▇", count: full) + String(repeating: "░", count: 10 - full)
  }

  var advisorCells: [LoadCell] {
    zip(load.advisors, site.advisors).map { load, advisor in
      LoadCell(
        name: label(advisor.name, advisor.id), percent: load.percent,
        values: [words("\(load.used)/\(load.available) 台", "\(load.used)/\(load.available) vehicles")])
    }
  }

  var technicianCells: [LoadCell] {
    zip(load.technicians, site.technicians).map { load, technician in
      LoadCell(
        name: label(technician.name, technician.id), percent: load.percent,
        values: [
          share(load), words("\(load.used)/\(load.available) 分", "\(load.used)/\(load.available) min"),
        ])
    }
  }

  var bayCells: [LoadCell] {
    zip(load.bays, site.bays).map { load, bay in
      LoadCell(name: label(bay.name, bay.id), percent: load.percent, values: [share(load)])
    }
  }

  /// The percentage; `–` for who is off duty or what is closed.
  private func share(_ load: ResourceLoad) -> String {
    load.available > 0 || load.used > 0 ? "\(load.percent)%" : "–"
  }

  private func label(_ name: String?, _ id: String) -> String {
    guard let name, !name.isEmpty, name != id else { return id.truncated(to: 18) }
    return "\(name.truncated(to: 12)) \(id.truncated(to: 6))"
  }
}
