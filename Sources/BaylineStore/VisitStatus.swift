/// How far a visit has come.
package enum VisitStatus: String, CaseIterable, Sendable {
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

  /// Whether the customer is expected at a promised time.
  package var isExpected: Bool {
    switch self {
    case .booked, .confirmed, .reminded: true
    case .requested, .arrived, .inWork, .ready, .handedOver, .declined, .cancelled, .noShow, .calledOff: false
    }
  }

  /// Whether the vehicle is on site.
  package var isInHouse: Bool {
    switch self {
    case .arrived, .inWork, .ready: true
    case .requested, .booked, .confirmed, .reminded, .handedOver, .declined, .cancelled, .noShow, .calledOff:
      false
    }
  }

  /// Whether the vehicle is or was on site.
  package var hasArrived: Bool { isInHouse || self == .handedOver }

  /// Whether nothing more will happen with the visit.
  package var isOver: Bool {
    switch self {
    case .handedOver, .declined, .cancelled: true
    case .requested, .booked, .confirmed, .reminded, .arrived, .inWork, .ready, .noShow, .calledOff: false
    }
  }
}
