import BaylineModel

/// Pieces that are left of each part between deliveries (H11).
package struct PartStock: Sendable, Equatable {
  /// Pieces that have come up to the end of each epoch, less those needed by then; the parts' epochs flat.
  private var left: [Int]
  private let first: [Int]

  init(_ problem: CompiledProblem) {
    var first = [0]
    var left: [Int] = []
    for part in problem.parts.elements {
      left += part.cumulativeStock
      first.append(left.count)
    }
    self.left = left
    self.first = first
  }

  /// The first epoch from which on pieces can be taken; `nil` if they never can.
  /// - Complexity: O(deliveries of the part).
  func firstEpoch(for quantity: Int, of part: PartIndex) -> Int? {
    var epoch = first[part.int + 1]
    while epoch > first[part.int], left[epoch - 1] >= quantity { epoch -= 1 }
    return epoch < first[part.int + 1] ? epoch - first[part.int] : nil
  }

  /// Pieces of a part that are left before the first delivery.
  func left(of part: PartIndex) -> Int {
    left[first[part.int]]
  }

  mutating func take(_ quantity: Int, of part: PartIndex, fromEpoch epoch: Int) {
    for index in (first[part.int] + epoch)..<first[part.int + 1] { left[index] -= quantity }
  }
}
