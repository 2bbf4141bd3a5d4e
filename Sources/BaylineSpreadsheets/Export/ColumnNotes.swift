import BaylineModel

extension TableKind {
  /// What to write in a column, for the note on its heading; `nil` where the heading says it all.
  func note(_ key: String, _ language: Language) -> String? {
    guard let note = (Self.notes[self]?[key] ?? (hasWork ? Self.workNotes[key] : nil)) else { return nil }
    return language == .chinese ? note.chinese : note.english
  }

  /// Whether the table has the columns of an operation's work.
  private var hasWork: Bool { self == .operations || self == .jobs }

  private typealias Note = (chinese: String, english: String)

  private static let notes: [TableKind: [String: Note]] = [
    .visits: [
      "id": ("留空则取车牌和日期", "Empty: plate and day"),
      "phone": ("按文本填写，不要变成科学计数", "As text, so that no digit is lost"),
      "mileage": ("整数，公里", "An integer, in kilometres"),
      "kind": ("留空则取第一个项目的类型", "Empty: that of the first job"),
      "jobs": (
        "客户要做什么，可从列表选一项；多项用分号隔开：小保养;前刹车片",
        "What the customer wants: one from the list, or several separated by semicolons: Minor service;Front pads"
      ),
      "request": ("客户原话", "In the customer's words"),
      "preferredArrival": (
        "客户想几点来，如 2026/11/23 8:15；只排一天时写 8:15 即可",
        "The first choice, like 2026/11/23 8:15; 8:15 if one day is planned"
      ),
      "availability": (
        "只能在这些时候来，如 8:00-10:00、上午、11/23 下午；多个用分号隔开",
        "When the customer can come: 8:00-10:00, morning, 11/23 afternoon; several separated by semicolons"
      ),
      "readyBy": ("何时要车", "When the vehicle is wanted back"),
      "waiting": ("客户在店等待", "The customer waits at the site"),
      "loaner": ("需要代步车", "Needs a loan vehicle"),
      "collect": (
        "上门取车全程的分钟；留空为客户自己开来", "A driver's minutes to fetch it; empty: the customer brings it"
      ),
      "deliver": ("送车上门全程的分钟", "A driver's minutes to bring it back"),
      "preferredAdvisor": ("编号或姓名", "Id or name"),
      "preferredTechnician": ("编号或姓名", "Id or name"),
      "originalTechnician": ("返修车上次的技师", "Who did the work that came back"),
      "bookedArrival": ("已答应客户的时间，不再改动", "Promised to the customer; never moved"),
      "bookedAdvisor": ("已答应客户的顾问", "The advisor promised to the customer"),
      "arrived": ("车已在店的起始时间", "Since when the vehicle has been here"),
      "walkIn": ("没有预约就来了", "Came without a booking"),
      "needs": ("如 BRK-PADF*1;FLT-OIL；项目的配件会自动加上", "Like BRK-PADF*1;FLT-OIL; those of the jobs are added"),
      "estimate": ("整数，元", "An integer"),
      "dropCost": ("整数，点；留空按业务类型", "Points; empty: those of the kind"),
      "priority": ("百分比，1–1000，默认 100；VIP 可写 200", "Percent, 1 to 1000, 100 by default; 200 for a VIP, say"),
    ],
    .jobs: [
      "job": ("客户说的名称；留空则续上一行", "As customers say it; empty: continues the job above"),
      "aliases": ("其他叫法，用分号隔开", "Other names, separated by semicolons"),
      "kind": ("这个项目通常的业务类型", "The usual kind of this job"),
      "part": ("到店前要备好的配件；一行一种", "A part that must be there before the arrival; a row for each"),
      "quantity": ("件数，默认 1", "1 by default"),
    ],
    .operations: [
      "appointment": ("预约号，或唯一的车牌", "The visit's id, or its plate"),
      "id": ("留空则编号", "Empty: numbered"),
      "lockedTechnicians": ("如 T01;李娜", "Like T01;Li Na"),
      "previousTechnicians": ("上一计划的技师；() 为没有人", "Of the previous schedule; (): nobody"),
    ],
    .deliveries: ["part": ("配件表中的编号", "An id of the parts")],
    .horizon: [
      "days": ("可到店的天数，默认 1", "Days on which vehicles may arrive; 1 by default"),
      "carryOverDays": ("之后还可作业的天数，默认 2", "Further days for work; 2 by default"),
    ],
  ]

  private static let workNotes: [String: Note] = [
    "minutes": ("整数，标准分钟", "Standard minutes, an integer"),
    "bay": ("门店的工位类型", "A bay type of the site"),
    "trade": ("门店的工种；留空为不用技师", "A trade of the site; empty: no technician"),
    "level": ("默认初级", "Junior by default"),
    "certifications": ("如 hv;airbag", "Like hv;airbag"),
    "crew": ("一起作业的人数，默认 1", "Technicians who work on it together; 1 by default"),
    "splittable": ("下班可停，次日接着做", "May pause when its technicians are off duty"),
    "equipment": ("作业期间占用的共用设备", "Shared equipment, by id or name"),
    "operationParts": ("这道作业开始时才要的配件", "Parts needed only when it starts"),
    "lagMin": ("距上一道作业结束至少多少分钟", "Least minutes since the operation before ends"),
    "lagMax": ("距上一道作业结束至多多少分钟", "Most minutes since the operation before ends"),
    "bayAfter": (
      "不移车：下一道作业须在同一工位；移出：一定移出工位",
      "keep: the next operation is in the same bay; leave: the vehicle is taken out"
    ),
  ]
}
