import BaylineMath
import BaylineModel

/// The work of a visit, before customer and arrival are drawn.
struct VisitDraft {
  let template: VisitTemplate
  let powertrain: Powertrain
  let operations: [ServiceOperation]
  let parts: [SparePart.Requirement]
  /// The technician minutes by trade at efficiency 100, in the order of `Workshop.tradeOrder`.
  let load: [Int]
  /// The minutes of all operations in sequence, with the least time between them.
  let minutes: Int

  /// The parts of the visit and of its operations.
  var allParts: [SparePart.Requirement] { parts + operations.flatMap(\.parts) }
}

extension Workshop {
  /// The templates of a kind that this site is equipped for.
  func templates(of kind: VisitKind) -> [VisitTemplate] {
    VisitTemplateCatalogue.all.filter { template in
      template.kind == kind
        && template.steps.allSatisfy { $0.percent < 100 || isAble(StandardJobCatalogue.job($0.job)) }
    }
  }

  /// Draws a visit's work from some templates.
  func draft(from templates: [VisitTemplate], _ random: inout SplitMix64) -> VisitDraft {
    let template = templates[random.position(in: templates.map(weight))]
    let powertrain = template.powertrain ?? (random.chance(15) ? .electric : .fuel)
    var operations: [ServiceOperation] = []
    var parts: [SparePart.Requirement] = []
    var load = [Int](repeating: 0, count: Self.tradeOrder.count)
    var total = 0
    var before: StandardJob?
    for step in template.steps {
      let isTaken = random.chance(step.percent)
      let job = StandardJobCatalogue.job(step.job)
      let minutes = random.pick(job.minutes)
      guard isTaken, isAble(job) else { continue }
      var operation = operation(job, minutes: minutes, id: String(operations.count + 1))
      if hasHandling { handle(&operation, job, after: before) }
      operations.append(operation)
      if let trade = job.trade, let place = Self.tradeOrder.firstIndex(of: trade) {
        load[place] += minutes * (job.crew?.size ?? 1)
      }
      total += operation.lag.min + minutes
      before = job
      for need in job.parts where operation.parts.isEmpty {
        if let known = parts.firstIndex(where: { $0.part == need.part }) {
          parts[known].quantity += need.quantity
        } else {
          parts.append(need)
        }
      }
    }
    for index in operations.indices where operations[index].bayAfter == .keep {
      let next = index + 1 < operations.count ? operations[index + 1] : nil
      if !canStay(from: operations[index], for: next) { operations[index].bayAfter = nil }
    }
    return VisitDraft(
      template: template, powertrain: powertrain, operations: operations, parts: parts, load: load,
      minutes: total)
  }

  private func weight(_ template: VisitTemplate) -> Int {
    let isHandled = template.steps.contains {
      let job = StandardJobCatalogue.job($0.job)
      return job.bayAfter == .keep || !job.lags.isEmpty || job.equipment.contains("jack")
    }
    return template.weight * (isHandled ? handlingWeight : 1)
  }

  private func operation(_ job: StandardJob, minutes: Int, id: String) -> ServiceOperation {
    if job.isNamedOnly, let ways = alternatives(job, minutes: minutes) {
      return ServiceOperation(id: id, name: job.name, work: .alternatives(ways))
    }
    return ServiceOperation(
      id: id, name: job.name,
      work: .standard(WorkRequirement.StandardWork(minutes: minutes, bay: job.bay, crew: job.crew)),
      splittable: job.splittable)
  }

  /// Adds what a job asks beside bay, crew and minutes.
  private func handle(_ operation: inout ServiceOperation, _ job: StandardJob, after before: StandardJob?) {
    operation.equipment = job.equipment.filter { id in site.equipment.contains { $0.id == id } }
    operation.bayAfter = job.bayAfter
    guard let before else { return }
    operation.lag = job.lags.first { $0.after.contains(before.code) }?.lag ?? ServiceOperation.Lag()
    if job.takesPartsAtStart { operation.parts = job.parts }
  }

  /// Whether a bay serves for both operations.
  private func canStay(from operation: ServiceOperation, for next: ServiceOperation?) -> Bool {
    guard case .standard(let work)? = next?.work, case .standard(let own) = operation.work,
      let type = work.bay, let ownType = own.bay
    else { return false }
    return site.bays.contains { $0.types.contains(type) && $0.types.contains(ownType) }
  }

  /// Alternatives for a job: up to two bays, the first with the newer equipment, by up to three technicians.
  private func alternatives(_ job: StandardJob, minutes: Int) -> [WorkRequirement.Alternative]? {
    let people = site.technicians.filter { job.crew?.admits($0) ?? false }.prefix(3)
    let bays = site.bays.filter { $0.types.contains(job.bay ?? "") }.prefix(2)
    guard !people.isEmpty, !bays.isEmpty else { return nil }
    return bays.enumerated().flatMap { place, bay in
      people.map { person in
        let own = person.workMinutes(for: minutes)
        return WorkRequirement.Alternative(bay: bay.id, technician: person.id, minutes: own + place * 12)
      }
    }
  }
}

/// Apportions visits to kinds by weights (largest remainder method).
func apportion(_ total: Int, by weights: [(kind: VisitKind, weight: Int)]) -> [VisitKind] {
  let sum = weights.reduce(0) { $0 + $1.weight }
  var counts = weights.map { $0.weight * total / sum }
  let byRemainder = weights.indices.sorted {
    (weights[$0].weight * total % sum, -$0) > (weights[$1].weight * total % sum, -$1)
  }
  for index in byRemainder.prefix(total - counts.reduce(0, +)) { counts[index] += 1 }
  return weights.indices.flatMap { Array(repeating: weights[$0].kind, count: counts[$0]) }
}
