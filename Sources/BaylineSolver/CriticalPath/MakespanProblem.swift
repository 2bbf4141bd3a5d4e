/// What remains of a problem in which only the makespan counts: a flexible job shop whose operations hold a machine (bay)
/// and a worker (technician) each.
///
/// Resources are numbered: bays, then technicians, then one that is none. Operations are numbered as in `CompiledProblem`.
struct MakespanProblem: Sendable {
  /// One way to do an operation.
  struct Mode: Sendable {
    /// Resource that is its machine, or none.
    let machine: Int
    /// Resource that is its worker, or none.
    let worker: Int
    /// Duration, 1 or more.
    let minutes: Int
    /// Position in the problem's `options`.
    let option: Int
    /// Position in the problem's `bayChoices`.
    let choice: Int
  }

  /// Operations of each job, one job after the other.
  let jobs: [Range<Int>]
  /// The earliest start of each job.
  let releases: [Int]
  /// The ways to do the operations, those of an operation side by side.
  let modes: [Mode]
  /// Ranges of `modes`, by operation.
  let modeRanges: [Range<Int>]
  /// How many resources there are, with the one that is none, which is the last.
  let resourceCount: Int

  /// How many operations there are.
  var operationCount: Int { modeRanges.count }
  /// The resource that is none.
  var none: Int { resourceCount - 1 }
}
