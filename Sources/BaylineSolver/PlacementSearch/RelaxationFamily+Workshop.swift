import BaylineModel

/// Relaxations of technician and bay rules.
extension RelaxationFamily {
  // MARK: - Longer hours

  var shifts: [ParametricRelaxation] {
    var rules: [ParametricRelaxation] = []
    for day in days {
      for technician in able {
        let id = technician.id
        rules += longer(technician.calendar, on: day).map { gap in
          ParametricRelaxation([.h8, .h9, .h14], maxAmount: gap.maxAmount) {
            .technicianHours(technician: id, gap.stretch($0))
          }
        }
      }
      for bay in site.bays {
        guard let calendar = bay.calendar, types.contains(where: bay.types.contains) else { continue }
        rules += longer(calendar, on: day).map { gap in
          ParametricRelaxation([.h7, .h9], maxAmount: gap.maxAmount) {
            .bayHours(bay: bay.id, gap.stretch($0))
          }
        }
      }
      if source.waiting {
        rules += longer(site.hours, on: day).filter(\.isLate).map { gap in
          ParametricRelaxation([.h1, .h13], maxAmount: gap.maxAmount) { .openingHours(gap.stretch($0)) }
        }
      }
    }
    return rules
  }

  /// Off-duty minutes before, between or after the working intervals of a day.
  private struct OffDuty {
    let day: CivilDate
    let from: Int
    let to: Int
    /// After the last interval, work extends from its start; before the first one, up to its end. A break or a day
    /// off is worked entirely.
    var isLate = false
    var isEarly = false

    var maxAmount: Int { isLate || isEarly ? to - from : 1 }

    func stretch(_ amount: Int) -> RuleRelaxation.DatedInterval {
      if isLate { return RuleRelaxation.DatedInterval(day, from: from, to: from + amount) }
      if isEarly { return RuleRelaxation.DatedInterval(day, from: to - amount, to: to) }
      return RuleRelaxation.DatedInterval(day, from: from, to: to)
    }
  }

  private func longer(_ calendar: String, on day: CivilDate) -> [OffDuty] {
    let intervals = site.intervals(of: calendar, on: day)
    guard let first = intervals.first, let last = intervals.last else {
      guard let open = site.openingHours.span(on: day) else { return [] }
      return [OffDuty(day: day, from: open.start, to: open.end)]
    }
    var gaps: [OffDuty] = []
    for (one, next) in zip(intervals, intervals.dropFirst()) where one.end < next.start {
      gaps.append(OffDuty(day: day, from: one.end, to: next.start))
    }
    if last.end < 1440 { gaps.append(OffDuty(day: day, from: last.end, to: 1440, isLate: true)) }
    if first.start > 0 { gaps.append(OffDuty(day: day, from: 0, to: first.start, isEarly: true)) }
    return gaps
  }

  // MARK: - Technicians and bays

  private var requirements: [WorkRequirement.Crew] { distinct(\.crew) }

  private var types: [String] { distinct(\.bay) }

  private func distinct<Value: Equatable>(_ value: (WorkRequirement.StandardWork) -> Value?) -> [Value] {
    var found: [Value] = []
    for operation in source.operations where operation.locked == nil {
      if case .standard(let work) = operation.work, let value = value(work), !found.contains(value) {
        found.append(value)
      }
    }
    return found
  }

  /// The technicians able to do some operation.
  var able: [Technician] {
    let named = source.operations.flatMap { operation -> [String] in
      guard case .alternatives(let modes) = operation.work else { return [] }
      return modes.compactMap(\.technician)
    }
    return site.technicians.filter { technician in
      named.contains(technician.id) || requirements.contains { $0.admits(technician) }
    }
  }

