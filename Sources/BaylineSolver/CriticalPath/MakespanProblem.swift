/// The core of a problem in which only the makespan counts: a flexible job shop whose operations each need a machine
/// (bay) and a worker (technician).
///
/// Resources are numbered: bays, then technicians, then a dummy for none. Operations are numbered as in
/// `CompiledProblem`.
struct MakespanProblem: Sendable {
  /// A mode of an operation.
  struct Mode: Sendable {
    /// The machine's resource number, or the dummy. Where no mode of the problem holds both, this is what it holds.
    let machine: Int
    /// The worker's resource number, or the dummy.
    let worker: Int
    /// Duration in minutes, at least 1.
    let minutes: Int
    /// Index in the problem's `options`.
    let option: Int
    /// Index in the problem's `bayChoices`.
    let choice: Int
  }

  /// The operations of each job.
  let jobs: [Range<Int>]
  /// The release time of each job.
  let releases: [Int]
  /// The modes, grouped by operation.
  let modes: [Mode]
  /// Ranges in `modes`, by operation.
  let modeRanges: [Range<Int>]
  /// Number of resources including the dummy, which is last.
  let resourceCount: Int

  var operationCount: Int { modeRanges.count }
  /// The dummy resource.
  var none: Int { resourceCount - 1 }

  /// Whether every mode holds one resource at most, as its machine, and no operation has two modes on one.
  var isSingleResource: Bool {
    modes.allSatisfy { $0.worker == none }
      && modeRanges.allSatisfy { Set(modes[$0].map(\.machine)).count == $0.count }
  }
}
