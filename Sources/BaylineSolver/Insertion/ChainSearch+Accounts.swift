import BaylineModel

/// The cost of a partial chain and its use of the reserve.
extension ChainSearch {
  /// Points that depend on the end of the chain: delay, lateness, stay and makespan.
  @inline(__always)
  func endCost(_ visit: CompiledAppointment, _ state: SearchState, _ end: Int) -> Int {
    var points = state.readyCost(of: visit, since: request.origin, completion: end)
    if visit.waiting { points += state.stayCost(of: visit, since: request.since, completion: end) }
    let makespan = state.problem.site.policy.makespan
    if makespan > 0 { points += makespan * max(0, end - state.latestEnd) }
    return points
  }

  @inline(__always)
  func handover(from before: Int, to after: Int, _ state: SearchState) -> Int {
    state.problem.site.policy.handover * (max(0, after - 1) - max(0, before - 1))
  }

  /// The number of crew members who are new to the chain.
  @inline(__always)
  func newTechnicians(
    _ crew: Range<Int>, after parent: Int, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Int {
    if parent == 0 { return crew.count }
    var new = 0
    for member in crew where !isInChain(state.problem.crews[member], parent, visit, state) { new += 1 }
    return new
  }

  func isInChain(
    _ technician: TechnicianIndex, _ label: Int, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Bool {
    var found = false
    forEachAncestor(of: label, visit, state) { operation, placement in
      for member in state.problem.crew(of: operation, placement)
      where state.problem.crews[member] == technician {
        found = true
      }
    }
    return found
  }

  @inline(__always)
  func forEachAncestor(
    of label: Int, _ visit: CompiledAppointment, _ state: SearchState,
    _ body: (CompiledOperation, Placement) -> Void
  ) {
    var label = label
    while label > 0 {
      let position = visit.operations.lowerBound + labels[label].depth - 1
      body(state.problem.operations.elements[position], labels[label].placement)
      label = labels[label].parent
    }
  }

  /// Points for overload and balance added by an operation, on top of the schedule and the chain so far.
  @inline(__always)
  func workloadCost(
    _ operation: CompiledOperation, _ placement: Placement, after parent: Int, _ visit: CompiledAppointment,
    _ state: SearchState
  ) -> Int {
    let problem = state.problem
    guard problem.site.policy.overload > 0 || problem.site.policy.balance > 0 else { return 0 }
    // On a single day the working minutes are those of the option.
    let day = Int(placement.start) / 1440
    if operation.lock == nil, Int(placement.end) <= (day + 1) * 1440 {
      let minutes = problem.options[Int(placement.option)].work
      var points = 0
      for member in problem.options[Int(placement.option)].crew {
        points += workloadCost(
          of: problem.crews[member], onDay: day, adding: minutes, after: parent, visit, state)
      }
      return points
    }
    let work = problem.workClass(of: operation, placement)
    var points = 0
    for member in problem.crew(of: operation, placement) {
      let technician = problem.crews[member]
      problem.forEachDay(of: placement, in: work, since: 0) { day, minutes in
        points += workloadCost(of: technician, onDay: day, adding: minutes, after: parent, visit, state)
      }
    }
    return points
  }

  @inline(__always)
  private func workloadCost(
    of technician: TechnicianIndex, onDay day: Int, adding minutes: Int, after parent: Int,
    _ visit: CompiledAppointment, _ state: SearchState
  ) -> Int {
    let problem = state.problem
    var booked = state.minutes(of: technician, onDay: day)
    forEachAncestor(of: parent, visit, state) { earlier, earlierPlacement in
      for other in problem.crew(of: earlier, earlierPlacement) where problem.crews[other] == technician {
        booked += problem.minutes(of: earlier, earlierPlacement, onDay: day, since: 0)
      }
    }
    return problem.workloadCost(of: technician, onDay: day, minutes: booked + minutes)
      - problem.workloadCost(of: technician, onDay: day, minutes: booked)
  }

  /// A day on which an operation would exceed the reserve (H14); `nil` if there is none.
  @inline(__always)
  func reserveBlocks(
    _ operation: CompiledOperation, _ placement: Placement, after parent: Int, _ visit: CompiledAppointment,
    _ state: SearchState
  ) -> Int? {
    let problem = state.problem
    let crew = problem.crew(of: operation, placement).count
    guard crew > 0 else { return nil }
    if problem.reserves.count == 1, hasRoom(for: operation, placement, after: parent, state) { return nil }
    if problem.reserves.count > 1,
      let day = teamReserveBlocks(operation, placement, after: parent, visit, state)
    {
      return day
    }
    if let day = plainDay(of: operation, placement, problem) {
      let before = labels[parent]
      if before.day != Label.severalDays {
        let minutes =
          Int(placement.end - placement.start) * crew + (before.day == day ? before.dayMinutes : 0)
        return minutes > state.bookableMinutes(left: 0, onDay: day) ? day : nil
      }
    }
    let work = problem.workClass(of: operation, placement)
    var full: Int?
    problem.forEachDay(of: placement, in: work, since: problem.statedNow) { day, minutes in
      var booked = 0
      var unlocked = operation.lock == nil ? minutes : state.unlockedMinutes[day]
      forEachAncestor(of: parent, visit, state) { earlier, earlierPlacement in
        let members = problem.crew(of: earlier, earlierPlacement).count
        guard members > 0 else { return }
        let more =
          members * problem.minutes(of: earlier, earlierPlacement, onDay: day, since: problem.statedNow)
        booked += more
        if earlier.lock == nil { unlocked += more }
      }
      if unlocked > 0, booked + minutes * crew > state.bookableMinutes(left: 0, onDay: day) { full = day }
    }
    return full
  }

  /// Whether each day of an operation has room for all minutes of the chain (a sufficient condition).
  @inline(__always)
  private func hasRoom(
    for operation: CompiledOperation, _ placement: Placement, after parent: Int, _ state: SearchState
  ) -> Bool {
    let minutes = labels[parent].booked + bookedMinutes(operation, placement, state)
    let problem = state.problem
    let last = min(problem.days - 1, (Int(placement.end) - 1) / 1440)
    var day = max(0, Int(placement.start) / 1440)
    while day <= last {
      if minutes > state.bookableMinutes(left: 0, onDay: day) { return false }
      day += 1
    }
    return true
  }

  /// An upper bound on the technicians' minutes of a placed operation that count against the reserve.
  @inline(__always)
  func bookedMinutes(_ operation: CompiledOperation, _ placement: Placement, _ state: SearchState) -> Int {
    let crew = state.problem.crew(of: operation, placement).count
    let minutes =
      operation.lock == nil
      ? state.problem.options[Int(placement.option)].work : Int(placement.end - placement.start)
    return crew * minutes
  }

  /// A day on which an operation would exceed the reserve of a team (H14); `nil` if there is none.
  private func teamReserveBlocks(
    _ operation: CompiledOperation, _ placement: Placement, after parent: Int, _ visit: CompiledAppointment,
    _ state: SearchState
  ) -> Int? {
    let problem = state.problem
    func members(_ crew: Range<Int>, of team: Int) -> Int {
      problem.crews[crew].reduce(0) { $0 + (problem.technicians[$1].teamReserve == team ? 1 : 0) }
    }
    let crew = problem.crew(of: operation, placement)
    let work = problem.workClass(of: operation, placement)
    var full: Int?
    for member in crew {
      let team = problem.technicians[problem.crews[member]].teamReserve
      guard team > 0 else { continue }
      problem.forEachDay(of: placement, in: work, since: problem.statedNow) { day, minutes in
        var booked = minutes * members(crew, of: team)
        var unlocked =
          operation.lock == nil ? minutes : state.unlockedMinutes[team * problem.days + day]
        forEachAncestor(of: parent, visit, state) { earlier, earlierPlacement in
          let earlierMembers = members(problem.crew(of: earlier, earlierPlacement), of: team)
          guard earlierMembers > 0 else { return }
          let more =
            earlierMembers
            * problem.minutes(of: earlier, earlierPlacement, onDay: day, since: problem.statedNow)
          booked += more
          if earlier.lock == nil { unlocked += more }
        }
        if unlocked > 0, booked > state.bookableMinutes(left: team, onDay: day) { full = day }
      }
    }
    return full
  }

  /// The day of an unlocked, unsplittable operation that lies within a single day.
  @inline(__always)
  func plainDay(of operation: CompiledOperation, _ placement: Placement, _ problem: CompiledProblem) -> Int? {
    guard operation.lock == nil, !operation.splittable else { return nil }
    let day = Int(placement.start) / 1440
    return Int(placement.end) <= (day + 1) * 1440 ? day : nil
  }

  /// The reserve used by a chain extended by an operation, if confined to one day.
  @inline(__always)
  func reserveUse(
    _ operation: CompiledOperation, _ placement: Placement, after before: Label, _ visit: CompiledAppointment,
    _ state: SearchState
  ) -> (day: Int, minutes: Int) {
    let crew = state.problem.crew(of: operation, placement).count
    if visit.walkIn || crew == 0 { return (before.day, before.dayMinutes) }
    guard let day = plainDay(of: operation, placement, state.problem),
      before.day == Label.noDay || before.day == day
    else { return (Label.severalDays, 0) }
    return (day, before.dayMinutes + crew * Int(placement.end - placement.start))
  }
}
