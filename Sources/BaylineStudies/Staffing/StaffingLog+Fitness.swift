import BaylineMath
import BaylineModel

/// How close a staffing is to meeting all targets.
struct StaffingFitness: Comparable {
  /// The total distance of the missed targets; 0 if all are met.
  var distance: Double
  /// The total slack of all targets, at most two units each, so that one target met by far does not hide others.
  var merit: Double

  static func < (one: StaffingFitness, other: StaffingFitness) -> Bool {
    (-one.distance, one.merit) < (-other.distance, other.merit)
  }
}

extension StaffingLog {
  /// The days on which staffings are screened: the third with the most visits.
  var screeningDays: [Int] {
    let demands = study.today.demands
    let byVisits = study.days.sorted { one, other in
      (-demands[one].appointments.count, one) < (-demands[other].appointments.count, other)
    }
    return byVisits.prefix((study.days.count + 2) / 3).sorted()
  }

  /// The fitness of a staffing.
  ///
  /// One that was simulated only on some days is judged by its difference from a reference on these days, because days
  /// differ alike for both (common random numbers); the margins are taken from the reference.
  ///
  /// - Parameter reference: A staffing simulated on all days.
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

  /// By how much a target is met (positive) or missed, in units of a tenth of its value, with a minimum by measure.
  private func slack(_ position: Int, of staffing: Staffing, like reference: Staffing) -> Double? {
    let target = study.targets.targets[position]
    let measure = target.measure
    func slack(_ estimate: StratifiedMean?, _ margin: Double, change: Double) -> Double {
      guard let estimate else { return Self.valueless }
      switch target.bound {
      case .least(let value): return (estimate.mean + change - margin - value) / target.unit
      case .most(let value): return (value - estimate.mean - change - margin) / target.unit
      }
    }
    if let point = point(staffing) {
      return slack(point.measures[measure], margin(position, of: staffing), change: 0)
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
    let change = pairs.reduce(0) { $0 + $1.0 - $1.1 } / Double(max(1, pairs.count))
    return slack(point.measures[measure], margin(position, of: reference), change: change)
  }

  /// The slack of a measure without any value.
  private static let valueless = -10.0
}

extension StaffingTargets.Target {
  /// The unit of its slack.
  fileprivate var unit: Double {
    let value =
      switch bound {
      case .least(let value), .most(let value): abs(value)
      }
    let minimum =
      switch measure {
      case .servedShare: 1.0 as Double
      case .figure(let figure): figure.unit == .minutes ? 5.0 : 1.0
      }
    return max(value / 10, minimum)
  }
}
