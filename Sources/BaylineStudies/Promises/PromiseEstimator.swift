import BaylineMath
public import BaylineModel
import BaylineSimulation

/// Finds the times that customers are told: those at which their vehicles are ready, or brought back, on the day as it
/// runs with the site's `promisePercent`.
///
/// The days are simulated many times as by ``Simulator``, with random events of their own: a simulation with the same
/// seed does not see the events that a promise was made from. A promise is the first time on the slot grid within the
/// opening hours that is neither before `ready` nor before the quantile of the simulated times. The quantile is an order
/// statistic: of *n* simulated times the *k*-th, *k* = ⌈*p* (*n* + 1)⌉, by which a further day holds with probability *p*
/// or more (H. A. David and H. N. Nagaraja, 2003, *Order Statistics*, 3rd ed., section 7.2). Replications in which the
/// customer does not come, or leaves, are left out.
public struct PromiseEstimator: Sendable {
  private let site: Site
  private let demand: Demand
  private let uncertainty: Uncertainty
  private let replications: Int
  private let seed: Int

  /// The replications that promises are made from where no other number is given.
  public static let defaultReplications = 200

  /// Creates an estimator for the schedules of a demand.
  ///
  /// - Parameters:
  ///   - replications: The number of simulated days, 1 or more.
  ///   - seed: The seed of random events. Promises are the same on every machine and for every number of threads.
  /// - Precondition: Site, demand and uncertainty are valid.
  public init(
    site: Site, demand: Demand, uncertainty: Uncertainty = .default,
    replications: Int = defaultReplications, seed: Int = 1
  ) {
    self.site = site
    self.demand = demand
    self.uncertainty = uncertainty
    self.replications = max(1, replications)
    var random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)), stream: "promises")
    self.seed = Int(random.next() >> 1)
  }

  /// A schedule with a promise for every scheduled visit.
  ///
  /// - Parameters:
  ///   - schedule: A schedule of the demand that keeps every rule.
  ///   - earlier: The schedule before this one, of which customers with a confirmed arrival or in house were told: a
  ///     time that still holds stays.
  ///   - threads: The number of threads, 1 or more.
  ///   - shouldStop: Polled from several threads; once it returns `true`, only the least number of days is simulated.
  /// - Complexity: O(replications × *n* log *n*) in the operations.
  public func promising(
    _ schedule: Schedule, keeping earlier: Schedule? = nil, threads: Int = 1,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) async -> Schedule {
    let simulation = simulation(of: schedule)
    let threads = min(max(1, threads), replications)
    let times = await withTaskGroup(of: [[CivilTime?]].self) { group in
      for thread in 0..<threads {
        group.addTask { [seed, replications] in
          stride(from: thread, to: replications, by: threads).compactMap {
            $0 >= Self.minReplications && shouldStop()
              ? nil : simulation.handovers(seed: seed, replication: $0)
          }
        }
      }
      var all: [[CivilTime?]] = []
      for await part in group { all += part }
      return all
    }
    return promising(schedule, simulation, times, told(by: earlier))
  }

  /// The seconds that ``promising(_:keeping:threads:shouldStop:)`` will take, measured on a few days.
  ///
  /// - Complexity: That of those days.
  public func seconds(for schedule: Schedule, threads: Int) -> Double {
    let watch = Stopwatch()
    let simulation = simulation(of: schedule)
    let begun = watch.elapsed
    for replication in 0..<Self.sampleDays { _ = simulation.handovers(seed: seed, replication: replication) }
    let rounds = (replications + max(1, threads) - 1) / max(1, threads)
    return begun + (watch.elapsed - begun) * Double(rounds) / Double(Self.sampleDays)
  }

  /// The days on which the time of a replication is measured.
  private static let sampleDays = 3

  /// The promise of one visit of a schedule; `nil` if it is not scheduled.
  ///
  /// - Complexity: As for ``promising(_:keeping:threads:shouldStop:)``, but days end with the visit.
  public func promise(of appointment: String, in schedule: Schedule) -> CivilTime? {
    let simulation = simulation(of: schedule)
    guard let position = simulation.visitIds.firstIndex(of: appointment),
      let assignment = schedule.assignments.first(where: { $0.appointment == appointment })
    else { return nil }
    return promise(
      of: assignment,
      (0..<replications).compactMap { simulation.handover(of: position, seed: seed, replication: $0) })
  }

  /// The time, or delay, that a further day does not exceed with a probability of at least some percent, by those of days
  /// before; the greatest of them if they are too few. `nil` if there are none.
  static func quantile<Value: Comparable>(_ percent: Int, of times: [Value]) -> Value? {
    let rank = min(times.count, (percent * (times.count + 1) + 99) / 100)
    return rank == 0 ? nil : times.sorted()[rank - 1]
  }

  /// The days that are simulated in any case.
  private static let minReplications = 40

  /// What customers who count on it were told.
  private func told(by earlier: Schedule?) -> [String: CivilTime] {
    let settled = Set(demand.appointments.lazy.filter { $0.booked != nil || $0.arrived != nil }.map(\.id))
    let told = (earlier?.assignments ?? []).compactMap { visit in
      settled.contains(visit.appointment) ? visit.promise.map { (visit.appointment, $0) } : nil
    }
    return Dictionary(told, uniquingKeysWith: { first, _ in first })
  }

  private func simulation(of schedule: Schedule) -> ShopSimulation {
    ShopSimulation(site: site, demand: demand, schedule: schedule, uncertainty: uncertainty)
  }

  private func promising(
    _ schedule: Schedule, _ simulation: ShopSimulation, _ times: [[CivilTime?]], _ told: [String: CivilTime]
  ) -> Schedule {
    let positions = Dictionary(
      uniqueKeysWithValues: simulation.visitIds.enumerated().map { ($1, $0) })
    var promising = schedule
    for index in promising.assignments.indices {
      let assignment = promising.assignments[index]
      let samples = positions[assignment.appointment].map { visit in times.compactMap { $0[visit] } }
      let promise = promise(of: assignment, samples ?? [])
      promising.assignments[index].promise = max(promise, told[assignment.appointment] ?? promise)
    }
    return promising
  }

  private func promise(of assignment: Schedule.Assignment, _ times: [CivilTime]) -> CivilTime {
    let holds = Self.quantile(site.booking.promisePercent, of: times) ?? assignment.ready
    return site.firstHandover(from: max(assignment.ready, holds))
  }
}
