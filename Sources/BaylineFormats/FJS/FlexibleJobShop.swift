import BaylineModel

/// A flexible job shop: jobs of operations, each of which needs one machine and, if there are workers, one of them.
struct FlexibleJobShop {
  /// One way to do an operation; machines and workers are numbered from 1.
  struct Way {
    let machine: Int
    /// `nil` in a shop without workers.
    var worker: Int?
    let minutes: Int
  }

  /// The ways to do each operation, in the order of the work.
  typealias Job = [[Way]]

  let machines: Int
  let workers: Int
  let jobs: [Job]

  /// Minutes to do everything sequentially, each operation in its fastest way: an upper bound on the makespan.
  var serialMinutes: Int {
    jobs.reduce(0) { sum, job in sum + job.reduce(0) { $0 + ($1.map(\.minutes).min() ?? 0) } }
  }

  /// Days of a horizon that fits those minutes.
  var days: Int { max(1, (serialMinutes + 1439) / 1440) }

  /// Machines as bays and workers as technicians of a site that never closes and minimizes only the makespan.
  func site(name: String, locale: Language) -> Site {
    let always = WorkCalendar(
      weekly: Dictionary(
        uniqueKeysWithValues: Weekday.allCases.map { ($0, [WorkCalendar.DayInterval(0, 1440)]) }))
    // Leaving a job out must never pay off: because it has arrived, it costs three times the whole horizon, and no
    // makespan is longer than the horizon.
    var policy = CostPolicy.none
    policy.makespan = 1
    policy.kinds[Self.kind] = CostPolicy.KindCost(drop: days * 1440, delay: 0)
    var booking = BookingRules()
    booking.receptionMinutes = 0
    booking.finishMinutes = 0
    booking.moveMinutes = 0
    booking.reservePercent = 0
    var site = Site(name: name, calendars: ["always": always], hours: "always", policy: policy)
    site.locale = locale
    site.booking = booking
    site.bays = (1...machines).map { Bay(id: machine($0), types: []) }
    site.technicians = (0..<workers).map { Technician(id: worker($0 + 1), skills: [:], calendar: "always") }
    return site
  }

  /// The jobs as vehicles that have arrived by the start of the horizon.
  func demand() -> Demand {
    let horizon = Demand.Horizon(from: Self.firstDay, days: 1, carryOverDays: days - 1)
    let appointments = jobs.enumerated().map { index, job in
      var appointment = Appointment(
        id: Self.id("J", index + 1, of: jobs.count), kind: Self.kind,
        operations: job.enumerated().map { operation($1, at: $0 + 1, of: job.count) })
      appointment.arrived = horizon.start
      return appointment
    }
    return Demand(horizon: horizon, appointments: appointments)
  }

  private func operation(_ ways: [Way], at position: Int, of count: Int) -> ServiceOperation {
    let alternatives = ways.map {
      WorkRequirement.Alternative(
        bay: machine($0.machine), technician: $0.worker.map(worker), minutes: $0.minutes)
    }
    // A job waits beside the machines, not in them.
    return ServiceOperation(
      id: Self.id("", position, of: count), work: .alternatives(alternatives), bayAfter: .leave)
  }

  private static let kind = VisitKind(rawValue: "job")
  /// An arbitrary Monday.
  private static let firstDay = CivilDate(ordinal: 740_041)

  private func machine(_ number: Int) -> String { Self.id("M", number, of: machines) }

  private func worker(_ number: Int) -> String { Self.id("W", number, of: workers) }

  /// A letter and a zero-padded number, so that ids sort like numbers.
  private static func id(_ letter: String, _ number: Int, of count: Int) -> String {
    let digits = String(number)
    return letter + String(repeating: "0", count: max(0, String(count).count - digits.count)) + digits
  }
}

extension CostPolicy {
  /// No costs except those of kinds.
  fileprivate static var none: CostPolicy {
    var policy = CostPolicy()
    for (name, path) in CostPolicy.weights where name != "overloadPercent" { policy[keyPath: path] = 0 }
    return policy
  }
}
