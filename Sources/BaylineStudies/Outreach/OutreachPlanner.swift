public import BaylineModel

/// Makes the list of outgoing calls: whom, when, why, and which times to offer, so that the peaks of the coming days are shaved.
///
/// ``DueReasonFinder`` says what holds for a vehicle and when; ``CallScheduler`` spreads the calls; ``LevellingProblem`` gives each visit its day;
/// ``OutreachTimeFinder`` finds the times. docs/outreach.md has the rules, the accounts and what each of them is proven for.
public struct OutreachPlanner: Sendable {
  /// A demand of coming days, with its schedule if there is one.
  public struct BookedDays: Sendable {
    /// The visits that are booked.
    public var demand: Demand
    /// How they are scheduled.
    public var schedule: Schedule?

    /// Some days that are booked.
    public init(demand: Demand, schedule: Schedule? = nil) {
      self.demand = demand
      self.schedule = schedule
    }
  }

  /// What can be chosen.
  public struct Options: Hashable, Sendable {
    /// The day on which the list is made: the first day of calls.
    public var from: CivilDate
    /// Days of calls and visits.
    public var days = 28
    /// The most calls of a day.
    public var callsPerDay = 30
    /// Times for each call, 2 or 3.
    public var times = 3
    /// Percent of the services and inspections that are expected which come because they are called, as in these lists: they
    /// are not counted twice.
    public var calledPercent = 0
    /// Percent of the slack of each day that first times leave for second and third ones.
    public var choicePercent = 15
    /// The order in which the local search looks.
    public var seed: UInt64 = 1
    /// The numbers of the rules.
    public var rules = OutreachRules()

    /// A list of four weeks from a day on.
    public init(from: CivilDate) {
      self.from = from
    }
  }

  /// A schedule that may not stand for its demand, with the position of its book.
  public struct BookedDaysError: Error {
    /// The position of the book.
    public var book: Int
    /// Why it may not.
    public var fault: OriginFault

    package init(book: Int, fault: OriginFault) {
      self.book = book
      self.fault = fault
    }
  }

  private let site: Site
  private let vehicles: [CustomerVehicle]
  private let jobs: OutreachJobCatalogue
  private let books: [BookedDays]
  private let past: [Appointment]
  private let expected: [ExpectedVolume]
  private let options: Options
  private let capacity: WorkshopCapacity

  /// A planner for a file of vehicles.
  ///
  /// - Parameters:
  ///   - jobs: The catalogue; may be empty.
  ///   - books: The coming days as far as they are booked, each day in one of them.
  ///   - past: Visits of past days, from which follows what a visit of a kind takes; the booked ones where there are none.
  ///   - expected: What is expected to come by itself, booked visits of those days included.
  public init(
    site: Site, vehicles: [CustomerVehicle], jobs: [OutreachJob] = [], books: [BookedDays] = [],
    past: [Appointment] = [],
    expected: [ExpectedVolume] = [], options: Options
  ) {
    self.site = site
    self.vehicles = vehicles
    capacity = WorkshopCapacity(site)
    self.jobs = OutreachJobCatalogue(jobs, capacity: capacity)
    self.books = books
    self.past = past
    self.expected = expected
    self.options = options
  }

