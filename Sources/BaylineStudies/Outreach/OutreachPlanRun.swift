import BaylineModel

/// One run of ``OutreachPlanner``, step by step.
struct OutreachPlanRun {
  /// A call that fits the quota, with its visit if it has one.
  struct PlannedCall {
    var candidate: OutreachPlan.Candidate
    var day: CivilDate
    /// Position among the visits.
    var visit: Int?
  }

  let planner: OutreachPlanner
  let loads: OutreachPlan.DayLoads
  /// Whether anybody may arrive, by day.
  let isOpen: [Bool]
  /// The vehicles to call, the most urgent first.
  var candidates: [OutreachPlan.Candidate] = []
  /// The day of each candidate's call.
  var callDays: [CivilDate] = []
  var calls: [PlannedCall] = []
  var visits: [LevelledVisit] = []
  var exclusions: [OutreachPlan.Exclusion] = []
  /// The number of vehicles for which nothing is due.
  var nothingDue = 0

  init(_ planner: OutreachPlanner) {
    self.planner = planner
    let loads = planner.loads()
    self.loads = loads
    isOpen = loads.capacity.map { $0[loads.arrivals] > 0 }
  }

  mutating func plan() throws(OutreachPlanner.BookedDaysError) -> OutreachPlan {
    selectCandidates()
    scheduleCalls()
    draftVisits()
    let problem = levellingProblem()
    let levelling = problem.solve(seed: planner.options.seed)
    let offered = try offers(problem, levelling)
    let outreachCalls = finishCalls(offered, problem, levelling)
    return outreachPlan(outreachCalls, offered, problem, levelling)
  }

  // MARK: - Visits

  /// Drafts the visit of each call that leads to one.
  private mutating func draftVisits() {
    for (candidate, day) in zip(candidates, callDays) {
      guard let kind = candidate.kind, let window = candidate.visit else {
        calls.append(PlannedCall(candidate: candidate, day: day))
        continue
      }
      guard let visit = visit(candidate, kind, within: window, calledOn: day) else {
        exclude(candidate, .closed)
        continue
      }
      calls.append(PlannedCall(candidate: candidate, day: day, visit: visits.count))
      visits.append(visit)
    }
  }

  /// The visit of a candidate; `nil` if the site is closed throughout its window.
  private func visit(
    _ candidate: OutreachPlan.Candidate, _ kind: VisitKind, within window: OutreachPlan.DayWindow,
    calledOn day: CivilDate
  ) -> LevelledVisit? {
    let earliest = max(window.earliest, day.advanced(by: planner.options.rules.leadDays))
    let open = loads.days.indices.filter {
      isOpen[$0] && earliest <= loads.days[$0] && loads.days[$0] <= window.latest
    }
    guard let first = open.first, let last = open.last else { return nil }
    // If the best day is closed, the open day before it, else the one after it.
    let best = open.last { loads.days[$0] <= window.best } ?? first
    let job = planner.jobs.job(for: candidate.vehicle, kind)
    let weight = candidate.reasons.map(\.reason).first { $0.kind != nil }?.dayWeight ?? 0
    let item = LevellingProblem.Item(
      uses: planner.capacity.minutes(of: job.operations) + [1], days: first...last, best: best,
      dayWeight: weight, rank: candidate.primaryReason.rank)
    var request = Appointment(
      id: "O-" + candidate.vehicle.plate, kind: job.kind ?? kind, operations: job.operations)
    request.card = candidate.vehicle.card
    request.preferredAdvisor = candidate.vehicle.advisor
    return LevelledVisit(
      item: item, request: request, job: job, days: open,
      minutes: job.operations.reduce(0) { $0 + $1.minMinutes })
  }

  // MARK: - Levelling and times

  private func levellingProblem() -> LevellingProblem {
    let base = zip(loads.booked, loads.expected).map { zip($0, $1).map { $0 + $1 } }
    return LevellingProblem(
      capacity: loads.capacity, base: base, items: visits.map(\.item),
      limit: loads.limits(reservingPercent: planner.options.choicePercent))
  }

