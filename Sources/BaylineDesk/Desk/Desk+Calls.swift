import Bayline
import BaylineStore
import BaylineWording

/// A phone call, from the ring to the booking.
extension Desk {
  /// Customers whose plate, phone or name begins with or contains a text, the newest visits first.
  nonisolated func customers(matching text: String, limit: Int = 8) throws -> [CustomerFile] {
    fatalError("not yet")
  }
  /// Standard jobs by words, first letters or pinyin, the best match first.
  nonisolated func jobs(matching text: String, limit: Int = 12) -> [CatalogueJob] { fatalError("not yet") }
  nonisolated func understand(_ said: SaidRequest, _ language: Language) -> UnderstoodRequest {
    fatalError("not yet")
  }
  nonisolated func offers(for request: Appointment, count: Int = 3, _ language: Language) async throws
    -> OfferList
  {
    fatalError("not yet")
  }
  /// Books a time that was offered.
  ///
  /// - Throws: ``DeskError/taken(_:)`` with fresh offers if it cannot be had any more with this advisor.
  func accept(
    _ request: Appointment, at arrival: CivilTime, advisor: String, by account: String, _ language: Language
  ) async throws -> Booked { fatalError("not yet") }
  /// Keeps a request without a time: to be called back, or declined with a reason.
  func keep(
    _ request: Appointment, declined reason: String?, callBack: CivilTime?, by account: String
  ) async throws -> String { fatalError("not yet") }
  /// The times that a visit can be moved to.
  nonisolated func offers(moving visit: String, _ language: Language) async throws -> OfferList {
    fatalError("not yet")
  }
  func move(
    _ visit: String, to arrival: CivilTime, advisor: String?, by account: String, _ language: Language
  ) async throws -> Booked { fatalError("not yet") }
  /// Why a visit is where it is, or cannot be at a time.
  nonisolated func explanation(of visit: String, at time: CivilTime?, _ language: Language) async throws
    -> String
  {
    fatalError("not yet")
  }
}