  var abilities: [ParametricRelaxation] {
    requirements.flatMap { requirement -> [ParametricRelaxation] in
      let asked = request.technician.map { site.technicians[$0.int].id }
      func missing(_ technician: Technician) -> Int {
        max(0, requirement.level - technician.skills[requirement.trade, default: 0])
          + requirement.certifications.subtracting(technician.certifications).count
      }
      let learners = site.technicians.enumerated().filter { !requirement.admits($0.element) }
        .sorted {
          ($0.element.id == asked ? 0 : 1, missing($0.element), $0.offset)
            < ($1.element.id == asked ? 0 : 1, missing($1.element), $1.offset)
        }.prefix(Self.maxLearners).map(\.element)
      return learners.map { technician in
        let lacking = requirement.certifications.subtracting(technician.certifications).sorted()
        return ParametricRelaxation([.h8, .h9, .h14]) { _ in
          .ability(
            technician: technician.id, trade: requirement.trade, level: requirement.level,
            certifications: lacking)
        }
      }
    }
  }

  var bays: [ParametricRelaxation] {
    types.flatMap { type in
      site.bays.filter { !$0.types.contains(type) }.prefix(Self.maxLearners).map { bay in
        ParametricRelaxation([.h7, .h9]) { _ in .bayType(bay: bay.id, type: type) }
      }
    }
  }

  /// One additional unit of each resource.
  var more: [ParametricRelaxation] {
    var rules: [ParametricRelaxation] = []
    // Those who are new at the same time have different ids.
    var advisorIds = site.advisors.map(\.id)
    var technicianIds = site.technicians.map(\.id)
    var bayIds = site.bays.map(\.id)
    var copies: [String: String] = [:]
    var bayCopies: [String: String] = [:]
    if source.arrived == nil, request.advisor == nil {
      for advisor in firstOfEachCalendar(site.advisors, \.calendar) {
        let id = newId(like: advisor.id, among: &advisorIds)
        rules.append(
          ParametricRelaxation([.h1, .h2, .h3, .h4]) { _ in .oneMoreAdvisor(like: advisor.id, id: id) })
      }
    }
    for requirement in requirements {
      let able = site.technicians.filter(requirement.admits)
      for technician in firstOfEachCalendar(able, \.calendar) {
        let id = copies[technician.id] ?? newId(like: technician.id, among: &technicianIds)
        copies[technician.id] = id
        rules.append(
          ParametricRelaxation([.h8, .h9, .h14]) { _ in .oneMoreTechnician(like: technician.id, id: id) })
      }
      if able.isEmpty {
        let id = newId(like: requirement.trade, among: &technicianIds)
        rules.append(
          ParametricRelaxation([.h8, .h9, .h14]) { _ in
            .newTechnician(
              id: id, trade: requirement.trade, level: requirement.level,
              certifications: requirement.certifications.sorted())
          })
      }
    }
    for type in types {
      let fitting = site.bays.filter { $0.types.contains(type) }
      for bay in firstOfEachCalendar(fitting, \.calendar) {
        let id = bayCopies[bay.id] ?? newId(like: bay.id, among: &bayIds)
        bayCopies[bay.id] = id
        rules.append(ParametricRelaxation([.h7, .h9]) { _ in .oneMoreBay(like: bay.id, id: id) })
      }
      if fitting.isEmpty {
        let id = newId(like: type, among: &bayIds)
        rules.append(ParametricRelaxation([.h7, .h9]) { _ in .newBay(id: id, type: type) })
      }
    }
    return rules
  }

  private func firstOfEachCalendar<Resource, WorkCalendar: Equatable>(
    _ resources: [Resource], _ calendar: (Resource) -> WorkCalendar
  ) -> [Resource] {
    var seen: [WorkCalendar] = []
    return resources.filter { resource in
      if seen.contains(calendar(resource)) { return false }
      seen.append(calendar(resource))
      return true
    }
  }

  private func newId(like id: String, among taken: inout [String]) -> String {
    var new = id + "-2"
    while taken.contains(new) { new += "'" }
    taken.append(new)
    return new
  }
}
