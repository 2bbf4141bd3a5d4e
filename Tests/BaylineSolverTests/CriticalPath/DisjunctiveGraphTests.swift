import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

@Suite struct DisjunctiveGraphTests {
  /// Jobs a–b and c on machines 0, 1 (resources 0, 1) and workers 2, 3; resource 4 is none.
  ///
  /// a: machine 0, worker 2, 3 minutes; b: machine 1, worker 3, 4 minutes; c: machine 0, worker 3, 5 minutes, or
  /// machine 1 alone, 2 minutes. Job c is released at 1.
  private static let problem = MakespanProblem(
    jobs: [0..<2, 2..<3], releases: [0, 1],
    modes: [
      .init(machine: 0, worker: 2, minutes: 3, option: 0, choice: 0),
      .init(machine: 1, worker: 3, minutes: 4, option: 1, choice: 1),
      .init(machine: 0, worker: 3, minutes: 5, option: 2, choice: 2),
      .init(machine: 1, worker: 4, minutes: 2, option: 3, choice: 3),
    ],
    modeRanges: [0..<1, 1..<2, 2..<4], resourceCount: 5)

  private func graph() -> DisjunctiveGraph {
    var graph = DisjunctiveGraph(Self.problem)
    graph.insert(0, Reinsertion.Place(mode: 0, machine: 0, worker: 0))
    graph.insert(2, Reinsertion.Place(mode: 2, machine: 1, worker: 0))
    graph.insert(1, Reinsertion.Place(mode: 1, machine: 0, worker: 1))
    return graph
  }

  @Test func headsAndTails() {
    var graph = graph()
    let isSound = graph.update()
    #expect(isSound)
    // a 0–3; c follows it on machine 0: 3–8; b follows a in its job and c at worker 3: 8–12.
    #expect(graph.ends[0...2] == [3, 12, 8])
    #expect(graph.tails[0...2] == [12, 4, 9])
    #expect(graph.makespan == 12)
    #expect((0..<3).allSatisfy { graph.isCritical($0) })
  }

  @Test func releaseHoldsAJobBack() {
    var graph = graph()
    _ = graph.remove(2)
    graph.insert(2, Reinsertion.Place(mode: 3))
    let isSound = graph.update()
    #expect(isSound)
    // c alone on machine 1 from its release at 1 to 3, then b 3–7.
    #expect(graph.ends[0...2] == [3, 7, 3])
    #expect(graph.makespan == 7)
  }

  @Test func cycleIsFound() {
    var graph = graph()
    _ = graph.remove(2)
    // c before a on machine 0, but after b, which follows a, at worker 3.
    graph.insert(2, Reinsertion.Place(mode: 2, machine: 0, worker: 1))
    let isSound = graph.update()
    #expect(!isSound)
  }

  @Test func takingOutAndPuttingBackRestoresTheSequences() {
    var graph = graph()
    graph.update()
    for operation in 0..<3 {
      let sequence = graph.sequence
      let (before, after) = (graph.predecessors, graph.successors)
      let place = graph.remove(operation)
      #expect(graph.predecessors != before || graph.successors != after)
      graph.insert(operation, place)
      #expect(graph.sequence == sequence && graph.predecessors == before && graph.successors == after)
    }
  }

  @Test func placesOfAnOperationThatWasTakenOut() {
    var graph = graph()
    graph.update()
    _ = graph.remove(2)
    var reinsertion = Reinsertion(Self.problem)
    reinsertion.begin(2, in: graph)
    // Without c: a 0–3, b 3–7.
    #expect(reinsertion.makespanWithout == 7)
    var found: [[Int]] = []
    for mode in 2..<4 {
      reinsertion.forEachPlace(of: mode, in: graph, within: .max) { place in
        found.append([place.mode, place.machine, place.worker, place.through])
        return .max
      }
    }
    // Mode 2: before a and b 1 + 5 + 7; after a, before b 3 + 5 + 4; after both 7 + 5. Mode 3, on machine 1 alone: before b
    // 1 + 2 + 4; after b 7 + 2.
    #expect(found == [[2, 0, 0, 13], [2, 1, 0, 12], [2, 1, 1, 12], [3, 0, 0, 7], [3, 1, 0, 9]])
  }
}
