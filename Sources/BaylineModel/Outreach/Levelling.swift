/// The days of the vehicles.
public struct Levelling: Hashable, Sendable {
  /// The day of each vehicle; `nil` if it was left out.
  public var days: [Int?]
  /// Load by day and resource with the vehicles.
  public var load: [[Int]]
  /// Whether nothing is better: proven by the method.
  public var isExact = false
  /// What of the measure no choice of days for the same vehicles can go below, and what it is; in units of one whole
  /// (load ÷ capacity)², the load that was there before included.
  public var bound = 0.0
  /// The measure of these days.
  public var measure = 0.0

  package init(days: [Int?], load: [[Int]]) {
    self.days = days
    self.load = load
  }
}
