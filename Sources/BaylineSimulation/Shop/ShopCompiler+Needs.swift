import BaylineModel

/// The requirements of works, for dispatching without a plan.
extension ShopCompiler {
  /// The index of an operation's requirement; operations with equal requirements share one.
  mutating func need(of operation: ServiceOperation) -> Int {
    let key = NeedKey(
      work: operation.work, isSplittable: operation.splittable, equipment: operation.equipment)
    if let known = needIndices[key] { return known }
    var need =
      switch operation.work {
      case .standard(let work): standard(work, isSplittable: operation.splittable)
      case .alternatives(let alternatives): named(alternatives, isSplittable: operation.splittable)
      }
    need.equipment = operation.equipment.compactMap { equipmentIndices[$0] }
    let index = shop.needs.count
    shop.needs.append(need)
    needIndices[key] = index
    return index
  }

  private mutating func trade(_ name: String) -> Int {
    if let known = tradeIndices[name] { return known }
    tradeIndices[name] = tradeIndices.count
    return tradeIndices.count - 1
  }

  private mutating func standard(_ work: WorkRequirement.StandardWork, isSplittable: Bool)
    -> ResourceRequirement
  {
    let bays = work.bay.map { type in site.bays.indices.filter { site.bays[$0].types.contains(type) } } ?? []
    var ways: [ResourceRequirement.Mode] = []
    if let crew = work.crew {
      let able = site.technicians.indices.filter { crew.admits(site.technicians[$0]) }
      let bySkill = able.sorted {
        (site.technicians[$0].skills[crew.trade] ?? 0, $0) < (
          site.technicians[$1].skills[crew.trade] ?? 0, $1
        )
      }
      ways = bySkill.map { index in
        ResourceRequirement.Mode(
          technician: index, bays: bays, minutes: site.technicians[index].workMinutes(for: work.minutes),
          rank: site.technicians[index].skills[crew.trade] ?? 0)
      }
    } else {
      ways = [ResourceRequirement.Mode(technician: nil, bays: bays, minutes: work.minutes, rank: 0)]
    }
    // Work for a type of bay that the site lacks cannot be done.
    if work.bay != nil, bays.isEmpty { ways = [] }
    let size = work.crew?.size ?? 0
    return ResourceRequirement(
      ways: ways, crew: size, isSplittable: isSplittable, trade: trade(work.crew?.trade ?? ""),
      standard: work.minutes * size, minutes: mean(ways))
  }

  private mutating func named(_ alternatives: [WorkRequirement.Alternative], isSplittable: Bool)
    -> ResourceRequirement
  {
    let ways = alternatives.sorted { $0.minutes < $1.minutes }.map { way in
      ResourceRequirement.Mode(
        technician: way.technician.flatMap { technicianIndices[$0] },
        bays: way.bay.flatMap { bayIndices[$0] }.map { [$0] } ?? [], minutes: way.minutes, rank: way.minutes)
    }
    let needsPerson = ways.contains { $0.technician != nil }
    let fastest = ways.map(\.minutes).min() ?? 0
    return ResourceRequirement(
      ways: ways, crew: needsPerson ? 1 : 0, isSplittable: isSplittable, trade: trade(" named"),
      standard: needsPerson ? fastest : 0, minutes: mean(ways))
  }

  private func mean(_ ways: [ResourceRequirement.Mode]) -> Int {
    ways.isEmpty ? 0 : ways.reduce(0) { $0 + $1.minutes } / ways.count
  }
}
