import BaylineModel

/// Enumerates the crews that meet each requirement, once per requirement.
struct CrewTables {
  /// Above this many crews per requirement, only crews of neighbours in the order by level and shift are tried. Crews
  /// of two stay complete up to 90 able technicians.
  static let maxCrews = 4000

  private var known: [WorkRequirement.Crew: [[TechnicianIndex]]] = [:]

  mutating func crews(
    for requirement: WorkRequirement.Crew, technicians: [Technician], classes: [ClassIndex]
  ) -> [[TechnicianIndex]] {
    if let crews = known[requirement] { return crews }
    let able = technicians.indices.filter { requirement.admits(technicians[$0]) }
    let level = { (position: Int) in technicians[position].skills[requirement.trade, default: 0] }
    let byLevel = able.sorted { (level($0), classes[$0], $0) < (level($1), classes[$1], $1) }
    let crews: [[Int]]
    if Self.count(of: requirement.size, from: able.count) <= Self.maxCrews {
      crews = Self.combinations(of: requirement.size, from: byLevel)
    } else {
      let byShift = able.sorted { (classes[$0], level($0), $0) < (classes[$1], level($1), $1) }
      let windows = [byLevel, byShift].flatMap { Self.windows(of: requirement.size, over: $0) }
      var seen: Set<[Int]> = []
      crews = windows.filter { seen.insert($0.sorted()).inserted }
    }
    let result = crews.map { $0.sorted().map { TechnicianIndex($0) } }
    known[requirement] = result
    return result
  }

  /// The number of subsets, or some number above `maxCrews` if there are more.
  static func count(of size: Int, from count: Int) -> Int {
    guard size <= count else { return 0 }
    var result = 1
    for step in 0..<min(size, count - size) {
      result = result * (count - step) / (step + 1)
      if result > maxCrews { return result }
    }
    return result
  }

  private static func combinations(of size: Int, from pool: [Int]) -> [[Int]] {
    guard size <= pool.count else { return [] }
    var result: [[Int]] = []
    var picks = Array(0..<size)
    while true {
      result.append(picks.map { pool[$0] })
      guard let position = picks.indices.last(where: { picks[$0] < pool.count - size + $0 }) else {
        return result
      }
      picks[position] += 1
      for next in picks.indices where next > position { picks[next] = picks[next - 1] + 1 }
    }
  }

  private static func windows(of size: Int, over pool: [Int]) -> [[Int]] {
    pool.indices.map { first in (0..<size).map { pool[(first + $0) % pool.count] } }
  }
}
