import BaylineModel
import Testing

@testable import BaylineSolver

@Suite struct BitRowTests {
  @Test func allBitsAreClearAtFirst() {
    let row = BitRow(count: 130)
    #expect((0..<130).allSatisfy { !row[$0] })
  }

  // Bits 63, 64 and 128 lie at the edges of 64-bit words.
  @Test func aBitIsSetAndClearedByItself() {
    var row = BitRow(count: 130)
    for bit in [0, 63, 64, 128, 129] { row[bit] = true }
    #expect((0..<130).filter { row[$0] } == [0, 63, 64, 128, 129])
    row[64] = false
    #expect((0..<130).filter { row[$0] } == [0, 63, 128, 129])
  }

  @Test func rowsOfTheSameBitsAreEqual() {
    var one = BitRow(count: 70)
    var other = BitRow(count: 70)
    one[69] = true
    #expect(one != other)
    other[69] = true
    #expect(one == other)
    other[69] = false
    one[69] = false
    #expect(one == other)
  }
}
