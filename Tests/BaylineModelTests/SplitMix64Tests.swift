import BaylineMath
import BaylineModel
import Testing

@Suite struct SplitMix64Tests {
  @Test func theNumbersAreThoseOfThePublishedMethod() {
    // The first values of the reference implementation for the seed 1234567.
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test func drawsStayInRangeAndReachItsEnds() {
    var random = SplitMix64(seed: 1, stream: "dice")
    let throwsOfADie = (0..<1000).map { _ in random.within(1...6) }
    #expect(Set(throwsOfADie) == Set(1...6))
  }

  @Test func weightsOfZeroAreNeverDrawn() {
    var random = SplitMix64(seed: 2)
    let drawn = Set((0..<500).map { _ in random.position(in: [0, 3, 0, 1]) })
    #expect(drawn == [1, 3])
  }

  @Test func shufflingKeepsEveryElement() {
    var random = SplitMix64(seed: 3)
    let shuffled = random.shuffled(Array(0..<50))
    #expect(shuffled.sorted() == Array(0..<50))
    #expect(shuffled != Array(0..<50))
  }

  @Test func streamsOfASeedDiffer() {
    var one = SplitMix64(seed: 7, stream: "a")
    var other = SplitMix64(seed: 7, stream: "b")
    #expect(one.next() != other.next())
  }
}
