import Bayline
import BaylineWording
import Foundation

/// A folder of past days: one sub-folder each, with `demand.json` and, where there is a record, `actual.json`.
struct HistoryFolder {
  /// Days with a record, in the order of their dates.
  private(set) var days: [PastDay] = []
  /// Days without one.
  private(set) var skipped: [BacktestResult.SkippedDay] = []
  /// All files that were read.
  private(set) var files: [String] = []
  /// Faults, a line each.
  private(set) var faults: [String] = []

  /// Reads a history.
  ///
  /// - Parameters:
  ///   - from, to: Days outside of them are left out.
  init(
    _ path: String, site: SiteIDs?, from: CivilDate?, to: CivilDate?, _ words: Glossary
  ) {
    let text = DiagnosticText(words.language)
    func note(_ file: String, _ problem: InputProblem) {
      faults.append(text.line(InputFault(file: file, place: "$", problem: problem)))
    }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      let isFile = FileManager.default.fileExists(atPath: folder)
      faults.append(
        isFile
          ? words(
            "\(path):$: 不是文件夹; 请给出按天存放的历史文件夹",
            "\(path):$: is no folder; give the folder with a sub-folder for each past day")
          : words("\(path):$: 找不到这个文件夹; 请核对路径", "\(path):$: there is no such folder; check the path"))
      return
    }
    var seen: [CivilDate: String] = [:]
    var count = 0
    var outside: [CivilDate] = []
    for name in names.sortedByCodePoint() {
      // A folder of another day need not be read.
      if let date = CivilDate(name), date < from ?? date || date > to ?? date {
        outside.append(date)
        continue
      }
      let day = "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: "\(day)/demand.json") else {
        if FileManager.default.fileExists(atPath: "\(day)/actual.json") {
          faults.append(
            words(
              "\(day)/demand.json:$: 有记录而没有需求; 请补上前一晚已知的需求",
              "\(day)/demand.json:$: there is a record and no demand; add what was known the evening before"))
        }
        continue
      }
      count += 1
      read(day, site: site, from: from, to: to, text, &seen, words)
    }
    days.sort { $0.actual.day < $1.actual.day }
    skipped.sort { $0.date < $1.date }
    if faults.isEmpty, days.isEmpty, count == 0, let first = outside.min(), let last = outside.max() {
      faults.append(
        words(
          "\(path):$: 所选的日期里没有日子; 这里有 \(first) 至 \(last)",
          "\(path):$: there is no day in the range; it has days from \(first) to \(last)"))
    } else if faults.isEmpty, days.isEmpty {
      faults.append(
        words(
          "\(path):$: 没有可用的日子; 需要形如 2022-09-01/demand.json 和 actual.json 的子文件夹",
          "\(path):$: there is no day with a record; give sub-folders like 2022-09-01 with demand.json and actual.json"
        ))
    }
  }

  private mutating func read(
    _ folder: String, site: SiteIDs?, from: CivilDate?, to: CivilDate?, _ text: DiagnosticText,
    _ seen: inout [CivilDate: String], _ words: Glossary
  ) {
    var found: [InputFault] = []
    defer { faults += found.map(text.line) }
    func bytes(_ file: String) -> [UInt8]? {
      InputBytes.read(file, words, &found)
    }
    let demandFile = "\(folder)/demand.json"
    let recordFile = "\(folder)/actual.json"
    files += [demandFile, recordFile]
    guard let bytesOfDemand = bytes(demandFile) else { return }
    let demand = DemandFormat.decode(bytesOfDemand, file: demandFile, site: site)
    found += demand.faults
    guard FileManager.default.fileExists(atPath: recordFile) else {
      if let date = demand.demand?.horizon.from, date >= from ?? date, date <= to ?? date {
        skipped.append(.init(date: date, reason: .noRecord))
      }
      return
    }
    guard let bytesOfRecord = bytes(recordFile) else { return }
    let record = ActualFormat.decode(bytesOfRecord, file: recordFile, site: site, demand: demand)
    found += record.faults
    guard let demand = demand.demand, let actual = record.value else { return }
    if let other = seen[actual.day] {
      faults.append(
        "\(recordFile):$.day: "
          + words("与 \(other) 是同一天; 每一天只能有一个记录", "is the day of \(other), too; give each day one record"))
      return
    }
    seen[actual.day] = recordFile
    guard actual.day >= from ?? actual.day, actual.day <= to ?? actual.day else { return }
    days.append(PastDay(demand: demand, actual: actual))
  }
}
