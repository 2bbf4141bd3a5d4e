import BaylineModel

/// A visit as modelled by the bound: possible arrivals, modes of its operations, and the cost of its end.
///
/// Points are in fixed point (``BoundPrices/unit``).
struct BoundVisit {
  /// A possible arrival or, for an arrived vehicle, a possible start of its first operation.
  struct Arrival {
    /// The arrival; for an arrived vehicle, when its parts are needed.
    let time: Int
    /// The slot, if any.
    let slot: Int?
    /// The position from which its first operation can start.
    let position: Int
    /// Points, excluding prices.
    let cost: Int32
  }

  /// Arrivals with a common latest end: all of them or, for a waiting customer, those of one day.
  struct ArrivalGroup {
    let arrivals: [Arrival]
    /// The position of the first of `endCosts`.
    let first: Int
    /// Points by end position of the last operation; later ends cost more than leaving the visit unscheduled.
    let endCosts: [Int32]
  }

  /// A step in the chain of operations.
  enum Step {
    /// One of the choices.
    case free(Range<Int>)
    /// The minutes that pass at least before the next one.
    case lag(Int)
    /// Locked: unless it follows another locked one, what precedes it ends by `from`; what follows starts no earlier
    /// than `to`.
    case locked(from: Int, to: Int, followsLocked: Bool)
  }

  /// A step of a visit whose vehicle's bays are followed.
  struct TrackedStep {
    let choices: Range<Int>
    /// Minutes that pass at least before it, if the vehicle stays and if it moves.
    let stayLag: Int
    let moveLag: Int
    /// Points for moving, beyond what is counted wherever it is placed; in fixed point.
    let movePoints: Int32
    /// Whether the vehicle stays in the bay, or leaves it, in any case.
    let keeps: Bool
    let leaves: Bool
  }

  let index: AppointmentIndex
  /// Points for leaving it unscheduled.
  let drop: Int
  /// Empty if scheduling it is impossible or never pays.
  var arrivalGroups: [ArrivalGroup] = []
  var steps: [Step] = []
  /// The same steps where the vehicle's bays are followed: none of them locked, and several that need a bay.
  var trackedSteps: [TrackedStep] = []
  /// The groups of bays that these can use.
  var trackedBays: [Int] = []
  /// The arrival constraints in which it counts.
  var constraints: [Int] = []
  /// Range in the problem's `needs`.
  let needs: Range<Int>
  /// Minutes before the arrival at which its parts are needed.
  let partsLead: Int
  /// Whether it uses a loan vehicle, and since when if known.
  let loaner: Bool
  let loanSince: Int?
  /// End of the last operation, if locked.
  var lockedEnd: Int?
  /// Reserve minutes of its locked operations, by day.
  var lockedMinutes: [(day: Int, minutes: Int)] = []
}

extension BoundVisit {
  /// The positive minutes that pass at least before some step.
  var lags: [Int] {
    var found = trackedSteps.flatMap { [$0.stayLag, $0.moveLag] }
    for case .lag(let minutes) in steps { found.append(minutes) }
    return found.filter { $0 > 0 }
  }

  /// Values common to all arrival groups of a visit.
  private struct Ends {
    /// End of the last operation, if locked.
    let locked: Int?
    let constant: Int
    /// Minimum minutes from the start of the first operation after the leading locked ones to the end of the last.
    let span: Int
  }

  /// A possible arrival; points exclude prices.
  private struct Candidate {
    let time: Int
    var slot: Int?
    /// When the first unlocked operation can start.
    let earliestStart: Int
    let points: Int
  }

