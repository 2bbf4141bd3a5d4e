extension Scenario {
  /// One additional resource.
  public enum ExtraResource: Hashable, Sendable {
    /// A technician like this one.
    case technician(like: Technician)
    /// A bay like this one.
    case bay(like: Bay)
    /// An advisor like this one.
    case advisor(like: Advisor)
    /// One more of an equipment.
    case equipment(Equipment)
    /// One more arrival a day within a limit.
    case limit(BookingRules.ArrivalLimit)
    /// A driver.
    case driver
    /// A loan vehicle.
    case loaner
    /// A quantity of a part in stock, as much as a typical visit needs.
    case part(SparePart, quantity: Int)
  }
}
