import BaylineModel

/// The process of walk-ins.
extension ShopCompiler {
  mutating func compileWalkIns() {
    let chances = uncertainty.walkIns
    shop.walkIns.dispersion = chances.dispersion
    shop.walkIns.patience = chances.patienceMinutes
    shop.walkIns.needsRoom = chances.needsRoom
    compileJobs()
    guard let share = meanStandardMinutes() else {
      shop.walkIns.means = shop.arrivalDays.map { _ in 0 }
      shop.walkIns.spans = shop.arrivalDays.map { _ in [] }
      return
    }
    for day in shop.arrivalDays {
      let spans = spans(of: day)
      shop.walkIns.spans.append(spans)
      let percent = chances.weekdays[demand.horizon.from.advanced(by: day).weekday] ?? 100
      let mean = chances.perDay ?? reserve(on: day) * chances.reserveShare / 100 / share
      shop.walkIns.means.append(spans.isEmpty ? 0 : mean * percent / 100)
    }
  }

  /// The minutes of the technicians' shifts that the site keeps free on a day.
  private func reserve(on day: Int) -> Double {
    let shifts = shop.technicians.reduce(0) {
      $0 + times.all[$1.time].minutes(from: day * 1440, to: (day + 1) * 1440)
    }
    return Double(shifts * site.booking.reservePercent) / 100
  }

  /// The jobs by kind: those given, else those of the demand, as far as this site can do them.
  private mutating func compileJobs() {
    let chances = uncertainty.walkIns
    shop.walkIns.jobs = Array(repeating: [], count: shop.kinds.count)
    let visits = chances.jobs.isEmpty ? demand.appointments : chances.jobs
    var counts = Array(repeating: 0.0, count: shop.kinds.count)
    for (position, visit) in visits.enumerated() {
      guard let kind = kindIndices[visit.kind] else { continue }
      let needs = visit.operations.map { need(of: $0) }
      let handling = handling(of: visit, needs: needs)
      guard needs.allSatisfy({ shop.needs[$0].ways.count >= max(1, shop.needs[$0].crew) }),
        !handling.contains(where: { $0.bays == [] })
      else { continue }
      counts[kind] += 1
      shop.walkIns.jobs[kind].append(
        WalkInJob(
          appointment: position,
          operations: zip(zip(visit.operations, needs), handling).map { step, handling in
            WalkInJob.Step(
              key: StreamKey.of(step.0.id), need: step.1, duration: duration(of: step.0, visit.kind),
              handling: handling)
          },
          isWaiting: visit.waiting, needsLoaner: visit.loaner, priority: visit.priority,
          dropCost: dropCost(of: visit)))
    }
    var sum = 0.0
    for (kind, jobs) in shop.walkIns.jobs.enumerated() where !jobs.isEmpty {
      let weight = chances.kinds.isEmpty ? counts[kind] : chances.kinds[shop.kinds[kind]] ?? 0
      if weight <= 0 { continue }
      sum += weight
      shop.walkIns.kinds.append((kind, sum))
    }
  }

  /// The mean standard minutes of a visit; `nil` if nobody can arrive.
  private func meanStandardMinutes() -> Double? {
    guard let total = shop.walkIns.kinds.last?.cumulativeWeight else { return nil }
    var before = 0.0
    var mean = 0.0
    for (kind, cumulativeWeight) in shop.walkIns.kinds {
      let jobs = shop.walkIns.jobs[kind]
      let minutes = jobs.reduce(0) { $0 + $1.operations.reduce(0) { $0 + shop.needs[$1.need].standard } }
      mean += (cumulativeWeight - before) / total * Double(minutes) / Double(jobs.count)
      before = cumulativeWeight
    }
    return max(1, mean)
  }

  /// The spans of a day in which customers may arrive, with cumulative weights.
  private func spans(of day: Int) -> [(start: Int, end: Int, cumulativeWeight: Double)] {
    var spans: [(start: Int, end: Int, cumulativeWeight: Double)] = []
    var sum = 0.0
    for hour in 0..<24 {
      let weight = uncertainty.walkIns.hours.map { $0.indices.contains(hour) ? $0[hour] : 0 } ?? 1
      let (from, to) = (day * 1440 + hour * 60, day * 1440 + (hour + 1) * 60)
      var start = from
      while weight > 0, let open = shop.hours.next(from: start), open < to {
        let end = min(to, shop.hours.endOfInterval(after: open) ?? to)
        sum += weight * Double(end - open)
        spans.append((open, end, sum))
        start = end
      }
    }
    return spans
  }
}
