import Bayline
import BaylineStore
import BaylineWording

/// Planning days, and the change of days.
extension Desk {
  /// Searches for a better schedule of a day beside the requests; what has been promised stays.
  func startPlanning(_ day: CivilDate, seconds: Double, by account: String) throws { fatalError("not yet") }
  func cancelPlanning() { fatalError("not yet") }
  nonisolated var planning: PlanningProgress { fatalError("not yet") }
  /// Ends the days before today: what is left becomes today's, what is done leaves the book.
  ///
  /// Happens by itself at the first request of a day.
  func rollOver(by account: String) async throws { fatalError("not yet") }
  /// Replaces the site after its settings have changed.
  ///
  /// - Throws: ``DeskError/refused(_:)`` if promises could not be kept; says which.
  func change(_ site: Site, settings: DeskSettings, detail: String, by account: String) async throws {
    fatalError("not yet")
  }
}
