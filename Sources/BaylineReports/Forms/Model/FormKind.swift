import BaylineModel
import BaylineWording

/// The forms that people of a workshop hold in their hands; the raw value is the name of its files.
public enum FormKind: String, CaseIterable, Sendable, Hashable {
  /// 预约登记表: each visit with all that was said on the phone.
  case registration
  /// 预约排班表: the book of arrivals, a column for each advisor.
  case roster
  /// 预约管理看板: the day on the wall.
  case board
  /// 维修管理看板: who works on what where, against capacity.
  case workshop
  /// 欢迎看板: who is expected, for everybody to see.
  case welcome
  /// 预约领料单: parts by the time at which they shall lie on the shelf.
  case picking
  /// 致电清单: whom to call or to ask, when and why.
  case calls
  /// 车间维修车辆滞留表: vehicles that stay overnight.
  case stay
  /// 未成功原因: what could not be scheduled, by reason.
  case reasons

  /// The title on the form.
  func title(_ words: Glossary) -> String {
    switch self {
    case .registration: words("预约登记表", "Registration")
    case .roster: words("预约排班表", "Roster")
    case .board: words("预约管理看板", "Appointment board")
    case .workshop: words("维修管理看板", "Workshop board")
    case .welcome: words("欢迎看板", "Welcome")
    case .picking: words("预约领料单", "Picking list")
    case .calls: words("致电清单", "Call list")
    case .stay: words("车间维修车辆滞留表", "Stay list")
    case .reasons: words("未成功原因", "Reasons of what was left out")
    }
  }

  /// The size of its sheets, as CSS names it.
  var paper: StaticString {
    switch self {
    case .registration, .calls: "A4 landscape"
    case .roster, .picking, .stay, .reasons: "A4 portrait"
    case .board: "A3 portrait"
    case .workshop, .welcome: "A3 landscape"
    }
  }

  /// The millimetres between the margins of a sheet, and the points of its print, as in the style sheet.
  var print: (width: Int, points: Double) {
    switch self {
    case .registration: (281, 7.5)
    case .calls: (281, 8.5)
    case .roster: (194, 7.5)
    case .picking, .stay, .reasons: (194, 9)
    case .board: (281, 10.5)
    // As on a screen, where its print is larger for its width.
    case .workshop: (330, 10.5)
    case .welcome: (197, 15)
    }
  }

  /// Whether it shows customers' names in full, or their phone numbers.
  var isPersonal: Bool {
    switch self {
    case .registration, .roster, .calls: true
    case .board, .workshop, .welcome, .picking, .stay, .reasons: false
    }
  }
}
