import BaylineModel

/// The constraints that couple the visits, with their supplies: the rules that the bound relaxes into prices.
struct CouplingConstraints {
  let problem: CompiledProblem
  let active: ActiveTime
  let resources: BoundResources
  let limits: ArrivalLimits
  let visits: [BoundVisit]
  let choices: [BoundChoice]
  let modes: BoundModes
  /// Start positions of the buckets, followed by the end.
  let buckets: [Int]
  let bucketOf: [Int32]
  /// Free minutes of one member, by group and bucket.
  let free: [Int32]
  /// Bookable minutes per day (H14).
  let bookable: [Int]
  /// The usable quantity of each part up to the end of each epoch, and the total demand.
  let cumulativeStock: [[Int]]
  let reserveClasses: [ClassIndex]
  /// For each lag, by position: the last position from which the lag has passed by then; -1 if there is none.
  let passed: [Int: [Int32]]

  /// Whether the bays of vehicles are tracked; only in problems small enough for a step to be quick.
  let tracksBays: Bool

  /// The most visits times positions for which bays are followed.
  private static let maxTracked = 150_000

  /// Maximum number of positions per bucket, and where bays are followed: short ones are closer to the minutes in which
  /// people are busy, but have more prices.
  private static let (bucketLength, shortBucketLength) = (15, 5)

  init(_ problem: CompiledProblem) {
    self.problem = problem
    let active = ActiveTime(problem)
    let resources = BoundResources(problem, active)
    let limits = ArrivalLimits(problem)
    var modes = BoundModes(problem, active, resources)
    var choices: [BoundChoice] = []
    var visits: [BoundVisit] = problem.appointments.indices.map { index in
      BoundVisit(index, problem, active, limits) { operation in
        let first = choices.count
        choices += modes.choices(of: operation)
        return first..<choices.count
      }
    }
    for index in visits.indices {
      let bays = visits[index].trackedSteps.flatMap {
        choices[$0.choices].flatMap { modes.all[$0.mode].bays }
      }
      visits[index].trackedBays = Set(bays).sorted()
    }
    self.visits = visits
    self.active = active
    self.resources = resources
    self.limits = limits
    self.modes = modes
    self.choices = choices
    reserveClasses = Set(modes.all.compactMap(\.reserve)).sorted()

    let lags = Set(visits.flatMap(\.lags))
    passed = Dictionary(uniqueKeysWithValues: lags.map { ($0, Self.passed($0, active)) })
    tracksBays =
      visits.count * active.count <= Self.maxTracked && visits.contains { !$0.trackedSteps.isEmpty }

    let buckets = Self.buckets(active, length: tracksBays ? Self.shortBucketLength : Self.bucketLength)
    var bucketOf: [Int32] = []
    bucketOf.reserveCapacity(active.count)
    for (index, start) in buckets.enumerated() {
      let end = index + 1 < buckets.count ? buckets[index + 1] : active.count
      bucketOf += repeatElement(Int32(index), count: end - start)
    }
    self.buckets = buckets + [active.count]
    self.bucketOf = bucketOf
    var free = [Int32](repeating: 0, count: resources.all.count * buckets.count)
    for (index, resource) in resources.all.enumerated() {
      for (start, end) in zip(resource.starts, resource.ends) {
        for position in start..<end { free[index * buckets.count + Int(bucketOf[position])] += 1 }
      }
    }
    self.free = free
    bookable = Self.bookable(problem, visits)
    cumulativeStock = Self.cumulativeStock(problem)
  }

  /// The first positions of the buckets: none is longer, or goes on after a break.
  private static func buckets(_ active: ActiveTime, length: Int) -> [Int] {
    let stretches = active.stretches
    return stretches.indices.dropLast().flatMap {
      Array(stride(from: stretches[$0], to: stretches[$0 + 1], by: length))
    }
  }

  private static func passed(_ minutes: Int, _ active: ActiveTime) -> [Int32] {
    var result = [Int32](repeating: -1, count: active.count + 1)
    var last = -1
    for position in 0...active.count {
      while last < position, active.position(at: active.time(of: last + 1) + minutes) <= position {
        last += 1
      }
      result[position] = Int32(last)
    }
    return result
  }

  var bucketCount: Int { buckets.count - 1 }

  /// Splits `[start, end)` by bucket.
  func forEachBucket(_ start: Int, _ end: Int, _ body: (_ bucket: Int, _ minutes: Int) -> Void) {
    var start = start
    while start < end {
      let bucket = Int(bucketOf[start])
      let stop = min(end, buckets[bucket + 1])
      body(bucket, stop - start)
      start = stop
    }
  }

  /// The bookable minutes per day (H14): the limit, or the use by locked operations if greater.
  private static func bookable(_ problem: CompiledProblem, _ visits: [BoundVisit]) -> [Int] {
    var locked = [Int](repeating: 0, count: problem.days)
    for visit in visits {
      for (day, minutes) in visit.lockedMinutes { locked[day] += minutes }
    }
    return zip(locked, problem.reserves[0].bookable).map(max)
  }

  /// The maximum usable quantity of each part by the end of each epoch: the greatest sum of needs not above the
  /// stock.
  private static func cumulativeStock(_ problem: CompiledProblem) -> [[Int]] {
    var needs: [[Int]] = Array(repeating: [], count: problem.parts.count)
    for visit in problem.appointments.elements {
      for need in problem.needs[visit.needs] { needs[need.part.int].append(need.quantity) }
    }
    return zip(problem.parts.elements, needs).map { part, needs in
      let wanted = needs.reduce(0, +)
      guard let initial = part.cumulativeStock.first, wanted > initial, wanted <= maxSubsetSum else {
        return part.cumulativeStock
      }
      var isSum = [Bool](repeating: false, count: wanted + 1)
      isSum[0] = true
      for need in needs {
        for sum in stride(from: wanted, through: need, by: -1) where isSum[sum - need] { isSum[sum] = true }
      }
      return part.cumulativeStock.map { stock in (0...min(stock, wanted)).last { isSum[$0] } ?? 0 }
    }
  }

  /// The maximum quantity for which sums of needs are enumerated.
  private static let maxSubsetSum = 4096
}
