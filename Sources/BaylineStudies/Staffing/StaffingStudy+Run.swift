package import BaylineModel

extension StaffingStudy {
  /// A part of a study that is computed by itself; its name is its key in the journal.
  enum Cell: Hashable, Sendable {
    case first(day: Int)
    case day(Int, Staffing, Scenario.Instance)

    var name: String {
      switch self {
      case .first(let day): "first/\(day)"
      case .day(let day, let staffing, _): "\(staffing.name)/\(day)"
      }
    }

    static func == (one: Cell, other: Cell) -> Bool { one.name == other.name }
    func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  /// Searches for the cheapest staffing.
  ///
  /// - Parameters:
  ///   - known: Results of an earlier run of the same study, by cell name.
  ///   - shouldStop: Polled from several threads; when it returns `true`, the run ends with what is known so far.
  ///   - onFinished: Called with each new result, one at a time, so that it can be stored.
  ///   - onProgress: Called four times a second.
  /// - Throws: ``RejectedPlan``, and whatever `onFinished` throws.
  package func run(
    known: [String: StudyCellResult], shouldStop: @escaping @Sendable () -> Bool,
    onFinished: (_ cell: String, _ finding: StudyCellResult) throws -> Void, onProgress: (RunProgress) -> Void
  ) async throws -> StaffingResult {
    try await withoutActuallyEscaping(onFinished) { onFinished in
      try await withoutActuallyEscaping(onProgress) { onProgress in
        var run = StaffingRun(
          self, known: known, shouldStop: shouldStop, onFinished: onFinished, onProgress: onProgress)
        return try await run.result()
      }
    }
  }
}
