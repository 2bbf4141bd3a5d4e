import BaylineMath
import BaylineModel
import Testing

@testable import BaylineSolver

/// The inner loops against what they say.
@Suite struct BoundKernelsTests {
  private let infinity = BoundKernels.infinity

  /// A row after a change in place.
  private func changed(_ row: [Int32], _ body: (UnsafeMutablePointer<Int32>) -> Void) -> [Int32] {
    var row = row
    row.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
    return row
  }

  // Prices of a minute 1, 2, 3, 4: two minutes from each start cost 3, 5 and 7, and 10 more.
  @Test func theLeastOfARowAndOfADifference() {
    let prefix: [Int32] = [0, 1, 3, 6, 10]
    let row = changed([14, 14, 14, 99]) {
      BoundKernels.minDifference($0, prefix, length: 2, extra: 10, count: 3)
    }
    #expect(row == [13, 14, 14, 99])
  }

  @Test func theLeastOfARowAndOfASum() {
    let one: [Int32] = [1, 5, infinity]
    let other: [Int32] = [2, 2, 2]
    #expect(
      changed([9, 3, 50]) { BoundKernels.minSum($0, one, other, extra: 1, count: 3) } == [4, 3, 50])
  }

  @Test func sumsStayBelowInfinity() {
    let other: [Int32] = [3, infinity, 1]
    #expect(
      changed([4, infinity, 7]) { BoundKernels.add($0, other, count: 3) } == [7, infinity, 8])
    #expect(
      changed([4, infinity, 7]) { BoundKernels.add($0, other, count: 2) } == [7, infinity, 7])
  }

  @Test func aDifferenceIsAddedSeveralTimes() {
    let prefix: [Int32] = [0, 1, 3, 6]
    let row = changed([10, 20, infinity]) {
      BoundKernels.addDifference($0, prefix, length: 1, factor: 2, count: 3)
    }
    // Differences 1, 2 and 3, twice.
    #expect(row == [12, 24, infinity])
  }

  // The lower values stay, the greater go on to the next level.
  @Test func greaterValuesSink() {
    var value: [Int32] = [5, 1, 7]
    let low = changed([3, 4, 7]) { low in
      value.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { BoundKernels.sink(low, base, count: 3) }
      }
    }
    #expect(low == [3, 1, 7])
    #expect(value == [5, 4, 7])
  }

  @Test func aPrefixMinimumNeverRises() {
    #expect(
      changed([5, 7, 3, 9, 3, 1]) { BoundKernels.prefixMinimum($0, count: 6) } == [
        5, 5, 3, 3, 3, 1,
      ])
    #expect(changed([.max, 8]) { BoundKernels.prefixMinimum($0, count: 2) } == [infinity, 8])
  }

  @Test func theFirstOfEqualLeastSumsIsFound() {
    let one: [Int32] = [4, 2, 1, 0]
    let other: [Int32] = [1, 1, 2, 9]
    let (position, value) = BoundKernels.argMin(one, other, count: 4)
    #expect(position == 1 && value == 3)
  }

  @Test func nothingIsDoneForNoElements() {
    let prefix: [Int32] = [0]
    let row = changed([7]) { row in
      BoundKernels.minDifference(row, prefix, length: 0, extra: -9, count: 0)
      BoundKernels.minSum(row, prefix, prefix, extra: -9, count: -1)
      BoundKernels.add(row, prefix, count: 0)
      BoundKernels.addDifference(row, prefix, length: 0, factor: 1, count: -4)
    }
    #expect(row == [7])
  }
}
