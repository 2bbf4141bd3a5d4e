import Bayline
import BaylineModel
import Testing

@testable import BaylineStudies

@Suite struct CellPoolTests {
  private struct Failure: Error {}

  @Test(arguments: [1, 2, 7]) func everyCellIsComputedOnce(threads: Int) async throws {
    var squares: [Int: Int] = [:]
    try await CellPool.run(
      Array(0..<40), threads: threads, work: { $0 * $0 },
      onFinished: { cell, value, _ in
        #expect(squares[cell] == nil)
        squares[cell] = value
      }, onTick: {})
    #expect(squares == Dictionary(uniqueKeysWithValues: (0..<40).map { ($0, $0 * $0) }))
  }

  @Test func aFaultOfACellEndsTheRun() async {
    await #expect(throws: Failure.self) {
      try await CellPool.run(
        Array(0..<40), threads: 2, work: { if $0 == 11 { throw Failure() } },
        onFinished: { _, _, _ in }, onTick: {})
    }
  }

  @Test func aFaultOfTheWriterEndsTheRun() async {
    await #expect(throws: Failure.self) {
      try await CellPool.run(
        Array(0..<40), threads: 2, work: { $0 },
        onFinished: { cell, _, _ in if cell == 3 { throw Failure() } }, onTick: {})
    }
  }

  // Two kinds: one of guess 1, of which one took 2 seconds, and three of guess 3 that nobody has seen yet and that are
  // told as 6 seconds each. Three threads: (1 × 2 + 3 × 6) / 3.
  @Test func theTimeThatIsLeft() throws {
    let (short, long) = (RunProgress.Weight(kind: 0, guess: 1), RunProgress.Weight(kind: 1, guess: 3))
    var progress = RunProgress(total: 7, known: 2, threads: 3)
    progress.expect([short, short], [long, long, long])
    #expect(progress.remaining == nil)
    progress.finish(short, seconds: 2)
    #expect(progress.done == 3)
    #expect(abs(try #require(progress.remaining) - 20.0 / 3) < 1e-9)
    // One of the other kind took 4: from now on its kind is told by what was seen, (1 × 2 + 2 × 4) / 3.
    progress.finish(long, seconds: 4)
    #expect(abs(try #require(progress.remaining) - 10.0 / 3) < 1e-9)
  }
}
