/// Rules ignored by a feasibility probe.
package struct Relaxation: OptionSet, Sendable, Hashable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Every operation has its crew immediately.
  package static let technicians = Relaxation(rawValue: 1 << 0)
  /// Every operation has its bay immediately.
  package static let bays = Relaxation(rawValue: 1 << 1)
  /// All parts are in stock.
  package static let parts = Relaxation(rawValue: 1 << 2)
  /// The customer is available at every slot.
  package static let availability = Relaxation(rawValue: 1 << 3)
  /// An advisor is available for every arrival, and the site's hourly limit does not apply.
  package static let advisors = Relaxation(rawValue: 1 << 4)
  /// A promised arrival may be changed.
  package static let promise = Relaxation(rawValue: 1 << 5)
  /// The visit's locked operations are already done.
  package static let locks = Relaxation(rawValue: 1 << 6)
  /// A loan vehicle is available.
  package static let loaners = Relaxation(rawValue: 1 << 7)
  /// The reserves may be used.
  package static let reserve = Relaxation(rawValue: 1 << 8)
  /// Every operation has its equipment immediately.
  package static let equipment = Relaxation(rawValue: 1 << 9)
  /// The limits of arrivals do not apply.
  package static let limits = Relaxation(rawValue: 1 << 10)
  /// The customer brings and fetches the vehicle.
  package static let drivers = Relaxation(rawValue: 1 << 11)
  /// An operation may follow the one before at any time, and moving the vehicle takes no time.
  package static let lags = Relaxation(rawValue: 1 << 12)

  package static let all = Relaxation(rawValue: 1 << 13 - 1)
}
