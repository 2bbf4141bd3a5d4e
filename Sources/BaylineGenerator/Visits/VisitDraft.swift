import BaylineMath
import BaylineModel

/// The work of a visit, before customer and arrival are drawn.
struct VisitDraft {
  let template: VisitTemplate
  let powertrain: Powertrain
  let operations: [ServiceOperation]
  let parts: [PartRequirement]
  /// The technician minutes by trade at efficiency 100, in the order of `Workshop.tradeOrder`.
  let load: [Int]
  /// The minutes of all operations in sequence.
  let minutes: Int
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
    let template = templates[random.position(in: templates.map(\.weight))]
    let powertrain = template.powertrain ?? (random.chance(15) ? .electric : .fuel)
    var operations: [ServiceOperation] = []
    var parts: [PartRequirement] = []
    var load = [Int](repeating: 0, count: Self.tradeOrder.count)
    var total = 0
    for step in template.steps {
      let isTaken = random.chance(step.percent)
      let job = StandardJobCatalogue.job(step.job)
      let minutes = random.pick(job.minutes)
      guard isTaken, isAble(job) else { continue }
      operations.append(operation(job, minutes: minutes, id: String(operations.count + 1)))
      if let trade = job.trade, let place = Self.tradeOrder.firstIndex(of: trade) {
        load[place] += minutes * (job.crew?.size ?? 1)
      }
      total += minutes
      for need in job.parts {
        if let known = parts.firstIndex(where: { $0.part == need.part }) {
          parts[known].quantity += need.quantity
        } else {
          parts.append(need)
        }
      }
    }
    return VisitDraft(
      template: template, powertrain: powertrain, operations: operations, parts: parts, load: load,
      minutes: total)
  }

  private func operation(_ job: StandardJob, minutes: Int, id: String) -> ServiceOperation {
    if job.isNamedOnly, let ways = alternatives(job, minutes: minutes) {
      return ServiceOperation(id: id, name: job.name, work: .alternatives(ways))
    }
    return ServiceOperation(
      id: id, name: job.name, work: .standard(StandardWork(minutes: minutes, bay: job.bay, crew: job.crew)),
      splittable: job.splittable)
  }

  /// Alternatives for a job: up to two bays, the first with the newer equipment, by up to three technicians.
  private func alternatives(_ job: StandardJob, minutes: Int) -> [WorkAlternative]? {
    let people = site.technicians.filter { job.crew?.admits($0) ?? false }.prefix(3)
    let bays = site.bays.filter { $0.types.contains(job.bay ?? "") }.prefix(2)
    guard !people.isEmpty, !bays.isEmpty else { return nil }
    return bays.enumerated().flatMap { place, bay in
      people.map { person in
        let own = person.workMinutes(for: minutes)
        return WorkAlternative(bay: bay.id, technician: person.id, minutes: own + place * 12)
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
