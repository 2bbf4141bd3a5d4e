import BaylineMath
import BaylineModel
import BaylineSimulation

/// All that is known of staffings so far.
struct StaffingLog {
  let study: StaffingStudy
  let bounds: StaffingBounds
  /// By staffing the days that were planned and played.
  private(set) var days: [Staffing: [Int: StaffingDay]] = [:]
  /// The staffings that were played on all days, in the order in which they were.
  private(set) var played: [Staffing] = []
  /// What bounds have ruled out, and what they have not.
  private var proofs: [Staffing: StaffingProof?] = [:]
  /// What was passed over because a larger one fails.
  private(set) var presumed: Set<Staffing> = []
  private var points: [Staffing: StaffingPoint] = [:]
  /// How far the limits of the targets' measures lie from their means.
  private var reaches: [Staffing: [Double]] = [:]
  private var meeting: Set<Staffing> = []
  /// Those that miss a target by which more is better.
  private var failing: [Staffing] = []

  init(study: StaffingStudy, bounds: StaffingBounds) {
    self.study = study
    self.bounds = bounds
  }

  var counts: StaffingSearchEffort {
    var ruledOut: [StaffingBound: Int] = [:]
    for case let proof? in proofs.values { ruledOut[proof.bound, default: 0] += 1 }
    return StaffingSearchEffort(
      played: played.count, screened: days.count - played.count, ruledOut: ruledOut,
      presumed: presumed.count { days[$0] == nil })
  }

  /// Takes the result of a day in.
  mutating func add(_ result: StaffingDay, _ day: Int, of staffing: Staffing) {
    days[staffing, default: [:]][day] = result
    if days[staffing]?.count == study.days.count, points[staffing] == nil {
      let point = makePoint(staffing)
      points[staffing] = point
      played.append(staffing)
      judge(staffing, point)
    }
  }

  /// Student's quantiles are costly, so standings are kept.
  private mutating func judge(_ staffing: Staffing, _ point: StaffingPoint) {
    let confidence = study.targets.confidence
    reaches[staffing] = study.targets.targets.map {
      point.measures[$0.measure]?.oneSidedMargin(percent: confidence) ?? 0
    }
    let missed = study.targets.targets.filter { point.status($0, confidence: confidence) != .met }
    if missed.isEmpty { meeting.insert(staffing) }
    if missed.contains(where: \.isMetByMore) { failing.append(staffing) }
  }

  /// The figures of a staffing that was played on all days.
  func point(_ staffing: Staffing) -> StaffingPoint? { points[staffing] }

  /// Whether it was played on all days and meets all targets.
  func meets(_ staffing: Staffing) -> Bool { meeting.contains(staffing) }

  /// How far the limit of a target's measure lies from the mean, of a staffing that was played on all days.
  func reach(_ target: Int, of staffing: Staffing) -> Double { reaches[staffing]?[target] ?? 0 }

  private func makePoint(_ staffing: Staffing) -> StaffingPoint {
    let days = study.days.compactMap { self.days[staffing]?[$0] }
    var measures: [TargetMeasure: StratifiedMean] = [:]
    for measure in TargetMeasure.all {
      measures[measure] = StratifiedMean(days.compactMap { $0.measures[measure] })
    }
    let count = Double(max(1, days.count))
    return StaffingPoint(
      counts: staffing.counts, cost: study.space.cost(staffing), consequences: consequences(measures),
      visits: days.reduce(0) { $0 + Double($1.visits) } / count,
      planned: days.reduce(0) { $0 + Double($1.planned) } / count, measures: measures)
  }

  /// What overtime, late vehicles and lost customers cost a day.
  private func consequences(_ measures: [TargetMeasure: StratifiedMean]) -> Double? {
    guard let prices = study.targets.prices else { return nil }
    func mean(_ figure: Figure) -> Double? { measures[.figure(figure)]?.mean }
    let arrivalDays = study.today.demands.map { Double($0.horizon.days) }
    let perDay = arrivalDays.reduce(0, +) / Double(max(1, arrivalDays.count))
    let overtime = (prices.overtimeHour ?? 0) * (mean(.overtime) ?? 0) / 60
    let late = (mean(.served) ?? 0) * (100 - (mean(.onTime) ?? 100)) / 100 * (prices.lateVehicle ?? 0)
    let lost = (mean(.lost) ?? 0) * (prices.lostCustomer ?? 0)
    // Overtime is one of a day; the others are sums over the arrival days of a demand.
    return overtime + (late + lost) / max(1, perDay)
  }

  // MARK: - What need not be played

  /// Why no plan of a staffing can meet the targets.
  mutating func proof(_ staffing: Staffing) -> StaffingProof? {
    if let known = proofs[staffing] { return known }
    let proof: StaffingProof?
    if let instance = study.space.instance(of: staffing) {
      proof = bounds.proof(against: instance)
    } else {
      proof = StaffingProof(bound: .tied, measure: nil, most: 0, leftOut: 0)
    }
    proofs[staffing] = .some(proof)
    return proof
  }

  /// Whether a larger staffing was played and fails a target that is not met by less: more people, bays and vehicles do not
  /// make these figures worse, but for the noise of plans.
  mutating func isPresumedToFail(_ staffing: Staffing) -> Bool {
    let fails = failing.contains { staffing.isWithin($0) && staffing != $0 }
    if fails { presumed.insert(staffing) }
    return fails
  }
}

extension StaffingTarget {
  /// Whether more people, bays and vehicles can be expected to help.
  var isMetByMore: Bool {
    switch (measure, bound) {
    case (.servedShare, .least): true
    case (.figure(let figure), .least): figure.moreIsBetter == true
    case (.figure(let figure), .most): figure.moreIsBetter == false
    case (.servedShare, .most): false
    }
  }
}
