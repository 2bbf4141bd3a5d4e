import BaylineModel

/// The time that always passes before an operation of a visit, and the moves that no placement avoids.
///
/// A vehicle surely moves for an operation if it has a bay whichever way it is done, as the last operation before with
/// a bay has, and the two have no bay in common or the vehicle leaves the first in any case.
struct ForcedSteps {
  /// For each operation, the minimum minutes from the end of the operation before; 0 where none are asked: of the
  /// first, and between two locked ones.
  private(set) var lags: [Int] = []
  /// Whether the vehicle surely moves for each operation.
  private(set) var isMoved: [Bool] = []
  /// The operations that are not locked for which the vehicle surely moves.
  private(set) var moves = 0

  init(_ visit: CompiledAppointment, _ problem: CompiledProblem) {
    var bays: Set<Int32> = []
    var isKnown = false
    var isLeft = false
    var before: CompiledOperation?
    for operation in problem.operations.elements[visit.operations] {
      let own = Self.bays(of: operation, problem)
      let always = problem.alwaysHasBay(operation)
      let isMoved = always && isKnown && (isLeft || bays.isDisjoint(with: own))
      self.isMoved.append(isMoved)
      if isMoved, operation.lock == nil { moves += 1 }
      if let before, before.lock == nil || operation.lock == nil {
        lags.append(problem.minGap(before: operation, moves: isMoved))
      } else {
        lags.append(0)
      }
      if !own.isEmpty { (bays, isKnown, isLeft) = (own, always, operation.leavesBay) }
      before = operation
    }
  }

  private static func bays(of operation: CompiledOperation, _ problem: CompiledProblem) -> Set<Int32> {
    guard let lock = operation.lock else { return Set(problem.pools[operation.bays]) }
    return lock.bay.map { [Int32(problem.row(of: $0))] } ?? []
  }
}
