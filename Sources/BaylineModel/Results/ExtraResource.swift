/// One more of something that a workshop has.
public enum ExtraResource: Hashable, Sendable {
  /// A technician like this one.
  case technician(like: Technician)
  /// A bay like this one.
  case bay(like: Bay)
  /// An advisor like this one.
  case advisor(like: Advisor)
  /// A loan vehicle.
  case loaner
  /// Some pieces of a part in stock, as many as a visit usually needs.
  case part(SparePart, quantity: Int)
}
