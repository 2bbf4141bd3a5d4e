import BaylineModel
import BaylineSolver

/// Random uncertainties, scenarios and targets that the formats allow, whether or not anybody would want them.
extension RandomDocuments {
  /// A number with up to three decimals.
  mutating func decimal(_ range: ClosedRange<Int>) -> Double {
    flip()
      ? Double(number(range))
      : min(Double(range.upperBound), Double(number(range)) + Double(number(1...999)) / 1000)
  }

  mutating func distribution() -> Uncertainty.Distribution {
    switch number(0...3) {
    case 0: .constant(decimal(0...500))
    case 1: .lognormal(mean: decimal(1...500), variation: decimal(0...300))
    case 2: .exponential(mean: decimal(0...500))
    default: .values((0...number(0...3)).map { _ in decimal(0...500) })
    }
  }

  private mutating func shares() -> Uncertainty.ByKind<Double> {
    Uncertainty.ByKind(decimal(0...100), kinds: flip() ? [:] : [.comeback: decimal(0...100), .repair: 0])
  }

  private mutating func setting<Value: Hashable & Sendable>(_ make: (inout Self) -> Value)
    -> Scenario.FieldUpdate<
      Value
    >
  {
    maybe(make).map(Scenario.FieldUpdate.set) ?? .unchanged
  }

  mutating func uncertainty(at site: Site, jobs: [Appointment]) -> Uncertainty.Change {
    var change = Uncertainty.Change()
    change.durations.defaultValue = setting { $0.distribution() }
    change.durations.trades = setting { make in [make.word(): make.distribution()] }
    change.durations.kinds = setting { make in [.recall: make.distribution()] }
    change.durations.operations = setting { make in make.flip() ? [:] : [make.word(): make.distribution()] }
    change.durations.technicians = setting { make in
      site.technicians.first.map { [$0.id: make.decimal(1...300)] } ?? [:]
    }
    change.noShow = setting { $0.shares() }
    change.noShowWeekdays = setting { [.tuesday: $0.decimal(0...300)] }
    change.noShowHours = setting { make in make.maybe { make in (0..<24).map { _ in make.decimal(0...300) } }
    }
    change.punctuality.latePercent = setting { $0.decimal(0...50) }
    change.punctuality.late = setting { $0.distribution() }
    change.punctuality.earlyPercent = setting { $0.decimal(0...50) }
    change.walkIns.perDay = setting { make in make.maybe { $0.decimal(0...99) } }
    change.walkIns.dispersion = setting { $0.decimal(1...9) }
    change.walkIns.weekdays = setting { [.monday: $0.decimal(0...200), .sunday: 0] }
    change.walkIns.hours = setting { make in
      make.maybe { make in (0..<24).map { _ in make.decimal(1...9) } }
    }
    change.walkIns.kinds = setting { [.repair: $0.decimal(1...9)] }
    change.walkIns.jobs = setting { _ in jobs }
    change.walkIns.patienceMinutes = setting { make in make.maybe { $0.number(0...90) } }
    change.walkIns.needsRoom = setting { $0.flip() }
    change.addedWork.percent = setting { $0.shares() }
    change.addedWork.approvalMinutes = setting { $0.distribution() }
    change.lateParts.percent = setting { $0.decimal(0...100) }
    change.lateParts.late = setting { $0.distribution() }
    change.overtimeMinutes = setting { $0.number(0...90) }
    return change
  }

  // MARK: - Scenarios

  private mutating func calendarChoice(_ site: Site) -> Scenario.CalendarSource {
    guard !flip() else { return .named(word()) }
    var calendar = site.calendars.values.first ?? WorkCalendar()
    calendar.siteDates = [:]
    return .inline(calendar)
  }

  private mutating func days(needed: Bool) -> Scenario.DaySelection {
    var days = Scenario.DaySelection(
      weekdays: flip() ? [.friday, .sunday] : [], dates: flip() ? [date(), date()] : [])
    if needed, days == .every { days.weekdays = [.tuesday] }
    return days
  }

  private mutating func technicians() -> Scenario.TechnicianSelection {
    switch number(0...2) {
    case 0: .these(["T1", "T2+1"])
    case 1: .all
    default: .skilled(trade: word(), level: maybe { $0.number(1...3) }, count: maybe { $0.number(1...9) })
    }
  }

  private mutating func bays() -> Scenario.BaySelection {
    switch number(0...2) {
    case 0: .these(["B 1"])
    case 1: .all
    default: .ofType(word(), count: maybe { $0.number(1...9) })
    }
  }

  private mutating func advisors() -> Scenario.AdvisorSelection {
    switch number(0...2) {
    case 0: .these(["S"])
    case 1: .all
    default: .last(number(1...9))
    }
  }

