import BaylineModel

/// The kinds of change in a table of scenarios, with their names.
enum ChangeKeyword: String, CaseIterable {
  case addTechnicians, removeTechnicians, training, technicianShifts, technicianEfficiency
  case technicianCertifications, technicianAbsence, overtime
  case addBays, removeBays, bayTypes, closeBays
  case equipment, addEquipment, removeEquipment
  case addAdvisors, removeAdvisors, advisorShifts, advisorBookingsPerHour, advisorBookingsPerDay, advisorKinds
  case advisorAbsence
  case openingHours, closedDays, makeUpDays, bookingRule, teamReserve, limits, addLimit, removeLimits
  case loaners, drivers
  case volume, mix, noShow, walkIns, stock, deliveries

  /// The names in Chinese and in English, the preferred one first.
  var names: (chinese: [String], english: [String]) {
    switch self {
    case .addTechnicians: (["增加技师", "加技师"], ["add technicians", "add technician"])
    case .removeTechnicians: (["减少技师", "减技师"], ["remove technicians", "remove technician"])
    case .training: (["培训", "技师培训"], ["training", "train"])
    case .technicianShifts: (["技师班次"], ["technician shifts", "technician shift"])
    case .technicianEfficiency: (["技师效率"], ["technician efficiency", "efficiency"])
    case .technicianCertifications: (["技师资质", "资质"], ["technician certifications", "certifications"])
    case .technicianAbsence: (["技师缺勤", "缺勤", "休假"], ["technician absence", "absence"])
    case .overtime: (["加班"], ["overtime"])
    case .addBays: (["增加工位", "加工位"], ["add bays", "add bay"])
    case .removeBays: (["减少工位", "减工位"], ["remove bays", "remove bay"])
    case .bayTypes: (["工位类型"], ["bay types", "bay type"])
    case .closeBays: (["停用工位"], ["close bays", "close bay"])
    case .equipment: (["设备"], ["equipment"])
    case .addEquipment: (["新增设备"], ["new equipment", "add equipment"])
    case .removeEquipment: (["停用设备"], ["remove equipment"])
    case .addAdvisors: (["增加顾问", "加顾问"], ["add advisors", "add advisor"])
    case .removeAdvisors: (["减少顾问", "减顾问"], ["remove advisors", "remove advisor"])
    case .advisorShifts: (["顾问班次"], ["advisor shifts", "advisor shift"])
    case .advisorBookingsPerHour: (["顾问每小时接车"], ["advisor bookings per hour"])
    case .advisorBookingsPerDay: (["顾问每日接车"], ["advisor bookings per day"])
    case .advisorKinds: (["顾问接待类型"], ["advisor kinds"])
    case .advisorAbsence: (["顾问缺勤"], ["advisor absence"])
    case .openingHours: (["营业时间"], ["opening hours"])
    case .closedDays: (["停业", "放假"], ["closed days", "closed day"])
    case .makeUpDays: (["调休上班", "调休"], ["make-up days", "make-up day"])
    case .bookingRule: (["预约规则"], ["booking rule"])
    case .teamReserve: (["班组预留"], ["team reserve"])
    case .limits: (["预约限额", "限额"], ["limits", "limit"])
    case .addLimit: (["新增限额"], ["new limit", "add limit"])
    case .removeLimits: (["取消限额"], ["remove limits", "remove limit"])
    case .loaners: (["代步车"], ["loan vehicles", "loaners"])
    case .drivers: (["取送车司机", "取送司机"], ["drivers", "driver"])
    case .volume: (["业务量", "台次"], ["volume"])
    case .mix: (["业务结构"], ["mix"])
    case .noShow: (["未到店率", "爽约率"], ["no-show", "no-shows"])
    case .walkIns: (["每日散客", "散客"], ["walk-ins a day", "walk-ins"])
    case .stock: (["库存"], ["stock"])
    case .deliveries: (["到货时间", "到货"], ["deliveries", "delivery"])
    }
  }

  /// The required and the optional cells; any other filled cell is an error.
  var columns: (required: [String], optional: [String]) {
    switch self {
    case .addTechnicians, .addBays, .removeTechnicians, .removeBays, .addEquipment: (["what"], ["value"])
    case .removeEquipment, .removeLimits: (["what"], [])
    case .addLimit: (["what", "value"], ["days"])
    case .closedDays: (["days"], [])
    case .makeUpDays: (["value", "days"], [])
    case .training: (["what", "value"], [])
    case .technicianShifts, .technicianEfficiency, .technicianCertifications, .bayTypes, .advisorShifts,
      .advisorBookingsPerHour, .advisorBookingsPerDay, .advisorKinds, .bookingRule, .mix, .equipment,
      .limits, .teamReserve:
      (["what", "value"], [])
    case .technicianAbsence, .closeBays, .advisorAbsence: (["what", "days"], [])
    case .overtime: (["what", "value"], ["days", "price"])
    case .addAdvisors, .removeAdvisors: ([], ["what", "value"])
    case .openingHours, .loaners, .drivers, .volume, .walkIns: (["value"], [])
    case .noShow: (["value"], ["what"])
    case .stock, .deliveries: (["value"], ["what"])
    }
  }

  /// The change with a name in either language, ignoring case and white space.
  init?(_ text: String) {
    guard let word = Self.byName[CellText.key(text)] else { return nil }
    self = word
  }

  /// All names, for suggestions.
  static let allNames = allCases.flatMap { $0.names.chinese + $0.names.english }

  private static let byName: [String: ChangeKeyword] = Dictionary(
    allCases.flatMap { word in
      (word.names.chinese + word.names.english + [word.rawValue]).map { (CellText.key($0), word) }
    }, uniquingKeysWith: { first, _ in first })

  /// Names of the booking rules, in addition to the member names of the site file.
  static let bookingRules: [String: String] = [
    "接车时段": "slotMinutes", "接待分钟": "receptionMinutes", "接车间隔": "advisorGapMinutes",
    "预约间隔": "advisorGapMinutes", "每小时接车": "advisorBookingsPerHour", "每日接车": "advisorBookingsPerDay",
    "全店每小时接车": "siteBookingsPerHour", "交车准备": "finishMinutes", "配件提前": "partsLeadMinutes",
    "预留": "reservePercent", "预留工时": "reservePercent", "保留时间": "graceMinutes",
    "slot": "slotMinutes", "reception": "receptionMinutes", "gap": "advisorGapMinutes",
    "per hour": "advisorBookingsPerHour", "per day": "advisorBookingsPerDay",
    "site per hour": "siteBookingsPerHour", "finish": "finishMinutes", "parts lead": "partsLeadMinutes",
    "reserve": "reservePercent", "grace": "graceMinutes",
    "移车": "moveMinutes", "代步车整备": "loanerTurnaroundMinutes", "承诺把握": "promisePercent",
    "move": "moveMinutes", "loaner turnaround": "loanerTurnaroundMinutes", "promise": "promisePercent",
  ]
}
