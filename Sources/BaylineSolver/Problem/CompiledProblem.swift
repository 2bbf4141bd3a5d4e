import BaylineMath
package import BaylineModel

/// A site and a demand compiled to flat tables of whole numbers: immutable, made once for each search.
///
/// Times are minutes from the start of the horizon, negative before it. Between the two seams (`init` and
/// `Schedule.init(_:)`) no string, dictionary or date is touched.
package final class CompiledProblem: Sendable {
  /// The site, for names and rules.
  package let site: Site
  /// The demand, for names.
  package let demand: Demand
  /// The end of the horizon.
  package let end: Int
  /// Nothing unlocked starts before it; not before the horizon.
  package let now: Int
  /// `now` as the demand has it, perhaps before the horizon.
  package let statedNow: Int
  /// Days of the horizon, carry-over included.
  package let days: Int
  /// 64-bit words of a timeline with a bit a minute.
  package let words: Int

  /// All calendars and those intersections of them that splittable work needs; 0 is all time.
  package let classes: IndexedTable<WorkingTime, WorkingTime>
  /// The site's hours.
  package let hours: WorkingTime
  /// Open minutes before each minute of the horizon and of the finish after it.
  package let openBefore: [Int32]

  /// Possible arrivals, ascending: on the grid, on an arrival day, in the site's hours, not before `now`.
  package let slots: [Int]
  /// The advisors' rules.
  package let advisors: IndexedTable<Advisor, CompiledAdvisor>
  /// The technicians' calendars and days.
  package let technicians: IndexedTable<Technician, CompiledTechnician>
  /// The bays' calendars.
  package let bays: IndexedTable<Bay, CompiledBay>
  /// Stock by part.
  package let parts: IndexedTable<SparePart, CompiledPart>
  /// Minutes of each day that may be booked, the reserve and what is past left out (H14).
  package let bookable: [Int]

  /// The visits.
  package let appointments: IndexedTable<Appointment, CompiledAppointment>
  /// Their operations, those of a visit side by side.
  package let operations: IndexedTable<ServiceOperation, CompiledOperation>
  /// The ways to do the unlocked operations, those of an operation side by side; equal operations share them.
  package let options: [CrewOption]
  /// Crews of options and locks, flat.
  package let crews: [TechnicianIndex]
  /// Bays of options, flat.
  package let bayChoices: [BayOption]
  /// Timelines of bays and of technicians, flat.
  package let pools: [Int32]
  /// Ranges of slots in which visits may arrive, flat.
  package let slotRanges: [Range<Int>]
  /// Pieces that visits need, flat, a part once a visit.
  package let needs: [CompiledNeed]

  /// Compiles a site and a demand that the formats have accepted.
  /// - Complexity: O(horizon minutes + operations × crews).
  package init(site: Site, demand: Demand) {
    var compiler = ProblemCompiler(site: site, demand: demand)
    compiler.compile()
    self.site = site
    self.demand = demand
    end = compiler.end
    now = max(compiler.statedNow, 0)
    statedNow = compiler.statedNow
    days = compiler.end / 1440
    words = (compiler.end + 63) / 64
    classes = IndexedTable(compiler.classes.all)
    hours = compiler.hours
    openBefore = compiler.openBefore
    slots = compiler.slots
    advisors = IndexedTable(compiler.advisors)
    technicians = IndexedTable(compiler.technicians)
    bays = IndexedTable(compiler.bayClasses.map { CompiledBay(use: $0) })
    parts = IndexedTable(compiler.parts)
    bookable = compiler.bookable
    appointments = IndexedTable(compiler.appointments)
    operations = IndexedTable(compiler.operations)
    options = compiler.options
    crews = compiler.crews
    bayChoices = compiler.bayChoices
    pools = compiler.pools
    slotRanges = compiler.slotRanges
    needs = compiler.needs
  }

  /// Open minutes before a time, counted from the start of the horizon.
  /// - Complexity: O(1) in the horizon, else O(log *n*).
  package func open(before time: Int) -> Int {
    if time >= 0, time < openBefore.count { return Int(openBefore[time]) }
    return time > 0 ? hours.minutes(from: 0, to: time) : -hours.minutes(from: time, to: 0)
  }

  /// The last minute of the horizon and the finish after it before which no more minutes than so many are open.
  /// - Complexity: O(log horizon).
  func lastMinute(withOpenBefore minutes: Int) -> Int {
    max(0, openBefore.partitioningIndex { Int($0) > minutes } - 1)
  }

  /// Open minutes in `[start, end)`; 0 if `end` is not after `start`.
  package func open(from start: Int, to end: Int) -> Int {
    end > start ? open(before: end) - open(before: start) : 0
  }

  /// A time of the problem as a civil time.
  package func civil(_ time: Int) -> CivilTime {
    demand.horizon.start + time
  }

  /// A civil time as a time of the problem.
  package func minute(_ time: CivilTime) -> Int {
    time - demand.horizon.start
  }
}

/// An advisor's rules.
package struct CompiledAdvisor: Sendable {
  /// The shifts.
  package let shifts: WorkingTime
  /// Most arrivals in any 60 minutes.
  package let perHour: Int
  /// Most arrivals in a day.
  package let perDay: Int
  /// Slots at which the advisor is on duty for the whole reception, a bit a slot.
  package let onDuty: BitRow
}