  init(
    _ index: AppointmentIndex, _ problem: CompiledProblem, _ active: ActiveTime, _ limits: ArrivalLimits,
    choices: (CompiledOperation) -> Range<Int>
  ) {
    let visit = problem.appointments[index]
    var isArrived = false
    if case .arrived = visit.rule { isArrived = true }
    self.index = index
    drop = visit.drop * BoundPrices.unit
    needs = visit.needs
    partsLead = isArrived ? 0 : problem.site.booking.partsLeadMinutes
    loaner = visit.loaner
    loanSince = isArrived ? visit.onSiteSince : nil
    let operations = problem.operations.elements[visit.operations]
    let lastEnd = operations.last?.lock?.end
    guard !visit.isInfeasible, StandaloneBound.hasDrivers(for: visit, problem) else { return }
    // Behind a locked operation the vehicle may be ready before the customer arrives; then no loan vehicle is out.
    guard !visit.loaner || problem.site.loaners > 0 || operations.first?.lock != nil else { return }

    constraints = limits.constraints(of: visit)
    let leading = operations.prefix { $0.lock != nil }
    let forced = ForcedSteps(visit, problem)
    for operation in operations.dropFirst(leading.count) {
      let lag = forced.lags[operation.position]
      guard let lock = operation.lock, let end = lock.end else {
        if lag > 0, operation.position > leading.count { steps.append(.lag(lag)) }
        steps.append(.free(choices(operation)))
        continue
      }
      var followsLocked = false
      if case .locked = steps.last { followsLocked = true }
      steps.append(
        .locked(
          from: active.position(at: lock.start - lag), to: active.position(at: end),
          followsLocked: followsLocked))
    }
    trackedSteps = Self.tracked(operations.dropFirst(leading.count), steps, forced, problem)
    lockedMinutes = Self.lockedMinutes(of: visit, problem)
    let candidates = Self.candidates(
      of: visit,
      after: leading.last?.lock?.end.map { $0 + (steps.isEmpty ? 0 : forced.lags[leading.count]) },
      isSettled: steps.isEmpty, problem)
    lockedEnd = lastEnd
    let ends = Ends(
      locked: lastEnd,
      constant: visit.constantCost + Self.handover(of: visit, problem)
        + problem.site.policy.move * forced.moves,
      span: StandaloneBound.span(of: operations.dropFirst(leading.count), forced.lags, problem))
    if visit.waiting, !isArrived, lastEnd == nil {
      for day in Set(candidates.map { BaylineModel.day(of: $0.time) }).sorted() {
        let ofDay = candidates.filter { BaylineModel.day(of: $0.time) == day }
        addArrivalGroup(ofDay, since: day * 1440, visit, ends, problem, active)
      }
    } else {
      addArrivalGroup(candidates, since: visit.onSiteSince, visit, ends, problem, active)
    }
  }

  /// The steps as far as bays are followed; empty if they are not.
  private static func tracked(
    _ operations: ArraySlice<CompiledOperation>, _ steps: [Step], _ forced: ForcedSteps,
    _ problem: CompiledProblem
  ) -> [TrackedStep] {
    guard operations.count > 1, operations.allSatisfy({ $0.lock == nil }),
      operations.count(where: { !$0.bays.isEmpty }) > 1
    else { return [] }
    var choices: [Range<Int>] = []
    for case .free(let range) in steps { choices.append(range) }
    let first = operations.first?.position
    return zip(operations, choices).map { operation, choices in
      let isFirst = operation.position == first
      let lag = isFirst ? 0 : forced.lags[operation.position]
      return TrackedStep(
        choices: choices, stayLag: lag,
        moveLag: isFirst ? 0 : max(lag, problem.minGap(before: operation, moves: true)),
        movePoints: forced.isMoved[operation.position] ? 0 : BoundPrices.fixed(problem.site.policy.move),
        keeps: operation.keepsBay, leaves: operation.leavesBay)
    }
  }

  // MARK: - Arrivals

