import BaylineMath
package import BaylineModel

/// A site and a demand compiled to flat tables of integers: immutable, built once per search.
///
/// Times are minutes from the start of the horizon, negative before it. Between `init` and `Schedule.init(_:)`, no
/// string, dictionary or date is touched.
package final class CompiledProblem: Sendable {
  /// Used for names and rules.
  package let site: Site
  /// Used for names.
  package let demand: Demand
  /// The end of the horizon.
  package let end: Int
  /// No unlocked operation starts earlier. Never before the horizon.
  package let now: Int
  /// `now` as given in the demand; may lie before the horizon.
  package let statedNow: Int
  /// Days in the horizon, including carry-over days.
  package let days: Int
  /// 64-bit words in a timeline with one bit per minute.
  package let words: Int

  /// All calendars and the intersections of calendars needed by splittable work; 0 is all time.
  package let classes: IndexedTable<WorkingTime, WorkingTime>
  package let hours: WorkingTime
  /// The number of open minutes before each minute of the horizon and of the finish time after it.
  package let openBefore: [Int32]

  /// Possible arrival times, ascending: on the grid, on an arrival day, within the site's hours, not before `now`.
  package let slots: [Int]
  package let advisors: IndexedTable<Advisor, CompiledAdvisor>
  package let technicians: IndexedTable<Technician, CompiledTechnician>
  package let bays: IndexedTable<Bay, CompiledBay>
  package let parts: IndexedTable<SparePart, CompiledPart>
  /// Technician minutes that may be booked per day, excluding the reserve and the past (H14).
  package let bookable: [Int]

  package let appointments: IndexedTable<Appointment, CompiledAppointment>
  /// The operations, grouped by visit.
  package let operations: IndexedTable<ServiceOperation, CompiledOperation>
  /// The crew options of unlocked operations, grouped by operation; equal operations share them.
  package let options: [CrewOption]
  /// The crews of options and locks, concatenated.
  package let crews: [TechnicianIndex]
  /// The bays of options, concatenated.
  package let bayChoices: [BayOption]
  /// Rows in `Timelines` of bays and technicians, concatenated.
  package let pools: [Int32]
  /// The ranges of slots in which visits may arrive, concatenated.
  package let slotRanges: [Range<Int>]
  /// The parts needed by visits, concatenated; each part at most once per visit.
  package let needs: [CompiledNeed]

  /// Compiles a validated site and demand.
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

  /// Open minutes from the start of the horizon to a time; negative for a time before it.
  /// - Complexity: O(1) in the horizon, else O(log *n*).
  package func open(before time: Int) -> Int {
    if time >= 0, time < openBefore.count { return Int(openBefore[time]) }
    return time > 0 ? hours.minutes(from: 0, to: time) : -hours.minutes(from: time, to: 0)
  }

  /// The last minute preceded by at most the given number of open minutes.
  /// - Complexity: O(log horizon).
  func lastMinute(withOpenBefore minutes: Int) -> Int {
    max(0, openBefore.partitioningIndex { Int($0) > minutes } - 1)
  }

  /// Open minutes in `[start, end)`; 0 if `end` is not after `start`.
  package func open(from start: Int, to end: Int) -> Int {
    end > start ? open(before: end) - open(before: start) : 0
  }

  package func civil(_ time: Int) -> CivilTime {
    demand.horizon.start + time
  }

  package func minute(_ time: CivilTime) -> Int {
    time - demand.horizon.start
  }
}

package struct CompiledAdvisor: Sendable {
  package let shifts: WorkingTime
  /// Maximum number of arrivals in any 60 minutes.
  package let perHour: Int
  /// Maximum number of arrivals per day.
  package let perDay: Int
  /// The slots at which the advisor is on duty for the entire reception.
  package let onDuty: BitRow
}

package struct CompiledTechnician: Sendable {
  /// Working-time class of the shifts.
  package let shifts: ClassIndex
  /// For each day of the horizon, the minutes above which it counts as overloaded.
  package let dayLimits: [Int]
  /// Shift minutes per day of the horizon.
  package let dayShifts: [Int]
}

package struct CompiledBay: Sendable {
  /// Working-time class of the calendar.
  package let use: ClassIndex
}

