/// A scenario instance while changes are applied to it. Changes that cannot be applied are reported and skipped.
struct ScenarioDraft {
  var site: Site
  var demands: [Demand]
  var uncertainty: Uncertainty
  let seed: Int
  /// Every extended shift.
  var shiftExtensions: [ShiftExtension] = []
  private(set) var diagnostics: [ScenarioDiagnostic] = []
  /// Position of the change that is being applied.
  private var position = 0

  struct ShiftExtension {
    var technician: String
    var days: Scenario.DaySelection
    var minutes: Int
    var hourPrice: Double?
  }

  init(site: Site, demands: [Demand], uncertainty: Uncertainty, seed: Int) {
    self.site = site
    self.demands = demands
    self.uncertainty = uncertainty
    self.seed = seed
  }

  /// Notes a fault of the change that is being applied.
  mutating func report(_ problem: ScenarioDiagnostic.Problem, _ member: String? = nil) {
    diagnostics.append(ScenarioDiagnostic(change: position, member: member, problem: problem))
  }

  mutating func apply(_ change: Scenario.Change, at position: Int) {
    self.position = position
    switch change {
    case .addTechnicians(let count, let new): addTechnicians(count, new)
    case .removeTechnicians(let choice): removeTechnicians(choice)
    case .changeTechnicians(let choice, let change): changeTechnicians(choice, change)
    case .technicianAbsence(let choice, let days): technicianAbsence(choice, days)
    case .overtime(let choice, let minutes, let days, let price): overtime(choice, minutes, days, price)
    case .addBays(let count, let new): addBays(count, new)
    case .removeBays(let choice): removeBays(choice)
    case .changeBays(let choice, let change): changeBays(choice, change)
    case .closeBays(let choice, let days): closeBays(choice, days)
    case .addEquipment(let new): addEquipment(new)
    case .removeEquipment(let choice): removeEquipment(choice)
    case .changeEquipment(let choice, let count): changeEquipment(choice, count)
    case .addAdvisors(let count, let new): addAdvisors(count, new)
    case .removeAdvisors(let choice): removeAdvisors(choice)
    case .changeAdvisors(let choice, let change): changeAdvisors(choice, change)
    case .advisorAbsence(let choice, let days): advisorAbsence(choice, days)
    case .openingHours(let choice): if let name = calendar(choice, for: "hours") { site.hours = name }
    case .dates(let dates): changeDates(dates)
    case .booking, .addLimit, .removeLimits, .changeLimits: applyRules(change)
    case .loaners(let count): site.loaners = count
    case .addLoaners(let more): add(more, to: \.loaners)
    case .drivers(let count): site.drivers = count
    case .addDrivers(let more): add(more, to: \.drivers)
    case .volume(let percent): volume(percent)
    case .mix(let kinds): mix(kinds)
    case .noShow(let percent):
      check(percent.kinds.keys, "kinds")
      uncertainty.noShow = percent
    case .stock(let part, let more): stock(part, more)
    case .deliveries(let part, let later): deliveries(part, later)
    case .uncertainty(let change): apply(change)
    }
  }

  private mutating func add(_ more: Int, to number: WritableKeyPath<Site, Int>) {
    let count = site[keyPath: number] + more
    if more == 0 { return report(.noEffect, "more") }
    if count < 0 { return report(.belowZero(count), "more") }
    site[keyPath: number] = count
  }

  private mutating func apply(_ change: Uncertainty.Change) {
    let new = change.applied(to: uncertainty)
    for id in new.durations.technicians.keys.sorted() where uncertainty.durations.technicians[id] == nil {
      if !site.technicians.contains(where: { $0.id == id }) {
        report(.noTechnician(id), "uncertainty.durations.technicians")
      }
    }
    let kinds = [
      Array(new.durations.kinds.keys), Array(new.noShow.kinds.keys), Array(new.walkIns.kinds.keys),
      Array(new.addedWork.percent.kinds.keys), new.walkIns.jobs.map(\.kind),
    ]
    check(Set(kinds.joined()), "uncertainty")
    if new.punctuality.latePercent + new.punctuality.earlyPercent > 100 {
      report(.sumAboveHundred, "uncertainty.punctuality")
    }
    uncertainty = new
  }

  /// Reports kinds that the site does not know.
  mutating func check(_ kinds: some Sequence<VisitKind>, _ member: String) {
    for name in kinds.map(\.rawValue).sorted() where site.policy.kinds[VisitKind(rawValue: name)] == nil {
      report(.noKind(name), member)
    }
  }

  // MARK: - The result

  // The formats' limits (`Diagnostic.InputLimit`), which scenarios must not exceed either.
  static let maxResources = 10_000
  static let maxResourceDays = 500_000
  static let maxAppointments = 100_000

  /// Reports sizes beyond the limits.
  mutating func checkSize(at position: Int) {
    self.position = position
    for count in [
      site.technicians.count, site.bays.count, site.advisors.count, site.equipment.count,
      site.booking.limits.count,
    ] where count > Self.maxResources {
      report(.tooMany(count, most: Self.maxResources))
    }
    let resources = site.technicians.count + site.bays.count + site.advisors.count
    let days = demands.map { $0.horizon.totalDays }.max() ?? 0
    if resources * days > Self.maxResourceDays {
      report(.tooMany(resources * days, most: Self.maxResourceDays))
    }
  }

  /// The instance after all changes.
  var result: Scenario.Instance {
    let overtime = demands.map { demand in
      demand.horizon.arrivalDates.flatMap { date in
        shiftExtensions.filter { $0.days.contains(date) && works($0.technician, on: date) }.map {
          Scenario.PlannedOvertime(
            technician: $0.technician, date: date, minutes: $0.minutes, hourPrice: $0.hourPrice)
        }
      }
    }
    return Scenario.Instance(site: site, demands: demands, uncertainty: uncertainty, overtime: overtime)
  }

  private func works(_ technician: String, on date: CivilDate) -> Bool {
    guard let found = site.technicians.first(where: { $0.id == technician }) else { return false }
    return site.calendars[found.calendar]?.isOpen(on: date) ?? false
  }
}
