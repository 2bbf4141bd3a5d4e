/// How far a visit has come.
package enum VisitStatus: String, Codable, CaseIterable, Sendable {
  /// The customer asked for a time and has none yet: a call back, or nothing fits.
  case requested
  /// A time is promised.
  case booked
  /// The customer has the confirmation of the time.
  case confirmed
  /// The customer has been reminded.
  case reminded
  /// The vehicle is on site.
  case arrived
  /// Work has begun.
  case inWork
  /// All work is done; the vehicle waits for its customer.
  case ready
  /// The customer has the vehicle back.
  case handedOver
  /// The customer took none of the times that were offered.
  case declined
  /// The customer cancelled.
  case cancelled
  /// The customer did not come.
  case noShow
  /// The workshop called the visit off.
  case calledOff

  /// Whether nothing more will happen with the visit.
  package var isOver: Bool {
    switch self {
    case .handedOver, .declined, .cancelled: true
    case .requested, .booked, .confirmed, .reminded, .arrived, .inWork, .ready, .noShow, .calledOff: false
    }
  }
}