/// A technician's calendar and days.
package struct CompiledTechnician: Sendable {
  /// Class of the shifts.
  package let shifts: ClassIndex
  /// Minutes of each day of the horizon above which the day counts as overloaded.
  package let dayLimits: [Int]
  /// Minutes of the shifts of each day of the horizon.
  package let dayShifts: [Int]
}

/// A bay's calendar.
package struct CompiledBay: Sendable {
  /// Class of its use.
  package let use: ClassIndex
}

/// A part's stock over time: constant between deliveries.
package struct CompiledPart: Sendable {
  /// The times from which on each stock counts; the first is before everything.
  package let from: [Int]
  /// Pieces that have come by then in all.
  package let cumulativeStock: [Int]

  /// The position of the stock that counts at a time.
  /// - Complexity: O(log *n*) in the deliveries.
  package func epoch(at time: Int) -> Int {
    max(0, from.partitioningIndex { $0 > time } - 1)
  }
}

/// Pieces of a part.
package struct CompiledNeed: Sendable {
  package let part: PartIndex
  package let quantity: Int
}

/// How the arrival of a visit is found.
package enum ArrivalRule: Sendable, Equatable {
  /// On any slot of its ranges.
  case free
  /// At the promised time.
  case booked(Int)
  /// It is there: nothing starts before this.
  case arrived(Int)
}

/// A visit, compiled.
package struct CompiledAppointment: Sendable {
  package let operations: Range<Int>
  package let rule: ArrivalRule
  /// Ranges of `slotRanges`; empty unless the arrival is free.
  package let slotRanges: Range<Int>
  /// Ranges of `needs`; empty if the parts are picked or needed no more.
  package let needs: Range<Int>
  /// Points for leaving it out.
  package let drop: Int
  /// Points for each open minute until it is ready.
  package let delay: Int
  /// The earliest that it could have been begun.
  package let earliestStart: Int
  /// Open minutes before `begin`.
  package let openBeforeEarliestStart: Int
  /// First choice, for a free arrival.
  package let preferred: Int?
  /// Slot at which the search for an arrival begins.
  package let anchor: Int
  package let readyBy: Int?
  package let waiting: Bool
  package let loaner: Bool
  package let walkIn: Bool
  /// The advisor who costs nothing; `nil` if all do.
  package let expectedAdvisor: AdvisorIndex?
  /// The advisors who may receive it.
  package let advisors: [AdvisorIndex]
  /// Shifts of the technician whose absence at the arrival costs `original`.
  package let originalShifts: WorkingTime?
  /// Since when an arrived vehicle counts as being there (H12, H13, stay).
  package let onSiteSince: Int
  /// Points that hold wherever it is placed: those of locked operations, and of an arrived vehicle's original.
  package let constantCost: Int
  /// Least minutes from the start of the first operation to the end of the last.
  package let span: Int
  /// When the last of the locked operations at its start ends; `nil` if it does not start with one.
  package let lockedPrefixEnd: Int?
  /// Least minutes that its unlocked operations book, each technician of a crew counted.
  package let minBookedMinutes: Int
  /// Least points of the options of its unlocked operations.
  package let minOptionCost: Int
  /// Whether something about it alone (a lock that never ends, an operation that nobody can do) rules it out.
  package let isInfeasible: Bool
}

/// An operation, compiled.
package struct CompiledOperation: Sendable {
  package let appointment: AppointmentIndex
  /// Ranges of `options`; empty if locked.
  package let options: Range<Int>
  package let splittable: Bool
  /// Range of `pools`: the timelines of all bays in which it can be done; empty if they do not bound its start.
  package let pool: Range<Int>
  /// Range of `pools`: the timelines of all technicians who can have a part in it.
  package let able: Range<Int>
  /// Least minutes of work.
  package let minWork: Int
  package let lock: CompiledLock?
  /// Points for leaving the previous bay or crew; 0 if there is no previous.
  package let movedCost: Int
  /// The previous bay; `nil` is none.
  package let previousBay: BayIndex?
  /// Least minutes of the operations behind it in the visit.
  package let remainingWork: Int
  /// Position in the demand's appointment.
  package let position: Int
}

/// A locked operation, compiled.
package struct CompiledLock: Sendable {
  package let start: Int
  /// When it ends; `nil` if its crew's working time never holds the work.
  package let end: Int?
  package let bay: BayIndex?
  /// Range of `crews`.
  package let crew: Range<Int>
  /// Class in which a splittable one works; all time for an unsplittable one.
  package let work: ClassIndex
}

/// A crew that can do an operation, with the bays in which it can.
package struct CrewOption: Sendable {
  /// Range of `crews`.
  package let crew: Range<Int>
  /// Range of `bayChoices`; never empty.
  package let bays: Range<Int>
  /// Minutes of work.
  package let work: Int
  /// Points for too much skill and for missing the preferred technician.
  package let cost: Int
  /// Whether the crew is the previous one.
  package let isPrevious: Bool
}

/// A bay for an option, or none.
package struct BayOption: Sendable, Hashable {
  /// The bay; `nil` is none.
  package let bay: BayIndex?
  /// The class in which a splittable operation works there with the option's crew.
  package let work: ClassIndex
}
