extension OutreachPlan {
  /// How evenly one resource is loaded over the open days.
  public struct Evenness: Hashable, Sendable {
    /// The day with the highest load ÷ capacity.
    public var peakDay: CivilDate
    /// Load ÷ capacity on that day.
    public var peak: Double
    /// The mean load ÷ capacity.
    public var mean: Double
    /// The variance of load ÷ capacity.
    public var variance: Double
  }

  /// Load ÷ capacity of a resource on the open days with capacity.
  public func shares(_ load: [[Int]], _ resource: Int) -> [(day: CivilDate, share: Double)] {
    loads.days.indices.compactMap { day in
      let capacity = loads.capacity[day][resource]
      guard isOpen[day], capacity > 0 else { return nil }
      return (loads.days[day], Double(load[day][resource]) / Double(capacity))
    }
  }

  /// How even a load is; `nil` if no open day has capacity.
  public func evenness(_ load: [[Int]], _ resource: Int) -> Evenness? {
    let shares = self.shares(load, resource)
    guard var peak = shares.first else { return nil }
    for share in shares where share.share > peak.share { peak = share }
    let mean = shares.reduce(0) { $0 + $1.share } / Double(shares.count)
    let variance = shares.reduce(0) { $0 + ($1.share - mean) * ($1.share - mean) } / Double(shares.count)
    return Evenness(peakDay: peak.day, peak: peak.share, mean: mean, variance: variance)
  }

  /// The resources the offered visits use: trades in the site's order, arrivals last.
  public var resources: [Int] {
    (0...loads.arrivals).filter { resource in
      zip(after, zip(loads.booked, loads.expected)).contains { after, others in
        after[resource] != others.0[resource] + others.1[resource]
      }
    }
  }

  /// The offered visits.
  public var visits: [OutreachPlan.OfferedVisit] { calls.compactMap(\.visit) }

  /// The percentage of the possible improvement over everybody's best day that the plan achieves, measured against the
  /// lower bound. `nil` for fewer than ten visits, since the bound relaxes vehicles to fractions.
  public var levelledPercent: Double? {
    let possible = measureBefore - levelling.bound
    return possible > 1e-9 && visits.count >= 10 ? 100 * (measureBefore - levelling.measure) / possible : nil
  }
}
