import BaylineMath
package import BaylineModel
import BaylineSimulation

/// How much slack a demand is given before it is planned.
package struct SlackRule: Hashable, Sendable {
  /// Standard deviations of its duration by which an operation is longer than its mean, in percent.
  package var deviations: Int
  /// Minutes by which deadlines are earlier at least.
  package var deadline: Int
  /// Minutes before the end of a technician's last interval of a day from which on no work is planned.
  package var closing = 0
  /// The weight of stays and of deadlines missed, in percent.
  package var service = 100
  /// Whether the operations of the plan start as early as those before them permit, so that nobody waits for a planned
  /// start; otherwise they start where the slack puts them.
  package var startsEarly = false
  /// Whether each deadline is earlier by what its visit is late on simulated days, where that is more than ``deadline``.
  package var followsDelays = false

  /// The rules that are tried; where time is short, the first of them.
  package static let all: [SlackRule] = [
    SlackRule(deviations: 40, deadline: 15, closing: 30, service: 200, followsDelays: true),
    SlackRule(deviations: 20, deadline: 15, closing: 60, service: 200, followsDelays: true),
    SlackRule(deviations: 40, deadline: 15, closing: 60, service: 300, followsDelays: true),
    SlackRule(deviations: 20, deadline: 30, closing: 30, service: 300, followsDelays: true),
    SlackRule(deviations: 60, deadline: 15, closing: 45, service: 300, followsDelays: true),
    SlackRule(
      deviations: 40, deadline: 15, closing: 60, service: 300, startsEarly: true, followsDelays: true),
  ]
}

/// A site and a demand with slack, from which plans of the true ones are made.
package struct SlackedInstance: Sendable {
  /// The site, with a smaller reserve: longer work must leave room for as many visits.
  package let site: Site
  /// The demand with longer work and earlier deadlines.
  package let demand: Demand

  /// Adds slack to a site and to those visits of a demand that a plan schedules, which count for more than all delays: a
  /// plan with slack leaves out no others. Committed visits and their locks stay as well.
  ///
  /// - Parameters:
  ///   - nominal: The plan.
  ///   - delays: By how many minutes visits are late on simulated days, by id, for a rule that follows them.
  /// - Complexity: O(operations × technicians).
  package init(
    site: Site, demand: Demand, keeping nominal: Schedule, uncertainty: Uncertainty, rule: SlackRule,
    delays: [String: Int] = [:]
  ) {
    var changed = site
    changed.closeEarly(by: rule.closing, on: demand.horizon.allDates)
    changed.policy.stay = site.policy.stay * rule.service / 100
    changed.policy.late = site.policy.late * rule.service / 100
    changed.policy.lateness = site.policy.lateness * rule.service / 100
    var sizes = OperationSizes(site: changed, demand: demand, uncertainty: uncertainty, rule: rule)
    let scheduled = Set(nominal.assignments.map(\.appointment))
    var slacked = demand
    slacked.appointments.removeAll { !scheduled.contains($0.id) && !$0.isCommitted }
    for index in slacked.appointments.indices {
      let id = slacked.appointments[index].id
      if scheduled.contains(id) {
        let kind = site.policy.kinds[slacked.appointments[index].kind]
        let drop = slacked.appointments[index].dropCost ?? kind?.drop ?? 0
        slacked.appointments[index].dropCost = drop * Self.weightOfScheduled
      }
      sizes.add(to: &slacked.appointments[index])
      let late = rule.followsDelays ? delays[id] ?? 0 : 0
      let earlier = max(rule.deadline, min(late, Self.mostEarlier))
      slacked.appointments[index].readyBy = slacked.appointments[index].readyBy.map { $0 + -earlier }
    }
    self.demand = slacked
    let shorter = Self.minutes(changed, demand) / max(1, Self.minutes(site, demand))
    changed.booking.reservePercent = sizes.reserve(site.booking.reservePercent, ofShifts: shorter)
    changed.booking.teamReservePercent = site.booking.teamReservePercent.mapValues {
      sizes.reserve($0, ofShifts: shorter)
    }
    self.site = changed
  }

  /// How many times its drop cost a visit of the nominal plan costs if it is left out.
  private static let weightOfScheduled = 10
  /// The most minutes by which a deadline is earlier for the delays of its visit.
  private static let mostEarlier = 120

  private static func minutes(_ site: Site, _ demand: Demand) -> Double {
    demand.horizon.allDates.reduce(0) { sum, date in
      sum + site.technicians.reduce(0) { $0 + Double(site.minutes(of: $1.calendar, on: date)) }
    }
  }
}

