package import BaylineModel

/// The tables of a site's workbook.
package enum SiteTable: String, CaseIterable, Sendable {
  case settings, calendars, holidays, specialDays, leave, advisors, technicians, bays, equipment, limits,
    kinds
  case teams

  /// The name of the sheet.
  package func title(_ language: Language) -> String {
    let (chinese, english) =
      switch self {
      case .settings: ("门店与规则", "Site and rules")
      case .calendars: ("班次", "Shifts")
      case .holidays: ("节假日", "Holidays")
      case .specialDays: ("班次特殊日", "Special days")
      case .leave: ("请假", "Leave")
      case .advisors: ("服务顾问", "Advisors")
      case .technicians: ("技师", "Technicians")
      case .bays: ("工位", "Bays")
      case .equipment: ("设备", "Equipment")
      case .limits: ("预约上限", "Limits")
      case .kinds: ("业务类型", "Kinds")
      case .teams: ("班组预留", "Team reserves")
      }
    return language == .chinese ? chinese : english
  }

  /// The titles in both languages, for messages.
  var bilingualTitle: String { "\(title(.chinese)) / \(title(.english))" }

  /// The columns in the order in which they are written; those of skills follow the technicians' own.
  var columns: [Column] {
    switch self {
    case .settings: Self.settingColumns
    case .calendars: Self.calendarColumns
    case .holidays:
      [
        Column("date", .date, ["节假日期"], ["Holiday"], required: true),
        Column("meaning", .id, ["当天按"], ["Works as"], required: true),
      ]
    case .specialDays:
      [
        Column("calendar", .id, ["班次"], ["Shift"], required: true),
        Column("from", .date, ["特殊日期", "特殊日开始"], ["Special day", "Special day from"], required: true),
        Column("to", .date, ["到", "特殊日结束"], ["To", "Special day to"]),
        Column("hours", .windows, ["当天时段"], ["Hours of the day"]),
      ]
    case .leave: Self.leaveColumns
    case .advisors: Self.advisorColumns
    case .technicians: Self.technicianColumns
    case .bays:
      [
        Column("id", .id, ["工位编号"], ["Bay id"], required: true), Column("name", .text, ["名称"], ["Name"]),
        Column("types", .list, ["工位类型"], ["Bay types"], required: true),
        Column("calendar", .id, ["班次"], ["Shift"]),
      ]
    case .equipment:
      [
        Column("id", .id, ["设备编号"], ["Equipment id"], required: true),
        Column("name", .text, ["名称"], ["Name"]),
        Column("count", .integer, ["台数"], ["Number"], required: true),
      ]
    case .limits: Self.limitColumns
    case .kinds:
      [
        Column("id", .id, ["业务类型编号"], ["Kind id"], required: true),
        Column("meaning", .text, ["含义"], ["Meaning"]),
        Column("drop", .integer, ["未排入成本"], ["Unscheduled cost"], required: true),
        Column("delay", .integer, ["每分钟延迟成本"], ["Delay cost a minute"]),
      ]
    case .teams:
      [
        Column("team", .id, ["班组名称"], ["Team name"], required: true),
        Column("percent", .integer, ["班组预留百分比"], ["Team reserve percent"], required: true),
      ]
    }
  }

  /// The column with a key.
  func column(_ key: String) -> Column? { columns.first { $0.key == key } }

  /// Whether the table by itself shows that a workbook is a site's: its required headings occur in no other table.
  var isDistinctive: Bool {
    [.settings, .calendars, .advisors, .technicians, .bays].contains(self)
  }

  private static let settingColumns = [
    Column("setting", .text, ["设置项"], ["Setting"], required: true),
    Column("value", .text, ["取值"], ["Value"], required: true),
    Column("explanation", .text, ["解释"], ["Explanation"]),
  ]

  private static let calendarColumns =
    [
      Column("name", .id, ["班次"], ["Shift"], required: true),
      Column("week", .integer, ["轮换周"], ["Week"]),
      Column("from", .date, ["轮换起始"], ["Rotation from"]),
    ]
    + zip(Weekday.allCases, zip(Array("一二三四五六日"), weekdays)).map { day, names in
      Column(
        day.rawValue, .windows, ["周\(names.0)", "星期\(names.0)"], [names.1], required: day == .monday)
    }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private static let leaveColumns = [
    Column("list", .id, ["请假类别"], ["Leave of"]),
    Column("who", .id, ["请假人"], ["Who is away"], required: true),
    Column("from", .date, ["请假开始"], ["Away from"], required: true),
    Column("to", .date, ["请假结束"], ["Away to"]),
    Column("hours", .windows, ["仍上班时段"], ["Hours still worked"]),
  ]

  private static let advisorColumns = [
    Column("id", .id, ["顾问编号"], ["Advisor id"], required: true),
    Column("name", .text, ["姓名"], ["Name"]),
    Column("calendar", .id, ["班次"], ["Shift"], required: true),
    Column("bookingsPerHour", .integer, ["每小时最多接待"], ["Most an hour"]),
    Column("bookingsPerDay", .integer, ["每天最多接待"], ["Most a day"]),
    Column("kinds", .list, ["接待业务"], ["Kinds received"]),
  ]

  private static let technicianColumns = [
    Column("id", .id, ["技师编号"], ["Technician id"], required: true),
    Column("name", .text, ["姓名"], ["Name"]),
    Column("team", .id, ["班组"], ["Team"]),
    Column("calendar", .id, ["班次"], ["Shift"], required: true),
    Column("efficiency", .integer, ["效率百分比"], ["Efficiency percent"]),
    Column("certifications", .list, ["资质"], ["Certifications"]),
  ]

  private static let limitColumns = [
    Column("id", .id, ["上限编号"], ["Limit id"], required: true),
    Column("name", .text, ["名称"], ["Name"]),
    Column("most", .integer, ["最多台数"], ["Most arrivals"], required: true),
    Column("kinds", .list, ["业务"], ["Kinds"]),
    Column("waiting", .flag, ["在店等待"], ["Waiting"]),
    Column("weekdays", .list, ["星期"], ["Weekdays"]),
    Column("from", .text, ["从几点"], ["From"]),
    Column("to", .text, ["到几点"], ["To"]),
  ]

  /// The heading of a column with the levels of a trade.
  static func skillHeading(_ trade: String, _ language: Language) -> String {
    (language == .chinese ? "技能：" : "Skill: ") + CellText.escapedId(trade)
  }

  /// The trade in the heading of a column of levels; `nil` for any other heading.
  static func trade(inHeading heading: String) -> String? {
    for word in ["技能", "skill"] {
      guard heading.lowercased().hasPrefix(word) else { continue }
      let rest = CellText.trimmed(String(heading.dropFirst(word.count)))
      guard let sign = rest.first, sign == ":" || sign == "：" else { return nil }
      let text = CellText.trimmed(String(rest.dropFirst()))
      return CellText.unescapedId(text) ?? text
    }
    return nil
  }
}
