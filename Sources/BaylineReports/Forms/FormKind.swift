import BaylineModel
import BaylineWording

/// The forms of a workshop. The raw value is the name of the form's files.
public enum FormKind: String, CaseIterable, Sendable, Hashable {
  /// 预约登记表: each visit with everything that was said on the phone.
  case registration
  /// 预约排班表: the arrivals by slot, a column for each advisor.
  case roster
  /// 预约管理看板: the day on the wall.
  case board
  /// 维修管理看板: who works on what where, and load against capacity.
  case workshop
  /// 欢迎看板: who is expected, with masked names and plates.
  case welcome
  /// 预约领料单: parts by the time at which they must be on the shelf.
  case picking
  /// 致电清单: whom to call or ask, when and why.
  case calls
  /// 车间维修车辆滞留表: vehicles that stay overnight.
  case stay
  /// 取送车单: the trips of the drivers.
  case drivers
  /// 设备使用表: who has which equipment when.
  case equipment
  /// 未成功原因: visits that were not scheduled, by reason.
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
    case .drivers: words("取送车单", "Driver's list")
    case .equipment: words("设备使用表", "Equipment plan")
    case .reasons: words("未成功原因", "Why visits were not scheduled")
    }
  }

  /// The paper size and orientation, as in CSS.
  var paper: StaticString {
    switch self {
    case .registration, .calls, .drivers, .equipment: "A4 landscape"
    case .roster, .picking, .stay, .reasons: "A4 portrait"
    case .board: "A3 portrait"
    case .workshop, .welcome: "A3 landscape"
    }
  }

  /// The width between the margins of a sheet, in millimetres, and the font size, as in the style sheet.
  typealias Print = (width: Int, points: Double)

  var print: Print {
    switch self {
    case .registration: (281, 7.5)
    case .calls, .drivers, .equipment: (281, 8.5)
    case .roster: (194, 7.5)
    case .picking, .stay, .reasons: (194, 9)
    case .board: (281, 10.5)
    // As on a screen, where the print is larger relative to the width.
    case .workshop: (330, 10.5)
    case .welcome: (197, 15)
    }
  }

  /// Whether the form shows full names or phone numbers of customers.
  var isPersonal: Bool {
    switch self {
    case .registration, .roster, .calls, .drivers: true
    case .board, .workshop, .welcome, .picking, .stay, .equipment, .reasons: false
    }
  }
}
