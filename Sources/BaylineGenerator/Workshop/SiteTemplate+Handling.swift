import BaylineModel

/// What the bays share, limits of arrivals and other rules of the sites.
extension SiteTemplate {
  /// The equipment of a workshop, so many times that of a small one.
  static func equipment(computers: Int, others: Int = 1) -> [Equipment] {
    [
      Equipment(id: "computer", name: "诊断电脑", count: computers),
      Equipment(id: "jack", name: "变速箱千斤顶", count: others),
      Equipment(id: "recovery", name: "冷媒回收加注机", count: others),
      Equipment(id: "table", name: "动力电池升降台", count: others),
    ]
  }

  /// At most so many inspections a day, and customers who wait over noon.
  static func limits(inspections: Int, waitingAtNoon: Int) -> [BookingRules.ArrivalLimit] {
    [
      BookingRules.ArrivalLimit(id: "inspections", name: "每日检测", kinds: [.inspection], most: inspections),
      BookingRules.ArrivalLimit(
        id: "noon", name: "午间在店等待", waiting: true, hours: WorkCalendar.DayInterval(660, 780),
        most: waitingAtNoon),
    ]
  }

  /// The dealer's workshop with all rules in use, in the days around a holiday.
  static let features: SiteTemplate = {
    var plan = dealer
    plan.name = "云岭汽车江北4S店"
    plan.equipment = equipment(computers: 1)
    plan.dates = tombSweeping
    plan.booking.moveMinutes = 8
    plan.booking.promisePercent = 95
    plan.booking.loanerTurnaroundMinutes = 45
    plan.booking.teamReservePercent = ["机修一组": 20, "电器组": 10, "钣喷组": 10]
    plan.booking.limits =
      limits(inspections: 3, waitingAtNoon: 2) + [
        BookingRules.ArrivalLimit(
          id: "accidents", name: "早上事故车", kinds: [.accident],
          weekdays: [.monday, .saturday, .sunday], hours: WorkCalendar.DayInterval(0, 600), most: 2),
        BookingRules.ArrivalLimit(
          id: "left", name: "早高峰留车", waiting: false, hours: WorkCalendar.DayInterval(480, 570), most: 8),
        BookingRules.ArrivalLimit(
          id: "services", name: "早高峰保养", kinds: [.firstService, .maintenance],
          hours: WorkCalendar.DayInterval(480, 570), most: 5),
      ]
    plan.drivers = 2
    return plan
  }()

  /// 清明节 2027: the Sunday is worked for the Monday, which is closed.
  static let tombSweeping: [CivilDate: Site.SpecialDate] = [
    CivilDate(ordinal: 740_075): .hours(of: .monday),  // 2027-04-04
    CivilDate(ordinal: 740_076): .closed,  // 2027-04-05
  ]
}
