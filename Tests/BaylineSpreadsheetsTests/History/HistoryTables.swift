import BaylineFormats
import BaylineModel
import BaylineSpreadsheets

/// Small tables of past days at a small site, imported.
///
/// The site opens at 8:00; vehicles are ready 15 minutes after the end of the work. 王伟 (T1, efficiency 120) and 李娜 (T2) are
/// mechanics, 赵强 (T3) does body work too; B1 is express and lift, B2 lift, B3 body.
struct HistoryTables {
  static let orderHeadings = "工单号,业务类型,开单时间,预约时间,完工时间,服务顾问,项目,状态"
  static let clockHeadings = "工单号,作业,技师,工位,开始时间,结束时间"

  static let site: Site = {
    let open = WorkCalendar(
      weekly: Dictionary(
        uniqueKeysWithValues: Weekday.allCases.map { ($0, [WorkCalendar.DayInterval(480, 1080)]) }))
    var site = Site(name: "店", calendars: ["open": open], hours: "open")
    site.advisors = [
      Advisor(id: "SA1", name: "韩美玲", calendar: "open"), Advisor(id: "SA2", name: "高娟", calendar: "open"),
    ]
    site.technicians = [
      Technician(id: "T1", name: "王伟", skills: ["mechanical": 3], efficiency: 120, calendar: "open"),
      Technician(id: "T2", name: "李娜", skills: ["mechanical": 2], calendar: "open"),
      Technician(id: "T3", name: "赵强", skills: ["body": 3, "mechanical": 1], calendar: "open"),
    ]
    site.bays = [
      Bay(id: "B1", name: "举升工位 1", types: ["express", "lift"]),
      Bay(id: "B2", name: "举升工位 2", types: ["lift"]),
      Bay(id: "B3", name: "钣金工位", types: ["body"]),
    ]
    return site
  }()

  let result: HistoryImport.Result

  /// Imports files as they are.
  init(files: [[UInt8]], encoding: TextEncoding? = nil) {
    let named = zip(["orders.csv", "clock.csv", "jobs.csv"], files).map {
      SpreadsheetImport.File(path: $0, bytes: $1)
    }
    result = HistoryImport(site: Self.site).run(LoadedSpreadsheets(named, encoding: encoding))
  }

  /// Imports texts with headings.
  init(texts: String...) {
    self.init(files: texts.map { Array($0.utf8) })
  }

  /// Imports rows below the usual headings.
  init(orders: [String], clock: [String], jobs: String? = nil) {
    let orders = ([Self.orderHeadings] + orders).joined(separator: "\n")
    let clock = ([Self.clockHeadings] + clock).joined(separator: "\n")
    self.init(files: ([orders, clock] + (jobs.map { [$0] } ?? [])).map { Array($0.utf8) })
  }

  /// The anomalies: `clock.csv:2:C missingTechnician takenWithout`.
  var anomalies: [String] {
    result.anomalies.map { row in
      "\(row.file):\(row.line):\(row.column) \(row.issue.code) " + "\(row.handling)".prefix { $0 != "(" }
    }
  }

  /// The codes of the faults with their places.
  var diagnostics: [String] { result.diagnostics.map { "\($0.file):\($0.place) \($0.problem.code)" } }

  /// The notes of past days.
  var notes: [HistoryNote] {
    result.notes.compactMap { if case .history(let note) = $0 { note } else { nil } }
  }

  func day(_ text: String) -> PastDay? { result.days.first { $0.actual.day.description == text } }

  /// What became of a visit on its first day.
  func visit(_ id: String) -> ActualDay.Visit? {
    result.days.lazy.flatMap(\.actual.visits).first { $0.appointment == id }
  }

  /// What a visit asked for on its first day.
  func appointment(_ id: String) -> Appointment? {
    result.days.lazy.flatMap { $0.demand.appointments + $0.actual.requests }.first { $0.id == id }
  }

  /// An operation in short: `1 B1 T1+T2 08:30-09:40 (50)`.
  static func short(_ operation: ActualDay.Operation) -> String {
    let minutes = operation.minutes.map { " (\($0))" } ?? ""
    return "\(operation.operation) \(operation.bay ?? "-") \(operation.technicians.joined(separator: "+")) "
      + "\(operation.start.clock)-\(operation.end.clock)\(minutes)"
  }

  /// What is asked for in short: `1 换油 30 express mechanical`.
  static func short(_ operation: ServiceOperation) -> String {
    guard case .standard(let work) = operation.work else { return operation.id }
    let parts = [operation.id, operation.name, String(work.minutes), work.bay, work.crew?.trade]
    return parts.map { $0 ?? "-" }.joined(separator: " ") + (operation.splittable ? " splittable" : "")
  }
}
