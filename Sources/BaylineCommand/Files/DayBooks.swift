import Bayline
import BaylineWording
import Foundation

/// The demands of coming days with their schedules, from files and folders.
struct DayBooks {
  /// A demand, and its schedule if there is one, with the files that they come from.
  struct Entry {
    var demandFile: String
    var scheduleFile: String?
    var book: OutreachPlanner.BookedDays
  }

  private(set) var entries: [Entry] = []
  /// Faults of all files, a line each.
  private(set) var diagnostics: [String] = []

  /// Reads demands.
  ///
  /// - Parameters:
  ///   - paths: files, or folders that hold `demand.json` (and `schedule.json` beside it), or that hold such folders.
  ///   - schedules: the schedules of the demands that are files, in their order.
  ///   - isPast: whether they are samples, of which no schedule is read and whose days may be the same.
  init(
    _ paths: [String], schedules: [String] = [], isPast: Bool = false, site: DecodedSite?,
    _ words: Glossary
  ) {
    var rest = schedules[...]
    for path in paths {
      guard DemandFiles.isFolder(path) else {
        read(path, schedule: rest.popFirst(), site, words)
        continue
      }
      let (files, found) = DemandFiles.files(path, words)
      diagnostics += found.map(DiagnosticText(words.language).line)
      for file in files {
        let plan = file.dropLast("demand.json".count) + "schedule.json"
        let hasPlan = !isPast && FileManager.default.fileExists(atPath: String(plan))
        read(file, schedule: hasPlan ? String(plan) : nil, site, words)
      }
    }
    if !isPast { checkDays(words) }
  }

  private mutating func read(_ file: String, schedule: String?, _ site: DecodedSite?, _ words: Glossary) {
    var found: [Diagnostic] = []
    let reading = InputBytes.read(file, words, &found).map {
      DemandFormat.decode($0, file: file, site: site?.names)
    }
    found += reading?.diagnostics ?? []
    var plan: Schedule?
    if let schedule, let bytes = InputBytes.read(schedule, words, &found) {
      let reading = ScheduleFormat.decode(
        bytes, file: schedule, site: site?.names, demand: reading?.names, allowsMissing: false)
      plan = reading.value
      found += reading.diagnostics
    }
    diagnostics += found.map(DiagnosticText(words.language).line)
    if let demand = reading?.demand {
      entries.append(
        Entry(
          demandFile: file, scheduleFile: schedule,
          book: OutreachPlanner.BookedDays(demand: demand, schedule: plan)
        ))
    }
  }

  /// A day belongs to one demand.
  private mutating func checkDays(_ words: Glossary) {
    for (index, entry) in entries.enumerated() {
      let horizon = entry.book.demand.horizon
      for other in entries.prefix(index) {
        let others = other.book.demand.horizon
        guard horizon.from < others.from.advanced(by: others.days),
          others.from < horizon.from.advanced(by: horizon.days)
        else { continue }
        diagnostics.append(
          "\(entry.demandFile):$.horizon: "
            + words(
              "与 \(other.demandFile) 的日子重叠; 每一天只能在一个需求里",
              "has days of \(other.demandFile), too; give each day in one demand"))
      }
    }
  }
}
