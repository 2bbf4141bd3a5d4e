import BaylineMath
import BaylineModel

/// Everything known about staffings so far.
struct StaffingLog {
  let study: StaffingStudy
  let bounds: StaffingBounds
  /// By staffing, the results of the days simulated so far.
  private(set) var days: [Staffing: [Int: StaffingDay]] = [:]
  /// The staffings simulated on all days, in that order.
  private(set) var played: [Staffing] = []
  /// The proofs by bounds; `nil` for staffings that bounds do not rule out.
  private var proofs: [Staffing: StaffingResult.Proof?] = [:]
  /// Staffings skipped because a larger one fails.
  private(set) var presumed: Set<Staffing> = []
  private var points: [Staffing: StaffingResult.Point] = [:]
  /// The one-sided margins of the targets' measures.
  private var margins: [Staffing: [Double]] = [:]
  private var meeting: Set<Staffing> = []
  /// Staffings that miss a target which more resources should improve.
  private var failing: [Staffing] = []

  init(study: StaffingStudy, bounds: StaffingBounds) {
    self.study = study
    self.bounds = bounds
  }

  var counts: StaffingResult.SearchEffort {
    var ruledOut: [StaffingResult.Bound: Int] = [:]
    for case let proof? in proofs.values { ruledOut[proof.bound, default: 0] += 1 }
    return StaffingResult.SearchEffort(
      played: played.count, screened: days.count - played.count, ruledOut: ruledOut,
      presumed: presumed.count { days[$0] == nil })
  }

  /// Adds the result of a day.
  mutating func add(_ result: StaffingDay, _ day: Int, of staffing: Staffing) {
    days[staffing, default: [:]][day] = result
    if days[staffing]?.count == study.days.count, points[staffing] == nil {
      let point = makePoint(staffing)
      points[staffing] = point
      played.append(staffing)
      judge(staffing, point)
    }
  }

  /// Evaluates the targets once, because Student's quantiles are expensive.
  private mutating func judge(_ staffing: Staffing, _ point: StaffingResult.Point) {
    let confidence = study.targets.confidence
    margins[staffing] = study.targets.targets.map {
      point.measures[$0.measure]?.oneSidedMargin(percent: confidence) ?? 0
    }
    let missed = study.targets.targets.filter { point.status($0, confidence: confidence) != .met }
    if missed.isEmpty { meeting.insert(staffing) }
    if missed.contains(where: \.isMetByMore) { failing.append(staffing) }
  }

  /// The figures of a staffing simulated on all days.
  func point(_ staffing: Staffing) -> StaffingResult.Point? { points[staffing] }

  /// Whether a staffing was simulated on all days and meets all targets.
  func meets(_ staffing: Staffing) -> Bool { meeting.contains(staffing) }

  /// The one-sided margin of a target's measure, for a staffing simulated on all days.
  func margin(_ target: Int, of staffing: Staffing) -> Double { margins[staffing]?[target] ?? 0 }

  private func makePoint(_ staffing: Staffing) -> StaffingResult.Point {
    let days = study.days.compactMap { self.days[staffing]?[$0] }
    var measures: [StaffingTargets.Measure: StratifiedMean] = [:]
    for measure in StaffingTargets.Measure.all {
      measures[measure] = StratifiedMean(days.compactMap { $0.measures[measure] })
    }
    let count = Double(max(1, days.count))
    return StaffingResult.Point(
      counts: staffing.counts, cost: study.space.cost(staffing), consequences: consequences(measures),
      visits: days.reduce(0) { $0 + Double($1.visits) } / count,
      planned: days.reduce(0) { $0 + Double($1.planned) } / count, measures: measures)
  }

  /// The cost per day of overtime, late vehicles and lost customers.
  private func consequences(_ measures: [StaffingTargets.Measure: StratifiedMean]) -> Double? {
    guard let prices = study.targets.prices else { return nil }
    func mean(_ figure: Figure) -> Double? { measures[.figure(figure)]?.mean }
    let arrivalDays = study.today.demands.map { Double($0.horizon.days) }
    let perDay = arrivalDays.reduce(0, +) / Double(max(1, arrivalDays.count))
    let overtime = (prices.overtimeHour ?? 0) * (mean(.overtime) ?? 0) / 60
    let late = (mean(.served) ?? 0) * (100 - (mean(.onTime) ?? 100)) / 100 * (prices.lateVehicle ?? 0)
    let lost = (mean(.lost) ?? 0) * (prices.lostCustomer ?? 0)
    // Overtime is per day; the others are sums over the arrival days of a demand.
    return overtime + (late + lost) / max(1, perDay)
  }

  // MARK: - Skipped staffings

  /// The proof that no plan of a staffing meets the targets; `nil` if there is none.
  mutating func proof(_ staffing: Staffing) -> StaffingResult.Proof? {
    if let known = proofs[staffing] { return known }
    let proof: StaffingResult.Proof?
    if let instance = study.space.instance(of: staffing) {
      proof = bounds.proof(against: instance)
    } else {
      proof = StaffingResult.Proof(bound: .tied, measure: nil, most: 0, leftOut: 0)
    }
    proofs[staffing] = .some(proof)
    return proof
  }

  /// Whether a larger staffing fails a target that fewer resources do not improve: more people, bays and vehicles do
  /// not worsen these figures, except for the noise of plans.
  mutating func isPresumedToFail(_ staffing: Staffing) -> Bool {
    let fails = failing.contains { staffing.isWithin($0) && staffing != $0 }
    if fails { presumed.insert(staffing) }
    return fails
  }
}

extension StaffingTargets.Target {
  /// Whether more people, bays and vehicles should help.
  var isMetByMore: Bool {
    switch (measure, bound) {
    case (.servedShare, .least): true
    case (.figure(let figure), .least): figure.moreIsBetter == true
    case (.figure(let figure), .most): figure.moreIsBetter == false
    case (.servedShare, .most): false
    }
  }
}