  private static func candidates(
    of visit: CompiledAppointment, after locked: Int?, isSettled: Bool, _ problem: CompiledProblem
  ) -> [Candidate] {
    let policy = problem.site.policy
    let reception = problem.site.booking.receptionMinutes
    guard let needed = earliestNeed(of: visit, problem) else { return [] }
    func earliestStart(_ soonest: Int) -> Int { max(locked ?? soonest, problem.now) }
    func original(_ arrival: Int) -> Int {
      visit.originalShifts.map { $0.covers(arrival, arrival) ? 0 : policy.original } ?? 0
    }
    switch visit.rule {
    case .arrived(let earliest):
      let soonest = isSettled ? earliestStart(earliest) : max(earliestStart(earliest), needed)
      var times = [soonest]
      for need in problem.needs[visit.needs] {
        times += problem.parts[need.part].from.filter { $0 > soonest && $0 < problem.end }
      }
      return Set(times).sorted().map { Candidate(time: $0, earliestStart: $0, points: 0) }
    case .booked(let arrival):
      let advisors = visit.advisors.filter {
        problem.advisors[$0].shifts.covers(arrival, arrival + reception)
      }
      guard !advisors.isEmpty, arrival - problem.site.booking.partsLeadMinutes >= needed else { return [] }
      let other = visit.expectedAdvisor.map { advisors.contains($0) ? 0 : policy.advisor } ?? 0
      return [
        Candidate(
          time: arrival, earliestStart: earliestStart(arrival + reception), points: other + original(arrival))
      ]
    case .free:
      var result: [Candidate] = []
      for range in problem.slotRanges[visit.slotRanges] {
        for slot in range {
          let arrival = problem.slots[slot]
          let advisors = visit.advisors.filter { problem.advisors[$0].onDuty[slot] }
          guard !advisors.isEmpty, arrival - problem.site.booking.partsLeadMinutes >= needed,
            visit.collect == 0 || problem.hours.covers(arrival - visit.collect, arrival)
          else { continue }
          var points = original(arrival)
          if let expected = visit.expectedAdvisor, !advisors.contains(expected) { points += policy.advisor }
          if let wish = visit.preferred {
            points += policy.deviation * problem.open(from: min(arrival, wish), to: max(arrival, wish))
          }
          result.append(
            Candidate(
              time: arrival, slot: slot, earliestStart: earliestStart(arrival + reception), points: points))
        }
      }
      return result
    }
  }

  /// The earliest time at which all parts are available if it were the only visit; `nil` if there is none.
  private static func earliestNeed(of visit: CompiledAppointment, _ problem: CompiledProblem) -> Int? {
    var earliest = Int.min
    for need in problem.needs[visit.needs] {
      let part = problem.parts[need.part]
      guard let epoch = part.cumulativeStock.firstIndex(where: { $0 >= need.quantity }) else { return nil }
      earliest = max(earliest, part.from[epoch])
    }
    return earliest
  }

  // MARK: - Ends

  private mutating func addArrivalGroup(
    _ candidates: [Candidate], since: Int, _ visit: CompiledAppointment, _ ends: Ends,
    _ problem: CompiledProblem,
    _ active: ActiveTime
  ) {
    let stay = visit.waiting ? min(problem.site.policy.stay, BoundPrices.maxStayWeight) : 0
    let finish = problem.site.booking.finishMinutes
    var limit = problem.end
    if visit.waiting, ends.locked == nil {
      guard let closing = problem.hours.closing(ofDay: day(of: since)) else { return }
      limit = min(limit, closing - finish)
    }
    var arrivals: [Arrival] = []
    for candidate in candidates {
      var points = ends.constant + candidate.points
      let soonest = ends.locked ?? candidate.earliestStart + ends.span
      guard soonest <= limit || ends.locked != nil else { continue }
      let arrived = loanSince ?? candidate.time
      points += Self.eagerPoints(of: visit, arrival: candidate, soonest: soonest + finish, problem)
      let ready = Self.readyPoints(of: visit, end: soonest, problem)
      guard
        points + ready + stay * max(0, soonest + finish - arrived) < visit.drop
      else { continue }
      // The end cost counts the stay from `since`; the excess is subtracted here.
      if ends.locked != nil {
        points += stay * max(0, soonest + finish - arrived)
      } else {
        points -= stay * (arrived - since)
      }
      arrivals.append(
        Arrival(
          time: candidate.time, slot: candidate.slot, position: active.position(at: candidate.earliestStart),
          cost: BoundPrices.fixed(points)))
    }
    guard let first = arrivals.map(\.position).min(), let minCost = arrivals.map(\.cost).min() else { return }
    var endCosts: [Int32] = []
    for position in first...max(first, active.position(at: limit)) {
      let end = ends.locked ?? active.time(of: position)
      let points =
        Self.readyPoints(of: visit, end: end, problem)
        + (ends.locked == nil ? stay * max(0, end + finish - since) : 0)
      let cost = BoundPrices.fixed(points)
      if Int(minCost) + Int(cost) >= drop { break }
      endCosts.append(cost)
    }
    guard !endCosts.isEmpty else { return }
    arrivalGroups.append(ArrivalGroup(arrivals: arrivals, first: first, endCosts: endCosts))
  }