  mutating func change(at site: Site) -> Scenario.Change {
    switch number(0...26) {
    case 0: .addTechnicians(count: number(1...9), .like(word()))
    case 1:
      .addTechnicians(
        count: number(1...9),
        .with(
          skills: [word(): number(1...3)], certifications: Set(some(["hv", "gas"])),
          efficiency: number(50...150), calendar: maybe { $0.calendarChoice(site) }))
    case 2: .removeTechnicians(technicians())
    case 3:
      .changeTechnicians(technicians(), technicianChange(site))
    case 4: .technicianAbsence(technicians(), on: days(needed: true))
    case 5:
      .overtime(
        technicians(), minutes: number(1...300), on: days(needed: false),
        hourPrice: maybe { $0.decimal(0...99) })
    case 6: .addBays(count: number(1...9), .like(word()))
    case 7: .addBays(count: 1, .with(types: [word()], calendar: maybe { $0.calendarChoice(site) }))
    case 8: .removeBays(bays())
    case 9: .changeBays(bays(), bayChange(site))
    case 10: .closeBays(bays(), on: days(needed: true))
    case 11: .addAdvisors(count: number(1...9), .like(word()))
    case 12:
      .addAdvisors(
        count: number(1...9),
        .with(
          calendar: maybe { $0.calendarChoice(site) }, bookingsPerHour: maybe { $0.number(0...9) },
          bookingsPerDay: maybe { $0.number(0...9) }, kinds: maybe { _ in [.comeback] }))
    case 13: .removeAdvisors(advisors())
    case 14: .changeAdvisors(advisors(), advisorChange(site))
    case 15: .advisorAbsence(advisors(), on: days(needed: true))
    case 16: .openingHours(calendarChoice(site))
    case 17: .booking(bookingChange())
    case 18: flip() ? .loaners(number(0...9)) : .addLoaners(number(-9...9))
    case 19: .volume(percent: decimal(0...300))
    case 20: .mix([.comeback: decimal(0...300), .accident: decimal(0...300)])
    case 21:
      flip()
        ? .stock(part: maybe { $0.word() }, more: number(-9...9))
        : .deliveries(part: maybe { $0.word() }, laterMinutes: number(-99...99))
    case 22: equipmentChange()
    case 23: limitChange()
    case 24: flip() ? .drivers(number(0...9)) : .addDrivers(number(-9...9))
    case 25: .dates([date(): .closed, date(): .hours(of: .friday), date(): flip() ? nil : .closed])
    default: flip() ? .noShow(shares()) : .uncertainty(uncertainty(at: site, jobs: []))
    }
  }

  private mutating func technicianChange(_ site: Site) -> Scenario.TechnicianChange {
    var change = Scenario.TechnicianChange()
    change.skills = flip() ? [word(): number(0...3)] : [:]
    change.certifications = Set(some(["hv", "gas"]))
    change.efficiency = number(50...150)
    change.calendar = maybe { $0.calendarChoice(site) }
    return change
  }

  private mutating func bayChange(_ site: Site) -> Scenario.BayChange {
    var change = Scenario.BayChange()
    change.types = [word()]
    change.calendar = maybe { $0.calendarChoice(site) }
    return change
  }

  private mutating func advisorChange(_ site: Site) -> Scenario.AdvisorChange {
    var change = Scenario.AdvisorChange()
    change.calendar = maybe { $0.calendarChoice(site) }
    change.bookingsPerHour = setting { make in make.maybe { $0.number(0...9) } }
    change.bookingsPerDay = .set(maybe { $0.number(0...9) })
    change.kinds = setting { make in make.maybe { _ in [.repair, .comeback] } }
    return change
  }

  private mutating func bookingChange() -> Scenario.BookingChange {
    var change = Scenario.BookingChange()
    for rule in BookingRules.Key.allCases where flip() { change.numbers[rule] = number(50...99) }
    change.siteBookingsPerHour = .set(maybe { $0.number(0...99) })
    if flip() { change.teamReservePercent = ["A": number(0...100), "B": nil] }
    change.limits = maybe { make in (0..<make.number(0...2)).map { make.limit("l\($0)") } }
    return change
  }

  private mutating func limit(_ id: String) -> BookingRules.ArrivalLimit {
    BookingRules.ArrivalLimit(
      id: id, name: maybe { $0.text() }, kinds: maybe { _ in [.comeback, .repair] },
      waiting: maybe { $0.flip() },
      weekdays: maybe { _ in [.monday, .sunday] },
      hours: WorkCalendar.DayInterval(flip() ? 0 : 11 * 60, flip() ? 24 * 60 : 13 * 60 + 15),
      most: number(0...9))
  }

  private mutating func countChange() -> Scenario.CountChange {
    flip() ? .set(number(0...9)) : .more(number(-9...9))
  }

