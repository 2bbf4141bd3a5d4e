import BaylineSpreadsheets
import BaylineStore
import BaylineWording

/// A page of the settings.
enum SettingsSection: String, CaseIterable {
  case shop, people, shifts, bays, rules, catalogue, files, users, journal

  var path: String {
    switch self {
    case .shop: "/settings"
    case .journal: "/journal"
    default: "/settings/\(rawValue)"
    }
  }

  func title(_ words: Glossary) -> String {
    switch self {
    case .shop: words("门店", "Shop")
    case .people: words("人员与请假", "People and leave")
    case .shifts: words("班次与节假日", "Shifts and holidays")
    case .bays: words("工位与设备", "Bays and equipment")
    case .rules: words("预约规则", "Rules")
    case .catalogue: words("标准作业与召回", "Jobs and recalls")
    case .files: words("表格与文件", "Spreadsheets and files")
    case .users: words("账号与接口", "Users and access")
    case .journal: words("操作记录", "Journal")
    }
  }

  /// What somebody must be allowed to open it.
  var permission: Permission {
    switch self {
    case .users: .users
    case .journal: .export
    default: .settings
    }
  }

  /// The tables that its form changes.
  var tables: [SiteTable] {
    switch self {
    case .shop: [.settings, .calendars]
    case .people: [.settings, .technicians, .advisors, .leave]
    case .shifts: [.calendars, .holidays, .specialDays]
    case .bays: [.bays, .equipment, .leave]
    case .rules: [.settings, .limits, .teams, .kinds]
    case .catalogue, .files, .users, .journal: []
    }
  }

  /// Whether it is a form of the site.
  var isForm: Bool { !tables.isEmpty || self == .catalogue }
}
