import BaylineModel

/// The remaining stock of each part between deliveries (H11).
package struct PartStock: Sendable, Equatable {
  /// Quantity received by the end of each epoch minus the quantity needed by then; the epochs of all parts
  /// concatenated.
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

  /// The first epoch from which a quantity is available in every later epoch; `nil` if there is none.
  /// - Complexity: O(deliveries of the part).
  func firstEpoch(for quantity: Int, of part: PartIndex) -> Int? {
    var epoch = first[part.int + 1]
    while epoch > first[part.int], left[epoch - 1] >= quantity { epoch -= 1 }
    return epoch < first[part.int + 1] ? epoch - first[part.int] : nil
  }

  /// The remaining stock of a part before its first delivery.
  func left(of part: PartIndex) -> Int {
    left[first[part.int]]
  }

  mutating func take(_ quantity: Int, of part: PartIndex, fromEpoch epoch: Int) {
    for index in (first[part.int] + epoch)..<first[part.int + 1] { left[index] -= quantity }
  }
}