extension Site {
  /// Shortens the last interval of each technician's days, by at most half of it.
  fileprivate mutating func closeEarly(by minutes: Int, on dates: some Sequence<CivilDate>) {
    if minutes <= 0 { return }
    for name in Set(technicians.map(\.calendar)).sorted() {
      guard var calendar = calendars[name] else { continue }
      for date in dates {
        var intervals = calendar.intervals(on: date)
        guard let last = intervals.last else { continue }
        intervals[intervals.count - 1].end -= min(minutes, last.minutes / 2)
        calendar.dates[date] = intervals
      }
      var shorter = name
      while calendars[shorter] != nil { shorter += "'" }
      calendars[shorter] = calendar
      for index in technicians.indices where technicians[index].calendar == name {
        technicians[index].calendar = shorter
      }
    }
  }
}

/// The minutes of operations with slack.
private struct OperationSizes {
  let site: Site
  let uncertainty: Uncertainty
  let rule: SlackRule
  /// By technician, the minutes of the longest working interval of the horizon.
  let intervals: [Int]
  /// The minutes of all operations, as they are and with slack.
  var minutes = 0
  var slacked = 0

  init(site: Site, demand: Demand, uncertainty: Uncertainty, rule: SlackRule) {
    (self.site, self.uncertainty, self.rule) = (site, uncertainty, rule)
    intervals = site.technicians.map { technician in
      let calendar = site.calendars[technician.calendar]
      return demand.horizon.allDates.flatMap { calendar?.intervals(on: $0) ?? [] }.map(\.minutes).max() ?? 0
    }
  }

  /// A share of the technicians' time to keep free that leaves longer work the same room in a share of the shifts.
  func reserve(_ percent: Int, ofShifts share: Double) -> Int {
    guard minutes > 0, share > 0 else { return percent }
    let used = Double((100 - percent) * slacked) / Double(minutes) / share
    return max(0, 100 - Int(used.rounded(.up)))
  }

  mutating func add(to appointment: inout Appointment) {
    let count = appointment.operations.count { $0.locked == nil }
    let added =
      uncertainty.addedWork.percent[appointment.kind] / 100 * uncertainty.addedWork.size.mean / 100
      / Double(max(1, count))
    var longer = 0
    for index in appointment.operations.indices where appointment.operations[index].locked == nil {
      // Shorter work before it would make the wait too long.
      if let most = appointment.operations[index].lag.max {
        let least = max(appointment.operations[index].lag.min, site.booking.moveMinutes)
        appointment.operations[index].lag.max = min(most, max(least, most - longer))
      }
      let times = uncertainty.durations.distribution(
        of: appointment.operations[index], appointment.kind)
      let factor = (times.mean / 100 + added) * (1 + Double(rule.deviations) / 100 * times.variation)
      longer = lengthen(&appointment.operations[index], by: factor)
    }
  }

  /// Lengthens an operation; returns by how many minutes.
  private mutating func lengthen(_ operation: inout ServiceOperation, by factor: Double) -> Int {
    let limit = operation.splittable ? .max : longest(for: operation)
    func size(_ minutes: Int) -> Int {
      max(minutes, min(limit, Int((Double(minutes) * factor).rounded())))
    }
    switch operation.work {
    case .standard(var work):
      let old = work.minutes
      work.minutes = size(old)
      operation.work = .standard(work)
      let crew = work.crew?.size ?? 0
      minutes += old * crew
      slacked += work.minutes * crew
      return work.minutes - old
    case .alternatives(let ways):
      let longer = ways.map { way in
        var way = way
        way.minutes = size(way.minutes)
        return way
      }
      operation.work = .alternatives(longer)
      return zip(ways, longer).map { $1.minutes - $0.minutes }.max() ?? 0
    }
  }

  /// The most standard minutes that a qualified technician has without a break.
  private func longest(for operation: ServiceOperation) -> Int {
    guard case .standard(let work) = operation.work else {
      return intervals.max() ?? .max
    }
    guard let crew = work.crew else { return .max }
    return zip(site.technicians, intervals).filter { crew.admits($0.0) }
      .map { $0.1 * $0.0.efficiency / 100 }.max() ?? 0
  }
}

extension Uncertainty.Distribution {
  /// The standard deviation divided by the mean.
  fileprivate var variation: Double {
    switch self {
    case .constant: return 0
    case .lognormal(_, let variation): return variation / 100
    case .exponential: return 1
    case .values(let values):
      let (mean, deviation) = SampleStatistics.moments(values)
      return mean > 0 ? deviation / mean : 0
    }
  }
}
