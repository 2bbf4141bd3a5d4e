extension Scenario {
  /// A change of a workshop, its demand, or its uncertainty.
  public enum Change: Hashable, Sendable {
    // MARK: Technicians

    /// Technicians are added.
    case addTechnicians(count: Int, Scenario.NewTechnician)
    /// Technicians are removed.
    case removeTechnicians(Scenario.TechnicianSelection)
    /// Technicians get other skills or shifts.
    case changeTechnicians(Scenario.TechnicianSelection, Scenario.TechnicianChange)
    /// Technicians are absent on some days.
    case technicianAbsence(Scenario.TechnicianSelection, on: Scenario.DaySelection)
    /// The shifts of technicians end some minutes later on some days, at an hourly price per technician; without a price,
    /// the price list applies.
    case overtime(Scenario.TechnicianSelection, minutes: Int, on: Scenario.DaySelection, hourPrice: Double?)

    // MARK: Bays

    /// Bays are added.
    case addBays(count: Int, Scenario.NewBay)
    /// Bays are removed.
    case removeBays(Scenario.BaySelection)
    /// Bays get other types or hours.
    case changeBays(Scenario.BaySelection, Scenario.BayChange)
    /// Bays are closed on some days.
    case closeBays(Scenario.BaySelection, on: Scenario.DaySelection)

    // MARK: Equipment

    /// Equipment of a new id is added.
    case addEquipment(Equipment)
    /// Equipment is removed, all of each.
    case removeEquipment(Scenario.EquipmentSelection)
    /// There is more or less of equipment.
    case changeEquipment(Scenario.EquipmentSelection, Scenario.CountChange)

    // MARK: Reception

    /// Advisors are added.
    case addAdvisors(count: Int, Scenario.NewAdvisor)
    /// Advisors are removed.
    case removeAdvisors(Scenario.AdvisorSelection)
    /// Advisors get other shifts, limits or kinds.
    case changeAdvisors(Scenario.AdvisorSelection, Scenario.AdvisorChange)
    /// Advisors are absent on some days.
    case advisorAbsence(Scenario.AdvisorSelection, on: Scenario.DaySelection)
    /// The opening hours change.
    case openingHours(Scenario.CalendarSource)
    /// What single dates are for all calendars: closed, or the hours of a weekday; `nil` makes it an ordinary date.
    case dates([CivilDate: Site.SpecialDate?])
    /// The booking rules change.
    case booking(Scenario.BookingChange)
    /// A limit of a new id is added.
    case addLimit(BookingRules.ArrivalLimit)
    /// Limits are removed.
    case removeLimits(Scenario.LimitSelection)
    /// Limits admit more or fewer arrivals.
    case changeLimits(Scenario.LimitSelection, Scenario.CountChange)
    /// The number of loan vehicles is set.
    case loaners(Int)
    /// Loan vehicles are added, or removed if negative.
    case addLoaners(Int)
    /// The number of drivers is set.
    case drivers(Int)
    /// Drivers are added, or removed if negative.
    case addDrivers(Int)

    // MARK: Demand

    /// The number of future visits, in percent of today's: some are removed or duplicated.
    case volume(percent: Double)
    /// The same by kind; other kinds are unchanged.
    case mix([VisitKind: Double])
    /// Percent of the booked customers who do not come.
    case noShow(Uncertainty.ByKind<Double>)
    /// The stock of a part changes by a quantity; that of every part if none is named.
    case stock(part: String?, more: Int)
    /// The deliveries of a part come some minutes later, or earlier if negative; those of every part if none is named.
    case deliveries(part: String?, laterMinutes: Int)

    // MARK: Uncertainty

    /// The uncertainty changes.
    case uncertainty(Uncertainty.Change)
  }
}

extension Scenario {
  /// A calendar of the site by name, or a new calendar.
  public enum CalendarSource: Hashable, Sendable {
    /// A calendar of the site.
    case named(String)
    /// A new calendar.
    case inline(WorkCalendar)
  }
}

extension Scenario {
  /// A selection of days: by weekday and by date.
  public struct DaySelection: Hashable, Sendable {
    /// All days of these weekdays.
    public var weekdays: Set<Weekday>
    /// Individual dates in addition.
    public var dates: Set<CivilDate>

    /// Creates a selection; an empty one means every day.
    public init(weekdays: Set<Weekday> = [], dates: Set<CivilDate> = []) {
      self.weekdays = weekdays
      self.dates = dates
    }

    /// Every day.
    public static let every = Scenario.DaySelection()

    /// Whether a day is selected.
    public func contains(_ date: CivilDate) -> Bool {
      weekdays.isEmpty && dates.isEmpty || weekdays.contains(date.weekday) || dates.contains(date)
    }
  }
}
