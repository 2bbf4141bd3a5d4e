public import BaylineModel

extension WhatIfStudy {
  /// Plans and simulates today and all scenarios.
  ///
  /// - Parameters:
  ///   - shouldStop: Called often, from several threads; once it returns `true`, the completed scenarios are returned.
  ///   - onProgress: Called four times per second.
  /// - Returns: The comparison; `nil` if the study was stopped before today was complete.
  /// - Throws: An internal error if the verifier rejects a plan.
  public func run(
    shouldStop: @escaping @Sendable () -> Bool = { false }, onProgress: (RunProgress) -> Void = { _ in }
  ) async throws -> WhatIfResult? {
    try await run(known: [:], shouldStop: shouldStop, onFinished: { _, _ in }, onProgress: onProgress)
  }
}

extension StaffingStudy {
  /// Searches for the cheapest staffing that meets all targets.
  ///
  /// - Parameters:
  ///   - shouldStop: Called often, from several threads; once it returns `true`, the result so far is returned.
  ///   - onProgress: Called four times per second.
  /// - Throws: An internal error if the verifier rejects a plan.
  public func run(
    shouldStop: @escaping @Sendable () -> Bool = { false }, onProgress: (RunProgress) -> Void = { _ in }
  ) async throws -> StaffingResult {
    try await run(known: [:], shouldStop: shouldStop, onFinished: { _, _ in }, onProgress: onProgress)
  }
}
