import BaylineModel

/// The grid of minutes on which some optimal schedule starts all its work.
///
/// In any schedule, keep the arrivals, crews, bays, shifts in which operations are done, and the order of what may not
/// overlap, and start everything as early as that allows. Each start is then a sum of the problem's times and durations,
/// and no cost has risen: a multiple of their greatest common divisor. That does not hold where an earlier start can cost
/// more or where a trip is put off by a single minute; there every minute counts.
enum StartGrid {
  static func minutes(of problem: CompiledProblem) -> Int {
    guard !everyMinuteCounts(problem) else { return 1 }
    let booking = problem.site.booking
    let (visits, canMove) = (
      problem.appointments.elements, problem.appointments.elements.contains { $0.operations.count > 1 }
    )
    var divisor = [
      booking.receptionMinutes, booking.finishMinutes, canMove ? booking.moveMinutes : 0,
      visits.contains(where: \.loaner) ? booking.loanerTurnaroundMinutes : 0, problem.now, problem.statedNow,
    ].reduce(0, gcd)
    for shifts in problem.classes.elements where !shifts.isAlways { add(shifts, to: &divisor) }
    add(problem.hours, to: &divisor)
    for advisor in problem.advisors.elements { add(advisor.shifts, to: &divisor) }
    for part in problem.parts.elements {
      for time in part.from.dropFirst() { divisor = gcd(divisor, time) }
    }
    for slot in problem.slots { divisor = gcd(divisor, slot) }
    for option in problem.options { divisor = gcd(divisor, option.work) }
    for operation in problem.operations.elements {
      divisor = gcd(divisor, operation.minLag)
      if operation.maxLag < .max { divisor = gcd(divisor, operation.maxLag) }
      if let lock = operation.lock { divisor = gcd(gcd(divisor, lock.start), lock.end ?? 0) }
    }
    for visit in visits {
      divisor = [visit.collect, visit.onSiteSince, visit.earliestStart, visit.readyBy ?? 0].reduce(
        divisor, gcd)
      switch visit.rule {
      case .booked(let time), .arrived(let time): divisor = gcd(divisor, time)
      case .free: break
      }
    }
    return max(1, divisor)
  }

  /// Work that pauses or goes on past midnight books minutes of a day by when it starts; a vehicle that is ready a minute
  /// too late is delivered on another day.
  private static func everyMinuteCounts(_ problem: CompiledProblem) -> Bool {
    problem.operations.elements.contains { $0.splittable && $0.lock == nil }
      || problem.appointments.elements.contains { $0.deliver > 0 }
      || problem.technicians.elements.contains { technician in
        let shifts = problem.classes[technician.shifts]
        return zip(shifts.starts, shifts.ends).contains { day(of: $0) != day(of: $1 - 1) }
      }
  }

  private static func add(_ shifts: WorkingTime, to divisor: inout Int) {
    for time in shifts.starts { divisor = gcd(divisor, time) }
    for time in shifts.ends { divisor = gcd(divisor, time) }
  }

  private static func gcd(_ one: Int, _ other: Int) -> Int {
    var (one, other) = (abs(one), abs(other))
    while other != 0 { (one, other) = (other, one % other) }
    return one
  }
}
