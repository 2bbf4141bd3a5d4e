import BaylineModel

extension StaffingStudy {
  /// The result of a search so far.
  func result(_ search: inout StaffingSearch, isComplete: Bool) -> StaffingResult {
    let chosen = search.best
    let neighbours = chosen.map { self.neighbours(of: $0, &search.log) } ?? []
    let points = search.log.played.filter(space.allows).compactMap(search.log.point).enumerated()
      .sorted { ($0.element.total, $0.offset) < ($1.element.total, $1.offset) }.map(\.element)
    return StaffingResult(
      targets: targets.targets, confidence: targets.confidence, posts: space.posts.map(\.kind),
      groups: space.groups, people: space.posts.map(\.people), days: settings.dayNames,
      replications: settings.replications, effort: settings.limit, seed: settings.seed,
      currency: targets.prices?.currency, today: search.log.point(space.current),
      chosen: chosen.flatMap(search.log.point), most: chosen == nil ? search.log.point(space.largest) : nil,
      nearest: chosen == nil ? nearest(search.log) : nil, neighbours: neighbours, points: points,
      searchStatistics: search.log.counts, isComplete: isComplete)
  }

  /// The allowed staffing nearest to the targets; the cheapest among equals.
  private func nearest(_ log: StaffingLog) -> StaffingResult.Point? {
    log.played.filter(space.allows).compactMap { staffing in
      log.fitness(staffing, like: staffing).map { (staffing, $0) }
    }.min { one, other in
      (one.1.distance, space.cost(one.0)) < (other.1.distance, space.cost(other.0))
    }.flatMap { log.point($0.0) }
  }

  /// Every staffing with one fewer than the chosen one, and every cheaper exchange that was simulated on all days.
  private func neighbours(of chosen: Staffing, _ log: inout StaffingLog) -> [StaffingResult.Neighbour] {
    let moves =
      space.removals(from: chosen) + space.exchanges(from: chosen) + space.doubleExchanges(from: chosen)
    var seen: Set<Staffing> = []
    var found: [StaffingResult.Neighbour] = []
    for move in moves {
      let staffing = move.applied(to: chosen)
      guard seen.insert(staffing).inserted else { continue }
      let evaluation: StaffingResult.Neighbour.Evaluation
      if let point = log.point(staffing) {
        evaluation = .played(point)
      } else if move.more.isEmpty, let proof = log.proof(staffing) {
        evaluation = .ruledOut(proof)
      } else {
        continue
      }
      found.append(
        StaffingResult.Neighbour(
          difference: chosen.difference(to: staffing), evaluation: evaluation, cost: space.cost(staffing)))
    }
    return found
  }
}