  /// The visits with their times, by position.
  private func offers(
    _ problem: LevellingProblem, _ levelling: OutreachPlan.Levelling
  ) throws(OutreachPlanner.BookedDaysError) -> [Int: OutreachPlan.OfferedVisit] {
    var finder = try OutreachTimeFinder(
      site: planner.site, books: planner.books, problem: problem, levelling: levelling, loads: loads,
      options: planner.options)
    return finder.offers(
      calls.compactMap { call in
        call.visit.map {
          OutreachTimeFinder.TimeQuery(visit: visits[$0], position: $0, callDay: call.day)
        }
      })
  }

  // MARK: - Result

  /// The calls whose visits have times, and those without a visit.
  private mutating func finishCalls(
    _ offered: [Int: OutreachPlan.OfferedVisit], _ problem: LevellingProblem,
    _ levelling: OutreachPlan.Levelling
  ) -> [OutreachPlan.Call] {
    var finished: [OutreachPlan.Call] = []
    for call in calls {
      guard let position = call.visit else {
        finished.append(outreachCall(call, visit: nil))
        continue
      }
      if levelling.days[position] == nil {
        exclude(call.candidate, problem.bottleneck(of: position, levelling, trades: loads.trades))
      } else if let visit = offered[position] {
        finished.append(outreachCall(call, visit: visit))
      } else {
        exclude(call.candidate, .times)
      }
    }
    return finished
  }

  private func outreachCall(_ planned: PlannedCall, visit: OutreachPlan.OfferedVisit?) -> OutreachPlan.Call {
    let vehicle = planned.candidate.vehicle
    var call = OutreachPlan.Call(
      candidate: planned.candidate, day: planned.day, channel: vehicle.channel ?? .phone, visit: visit)
    if vehicle.failedCalls >= planner.options.rules.failedCallsBeforeEscalation {
      call.isEscalated = true
      call.caller = vehicle.advisor ?? visit?.times.first?.reception.advisor
    }
    return call
  }

  private func outreachPlan(
    _ calls: [OutreachPlan.Call], _ offered: [Int: OutreachPlan.OfferedVisit], _ problem: LevellingProblem,
    _ levelling: OutreachPlan.Levelling
  ) -> OutreachPlan {
    // The visits that have a time: each on its best day, and as planned.
    let days = visits.indices.map { offered[$0].flatMap { loads.index(of: $0.day) } }
    let best = days.enumerated().map { $1 == nil ? nil : problem.items[$0].best }
    let sorted = calls.enumerated().sorted {
      ($0.element.day, $0.element.candidate.primaryReason, $0.offset) < (
        $1.element.day, $1.element.candidate.primaryReason, $1.offset
      )
    }.map(\.element)
    var plan = OutreachPlan(
      from: planner.options.from, days: planner.options.days, calls: sorted, leftOut: exclusions,
      loads: loads, before: problem.load(best), after: problem.load(days), isOpen: isOpen,
      levelling: levelling, measureBefore: problem.measure(best))
    plan.vehicles = planner.vehicles.count
    plan.nothingDue = nothingDue
    countUnseen(&plan)
    return plan
  }

  /// Counts the customers who have not come for a while, and how many of them are called or were reached recently.
  private func countUnseen(_ plan: inout OutreachPlan) {
    let options = planner.options
    let called = Set(plan.calls.map(\.candidate.vehicle.plate))
    for vehicle in planner.vehicles {
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
  }

  mutating func exclude(_ candidate: OutreachPlan.Candidate, _ cause: OutreachPlan.Exclusion.Cause) {
    exclusions.append(
      OutreachPlan.Exclusion(vehicle: candidate.vehicle, reasons: candidate.reasons, cause: cause))
  }
}

/// A visit whose day the levelling chooses.
struct LevelledVisit: Sendable {
  /// Its use of the resources and its days.
  var item: LevellingProblem.Item
  /// The visit, without its times.
  var request: Appointment
  var job: OutreachPlan.Job
  /// The open days of its window, as positions.
  var days: [Int]
  /// Standard minutes of all its operations, one after the other.
  var minutes: Int
}

extension ServiceOperation {
  /// Its minutes at standard speed; the fewest of its alternatives.
  fileprivate var minMinutes: Int {
    switch work {
    case .standard(let work): work.minutes
    case .alternatives(let ways): ways.map(\.minutes).min() ?? 0
    }
  }
}