  /// Delay and lateness points for an end of the last operation.
  static func readyPoints(of visit: CompiledAppointment, end: Int, _ problem: CompiledProblem) -> Int {
    let ready = end + problem.site.booking.finishMinutes
    // An arrival before the first choice makes the delay longer, never shorter: see `eagerPoints`.
    var points = visit.delayPercent * problem.open(from: visit.earliestStart, to: ready) / 100
    if let readyBy = visit.readyBy, ready > readyBy {
      points +=
        problem.site.policy.late + problem.site.policy.lateness * problem.open(from: readyBy, to: ready)
    }
    return points
  }

  /// Delay points of an arrival before the first choice, beyond those counted from the first choice on.
  private static func eagerPoints(
    of visit: CompiledAppointment, arrival: Candidate, soonest ready: Int, _ problem: CompiledProblem
  ) -> Int {
    guard arrival.slot != nil else { return 0 }
    let origin = problem.delayOrigin(of: visit, arrival: arrival.time).time
    return visit.delayPercent * problem.open(from: origin, to: min(visit.earliestStart, ready)) / 100
  }

  // MARK: - What it costs wherever it is placed

  /// Minimum handover points: operations without common able technicians need different ones.
  private static func handover(of visit: CompiledAppointment, _ problem: CompiledProblem) -> Int {
    var sets: [(able: Set<TechnicianIndex>, crew: Int)] = []
    for operation in problem.operations.elements[visit.operations] {
      if let lock = operation.lock {
        sets.append((Set(problem.crews[lock.crew]), lock.crew.count))
      } else {
        let options = problem.options[operation.options]
        let crew = options.map(\.crew.count).min() ?? 0
        if crew > 0 { sets.append((Set(options.flatMap { problem.crews[$0.crew] }), crew)) }
      }
    }
    var taken: Set<TechnicianIndex> = []
    var count = 0
    for (able, crew) in sets.enumerated().sorted(by: {
      ($0.element.able.count, $0.offset) < ($1.element.able.count, $1.offset)
    }).map(\.element) where taken.isDisjoint(with: able) {
      taken.formUnion(able)
      count += crew
    }
    return problem.site.policy.handover * max(0, count - 1)
  }

  private static func lockedMinutes(of visit: CompiledAppointment, _ problem: CompiledProblem) -> [(Int, Int)]
  {
    guard !visit.walkIn else { return [] }
    var result: [(Int, Int)] = []
    for operation in problem.operations.elements[visit.operations] {
      guard let lock = operation.lock, let end = lock.end, !lock.crew.isEmpty else { continue }
      let placement = Placement(start: lock.start, end: end, option: -1, choice: -1)
      let work = operation.splittable ? lock.work : ClassIndex(0)
      problem.forEachDay(of: placement, in: work, since: problem.statedNow) { day, minutes in
        result.append((day, minutes * lock.crew.count))
      }
    }
    return result
  }
}
