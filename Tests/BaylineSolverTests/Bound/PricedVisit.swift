import BaylineModel

@testable import BaylineSolver

/// A visit as a schedule has it: what it uses of what visits share, and what that costs at prices, counted minute by
/// minute and apart from the bound's own code for both.
struct PricedVisit {
  let state: SearchState
  let coupling: CouplingConstraints
  let index: AppointmentIndex

  private var problem: CompiledProblem { state.problem }
  private var visit: CompiledAppointment { problem.appointments[index] }
  private var placed: [(operation: CompiledOperation, placement: Placement)] {
    visit.operations.map { (problem.operations.elements[$0], state.placements.elements[$0]) }
  }
  private var since: Int { state.receptions[index]?.arrival ?? visit.onSiteSince }
  private var ready: Int { state.completion(of: visit) + problem.site.booking.finishMinutes }
  private var returned: Int { ready + problem.site.booking.loanerTurnaroundMinutes }
  private var needed: Int? {
    if let arrival = state.receptions[index]?.arrival {
      return arrival - problem.site.booking.partsLeadMinutes
    }
    return placed.first { $0.operation.lock == nil }.map { Int($0.placement.start) }
  }

  /// What it costs without anybody else, apart from the technicians' days.
  var ownPoints: Int {
    let placements = placed.map(\.placement)
    var alone = SearchState(problem)
    let delta = alone.delta(of: index, state.receptions[index], placements)
    alone.insertFixed(index, state.receptions[index], placements)
    let cost = alone.evaluate()
    return delta + visit.drop - cost[.overload] - cost[.balance]
  }

  /// Whether an operation books all minutes of its crew's shifts that it takes.
  private func books(_ operation: CompiledOperation, _ placement: Placement) -> Bool {
    let crew = problem.crews[problem.crew(of: operation, placement)]
    guard operation.splittable else { return true }
    return crew.count == 1
      && crew.allSatisfy { problem.technicians[$0].shifts == problem.workClass(of: operation, placement) }
  }

  /// The groups that an unlocked operation holds.
  private func resources(_ operation: CompiledOperation, _ placement: Placement) -> [Int] {
    let crew = problem.crews[problem.crew(of: operation, placement)].map {
      coupling.resources.technicians[$0.int]
    }
    return crew + (problem.bay(of: operation, placement).map { [coupling.resources.bays[$0.int]] } ?? [])
  }

  /// The groups of bays in which its vehicle stays between operations, and when.
  private var stays: [(resource: Int, time: Range<Int>)] {
    var found: [(resource: Int, time: Range<Int>)] = []
    var last: (bay: BayIndex, operation: CompiledOperation, end: Int)?
    for (operation, placement) in placed {
      guard let bay = problem.bay(of: operation, placement) else { continue }
      if let last, last.bay == bay, !last.operation.leavesBay, last.end < Int(placement.start) {
        found.append((coupling.resources.bays[bay.int], positions(last.end, Int(placement.start))))
      }
      last = (bay, operation, Int(placement.end))
    }
    return found
  }

  /// Active minutes of a stretch, as positions.
  private func positions(_ start: Int, _ end: Int) -> Range<Int> {
    coupling.active.position(at: start)..<coupling.active.position(at: end)
  }

  private func isFree(_ resource: Int, at position: Int) -> Bool {
    let group = coupling.resources.all[resource]
    return zip(group.starts, group.ends).contains { $0 <= position && position < $1 }
  }

  /// Adds what it uses.
  func add(to use: inout BoundUsage) {
    for (operation, placement) in placed {
      let crew = problem.crew(of: operation, placement).count
      if !visit.walkIn, crew > 0 {
        problem.forEachDay(
          of: placement, in: problem.workClass(of: operation, placement), since: problem.statedNow
        ) { day, minutes in
          use.days[day] += minutes * crew
        }
      }
      guard operation.lock == nil else { continue }
      for resource in resources(operation, placement) {
        for position in positions(Int(placement.start), Int(placement.end))
        where isFree(resource, at: position) {
          use.minutes[resource * coupling.bucketCount + Int(coupling.bucketOf[position])] += 1
        }
      }
    }
    for (resource, time) in stays {
      for position in time where isFree(resource, at: position) {
        use.minutes[resource * coupling.bucketCount + Int(coupling.bucketOf[position])] += 1
      }
    }
    if let reception = state.receptions[index] {
      for constraint in coupling.limits.constraints(of: visit) {
        for window in coupling.limits.windows(of: coupling.limits.all[constraint], at: reception.arrival) {
          use.windows[constraint][window] += 1
        }
      }
    }
    if let needed {
      for need in problem.needs[visit.needs] {
        use.parts[need.part.int][problem.parts[need.part].epoch(at: needed)] += need.quantity
      }
    }
    if visit.loaner {
      for position in positions(since, max(since, returned)) {
        use.loans[Int(coupling.bucketOf[position])] += 1
      }
    }
  }

  /// What it costs with what it uses, in fixed point.
  func cost(_ prices: BoundPrices) -> Int {
    var points = ownPoints * BoundPrices.unit
    for (operation, placement) in placed where operation.lock == nil {
      let rows = books(operation, placement) ? prices.booked : prices.rows
      for resource in resources(operation, placement) {
        for position in positions(Int(placement.start), Int(placement.end)) {
          points += Int(rows[resource][position + 1] - rows[resource][position])
        }
      }
    }
    for (resource, time) in stays {
      points += Int(prices.rows[resource][time.upperBound] - prices.rows[resource][time.lowerBound])
    }
    var use = BoundUsage(coupling)
    add(to: &use)
    for day in use.days.indices { points += use.days[day] * prices.days[day] }
    for constraint in use.windows.indices {
      for window in use.windows[constraint].indices {
        points += use.windows[constraint][window] * prices.windows[constraint][window]
      }
    }
    for part in use.parts.indices {
      for epoch in use.parts[part].indices { points += use.parts[part][epoch] * prices.parts[part][epoch] }
    }
    if visit.loaner {
      for position in positions(since, max(since, returned)) {
        points += Int(prices.loans[position + 1] - prices.loans[position])
      }
    }
    return points
  }
}
