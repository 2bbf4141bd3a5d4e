import Bayline
import BaylineWording
import Foundation

/// A folder of past days: a subfolder each, with `demand.json` and, where there is a record, `actual.json`.
struct HistoryFolder {
  /// Days with a record, by date.
  private(set) var days: [PastDay] = []
  /// Days without a record, by date.
  private(set) var skipped: [BacktestResult.SkippedDay] = []
  /// All files that were read.
  private(set) var files: [String] = []
  /// The range of dates; days outside are ignored.
  private let from, to: CivilDate?
  /// The record files by day.
  private var recordFiles: [CivilDate: String] = [:]

  /// Reads a history; faults are reported to the reader.
  init(_ options: HistoryOptions, _ inputs: inout InputReader) {
    from = options.from
    to = options.to
    let (path, words) = (options.folder, inputs.words)
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let names = try? DemandFiles.names(in: folder) else {
      inputs.report(
        at: "\(path):$",
        DemandFiles.existing(folder) != nil
          ? words(
            "不是文件夹; 请给出按天存放的历史文件夹", "is not a folder; give the folder with a subfolder for each past day")
          : words("找不到这个文件夹; 请核对路径", "there is no such folder; check the path"))
      return
    }
    let diagnosticsBefore = inputs.diagnostics.count
    var outside: [CivilDate] = []
    var hasDemand = false
    for name in names {
      // The folder of a day outside the range need not be read.
      if let date = CivilDate(name), !contains(date) {
        outside.append(date)
        continue
      }
      let day = "\(folder)/\(name)"
      if DemandFiles.demand(in: day) != nil {
        hasDemand = true
        read(day, &inputs)
      } else if DemandFiles.existing("\(day)/actual.json") != nil {
        inputs.report(
          at: "\(day)/demand.json:$",
          words(
            "有记录而没有需求; 请补上前一晚已知的需求",
            "there is a record but no demand; add what was known the evening before"))
      }
    }
    days.sort { $0.actual.day < $1.actual.day }
    skipped.sort { $0.date < $1.date }
    guard days.isEmpty, inputs.diagnostics.count == diagnosticsBefore else { return }
    if !hasDemand, let first = outside.min(), let last = outside.max() {
      inputs.report(
        at: "\(path):$",
        words(
          "所选的日期里没有日子; 这里有 \(first) 至 \(last)",
          "there are no days in the range; it has days from \(first) to \(last)"))
    } else {
      inputs.report(
        at: "\(path):$",
        words(
          "没有可用的日子; 需要形如 2022-09-01/demand.json 和 actual.json 的子文件夹",
          "there are no days with a record; give subfolders like 2022-09-01 with demand.json and actual.json")
      )
    }
  }

  private func contains(_ date: CivilDate) -> Bool {
    date >= from ?? date && date <= to ?? date
  }

  private mutating func read(_ folder: String, _ inputs: inout InputReader) {
    let demandFile = "\(folder)/demand.json"
    let recordFile = "\(folder)/actual.json"
    files += [demandFile, recordFile]
    let ids = inputs.site?.names
    let demand = inputs.decode(demandFile) { DemandFormat.decode($0, file: demandFile, site: ids) }
    guard let demand else { return }
    guard DemandFiles.existing(recordFile) != nil else {
      if let date = demand.demand?.horizon.from, contains(date) {
        skipped.append(.init(date: date, reason: .noRecord))
      }
      return
    }
    let record = inputs.decode(recordFile) {
      ActualFormat.decode($0, file: recordFile, site: ids, demand: demand)
    }
    guard let demand = demand.demand, let actual = record?.value else { return }
    if let other = recordFiles[actual.day] {
      inputs.report(
        at: "\(recordFile):$.day",
        inputs.words(
          "与 \(other) 是同一天; 每一天只能有一个记录",
          "is the same day as \(other); give only one record for each day"))
      return
    }
    recordFiles[actual.day] = recordFile
    if contains(actual.day) { days.append(PastDay(demand: demand, actual: actual)) }
  }
}
