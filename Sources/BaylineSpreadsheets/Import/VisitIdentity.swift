package import BaylineModel

/// What makes rows of two sheets the same visit although neither has a number: plate and day.
package struct VisitIdentity: Hashable, Sendable {
  private let plate: String
  private let day: CivilDate?

  /// `nil` for a visit without a plate.
  ///
  /// - Parameter scheduled: When the visit is scheduled to come, which counts before its wishes.
  package init?(_ visit: Appointment, scheduled: CivilTime? = nil) {
    guard let plate = visit.card.plate.map(Appointment.CustomerCard.plateKey), !plate.isEmpty else {
      return nil
    }
    self.plate = plate
    let time =
      visit.booked?.arrival ?? visit.arrived ?? scheduled ?? visit.preferredArrival
      ?? visit.availability?.first?.from
    day = time?.date
  }

  /// Whether the plate names one vehicle: 临牌 and the like, without a digit, are many.
  package var isOfOneVehicle: Bool { plate.unicodeScalars.contains { ("0"..."9").contains($0) } }
}
