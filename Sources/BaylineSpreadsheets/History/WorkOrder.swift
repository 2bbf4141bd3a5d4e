import BaylineModel

/// A work order as read from its row.
struct WorkOrder {
  let row: SheetRow
  /// The order number, which becomes the id of the visit.
  let number: String
  var kind = VisitKind.repair
  var outcome = ActualDay.Visit.Outcome.served
  /// Why it was not served.
  var reason: String?
  /// When it was opened; `nil` only if the customer did not come.
  var opened: CivilTime?
  /// The confirmed arrival.
  var booked: CivilTime?
  /// When the booking was made.
  var called: CivilTime?
  /// When the work or the bill was finished.
  var closed: CivilTime?
  /// When the vehicle was promised back.
  var promised: CivilTime?
  /// The id of the advisor.
  var advisor: String?
  /// The names of the requested work.
  var work: [String] = []
  /// The standard minutes of the whole order.
  var standardMinutes: Int?
  var waiting = false
  var card = Appointment.CustomerCard()
  /// The usable clock entries, in the order of their rows.
  var stints: [Stint] = []
  /// Whether the time clock has any entry of it, usable or not.
  var hasStints = false
}

extension WorkOrder {
  /// The latest plausible time of an order: anything more than three months after the opening probably has a wrong year.
  static func latest(_ opened: CivilTime) -> CivilTime { opened + 90 * CivilTime.minutesPerDay }
}

/// A clock entry: uninterrupted work on an order.
struct Stint {
  let row: SheetRow
  /// The position in `OperationNames`.
  var operation: Int
  /// The position among the site's technicians; `nil` if unknown.
  var technician: Int?
  /// The position among the site's bays.
  var bay: Int?
  var from: CivilTime
  var to: CivilTime
  /// The standard minutes of the operation.
  var standardMinutes: Int?
}

/// The meaning of an order's status.
enum OrderState {
  /// The outcome and the reason after it; `nil` for an unknown status.
  static func read(_ text: String) -> (outcome: ActualDay.Visit.Outcome, reason: String?)? {
    let normalised = CellText.normalised(text)
    let scalars = normalised.unicodeScalars
    let cut = scalars.firstIndex { ":(,;".unicodeScalars.contains($0) } ?? scalars.endIndex
    let state = CellText.trimmed(String(scalars[..<cut])).lowercased()
    guard let outcome = words.first(where: { $0.words.contains(state) })?.outcome else { return nil }
    var rest = CellText.trimmed(String(scalars[cut...].dropFirst()))
    if cut < scalars.endIndex, scalars[cut] == "(", rest.hasSuffix(")") { rest.removeLast() }
    return (outcome, rest.isEmpty ? nil : rest)
  }

  private static let words: [(outcome: ActualDay.Visit.Outcome, words: Set<String>)] = [
    (
      .served,
      [
        "完工", "已完工", "竣工", "已竣工", "结算", "已结算", "交车", "已交车", "完成", "已完成", "关闭", "已关闭", "到店", "已到店", "已到",
        "在修", "在店", "施工中", "维修中", "待派工", "已派工", "待料", "待件", "待信", "待料/待信", "待质检", "质检中", "进行中", "待结算", "待交车",
        "served", "closed", "completed", "done", "delivered",
        "invoiced",
        "settled", "open", "in progress", "arrived", "finished",
      ]
    ),
    (.noShow, ["未到", "未到店", "没来", "爽约", "失约", "no-show", "no show", "noshow", "missed"]),
    (.cancelled, ["取消", "已取消", "客户取消", "作废", "已作废", "cancelled", "canceled", "void"]),
    (.lost, ["流失", "离店", "未修离店", "放弃", "拒修", "lost", "left"]),
  ]
}
