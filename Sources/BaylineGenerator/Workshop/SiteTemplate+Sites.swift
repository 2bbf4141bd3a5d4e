import BaylineModel

/// The sites of the profiles.
extension SiteTemplate {
  private static let day = ["day", "early", "late"]

  /// A quick-service shop.
  static let small = SiteTemplate(
    name: "云岭快修（河西店）", calendars: ShiftCalendars.dealer,
    crews: [
      Crew(trade: "mechanical", team: "机修", count: 4, shifts: ["day", "early", "day", "late"]),
      Crew(trade: "electrical", team: "电器", count: 1, shifts: ["day"]),
    ],
    bays: [
      BayGroup(types: ["express"], count: 1, label: "快修工位"),
      BayGroup(types: ["express", "lift"], count: 2, label: "举升工位"),
      BayGroup(types: ["alignment", "lift"], count: 1, label: "定位工位"),
      BayGroup(types: ["diagnosis", "express"], count: 1, label: "电器工位"),
    ],
    advisors: 2, loaners: 1,
    booking: {
      var rules = BookingRules()
      rules.siteBookingsPerHour = 5
      rules.limits = limits(inspections: 3, waitingAtNoon: 2)
      rules.loanerTurnaroundMinutes = 30
      return rules
    }(), leave: 0, equipment: equipment(computers: 1))

  /// A typical dealer's workshop: 4 advisors, 14 bays, 16 technicians.
  static let dealer = SiteTemplate(
    name: "云岭汽车江东4S店", calendars: ShiftCalendars.dealer,
    crews: [
      Crew(trade: "mechanical", team: "机修", count: 12, shifts: day),
      Crew(trade: "electrical", team: "电器", count: 2, shifts: ["day", "late"]),
      Crew(trade: "body", team: "钣喷", count: 1, shifts: ["early"], further: ["paint": 1]),
      Crew(trade: "paint", team: "钣喷", count: 1, shifts: ["day"], further: ["body": 1]),
    ],
    bays: [
      BayGroup(types: ["express"], count: 2, label: "快保工位"),
      BayGroup(types: ["express", "lift"], count: 5, label: "举升工位"),
      BayGroup(types: ["lift"], count: 1, label: "大修工位"),
      BayGroup(types: ["alignment", "lift"], count: 1, label: "定位工位"),
      BayGroup(types: ["diagnosis", "lift"], count: 1, label: "诊断工位"),
      BayGroup(types: ["diagnosis", "express"], count: 1, label: "电器工位"),
      BayGroup(types: ["body", "prep"], count: 1, label: "钣金工位"),
      BayGroup(types: ["booth", "prep"], count: 1, label: "烤漆房"),
      BayGroup(types: ["wash"], count: 1, label: "自动洗车机"),
    ],
    advisors: 4, loaners: 3,
    booking: {
      var rules = BookingRules()
      rules.siteBookingsPerHour = 10
      rules.teamReservePercent = ["机修一组": 18]
      rules.limits = limits(inspections: 6, waitingAtNoon: 4)
      rules.loanerTurnaroundMinutes = 30
      return rules
    }(), equipment: equipment(computers: 2), drivers: 2, rotatingTeam: "机修二组")

  /// The dealer's workshop, multiplied in size.
  static func dealer(times factor: Int, name: String, leave: Int) -> SiteTemplate {
    var plan = dealer
    plan.name = name
    plan.crews = plan.crews.map {
      Crew(
        trade: $0.trade, team: $0.team, count: $0.count * factor, shifts: $0.shifts, second: $0.second,
        further: $0.further)
    }
    plan.bays = plan.bays.map {
      BayGroup(types: $0.types, count: $0.count * factor, label: $0.label, calendar: $0.calendar)
    }
    plan.advisors *= factor
    plan.loaners *= factor
    plan.equipment = plan.equipment.map {
      Equipment(id: $0.id, name: $0.name, count: $0.count * factor)
    }
    plan.drivers *= factor
    plan.booking.limits = limits(inspections: 6 * factor, waitingAtNoon: 4 * factor)
    plan.booking.siteBookingsPerHour = nil
    plan.leave = leave
    return plan
  }

