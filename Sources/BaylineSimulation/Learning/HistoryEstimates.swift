import BaylineMath
package import BaylineModel

/// What the records of past days imply for future ones.
package struct HistoryEstimates: Sendable, Hashable {
  /// Times of work.
  package let work: WorkTimeModel.Estimates
  package let bookings: BookingCounts
  package let walkIns: WalkInCounts
  package let added: AddedWorkCounts
  package let load: ReserveCounts
  /// The number of days that the estimates rest on.
  package var days: Int { walkIns.days }

  /// The minimum number of days for learning rates; with fewer, only times of work are learned.
  private static let enoughDays = 20

  // MARK: - For planning

  /// The site with the learned efficiency of technicians, and a reserve as large as walk-ins and additional work have
  /// needed.
  package func applied(to site: Site) -> Site {
    var site = site
    for index in site.technicians.indices {
      let technician = site.technicians[index]
      let percent = work.percent(ofTechnician: technician.id)
      site.technicians[index].efficiency = min(
        10_000, max(1, Int((Double(technician.efficiency) * 100 / percent).rounded())))
    }
    if days >= Self.enoughDays, load.shifts > 0 {
      site.booking.reservePercent = min(90, Int((Double(load.extra) * 100 / Double(load.shifts)).rounded()))
    }
    return site
  }

  /// A demand with the learned times of operations.
  package func applied(to demand: Demand) -> Demand {
    var demand = demand
    guard work.jobs > 0 else { return demand }
    for visit in demand.appointments.indices {
      for place in demand.appointments[visit].operations.indices {
        let operation = demand.appointments[visit].operations[place]
        demand.appointments[visit].operations[place].work = scaled(
          operation.work, by: work.percent(of: operation.name ?? ""))
      }
    }
    return demand
  }

  private func scaled(_ work: WorkRequirement, by percent: Double) -> WorkRequirement {
    func scaled(_ minutes: Int) -> Int { max(1, Int((Double(minutes) * percent / 100).rounded())) }
    switch work {
    case .standard(var standard):
      if standard.crew == nil { return work }
      standard.minutes = scaled(standard.minutes)
      return .standard(standard)
    case .alternatives(let ways):
      return .alternatives(
        ways.map {
          WorkRequirement.Alternative(bay: $0.bay, technician: $0.technician, minutes: scaled($0.minutes))
        })
    }
  }

  // MARK: - For simulation

  /// How days differ from plans made with the learned site; what was not observed often enough keeps its default.
  package var uncertainty: Uncertainty {
    var learned = Uncertainty.default
    if work.jobs > 1 {
      learned.durations = Uncertainty.Durations(spread(nil))
      for name in work.operations.keys where !name.isEmpty {
        learned.durations.operations[name] = spread(name)
      }
    }
    guard days >= Self.enoughDays else { return learned }
    learnBookings(&learned)
    learnWalkIns(&learned)
    learnAddedWork(&learned)
    return learned
  }

  private func spread(_ operation: String?) -> Uncertainty.Distribution {
    .lognormal(mean: rounded(work.percent(of: operation)), variation: rounded(work.variation))
  }

  /// Percentages of people carry no more than one decimal.
  private func rounded(_ number: Double) -> Double { (number * 10).rounded() / 10 }

  private func learnBookings(_ learned: inout Uncertainty) {
    if bookings.all.all > 0 {
      let kinds = bookings.kinds.keys.sorted { $0.rawValue < $1.rawValue }
      let byKind = kinds.map { bookings.kinds[$0] ?? Proportion() }.shrunk()
      learned.noShow = Uncertainty.ByKind(
        rounded(bookings.all.percent),
        kinds: Dictionary(uniqueKeysWithValues: zip(kinds, byKind.map(rounded))))
      let overall = bookings.all.percent
      if overall > 0 {
        let days = bookings.weekdays.shrunk()
        for (day, percent) in zip(Weekday.allCases, days) where bookings.weekdays[day.position].all > 0 {
          learned.noShowWeekdays[day] = min(1000, rounded(percent * 100 / overall))
        }
        learned.noShowHours = zip(bookings.hours, bookings.hours.shrunk()).map { hour, percent in
          hour.all > 0 ? min(1000, rounded(percent * 100 / overall)) : 100
        }
      }
    }
    guard bookings.seen > 0 else { return }
    let all = Double(bookings.seen)
    learned.punctuality = Uncertainty.Punctuality(
      latePercent: rounded(Double(bookings.late.count) * 100 / all),
      late: .exponential(mean: rounded(bookings.late.mean)),
      earlyPercent: min(
        rounded(Double(bookings.early.count) * 100 / all),
        100 - rounded(Double(bookings.late.count) * 100 / all)),
      early: .exponential(mean: rounded(bookings.early.mean)))
  }

  private func learnWalkIns(_ learned: inout Uncertainty) {
    let mean = walkIns.perDay
    learned.walkIns.perDay = rounded(mean)
    guard mean > 0 else { return }
    learned.walkIns.dispersion = max(1, rounded(walkIns.variance / mean))
    let groups = walkIns.weekdays.map { Shrinkage.Group(count: $0.count, sum: $0.sum) }
    let byDay = Shrinkage.estimates(groups, within: walkIns.variance)
    for day in Weekday.allCases where walkIns.weekdays[day.position].count > 0 {
      learned.walkIns.weekdays[day] = rounded(byDay[day.position] * 100 / mean)
    }
    // Hours with few observations are shrunk towards the defaults: a Dirichlet prior with the weight of one customer
    // per hour.
    let defaults = Uncertainty.default.walkIns.hours ?? Array(repeating: 1, count: 24)
    let sum = defaults.reduce(0, +)
    learned.walkIns.hours = walkIns.hours.indices.map { hour in
      rounded(Double(walkIns.hours[hour]) + 24 * defaults[hour] / sum)
    }
    learned.walkIns.kinds = walkIns.kinds.mapValues { Double($0) }
  }

  private func learnAddedWork(_ learned: inout Uncertainty) {
    let kinds = added.kinds.keys.sorted { $0.rawValue < $1.rawValue }
    let shares = kinds.map { added.kinds[$0] ?? Proportion() }
    let all = Proportion(all: shares.reduce(0) { $0 + $1.all }, some: shares.reduce(0) { $0 + $1.some })
    guard all.all > 0 else { return }
    learned.addedWork.percent = Uncertainty.ByKind(
      rounded(all.percent), kinds: Dictionary(uniqueKeysWithValues: zip(kinds, shares.shrunk().map(rounded))))
    guard added.size.count > 1, added.size.mean > 0 else { return }
    learned.addedWork.size = .lognormal(
      mean: rounded(added.size.mean),
      variation: rounded(100 * added.size.variance.squareRoot() / added.size.mean))
    learned.addedWork.approvalMinutes = .exponential(mean: rounded(added.wait.mean))
  }
}
