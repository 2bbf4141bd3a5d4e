import BaylineModel

package struct CompiledOperation: Sendable {
  package let appointment: AppointmentIndex
  /// Range in `options`; empty if locked.
  package let options: Range<Int>
  package let splittable: Bool
  /// Range in `pools`: the rows of all bays in which it can be done; empty if they do not bound its start.
  package let pool: Range<Int>
  /// Range in `pools`: the rows of all bays in which it can be done.
  package let bays: Range<Int>
  /// Range in `pools`: the rows of all technicians who can take part in it.
  package let able: Range<Int>
  /// Range in `pools`: the rows of the equipment it needs.
  package let equipment: Range<Int>
  /// Range in `needs`: the parts it needs when it starts.
  package let needs: Range<Int>
  /// The minimum minutes from the end of the operation before.
  package let minLag: Int
  /// The maximum minutes from the end of the operation before; `.max` if there is none.
  package let maxLag: Int
  /// Whether the vehicle must stay in the bay for the next operation.
  package let keepsBay: Bool
  /// Whether the vehicle leaves the bay afterwards in any case: as the operation says, or for the sake of a lock.
  package let leavesBay: Bool
  /// Minimum minutes of work.
  package let minWork: Int
  package let lock: CompiledLock?
  /// Points for leaving the previous bay or crew; 0 if there is none.
  package let movedCost: Int
  package let previousBay: BayIndex?
  /// Minimum minutes of the operations that follow it in the visit, with the lags before them.
  package var remainingWork = 0
  /// Where its stays begin in `stays`, one for each bay of the site; `nil` if no operation with a bay follows.
  package var firstStay: Int?
  /// The fewest moves that must follow, whatever bay it is done in.
  package var minMoves = 0
  /// The minimum minutes from its end to that of the last operation for which it must stay in its bay.
  package var keepMinutes = 0
  /// Range in `pools`: the rows of the bays in which the vehicle can stay as long as it must, if it must.
  package var keepBays = 0..<0
  /// Index within the appointment's operations.
  package let position: Int
}

package struct CompiledLock: Sendable {
  package let start: Int
  /// When it ends; `nil` if the crew's working time never suffices.
  package let end: Int?
  package let bay: BayIndex?
  /// Range in `crews`.
  package let crew: Range<Int>
  /// Working-time class of a splittable operation; all time for an unsplittable one.
  package let work: ClassIndex
}

/// A crew able to do an operation, and the bays it can use.
package struct CrewOption: Sendable {
  /// Range in `crews`.
  package let crew: Range<Int>
  /// Range in `bayChoices`; never empty.
  package let bays: Range<Int>
  package let work: Int
  /// Points for excess skill and for not being the preferred technician.
  package let cost: Int
  /// Whether this is the crew of the previous schedule.
  package let isPrevious: Bool
}

/// A bay for an option, or no bay.
package struct BayOption: Sendable, Hashable {
  package let bay: BayIndex?
  /// Working-time class of a splittable operation in this bay with the option's crew.
  package let work: ClassIndex
}

/// What follows for the vehicle if an operation is done in a bay.
package struct FollowingStay: Sendable, Hashable {
  /// The minimum minutes from the end of the operation to that of the last one for which the vehicle should stay there.
  package let minutes: Int32
  /// The fewest moves that must follow.
  package let moves: Int32
}