  /// The list.
  ///
  /// - Throws: A schedule that may not stand for its demand.
  /// - Complexity: O(vehicles² × (resources + days)) at the worst; a search of offers for each time on a day with a schedule.
  public func plan() throws(BookedDaysError) -> OutreachPlan {
    let loads = self.loads()
    let isOpen = loads.capacity.map { $0[loads.arrivals] > 0 }
    var leftOut: [OutreachExclusion] = []
    var nothing = 0
    var candidates = self.candidates(&leftOut, &nothing)
    let calls = callDays(&candidates, loads, isOpen, &leftOut)

    var visits: [LevelledVisit] = []
    var entries: [(candidate: OutreachCandidate, day: CivilDate, visit: Int?)] = []
    for (candidate, day) in zip(candidates, calls) {
      guard let kind = candidate.kind, candidate.visit != nil else {
        entries.append((candidate, day, nil))
        continue
      }
      guard let visit = planned(candidate, kind, calledOn: day, loads, isOpen) else {
        leftOut.append(
          OutreachExclusion(vehicle: candidate.vehicle, reasons: candidate.reasons, cause: .closed))
        continue
      }
      entries.append((candidate, day, visits.count))
      visits.append(visit)
    }
    let base = zip(loads.booked, loads.expected).map { zip($0, $1).map { $0 + $1 } }
    let problem = LevellingProblem(
      capacity: loads.capacity, base: base, items: visits.map(\.item), limit: limits(loads))
    let levelling = problem.solve(seed: options.seed)
    var times = try OutreachTimeFinder(
      site: site, books: books, problem: problem, levelling: levelling, loads: loads, options: options)
    let offered = times.offers(
      entries.compactMap { entry in
        entry.visit.map { OutreachTimeFinder.TimeQuery(visit: visits[$0], position: $0, callDay: entry.day) }
      })

    var made: [OutreachCall] = []
    for entry in entries {
      let reasons = entry.candidate.reasons
      guard let position = entry.visit else {
        made.append(call(entry.candidate, on: entry.day, visit: nil))
        continue
      }
      if levelling.days[position] == nil {
        let cause = blocker(visits[position].item, problem, levelling)
        leftOut.append(OutreachExclusion(vehicle: entry.candidate.vehicle, reasons: reasons, cause: cause))
      } else if let visit = offered[position] {
        made.append(call(entry.candidate, on: entry.day, visit: visit))
      } else {
        leftOut.append(OutreachExclusion(vehicle: entry.candidate.vehicle, reasons: reasons, cause: .times))
      }
    }
    let days = visits.indices.map { offered[$0].flatMap { loads.index(of: $0.day) } }
    return summary(made, leftOut, nothing, loads, isOpen, problem, levelling, days)
  }

  // MARK: - Load

  /// Capacity, booked and expected load of the days.
  private func loads() -> DayLoads {
    var loads = DayLoads(capacity, from: options.from, days: options.days)
    var bookedKinds: [CivilDate: [VisitKind: Int]] = [:]
    for book in books {
      let days = loads.book(book.demand, book.schedule, capacity)
      for (visit, day) in zip(book.demand.appointments, days) {
        if let day { bookedKinds[day, default: [:]][visit.kind, default: 0] += 1 }
      }
    }
    let known = past.isEmpty ? books.flatMap(\.demand.appointments) : past
    var typical: [VisitKind: [Double]] = [:]
    var counts: [CivilDate: [VisitKind: Double]] = [:]
    for volume in expected where loads.index(of: volume.day) != nil {
      counts[volume.day, default: [:]][volume.kind, default: 0] += volume.count
    }
    var amounts = [[Double]](
      repeating: Array(repeating: 0, count: loads.trades.count + 1), count: options.days)
    for (index, day) in loads.days.enumerated() where loads.capacity[index][loads.arrivals] > 0 {
      let kinds = counts[day, default: [:]].sortedByCodePoint(\.key.rawValue)
      for (kind, count) in kinds {
        let isCalled = [.firstService, .maintenance, .inspection].contains(kind)
        let own = isCalled ? count * Double(100 - options.calledPercent) / 100 : count
        let coming = max(0, own - Double(bookedKinds[day]?[kind] ?? 0))
        let minutes = typical[kind] ?? jobs.typicalMinutes(of: kind, in: known)
        typical[kind] = minutes
        for trade in minutes.indices { amounts[index][trade] += coming * minutes[trade] }
        amounts[index][loads.arrivals] += coming
      }
    }
    loads.expect(amounts)
    return loads
  }

  /// What the load may be with first times alone. What is left for choices is whole, and its rest goes over to the next day, so that
  /// days with little slack leave something between them.
  private func limits(_ loads: DayLoads) -> [[Int]] {
    var percents = [Int](repeating: 0, count: loads.arrivals + 1)
    return loads.days.indices.map { day in
      (0...loads.arrivals).map { resource in
        percents[resource] += max(0, loads.slack(day, resource)) * options.choicePercent
        let left = percents[resource] / 100
        percents[resource] -= left * 100
        return loads.capacity[day][resource] - left
      }
    }
  }

