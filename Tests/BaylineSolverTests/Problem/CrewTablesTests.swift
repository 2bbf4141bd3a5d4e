import BaylineModel
import Testing

@testable import BaylineSolver

/// Which crews meet a requirement, and which of them are tried where there are too many.
@Suite struct CrewTablesTests {
  private func technician(
    _ id: String, level: Int, certifications: Set<String> = []
  ) -> Technician {
    Technician(id: id, skills: ["mech": level], certifications: certifications, calendar: "week")
  }

  private func crews(
    _ technicians: [Technician], size: Int, level: Int = 1, certifications: Set<String> = [],
    classes: [Int]? = nil
  ) -> [[Int]] {
    var tables = CrewTables()
    let classes = (classes ?? technicians.map { _ in 1 }).map { ClassIndex($0) }
    let requirement = WorkRequirement.Crew(
      trade: "mech", level: level, certifications: certifications, size: size)
    return tables.crews(for: requirement, technicians: technicians, classes: classes).map { $0.map(\.int) }
  }

  @Test func theLeastSkilledComeFirst() {
    let team = [technician("A", level: 3), technician("B", level: 1), technician("C", level: 2)]
    #expect(crews(team, size: 1) == [[1], [2], [0]])
    #expect(crews(team, size: 2) == [[1, 2], [0, 1], [0, 2]])
    #expect(crews(team, size: 3) == [[0, 1, 2]])
  }

  @Test func equalLevelsAreOrderedByShiftThenByPlace() {
    let team = [technician("A", level: 1), technician("B", level: 1), technician("C", level: 1)]
    #expect(crews(team, size: 1, classes: [2, 1, 1]) == [[1], [2], [0]])
  }

  @Test func onlyTheAbleAreInACrew() {
    let team = [
      technician("A", level: 1), technician("B", level: 2),
      technician("C", level: 2, certifications: ["hv", "gas"]),
    ]
    #expect(crews(team, size: 1, level: 2) == [[1], [2]])
    #expect(crews(team, size: 1, certifications: ["hv"]) == [[2]])
    #expect(crews(team, size: 2, certifications: ["hv"]).isEmpty)
  }

  @Test func aCrewLargerThanTheTeamIsNone() {
    #expect(crews([technician("A", level: 1)], size: 2).isEmpty)
    #expect(crews([], size: 1).isEmpty)
  }

  @Test(arguments: [(0, 5, 1), (1, 5, 5), (2, 4, 6), (3, 7, 35), (5, 5, 1), (6, 5, 0)])
  func subsetsAreCountedAsInPascalsTriangle(size: Int, count: Int, expected: Int) {
    #expect(CrewTables.count(of: size, from: count) == expected)
  }

  // C(200, 100) has 59 digits: the count stops as soon as it is above the limit.
  @Test func aHugeCountIsCutShort() {
    #expect(CrewTables.count(of: 100, from: 200) > CrewTables.maxCrews)
  }

  // C(100, 2) = 4,950 pairs are too many. By level and by shift the order is the same, so that each of the 100 windows of
  // two neighbours, the last with the first, appears once, and everybody is in two of them.
  @Test func ofTooManyCrewsOnlyNeighboursAreTried() {
    let team = (0..<100).map { technician("T\($0)", level: 1) }
    let pairs = crews(team, size: 2)
    #expect(pairs.count == 100)
    #expect(Set(pairs).count == 100)
    for place in 0..<100 { #expect(pairs.count { $0.contains(place) } == 2) }
  }

  // The even ones work early, the odd ones late; levels rise. Neighbours by level differ in their shift by turns, so
  // windows over the shifts bring pairs of the same shift.
  @Test func neighboursByShiftAreTriedAsWell() {
    let team = (0..<100).map { technician("T\($0)", level: $0) }
    let pairs = crews(team, size: 2, level: 0, classes: (0..<100).map { 1 + $0 % 2 })
    #expect(pairs.contains([0, 1]) && pairs.contains([0, 2]))
    #expect(!pairs.contains([0, 3]))
  }

  @Test func crewsOfOneRequirementAreFoundOnce() {
    var tables = CrewTables()
    let requirement = WorkRequirement.Crew(trade: "mech")
    let one = tables.crews(
      for: requirement, technicians: [technician("A", level: 1)], classes: [ClassIndex(0)])
    // The second answer is that of the first, whoever is asked about.
    let again = tables.crews(for: requirement, technicians: [], classes: [])
    #expect(one == again)
  }
}
