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
  /// The same for quick look-up.
  let times: WorkingTimeTable
  package let hours: WorkingTime
  /// The number of open minutes before each minute of the horizon and of the finish time after it.
  package let openBefore: [Int32]

  /// Possible arrival times, ascending: on the grid, on an arrival day, within the site's hours, not before `now`.
  package let slots: [Int]
  package let advisors: IndexedTable<Advisor, CompiledAdvisor>
  package let technicians: IndexedTable<Technician, CompiledTechnician>
  package let bays: IndexedTable<Bay, CompiledBay>
  package let parts: IndexedTable<SparePart, CompiledPart>
  /// The limits of arrivals (H17).
  package let limits: [CompiledLimit]
  /// The limits that count each visit, concatenated: positions in `limits`.
  package let visitLimits: [Int]
  /// The technicians of whose time a share stays free (H14): all of them first, then teams.
  package let reserves: [CompiledReserve]
  /// The points of a technician's day for overload and balance by booked minutes, up to a whole day, concatenated.
  let workloadCosts: [Int32]
  /// The working-time class of each technician's shifts.
  let shiftClasses: [ClassIndex]
  /// For each technician and day, where its costs begin in `workloadCosts`.
  let dayCosts: [Int]
  /// The site's hours to ten years after the horizon, if any visit is delivered: the days of the deliveries (H18).
  package let deliveryHours: WorkingTime

  package let appointments: IndexedTable<Appointment, CompiledAppointment>
  /// The operations, grouped by visit.
  package let operations: IndexedTable<ServiceOperation, CompiledOperation>
  /// The crew options of unlocked operations, grouped by operation; equal operations share them.
  package let options: [CrewOption]
  /// The crews of options and locks, concatenated.
  package let crews: [TechnicianIndex]
  /// The bays of options, concatenated.
  package let bayChoices: [BayOption]
  /// What follows for the vehicle in each bay, concatenated; equal operations share them.
  package let stays: [FollowingStay]
  /// Rows in `Timelines` of bays, technicians and equipment, concatenated.
  package let pools: [Int32]
  /// The ranges of slots in which visits may arrive, concatenated.
  package let slotRanges: [Range<Int>]
  /// The parts needed by visits and by operations, concatenated; each part at most once for each of them.
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
    times = WorkingTimeTable(compiler.classes.all)
    hours = compiler.hours
    openBefore = compiler.openBefore
    slots = compiler.slots
    advisors = IndexedTable(compiler.advisors)
    technicians = IndexedTable(compiler.technicians)
    shiftClasses = compiler.technicians.map(\.shifts)
    dayCosts = compiler.technicians.flatMap(\.dayCosts)
    bays = IndexedTable(compiler.bayClasses.map { CompiledBay(use: $0) })
    parts = IndexedTable(compiler.parts)
    limits = compiler.limits
    visitLimits = compiler.visitLimits
    reserves = compiler.reserves
    workloadCosts = compiler.workloadCosts
    deliveryHours = compiler.deliveryHours
    appointments = IndexedTable(compiler.appointments)
    operations = IndexedTable(compiler.operations)
    options = compiler.options
    crews = compiler.crews
    bayChoices = compiler.bayChoices
    pools = compiler.pools
    stays = compiler.stays
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
