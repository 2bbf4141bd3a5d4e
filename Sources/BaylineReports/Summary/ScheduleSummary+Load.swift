import BaylineModel
import BaylineVerifier

/// Bars that show how full people and bays are.
extension ScheduleSummary {
  /// One resource of a load section.
  struct LoadCell {
    let name: String
    let percent: Int
    let value: String
  }

  /// A heading and bars, as many side by side as there is room for.
  func loadLines(_ heading: String, _ cells: [LoadCell]) -> [String] {
    guard !cells.isEmpty else { return [] }
    let name = cells.map(\.name.displayWidth).max() ?? 0
    let value = cells.map(\.value.displayWidth).max() ?? 0
    let texts = cells.map {
      "\($0.name.padded(to: name))  \(Self.bar($0.percent))  \($0.value.paddedLeft(to: value))"
    }
    let gap = 4
    let width = (texts.first?.displayWidth ?? 0) + gap
    let across = max(1, (Self.width - 2 + gap) / width)
    let rows = (cells.count + across - 1) / across
    // Column by column, so that the order of the site file reads downwards.
    let lines = (0..<rows).map { row in
      stride(from: row, to: texts.count, by: rows).map { texts[$0] }
        .joined(separator: String(repeating: " ", count: gap))
    }
    return [heading] + lines.map { "  " + $0 }
  }

  /// Ten blocks, one for each ten percent, rounded to the nearest; anything above nothing shows.
  static func bar(_ percent: Int) -> String {
    let full = percent > 0 ? min(10, max(1, (percent + 5) / 10)) : 0
    return String(repeating: "▇", count: full) + String(repeating: "░", count: 10 - full)
  }

  var advisorCells: [LoadCell] {
    zip(load.advisors, site.advisors).map { load, advisor in
      LoadCell(
        name: label(advisor.name, advisor.id), percent: load.percent,
        value: words("\(load.used)/\(load.available) 台", "\(load.used)/\(load.available) vehicles"))
    }
  }

  var technicianCells: [LoadCell] {
    zip(load.technicians, site.technicians).map { load, technician in
      LoadCell(
        name: label(technician.name, technician.id), percent: load.percent,
        value: "\(share(load))  "
          + words("\(load.used)/\(load.available) 分", "\(load.used)/\(load.available) min"))
    }
  }

  var bayCells: [LoadCell] {
    zip(load.bays, site.bays).map { load, bay in
      LoadCell(name: label(bay.name, bay.id), percent: load.percent, value: share(load))
    }
  }

  /// The percent; off duty and closed have none.
  private func share(_ load: ResourceLoad) -> String {
    load.available > 0 || load.used > 0 ? "\(load.percent)%" : "–"
  }

  private func label(_ name: String?, _ id: String) -> String {
    guard let name, !name.isEmpty, name != id else { return id.truncated(to: 18) }
    return "\(name.truncated(to: 12)) \(id.truncated(to: 6))"
  }
}
