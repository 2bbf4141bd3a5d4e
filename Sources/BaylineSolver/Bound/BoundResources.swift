import BaylineModel

/// Technicians or bays that are interchangeable for the bound: same free time, same efficiency, same operations.
struct BoundResource {
  /// Start positions of the stretches in which a member works and is not held by a locked operation.
  var starts: [Int] = []
  /// End positions of these stretches.
  var ends: [Int] = []
  /// Number of members.
  var count = 1
  /// Efficiency in percent, to which the price of a minute is proportional.
  let speed: Int
  /// The pools it belongs to.
  let pools: [Int]
}

/// The groups of technicians and bays of a problem, and the pools from which operations choose.
///
/// A pool is a set of technicians, or of bays, from which some operation can choose. A price on a pool's minutes is a
/// price on the minutes of each member.
struct BoundResources {
  /// Technicians, followed by bays.
  private(set) var all: [BoundResource] = []
  private(set) var technicians: [Int] = []
  private(set) var bays: [Int] = []
  private(set) var pools: [[Int]] = []
  /// A member of each group of technicians; these come first.
  private(set) var representatives: [TechnicianIndex] = []

  /// With more pools, finding prices would take too long.
  private static let maxPools = 96

  private struct Key: Hashable {
    let time: ClassIndex
    let speed: Int
    let pools: [Int]
    /// Distinguishes resources held by locked operations.
    let lock: Int
  }

  init(_ problem: CompiledProblem, _ active: ActiveTime) {
    let (technicianPools, bayPools) = Self.pools(of: problem)
    var holds: [[(start: Int, end: Int)]] = Array(
      repeating: [], count: problem.technicians.count + problem.bays.count)
    for operation in problem.operations.elements {
      guard let lock = operation.lock else { continue }
      let hold = (start: max(lock.start, problem.now), end: lock.end ?? problem.end)
      guard hold.start < hold.end else { continue }
      for member in problem.crews[lock.crew] { holds[member.int].append(hold) }
      if let bay = lock.bay { holds[problem.technicians.count + bay.int].append(hold) }
    }
    var known: [Key: Int] = [:]
    func group(_ index: Int, _ time: ClassIndex, _ speed: Int, _ memberOf: [Int]) -> Int {
      let key = Key(time: time, speed: speed, pools: memberOf, lock: holds[index].isEmpty ? -1 : index)
      if let position = known[key] {
        all[position].count += 1
        return position
      }
      var resource = BoundResource(speed: speed, pools: memberOf)
      Self.fill(&resource, problem.classes[time], holds[index], problem, active)
      known[key] = all.count
      all.append(resource)
      return all.count - 1
    }
    for (index, technician) in problem.technicians.elements.enumerated() {
      let memberOf = technicianPools.indices.filter { technicianPools[$0].contains(index) }
      technicians.append(
        group(index, technician.shifts, problem.site.technicians[index].efficiency, memberOf))
    }
    representatives = all.indices.compactMap { group in
      technicians.firstIndex(of: group).map { TechnicianIndex($0) }
    }
    for (index, bay) in problem.bays.elements.enumerated() {
      let memberOf = bayPools.indices.filter { bayPools[$0].contains(index) }
      bays.append(
        group(problem.technicians.count + index, bay.use, 100, memberOf.map { $0 + technicianPools.count }))
    }
    pools = Array(repeating: [], count: technicianPools.count + bayPools.count)
    for (index, resource) in all.enumerated() {
      for pool in resource.pools { pools[pool].append(index) }
    }
  }

  /// The distinct sets of technicians and of bays from which operations choose, in order of decreasing work.
  private static func pools(of problem: CompiledProblem) -> (technicians: [[Int]], bays: [[Int]]) {
    var technicianWork: [[Int]: Int] = [:]
    var bayWork: [[Int]: Int] = [:]
    for operation in problem.operations.elements where operation.lock == nil {
      let options = problem.options[operation.options]
      let work = options.lazy.map(\.work).min() ?? 0
      let crews = Set(options.flatMap { problem.crews[$0.crew].map(\.int) })
      let bays = Set(options.flatMap { problem.bayChoices[$0.bays].compactMap { $0.bay?.int } })
      if !crews.isEmpty { technicianWork[crews.sorted(), default: 0] += work }
      if !bays.isEmpty { bayWork[bays.sorted(), default: 0] += work }
    }
    func chosen(_ work: [[Int]: Int]) -> [[Int]] {
      let sorted = work.sorted {
        $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
      }
      return sorted.prefix(maxPools).map(\.key)
    }
    return (chosen(technicianWork), chosen(bayWork))
  }

  private static func fill(
    _ resource: inout BoundResource, _ time: WorkingTime, _ holds: [(start: Int, end: Int)],
    _ problem: CompiledProblem,
    _ active: ActiveTime
  ) {
    let holds = holds.sorted { $0.start < $1.start }
    func append(_ start: Int, _ end: Int) {
      let first = active.position(at: start)
      let last = active.position(at: end)
      guard first < last else { return }
      resource.starts.append(first)
      resource.ends.append(last)
    }
    for index in time.starts.indices {
      var start = max(problem.now, time.starts[index])
      let end = min(problem.end, time.ends[index])
      for hold in holds where hold.end > start && hold.start < end {
        append(start, min(hold.start, end))
        start = max(start, hold.end)
      }
      append(start, end)
    }
  }
}
