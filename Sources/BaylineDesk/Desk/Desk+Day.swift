import Bayline
import BaylineStore
import BaylineWording

/// What happens on the day.
extension Desk {
  /// What would change because of events, without changing anything.
  ///
  /// - Throws: ``DeskError/refused(_:)`` with what contradicts the plan.
  nonisolated func preview(_ events: [WorkshopEvent], detail: String, _ language: Language) async throws
    -> Preview
  {
    fatalError("not yet")
  }
  /// Makes a previewed change.
  ///
  /// - Throws: ``DeskError/changed(_:)`` if the book has moved on so that something else would change now.
  func takeOver(_ preview: String, by account: String) async throws -> Preview { fatalError("not yet") }
  /// Records what needs no agreement: an arrival, the start or end of an operation, a vehicle handed over, a confirmation,
  /// a reminder, a no-show, a cancellation.
  func record(
    _ status: VisitStatus, of visit: String, operation: String? = nil, bay: String? = nil,
    technicians: [String]? = nil, reason: String? = nil, by account: String
  ) async throws -> Preview? { fatalError("not yet") }
  /// Records a call or text to a customer.
  func record(_ contact: CustomerContact, of visit: String) async throws { fatalError("not yet") }
  /// Records the parts of a visit as put on its shelf, or not.
  func picked(_ visit: String, _ isPicked: Bool, by account: String) async throws { fatalError("not yet") }
}