/// The stock of a part over time, as a step function with a step at each delivery.
package struct CompiledPart: Sendable {
  /// The time at which each epoch starts; the first precedes all others.
  package let from: [Int]
  /// Total quantity received by the start of each epoch.
  package let cumulativeStock: [Int]

  /// The index of the epoch that contains a time.
  /// - Complexity: O(log *n*) in the deliveries.
  package func epoch(at time: Int) -> Int {
    max(0, from.partitioningIndex { $0 > time } - 1)
  }
}

/// A quantity of a part.
package struct CompiledNeed: Sendable {
  package let part: PartIndex
  package let quantity: Int
}

/// How a visit's arrival time is determined.
package enum ArrivalRule: Sendable, Equatable {
  /// Any slot in its ranges.
  case free
  /// The promised time.
  case booked(Int)
  /// The vehicle is on site; no work starts before this time.
  case arrived(Int)
}

package struct CompiledAppointment: Sendable {
  package let operations: Range<Int>
  package let rule: ArrivalRule
  /// Range in `slotRanges`; empty unless the arrival is free.
  package let slotRanges: Range<Int>
  /// Range in `needs`; empty if the parts have been picked or are no longer needed.
  package let needs: Range<Int>
  /// Points for leaving it unscheduled.
  package let drop: Int
  /// Points per open minute until it is ready.
  package let delay: Int
  /// The earliest time at which work could have begun.
  package let earliestStart: Int
  /// Open minutes before `earliestStart`.
  package let openBeforeEarliestStart: Int
  /// The customer's first choice, for a free arrival.
  package let preferred: Int?
  /// The slot at which the search for an arrival starts.
  package let anchor: Int
  package let readyBy: Int?
  package let waiting: Bool
  package let loaner: Bool
  package let walkIn: Bool
  /// The advisor who incurs no cost; `nil` if no advisor incurs any.
  package let expectedAdvisor: AdvisorIndex?
  /// The advisors allowed to receive it.
  package let advisors: [AdvisorIndex]
  /// Shifts of the original technician, whose absence at the arrival costs points.
  package let originalShifts: WorkingTime?
  /// When an arrived vehicle's stay began (H12, H13, stay cost).
  package let onSiteSince: Int
  /// Points independent of the placement: for locked operations, and for an arrived vehicle's original technician.
  package let constantCost: Int
  /// Minimum minutes from the start of the first operation to the end of the last.
  package let span: Int
  /// End of the leading run of locked operations; `nil` if the first operation is not locked.
  package let lockedPrefixEnd: Int?
  /// Minimum technician minutes booked by its unlocked operations.
  package let minBookedMinutes: Int
  /// Minimum points for the options of its unlocked operations.
  package let minOptionCost: Int
  /// Whether it can never be scheduled, for reasons of its own: a lock that never ends, or an operation nobody can
  /// do.
  package let isInfeasible: Bool
}

package struct CompiledOperation: Sendable {
  package let appointment: AppointmentIndex
  /// Range in `options`; empty if locked.
  package let options: Range<Int>
  package let splittable: Bool
  /// Range in `pools`: the rows of all bays in which it can be done; empty if they do not bound its start.
  package let pool: Range<Int>
  /// Range in `pools`: the rows of all technicians who can take part in it.
  package let able: Range<Int>
  /// Minimum minutes of work.
  package let minWork: Int
  package let lock: CompiledLock?
  /// Points for leaving the previous bay or crew; 0 if there is none.
  package let movedCost: Int
  package let previousBay: BayIndex?
  /// Minimum minutes of the operations that follow it in the visit.
  package let remainingWork: Int
  /// Index within the appointment's operations.
  package let position: Int
}

package struct CompiledLock: Sendable {
  package let start: Int
  /// When it ends; `nil` if the crew's working time never suffices.
  package let end: Int?
  package let bay: BayIndex?
  /// Range in `crews`.
  package let crew: Range<Int>
  /// Working-time class of a splittable operation; all time for an unsplittable one.
  package let work: ClassIndex
}

/// A crew able to do an operation, and the bays it can use.
package struct CrewOption: Sendable {
  /// Range in `crews`.
  package let crew: Range<Int>
  /// Range in `bayChoices`; never empty.
  package let bays: Range<Int>
  package let work: Int
  /// Points for excess skill and for not being the preferred technician.
  package let cost: Int
  /// Whether this is the crew of the previous schedule.
  package let isPrevious: Bool
}

/// A bay for an option, or no bay.
package struct BayOption: Sendable, Hashable {
  package let bay: BayIndex?
  /// Working-time class of a splittable operation in this bay with the option's crew.
  package let work: ClassIndex
}
