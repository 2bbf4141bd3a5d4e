package import BaylineModel

/// What makes rows of two sheets the same visit although neither has a number: plate and day.
package struct VisitIdentity: Hashable, Sendable {
  private let plate: String
  private let day: CivilDate?

  /// `nil` for a visit without a plate.
  package init?(_ visit: Appointment) {
    guard let plate = visit.card.plate.map(Self.bare), !plate.isEmpty else { return nil }
    self.plate = plate
    let time =
      visit.booked?.arrival ?? visit.arrived ?? visit.preferredArrival ?? visit.availability?.first?.from
    day = time?.date
  }

  /// A plate without what people write differently.
  static func bare(plate: String) -> String { CustomerCard.plateKey(plate) }
}
