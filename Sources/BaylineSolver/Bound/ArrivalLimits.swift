import BaylineMath
import BaylineModel

/// Limits on the arrivals that the advisors together, and the site, can take: per hour, per gap between two arrivals
/// of one advisor, and per day (H2–H4).
///
/// Advisors are aggregated, so a limit is the most they can take in any assignment. An advisor may exceed a limit
/// with settled arrivals only; the limits allow for that.
struct ArrivalLimits {
  /// Limits of one kind, with a window per slot or per day.
  struct Constraint {
    /// Length in minutes of the windows that start at the slots; 0 for whole days.
    let length: Int
    /// Maximum arrivals per window.
    var limits: [Int]
    /// The advisors who receive its visits; `nil` for all advisors, promised arrivals included.
    let advisors: [AdvisorIndex]?
    /// The limit of the site that it stands for (H17): a position in the problem's `limits`; `nil` for the others.
    var siteLimit: Int?
  }

  private(set) var all: [Constraint] = []
  private let problem: CompiledProblem
  /// Promised arrivals and those of vehicles already received.
  private var promised: [Int] = []
  private var received: [Int] = []

  init(_ problem: CompiledProblem) {
    self.problem = problem
    for (index, visit) in problem.appointments.elements.enumerated() {
      let appointment = problem.demand.appointments[index]
      if case .booked(let arrival) = visit.rule { promised.append(arrival) }
      if let arrived = appointment.arrived, appointment.receivedBy != nil {
        received.append(problem.minute(arrived))
      }
    }
    guard !problem.slots.isEmpty else { return }
    let everyone = Array(problem.advisors.indices)
    addConstraints(of: everyone, isAll: true)
    var seen: Set<[AdvisorIndex]> = [everyone]
    for visit in problem.appointments.elements where visit.rule == .free {
      if seen.insert(visit.advisors).inserted { addConstraints(of: visit.advisors, isAll: false) }
    }
    if let limit = problem.site.booking.siteBookingsPerHour {
      all.append(constraint(length: 60, advisors: nil) { _, settled in max(limit, settled) })
    }
    for index in problem.limits.indices { addSiteLimit(index) }
  }

  /// The constraints in which a visit counts.
  func constraints(of visit: CompiledAppointment) -> [Int] {
    if case .arrived = visit.rule { return [] }
    return all.indices.filter { constraint in
      if let limit = all[constraint].siteLimit { return problem.visitLimits[visit.limits].contains(limit) }
      guard let advisors = all[constraint].advisors else { return true }
      return visit.rule == .free && visit.advisors.allSatisfy { advisors.contains($0) }
    }
  }

  /// The windows of a constraint that contain a time.
  func windows(of constraint: Constraint, at time: Int) -> Range<Int> {
    if let limit = constraint.siteLimit, !problem.limits[limit].counts(time) { return 0..<0 }
    guard constraint.length > 0 else {
      let day = day(of: time)
      return constraint.limits.indices.contains(day) ? day..<(day + 1) : 0..<0
    }
    let end = firstSlot(at: time + 1)
    return min(firstSlot(at: time - constraint.length + 1), end)..<end
  }

  // MARK: - Limits

  private mutating func addConstraints(of advisors: [AdvisorIndex], isAll: Bool) {
    let gap = problem.site.booking.minGapMinutes
    let rules = advisors.map { problem.advisors[$0] }
    let pool = isAll ? nil : advisors
    let hours = constraint(length: 60, advisors: pool) { window, settled in
      Self.sum(rules, settled, \.perHour) { capacity(of: $0, window, gap) }
    }
    all.append(hours)
    if gap > 0 {
      let gaps = constraint(length: gap, advisors: pool) { window, settled in
        Self.sum(rules, settled, 1) { capacity(of: $0, window, gap) }
      }
      all.append(gaps)
    }
    let days = constraint(length: 0, advisors: pool) { window, settled in
      Self.sum(rules, settled, \.perDay) { capacity(of: $0, window, gap) }
    }
    all.append(days)
  }

  /// Promised arrivals may exceed a limit alone (H17); those of vehicles already received do not count.
  private mutating func addSiteLimit(_ index: Int) {
    var booked = [Int](repeating: 0, count: (problem.slots.last ?? 0) / 1440 + 1)
    for visit in problem.appointments.elements where problem.visitLimits[visit.limits].contains(index) {
      guard case .booked(let arrival) = visit.rule, booked.indices.contains(day(of: arrival)) else {
        continue
      }
      booked[day(of: arrival)] += 1
    }
    all.append(
      Constraint(
        length: 0, limits: booked.map { max($0, problem.limits[index].most) }, advisors: nil,
        siteLimit: index))
  }

  /// The arrivals that the advisors can take together, if each can take `capacity` unsettled ones.
  private static func sum(
    _ advisors: [CompiledAdvisor], _ settled: Int, _ limit: (CompiledAdvisor) -> Int,
    capacity: (CompiledAdvisor) -> Int
  ) -> Int {
    guard settled > 0 else { return advisors.reduce(0) { $0 + min(limit($1), capacity($1)) } }
    // One advisor may hold all settled arrivals, the others their maximum.
    let smallest = advisors.map(limit).min() ?? 0
    return advisors.reduce(0) { $0 + limit($1) } + max(0, settled - smallest)
  }

  private static func sum(
    _ advisors: [CompiledAdvisor], _ settled: Int, _ limit: Int, capacity: (CompiledAdvisor) -> Int
  ) -> Int {
    sum(advisors, settled, { _ in limit }, capacity: capacity)
  }

  /// The maximum number of an advisor's arrivals in a window, given the minimum gap.
  private func capacity(of advisor: CompiledAdvisor, _ window: Range<Int>, _ gap: Int) -> Int {
    guard gap > 0 else { return window.contains { advisor.onDuty[$0] } ? .max : 0 }
    var count = 0
    var next = Int.min
    for slot in window where advisor.onDuty[slot] && problem.slots[slot] >= next {
      count += 1
      next = problem.slots[slot] + gap
    }
    return count
  }

  /// The windows of a kind; `limit` receives the slots of a window and the number of settled arrivals in it.
  private func constraint(
    length: Int, advisors: [AdvisorIndex]?, limit: (_ slots: Range<Int>, _ settled: Int) -> Int
  ) -> Constraint {
    let days = (problem.slots.last ?? 0) / 1440 + 1
    let windows =
      length > 0
      ? problem.slots.map { $0..<($0 + length) } : (0..<days).map { ($0 * 1440)..<(($0 + 1) * 1440) }
    let limits = windows.map { window in
      let slots = firstSlot(at: window.lowerBound)..<firstSlot(at: window.upperBound)
      guard advisors == nil else { return limit(slots, 0) }
      let before = received.count { window.contains($0) }
      return max(0, limit(slots, before + promised.count { window.contains($0) }) - before)
    }
    return Constraint(length: length, limits: limits, advisors: advisors)
  }

  /// The index of the first slot at or after a time.
  private func firstSlot(at time: Int) -> Int {
    problem.slots.partitioningIndex { $0 >= time }
  }
}
