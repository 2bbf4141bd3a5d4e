import BaylineMath
import BaylineModel
import BaylineSimulation

/// How far a staffing is from meeting all targets.
struct StaffingFitness: Comparable {
  /// How far the targets that are missed are away, summed; 0 if all are met.
  var distance: Double
  /// How far all targets are met or missed, summed, those that are met by far counting for no more than twice their unit.
  var merit: Double

  /// Whether one is worse.
  static func < (one: StaffingFitness, other: StaffingFitness) -> Bool {
    (-one.distance, one.merit) < (-other.distance, other.merit)
  }
}

extension StaffingLog {
  /// The days that tell whether a staffing is worth all of them: a third, those with the most visits.
  var screeningDays: [Int] {
    let demands = study.today.demands
    let byVisits = study.days.sorted { one, other in
      (-demands[one].appointments.count, one) < (-demands[other].appointments.count, other)
    }
    return byVisits.prefix((study.days.count + 2) / 3).sorted()
  }

  /// How far a staffing is from the targets.
  ///
  /// One that was played on some days alone is judged by its difference from another one on these days, for what differs
  /// from day to day differs for both (common random numbers): the limit of a mean is taken to be off by as much.
  ///
  /// - Parameter reference: Played on all days.
  /// - Returns: `nil` if it has no day in common with the reference.
  func fitness(_ staffing: Staffing, like reference: Staffing) -> StaffingFitness? {
    var fitness = StaffingFitness(distance: 0, merit: 0)
    for target in study.targets.targets.indices {
      guard let slack = slack(target, of: staffing, like: reference) else { return nil }
      fitness.distance += max(0, -slack)
      fitness.merit += min(2, slack)
    }
    return fitness
  }

  /// How far a target is met (above 0) or missed, in units of a tenth of its value, at least one of what it counts.
  private func slack(_ position: Int, of staffing: Staffing, like reference: Staffing) -> Double? {
    let target = study.targets.targets[position]
    let measure = target.measure
    func slack(_ estimate: StratifiedMean?, _ reach: Double, moved: Double) -> Double {
      guard let estimate else { return Self.valueless }
      switch target.bound {
      case .least(let value): return (estimate.mean + moved - reach - value) / target.unit
      case .most(let value): return (value - estimate.mean - moved - reach) / target.unit
      }
    }
    if let point = point(staffing) {
      return slack(point.measures[measure], reach(position, of: staffing), moved: 0)
    }
    guard let known = days[staffing], let others = days[reference], let point = point(reference) else {
      return nil
    }
    var pairs: [(Double, Double)] = []
    for (day, result) in known.sorted(by: { $0.key < $1.key }) {
      guard let other = others[day] else { continue }
      guard let mean = result.measures[measure]?.mean, let before = other.measures[measure]?.mean else {
        continue
      }
      pairs.append((mean, before))
    }
    let moved = pairs.reduce(0) { $0 + $1.0 - $1.1 } / Double(max(1, pairs.count))
    return slack(point.measures[measure], reach(position, of: reference), moved: moved)
  }

  /// What has nothing to count is missed by far.
  private static let valueless = -10.0
}

extension StaffingTarget {
  /// What a miss is told in.
  fileprivate var unit: Double {
    let value =
      switch bound {
      case .least(let value), .most(let value): abs(value)
      }
    let least =
      switch measure {
      case .servedShare: 1.0 as Double
      case .figure(let figure): figure.unit == .minutes ? 5.0 : 1.0
      }
    return max(value / 10, least)
  }
}
