/// One change of a workshop, of what is asked of it, or of how its days differ from their plan.
public enum ScenarioChange: Hashable, Sendable {
  // MARK: Technicians

  /// More technicians.
  case addTechnicians(count: Int, NewTechnician)
  /// Technicians go.
  case removeTechnicians(TechnicianSelection)
  /// Technicians learn, or work in other shifts.
  case changeTechnicians(TechnicianSelection, TechnicianChange)
  /// Technicians are away on some days.
  case technicianAbsence(TechnicianSelection, on: DaySelection)
  /// The shifts of technicians end so many minutes later on some days, at a price an hour for each of them; without a
  /// price it is the one of the file.
  case overtime(TechnicianSelection, minutes: Int, on: DaySelection, hourPrice: Double?)

  // MARK: Bays

  /// More bays.
  case addBays(count: Int, NewBay)
  /// Bays go.
  case removeBays(BaySelection)
  /// Bays are used for something else, or at other times.
  case changeBays(BaySelection, BayChange)
  /// Bays are closed on some days.
  case closeBays(BaySelection, on: DaySelection)

  // MARK: Reception

  /// More advisors.
  case addAdvisors(count: Int, NewAdvisor)
  /// Advisors go.
  case removeAdvisors(AdvisorSelection)
  /// Advisors work in other shifts, or receive more or fewer.
  case changeAdvisors(AdvisorSelection, AdvisorChange)
  /// Advisors are away on some days.
  case advisorAbsence(AdvisorSelection, on: DaySelection)
  /// Other opening hours.
  case openingHours(CalendarSource)
  /// Other booking rules.
  case booking(BookingChange)
  /// So many loan vehicles.
  case loaners(Int)
  /// So many loan vehicles more, or fewer.
  case addLoaners(Int)

  // MARK: Demand

  /// The visits still to come, in percent of today's: some are left out, or come twice.
  case volume(percent: Double)
  /// The same by kind; kinds not named stay as they are.
  case mix([VisitKind: Double])
  /// Percent of the booked customers who do not come.
  case noShow(Uncertainty.ByKind<Double>)
  /// So many pieces of a part more in stock, or fewer; of every part if none is named.
  case stock(part: String?, more: Int)
  /// The deliveries of a part come so many minutes later, or earlier; those of every part if none is named.
  case deliveries(part: String?, laterMinutes: Int)

  // MARK: Uncertainty

  /// The days differ from their plan in another way.
  case uncertainty(UncertaintyChange)
}

/// A calendar of the site by its name, or one that is written out.
public enum CalendarSource: Hashable, Sendable {
  /// One of the site's.
  case named(String)
  /// A new one.
  case inline(WorkCalendar)
}

/// Some days: all those of some weekdays, and some dates.
public struct DaySelection: Hashable, Sendable {
  /// Each such day.
  public var weekdays: Set<Weekday>
  /// These days as well.
  public var dates: Set<CivilDate>

  /// Days; none given is every day.
  public init(weekdays: Set<Weekday> = [], dates: Set<CivilDate> = []) {
    self.weekdays = weekdays
    self.dates = dates
  }

  /// Every day.
  public static let every = DaySelection()

  /// Whether a day is among them.
  public func contains(_ date: CivilDate) -> Bool {
    weekdays.isEmpty && dates.isEmpty || weekdays.contains(date.weekday) || dates.contains(date)
  }
}
