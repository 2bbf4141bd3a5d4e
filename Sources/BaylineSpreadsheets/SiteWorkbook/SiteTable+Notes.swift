import BaylineModel

extension SiteTable {
  /// What to write in a column, for the note on its heading; `nil` where the heading says it all.
  func note(_ key: String, _ language: Language) -> String? {
    guard let note = Self.notes[self]?[key] ?? (key == "calendar" ? Self.shiftNote : nil) else { return nil }
    return language == .chinese ? note.chinese : note.english
  }

  private typealias Note = (chinese: String, english: String)

  private static let shiftNote: Note = ("“班次”表中的名称", "A name of the sheet of shifts")

  private static let hoursNote: Note = (
    "如 8:00-12:00;13:00-17:30；留空或“休息”为不上班",
    "Like 8:00-12:00;13:00-17:30; empty or “closed”: off"
  )

  private static let notes: [SiteTable: [String: Note]] = [
    .settings: ["value": ("留空为默认值", "Empty: the default")],
    .calendars: [
      "name": (
        "营业时间、班次的名称，人员和工位引用它；轮班的每周各一行",
        "The name to which people and bays refer; a row for each week of a rotation"
      ),
      "week": ("轮换时写 1、2……；不轮换留空", "1, 2, … where weeks take turns; else empty"),
      "from": ("第 1 周从哪个周一开始", "The Monday on which week 1 begins"),
      "mon": hoursNote,
    ],
    .holidays: [
      "date": ("全店的节假日和调休日", "Public holidays and make-up days of the whole site"),
      "meaning": ("“休息”，或按周几的时段上班（调休）", "“closed”, or the weekday whose hours hold"),
    ],
    .specialDays: [
      "from": ("这个班次与平时不同的日子", "A day on which this shift differs"),
      "to": ("最后一天；留空为一天", "The last day; empty: one day"), "hours": hoursNote,
    ],
    .leave: [
      "list": ("顾问、技师或工位；编号不重复时可留空", "advisor, technician or bay; may be empty if the id is clear"),
      "who": ("编号或姓名；工位停用也写在这里", "Id or name; also a bay that is out of use"),
      "to": ("最后一天；留空为一天", "The last day; empty: one day"),
      "hours": ("留空为全天不在；半天假写仍上班的时段", "Empty: away all day; for part of a day, the hours still worked"),
    ],
    .advisors: [
      "bookingsPerHour": ("留空按门店规则", "Empty: the site's rule"),
      "bookingsPerDay": ("留空按门店规则", "Empty: the site's rule"),
      "kinds": ("只接待这些业务，分号隔开；留空为全部", "Receives only these, separated by semicolons; empty: all"),
    ],
    .technicians: [
      "efficiency": ("100 为标准；120 则 60 分钟的活 50 分钟做完", "100 is standard; at 120, 60 minutes take 50"),
      "certifications": ("如 hv;airbag", "Like hv;airbag"),
    ],
    .bays: [
      "types": ("如 lift;alignment，分号隔开", "Like lift;alignment, separated by semicolons"),
      "calendar": ("留空为随时可用", "Empty: always usable"),
    ],
    .equipment: ["count": ("几个工位共用，共有几台", "How many there are, shared by the bays")],
    .limits: [
      "most": ("每天最多到店多少台", "The most arrivals of a day"),
      "kinds": ("只限这些业务，分号隔开；留空为全部", "Only these, separated by semicolons; empty: all"),
      "waiting": ("是：只限在店等待的；否：只限不等的；留空为都算", "yes: who wait; no: who do not; empty: both"),
      "weekdays": ("如 周一;周六；留空为每天", "Like mon;sat; empty: every day"),
      "from": ("如 11:00；留空为 0:00", "Like 11:00; empty: 0:00"),
      "to": ("如 13:00；留空为 24:00", "Like 13:00; empty: 24:00"),
    ],
    .kinds: [
      "id": (
        "八种固定类型的编号不要改；门店自己的类型加在后面", "Keep the eight fixed ids; add kinds of your own below"
      ),
      "meaning": ("只供阅读", "Only for reading"),
      "drop": ("排不进时的成本（点）", "Points for a visit that is not scheduled"),
      "delay": ("每晚交车一分钟的成本（点）", "Points for each minute until it is ready"),
    ],
    .teams: ["percent": ("该班组留给未预约车辆的工时百分比", "Percent of the team's time kept for walk-ins")],
  ]

  /// The note on a column of levels.
  static func skillNote(_ language: Language) -> String {
    language == .chinese
      ? "初级、中级或高级；没有这项技能留空。新的工种：加一列“技能：工种”"
      : "junior, senior or master; empty: none. For another trade, add a column “Skill: trade”"
  }
}
