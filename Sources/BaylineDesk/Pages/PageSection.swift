import BaylineStore
import BaylineWording

/// A page that the navigation leads to.
enum PageSection: CaseIterable {
  case call, day, mine, calls, board, planning, parts, load, statistics, settings

  var path: String {
    switch self {
    case .call: "/call"
    case .day: "/"
    case .mine: "/mine"
    case .calls: "/calls"
    case .board: "/board"
    case .planning: "/planning"
    case .parts: "/parts"
    case .load: "/load"
    case .statistics: "/statistics"
    case .settings: "/settings"
    }
  }

  /// The key that opens it from everywhere.
  var key: String {
    switch self {
    case .call: "c"
    case .day: "d"
    case .mine: "m"
    case .calls: "l"
    case .board: "b"
    case .planning: "p"
    case .parts: "k"
    case .load: "o"
    case .statistics: "s"
    case .settings: ","
    }
  }

  func title(_ words: Glossary) -> String {
    switch self {
    case .call: words("接电话", "Call")
    case .day: words("当日", "Day")
    case .mine: words("我的客户", "My list")
    case .calls: words("外呼", "Calls to make")
    case .board: words("车间", "Workshop")
    case .planning: words("排程", "Planning")
    case .parts: words("领料", "Parts")
    case .load: words("负荷", "Load")
    case .statistics: words("统计", "Statistics")
    case .settings: words("设置", "Settings")
    }
  }

  /// What somebody must be allowed to open it.
  var permission: Permission {
    switch self {
    case .day, .mine, .calls: .customers
    case .call: .book
    case .board, .load: .look
    case .planning: .plan
    case .parts: .parts
    case .statistics: .export
    case .settings: .settings
    }
  }

  func isFor(_ account: Account) -> Bool {
    self == .mine ? account.advisor != nil : account.may(permission)
  }
}
