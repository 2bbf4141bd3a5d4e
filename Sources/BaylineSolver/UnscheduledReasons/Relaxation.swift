/// Rules that a feasibility probe leaves aside.
package struct Relaxation: OptionSet, Sendable, Hashable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Every operation finds its crew at once.
  package static let technicians = Relaxation(rawValue: 1 << 0)
  /// Every operation finds its bay at once.
  package static let bays = Relaxation(rawValue: 1 << 1)
  /// All parts are in stock.
  package static let parts = Relaxation(rawValue: 1 << 2)
  /// The customer can come at any slot.
  package static let availability = Relaxation(rawValue: 1 << 3)
  /// An advisor is there for every arrival, and the site's hour has room.
  package static let advisors = Relaxation(rawValue: 1 << 4)
  /// A promised arrival may be changed.
  package static let promise = Relaxation(rawValue: 1 << 5)
  /// Its own locked operations are done and in nobody's way.
  package static let locks = Relaxation(rawValue: 1 << 6)
  /// A loan vehicle is there.
  package static let loaners = Relaxation(rawValue: 1 << 7)
  /// The reserve may be used.
  package static let reserve = Relaxation(rawValue: 1 << 8)

  /// All of them.
  package static let all = Relaxation(rawValue: 1 << 9 - 1)
}