  /// A large dealer's workshop, open late and on Sundays, with a night shift and advisors for accidents.
  static let large = SiteTemplate(
    name: "云岭汽车滨江旗舰店", calendars: ShiftCalendars.aroundTheClock,
    crews: [
      Crew(
        trade: "mechanical", team: "机修", count: 26, shifts: ["day", "early", "late", "day", "late", "night"]),
      Crew(
        trade: "electrical", team: "电器", count: 8, shifts: ["day", "late", "early"], second: "mechanical"),
      Crew(trade: "body", team: "钣金", count: 5, shifts: ["day", "early"]),
      Crew(trade: "paint", team: "喷漆", count: 4, shifts: ["day", "weekend"]),
    ],
    bays: [
      BayGroup(types: ["express"], count: 7, label: "快保工位"),
      BayGroup(types: ["express", "lift"], count: 9, label: "举升工位"),
      BayGroup(types: ["lift"], count: 3, label: "大修工位"),
      BayGroup(types: ["alignment", "lift"], count: 2, label: "定位工位"),
      BayGroup(types: ["diagnosis", "lift"], count: 3, label: "诊断工位"),
      BayGroup(types: ["diagnosis", "express"], count: 4, label: "电器工位"),
      BayGroup(types: ["body"], count: 4, label: "钣金工位"),
      BayGroup(types: ["frame"], count: 1, label: "大梁校正台"),
      BayGroup(types: ["prep"], count: 3, label: "喷漆准备工位"),
      BayGroup(types: ["booth"], count: 1, label: "烤漆房", calendar: "booth"),
      BayGroup(types: ["booth", "prep"], count: 1, label: "快喷间", calendar: "booth"),
      BayGroup(types: ["wash"], count: 2, label: "自动洗车机"),
    ],
    advisors: 9, accidentAdvisors: 2, loaners: 8,
    booking: {
      var rules = BookingRules()
      rules.siteBookingsPerHour = 27
      rules.advisorBookingsPerDay = 18
      rules.reservePercent = 12
      rules.finishMinutes = 20
      rules.teamReservePercent = ["喷漆组": 15]
      rules.limits = limits(inspections: 12, waitingAtNoon: 10)
      rules.loanerTurnaroundMinutes = 45
      return rules
    }(),
    policy: {
      var policy = CostPolicy()
      policy.kinds[.tyreStorage] = CostPolicy.KindCost(drop: 2000, delay: 1)
      policy.kinds[.recall] = CostPolicy.KindCost(drop: 9000, delay: 3)
      policy.overloadPercent = 90
      policy.moved = 8
      return policy
    }(), leave: 3, equipment: equipment(computers: 5, others: 2), drivers: 4, rotatingTeam: "电器二组")

  /// A workshop for mechanics, body and paint, with accident repairs over several days.
  static let body = SiteTemplate(
    name: "云岭汽车城北钣喷中心",
    calendars: {
      var calendars = ShiftCalendars.dealer
      calendars["booth"] = ShiftCalendars.calendar([(700, 2000)], saturday: [(700, 1800)])
      return calendars
    }(),
    crews: [
      Crew(trade: "mechanical", team: "机修", count: 6, shifts: day),
      Crew(trade: "electrical", team: "电器", count: 2, shifts: ["day", "late"]),
      Crew(trade: "body", team: "钣金", count: 6, shifts: ["day", "early"]),
      Crew(trade: "paint", team: "喷漆", count: 4, shifts: ["day", "early"]),
    ],
    bays: [
      BayGroup(types: ["express", "lift"], count: 3, label: "举升工位"),
      BayGroup(types: ["lift"], count: 1, label: "大修工位"),
      BayGroup(types: ["alignment", "lift"], count: 1, label: "定位工位"),
      BayGroup(types: ["diagnosis", "express"], count: 2, label: "电器工位"),
      BayGroup(types: ["body"], count: 6, label: "钣金工位"),
      BayGroup(types: ["frame"], count: 1, label: "大梁校正台"),
      BayGroup(types: ["prep"], count: 3, label: "喷漆准备工位"),
      BayGroup(types: ["booth"], count: 2, label: "烤漆房", calendar: "booth"),
      BayGroup(types: ["wash"], count: 1, label: "自动洗车机"),
    ],
    advisors: 2, accidentAdvisors: 2, loaners: 5,
    booking: {
      var rules = BookingRules()
      rules.limits = limits(inspections: 4, waitingAtNoon: 3)
      rules.loanerTurnaroundMinutes = 30
      return rules
    }(), leave: 1, equipment: equipment(computers: 2), drivers: 2, rotatingTeam: "机修组")

  /// The workshop of the past days: five technicians.
  static let history = SiteTemplate(
    name: "城西公务车维修站", calendars: ShiftCalendars.fleet,
    crews: [
      Crew(trade: "mechanical", team: "机修", count: 2, shifts: ["day", "early"]),
      Crew(trade: "electrical", team: "机电", count: 1, shifts: ["day"], further: ["mechanical": 2]),
      Crew(
        trade: "body", team: "钣喷", count: 2, shifts: ["early", "day"], further: ["paint": 2, "mechanical": 1]),
    ],
    bays: [
      BayGroup(types: ["express"], count: 1, label: "快保工位"),
      BayGroup(types: ["express", "lift"], count: 2, label: "举升工位"),
      BayGroup(types: ["alignment", "diagnosis", "lift"], count: 1, label: "定位诊断工位"),
      BayGroup(types: ["body", "booth", "prep"], count: 2, label: "钣喷工位"),
      BayGroup(types: ["wash"], count: 1, label: "自动洗车机"),
    ],
    advisors: 2, loaners: 2, leave: 0)
}