  private mutating func limitChange() -> Scenario.Change {
    let choice: Scenario.LimitSelection = flip() ? .all : .these(["l1", "l 2"])
    return switch number(0...2) {
    case 0: .addLimit(limit(word()))
    case 1: .removeLimits(choice)
    default: .changeLimits(choice, countChange())
    }
  }

  private mutating func equipmentChange() -> Scenario.Change {
    let choice: Scenario.EquipmentSelection = flip() ? .all : .these(["jack", "e 2"])
    return switch number(0...2) {
    case 0: .addEquipment(Equipment(id: word(), name: maybe { $0.text() }, count: number(1...9)))
    case 1: .removeEquipment(choice)
    default: .changeEquipment(choice, countChange())
    }
  }

  private mutating func prices() -> Prices {
    var prices = Prices()
    prices.currency = maybe { _ in "元" }
    prices.technicianHour = maybe { make in
      Prices.ByTrade(
        make.decimal(0...99),
        trades: make.flip() ? [:] : [make.word(): (0..<3).map { _ in make.decimal(0...99) }])
    }
    prices.overtimeHour = maybe { $0.decimal(0...99) }
    prices.advisorHour = maybe { $0.decimal(0...99) }
    prices.bayDay = maybe { make in
      Prices.ByBayType(make.decimal(0...99), types: make.flip() ? [:] : [make.word(): make.decimal(0...99)])
    }
    prices.equipmentDay = maybe { make in
      Prices.ByEquipment(make.decimal(0...99), ids: make.flip() ? [:] : [make.word(): make.decimal(0...99)])
    }
    prices.driverHour = maybe { $0.decimal(0...99) }
    prices.loanerDay = maybe { $0.decimal(0...99) }
    prices.soldHour = maybe { $0.decimal(0...99) }
    prices.servedVehicle = maybe { $0.shares() }
    prices.lateVehicle = maybe { $0.decimal(0...99) }
    prices.lostCustomer = maybe { $0.decimal(0...99) }
    return prices
  }

  mutating func scenarios(at site: Site) -> ScenarioSet {
    ScenarioSet(
      scenarios: (0...number(0...3)).map { position in
        Scenario(
          name: "s\(position)", description: maybe { $0.text() },
          changes: (0..<number(0...4)).map { _ in change(at: site) })
      }, prices: maybe { $0.prices() }, uncertainty: maybe { $0.uncertainty(at: site, jobs: []) },
      replications: maybe { $0.number(1...999) })
  }

  // MARK: - StaffingTargets

  private mutating func cost() -> StaffingRanges.StaffCost {
    flip() ? .day(decimal(0...99)) : .hour(decimal(0...99))
  }

  private mutating func count() -> ClosedRange<Int> {
    let least = number(0...9)
    return least...(least + number(0...9))
  }

  private mutating func patterns(_ site: Site) -> [StaffingRanges.ShiftPattern] {
    (0..<number(0...2)).map { position in
      let named = flip()
      return StaffingRanges.ShiftPattern(
        name: "p\(position)", calendar: named ? .named("p\(position)") : calendarChoice(site),
        cost: maybe { $0.cost() })
    }
  }

  mutating func targets(at site: Site) -> StaffingTargets {
    let targets = (0...number(0...3)).map { _ in
      StaffingTargets.Target(
        StaffingTargets.Measure.all.randomElement(using: &random) ?? .servedShare,
        flip() ? .least(decimal(0...100)) : .most(decimal(0...100)))
    }
    let ranges = StaffingRanges(
      technicians: (0..<number(0...2)).map { position in
        StaffingRanges.TechnicianRange(
          trade: "t\(position)", level: number(1...3), count: count(), cost: cost(), patterns: patterns(site),
          certifications: Set(some(["hv"])), efficiency: number(50...150))
      }, bays: [StaffingRanges.BayRange(type: word(), count: count(), dayCost: decimal(0...99))],
      advisors: maybe { make in
        StaffingRanges.AdvisorRange(count: make.count(), cost: make.cost(), patterns: make.patterns(site))
      }, loaners: maybe { StaffingRanges.LoanerRange(count: $0.count(), dayCost: $0.decimal(0...99)) },
      equipment: (0..<number(0...2)).map { position in
        StaffingRanges.EquipmentRange(equipment: "e\(position)", count: count(), dayCost: decimal(0...99))
      }, drivers: maybe { StaffingRanges.DriverRange(count: $0.count(), cost: $0.cost()) })
    return StaffingTargets(
      targets: targets, ranges: ranges, prices: maybe { $0.prices() },
      uncertainty: maybe { $0.uncertainty(at: site, jobs: []) }, replications: maybe { $0.number(1...999) },
      confidence: decimal(50...99))
  }
}
