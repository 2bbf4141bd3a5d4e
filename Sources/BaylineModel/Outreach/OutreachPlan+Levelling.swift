extension OutreachPlan {
  /// An assignment of vehicles to days that levels the load.
  public struct Levelling: Hashable, Sendable {
    /// The day index of each vehicle; `nil` if the vehicle was left out.
    public var days: [Int?]
    /// Load by day and resource, including the vehicles.
    public var load: [[Int]]
    /// Whether the method proved the assignment optimal.
    public var isExact = false
    /// A lower bound of `measure` for the same vehicles.
    public var bound = 0.0
    /// The sum of (load ÷ capacity)² over days and resources, including the load that was there before.
    public var measure = 0.0

    package init(days: [Int?], load: [[Int]]) {
      self.days = days
      self.load = load
    }
  }
}
