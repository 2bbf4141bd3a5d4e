extension OutreachPlan {
  /// How even the days are in one resource, over the open days.
  public struct Evenness: Hashable, Sendable {
    /// The day of the highest share of capacity, and that share.
    public var peakDay: CivilDate
    /// Load of that day ÷ its capacity.
    public var peak: Double
    /// The mean of the shares.
    public var mean: Double
    /// The mean square of the differences from the mean share.
    public var variance: Double
  }

  /// Load ÷ capacity of a resource on the open days that have capacity of it.
  public func shares(_ load: [[Int]], _ resource: Int) -> [(day: CivilDate, share: Double)] {
    loads.days.indices.compactMap { day in
      let capacity = loads.capacity[day][resource]
      guard isOpen[day], capacity > 0 else { return nil }
      return (loads.days[day], Double(load[day][resource]) / Double(capacity))
    }
  }

  /// How even a load is; `nil` where no day has capacity.
  public func evenness(_ load: [[Int]], _ resource: Int) -> Evenness? {
    let shares = self.shares(load, resource)
    guard var peak = shares.first else { return nil }
    for share in shares where share.share > peak.share { peak = share }
    let mean = shares.reduce(0) { $0 + $1.share } / Double(shares.count)
    let variance = shares.reduce(0) { $0 + ($1.share - mean) * ($1.share - mean) } / Double(shares.count)
    return Evenness(peakDay: peak.day, peak: peak.share, mean: mean, variance: variance)
  }

  /// The resources that visits of the list take, trades in the site's order, arrivals last.
  public var resources: [Int] {
    (0...loads.arrivals).filter { resource in
      zip(after, zip(loads.booked, loads.expected)).contains { after, others in
        after[resource] != others.0[resource] + others.1[resource]
      }
    }
  }

  /// Visits that are offered.
  public var visits: [OfferedVisit] { calls.compactMap(\.visit) }

  /// Of what can be levelled at all, the percent that is: the measure's way from the best days to these, of its way to the bound;
  /// `nil` where there is little to level: the bound divides vehicles, which says nothing of a few.
  public var levelledPercent: Double? {
    let possible = measureBefore - levelling.bound
    return possible > 1e-9 && visits.count >= 10 ? 100 * (measureBefore - levelling.measure) / possible : nil
  }
}
