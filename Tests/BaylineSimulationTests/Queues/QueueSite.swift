import BaylineMath
import BaylineModel

@testable import BaylineSimulation

/// A workshop that is nothing but a queue: customers come at random, day and night, and wait for one of some technicians.
///
/// Advisors are so many that nobody waits for them; there are no bays, no bookings and no breaks. Work takes hours, so
/// that whole minutes do not matter.
struct QueueSite {
  /// Technicians.
  let servers: Int
  /// The share of their time for which there is work, in percent.
  let load: Double
  /// Minutes of work.
  let work: Uncertainty.Distribution

  /// Minutes of work in the mean.
  static let mean = 200.0
  /// Days that are played before customers count, and days on which they do.
  static let warmUp = QueueTests.isMeasured ? 20 : 10
  static let days = QueueTests.isMeasured ? 80 : 25

  /// Customers a minute.
  var rate: Double { load / 100 * Double(servers) / Self.mean }

  /// How many minutes customers wait in the mean of some playings of a queue, with the interval of 95%.
  static func waits(_ simulation: ShopSimulation, seed: Int, replications: Int) -> SampleStatistics {
    let start = warmUp * 1440
    return SampleStatistics(
      (0..<replications).compactMap {
        simulation.completedRun(seed: seed, replication: $0).figures(from: start)[.workWait]
      })
  }

  /// The queue, ready to be played.
  var simulation: ShopSimulation {
    let day = [WorkCalendar.DayInterval(0, 1440)]
    let always = WorkCalendar(weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, day) }))
    var rules = BookingRules()
    rules.receptionMinutes = 1
    let site = Site(
      name: "Queue", calendars: ["always": always], hours: "always", booking: rules,
      advisors: (0..<20).map { Advisor(id: "S\($0)", calendar: "always") },
      technicians: (0..<servers).map { Technician(id: "T\($0)", skills: ["mech": 1], calendar: "always") })
    var uncertainty = Uncertainty.none
    uncertainty.durations.defaultValue = work
    uncertainty.walkIns.perDay = rate * 1440
    uncertainty.walkIns.needsRoom = false
    uncertainty.walkIns.jobs = [
      Appointment(
        id: "J", kind: .repair,
        operations: [
          ServiceOperation(
            id: "1",
            work: .standard(
              WorkRequirement.StandardWork(minutes: Int(Self.mean), crew: WorkRequirement.Crew(trade: "mech"))
            ))
        ])
    ]
    let first = CivilDate(ordinal: 739_945)
    let demand = Demand(
      horizon: Demand.Horizon(from: first, days: Self.warmUp + Self.days, carryOverDays: 0), appointments: []
    )
    return ShopSimulation(
      site: site, demand: demand, schedule: Schedule(assignments: []), uncertainty: uncertainty)
  }

  // MARK: - The formulas

  /// Minutes that customers wait in the mean if the work is exponential (A. K. Erlang, 1917; formula C).
  var erlang: Double {
    let offered = load / 100 * Double(servers)
    var term = 1.0
    var sum = 0.0
    for count in 0..<servers {
      sum += term
      term *= offered / Double(count + 1)
    }
    let last = term / (1 - load / 100)
    return last / (sum + last) * Self.mean / (Double(servers) * (1 - load / 100))
  }

  /// Minutes that customers of one technician wait in the mean, by the variation of the work in percent (F. Pollaczek, 1930;
  /// A. Y. Khinchin, 1932).
  func pollaczekKhinchine(variation: Double) -> Double {
    let square = 1 + variation / 100 * variation / 100
    return load / 100 * Self.mean * square / (2 * (1 - load / 100))
  }
}