  // MARK: - Whom

  /// The vehicles for which something holds, the most urgent first; why others are left out.
  private func candidates(_ leftOut: inout [OutreachExclusion], _ nothing: inout Int) -> [OutreachCandidate] {
    let due = DueReasonFinder(from: options.from, days: options.days, rules: options.rules)
    let plates = Set(books.flatMap(\.demand.appointments).compactMap { $0.card.plate.map(Self.plain) })
    var found: [OutreachCandidate] = []
    for vehicle in vehicles {
      let oddities = vehicle.oddities(on: options.from, rules: options.rules)
      if !oddities.isEmpty {
        leftOut.append(OutreachExclusion(vehicle: vehicle, cause: .odd(oddities)))
        continue
      }
      let reasons = due.reasons(for: vehicle)
      guard let candidate = OutreachCandidate(vehicle, reasons, leadDays: options.rules.leadDays) else {
        nothing += 1
        continue
      }
      let cause: OutreachExclusion.Cause? =
        vehicle.doNotCall
        ? .doNotCall
        : plates.contains(Self.plain(vehicle.plate))
          ? .booked
          : vehicle.card.phone == nil && vehicle.channel != .mail ? .noPhone : nil
      if let cause {
        leftOut.append(OutreachExclusion(vehicle: vehicle, reasons: reasons, cause: cause))
      } else {
        found.append(candidate)
      }
    }
    return found.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      return (one.primaryReason.rank, one.call.latest, one.call.best, left.offset)
        < (other.primaryReason.rank, other.call.latest, other.call.best, right.offset)
    }.map(\.element)
  }

  /// A plate without what is written in several ways.
  static func plain(_ plate: String) -> String {
    plate.uppercased().filter { !"·•. -　".contains($0) }
  }

  /// The day of each call, on open days; those beyond the quota are left out.
  private func callDays(
    _ candidates: inout [OutreachCandidate], _ loads: DayLoads, _ isOpen: [Bool],
    _ leftOut: inout [OutreachExclusion]
  ) -> [CivilDate] {
    let open = loads.days.indices.filter { isOpen[$0] }.map { loads.days[$0] }
    for index in candidates.indices {
      // An open day of the visit's window comes after the call.
      guard let visit = candidates[index].visit, let last = open.last(where: { $0 <= visit.latest }) else {
        continue
      }
      let call = candidates[index].call
      candidates[index].call = DayWindow(
        call.earliest, call.best, min(call.latest, last.advanced(by: -options.rules.leadDays)))
    }
    let calls = CallScheduler(open, quota: options.callsPerDay)
      .spread(candidates.map { (window: $0.call, rank: $0.primaryReason.rank) })
    var kept: [OutreachCandidate] = []
    var days: [CivilDate] = []
    for (candidate, day) in zip(candidates, calls) {
      if let day {
        kept.append(candidate)
        days.append(day)
      } else {
        let cause = open.isEmpty ? OutreachExclusion.Cause.closed : .quota
        leftOut.append(
          OutreachExclusion(vehicle: candidate.vehicle, reasons: candidate.reasons, cause: cause))
      }
    }
    candidates = kept
    return days
  }

  // MARK: - Visits

  /// The visit of a candidate as the levelling has it; `nil` where the site is closed in its window.
  private func planned(
    _ candidate: OutreachCandidate, _ kind: VisitKind, calledOn day: CivilDate, _ loads: DayLoads,
    _ isOpen: [Bool]
  ) -> LevelledVisit? {
    guard let window = candidate.visit else { return nil }
    let earliest = max(window.earliest, day.advanced(by: options.rules.leadDays))
    let open = loads.days.indices.filter {
      isOpen[$0] && earliest <= loads.days[$0] && loads.days[$0] <= window.latest
    }
    guard let first = open.first, let last = open.last else { return nil }
    // The best day, or the open one before it, or else the one after it.
    let best = open.last { loads.days[$0] <= window.best } ?? first
    let job = jobs.job(for: candidate.vehicle, kind)
    let weight = candidate.reasons.map(\.reason).first { $0.kind != nil }?.dayWeight ?? 0
    let item = LevellingProblem.Item(
      uses: capacity.minutes(of: job.operations) + [1], days: first...last, best: best, dayWeight: weight,
      rank: candidate.primaryReason.rank)
    var request = Appointment(
      id: "O-" + candidate.vehicle.plate, kind: job.kind ?? kind, operations: job.operations)
    request.card = candidate.vehicle.card
    request.preferredAdvisor = candidate.vehicle.advisor
    return LevelledVisit(
      item: item, request: request, job: job, days: open,
      minutes: job.operations.reduce(0) { $0 + $1.minMinutes })
  }

  /// What keeps a visit out: the arrivals, if no day of its window has one; else the trade that most days lack.
  private func blocker(
    _ item: LevellingProblem.Item, _ problem: LevellingProblem, _ levelling: Levelling
  ) -> OutreachExclusion.Cause {
    var lacking = [Int](repeating: 0, count: item.uses.count)
    for day in item.days {
      for (resource, use) in item.uses.enumerated()
      where use > 0 && levelling.load[day][resource] + use > problem.limit[day][resource] {
        lacking[resource] += 1
      }
    }
    let arrivals = item.uses.count - 1
    let most = lacking.indices.max { (lacking[$0], $0) < (lacking[$1], $1) } ?? arrivals
    return most == arrivals || lacking[arrivals] == item.days.count
      ? .arrivals : .trade(capacity.trades[most])
  }

  // MARK: - What comes of it

  private func call(_ candidate: OutreachCandidate, on day: CivilDate, visit: OfferedVisit?) -> OutreachCall {
    var call = OutreachCall(
      candidate: candidate, day: day, channel: candidate.vehicle.channel ?? .phone, visit: visit)
    if candidate.vehicle.failedCalls >= options.rules.failedCallsBeforeEscalation {
      call.isEscalated = true
      call.caller = candidate.vehicle.advisor ?? visit?.times.first?.reception.advisor
    }
    return call
  }

  private func summary(
    _ calls: [OutreachCall], _ leftOut: [OutreachExclusion], _ nothing: Int, _ loads: DayLoads,
    _ isOpen: [Bool],
    _ problem: LevellingProblem, _ levelling: Levelling, _ days: [Int?]
  ) -> OutreachPlan {
    // The vehicles that have a time, each on its best day and as planned.
    let best = days.enumerated().map { $1 == nil ? nil : problem.items[$0].best }
    let sorted = calls.enumerated().sorted {
      ($0.element.day, $0.element.candidate.primaryReason, $0.offset) < (
        $1.element.day, $1.element.candidate.primaryReason, $1.offset
      )
    }.map(\.element)
    var plan = OutreachPlan(
      from: options.from, days: options.days, calls: sorted, leftOut: leftOut, loads: loads,
      before: problem.load(best),
      after: problem.load(days), isOpen: isOpen, levelling: levelling, measureBefore: problem.measure(best))
    plan.vehicles = vehicles.count
    plan.nothingDue = nothing
    let called = Set(calls.map(\.candidate.vehicle.plate))
    for vehicle in vehicles {
      guard let seen = vehicle.lastSeen, seen.advanced(months: options.rules.unseenMonths) <= options.from
      else { continue }
      plan.unseen += 1
      if called.contains(vehicle.plate) {
        plan.unseenCalled += 1
      } else if let last = vehicle.lastCalled, vehicle.failedCalls == 0,
        last.advanced(months: options.rules.unseenMonths) > options.from
      {
        plan.unseenContacted += 1
      }
    }
    return plan
  }
}

/// A visit that is to be levelled.
struct LevelledVisit: Sendable {
  /// What it takes, and its days.
  var item: LevellingProblem.Item
  /// The visit, without its times.
  var request: Appointment
  var job: OutreachJob
  /// The open days of its window, as positions.
  var days: [Int]
  /// Standard minutes of all its operations, one after the other.
  var minutes: Int
}

extension ServiceOperation {
  /// The least minutes that it takes at standard speed.
  var minMinutes: Int {
    switch work {
    case .standard(let work): work.minutes
    case .alternatives(let ways): ways.map(\.minutes).min() ?? 0
    }
  }
}
