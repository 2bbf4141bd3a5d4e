public import BaylineMath

/// Which workshops of a group need which trade most: the value of one more, over all shops.
public enum GroupNeeds {
  /// The value of one more of a resource in a workshop.
  public struct Need: Hashable, Sendable {
    /// The workshop.
    public var shop: String
    /// What it is one more of, such as `technician`.
    public var type: String
    /// The resource that it is like.
    public var like: String
    /// The trades of a technician, the types of a bay.
    public var trades: [String]
    /// What it is worth per day: money if there are prices, else points of the plan saved.
    public var gain: Double
    /// Half the width of the interval of the gain, if known.
    public var margin: Double?

    /// Describes a need.
    public init(
      shop: String, type: String, like: String, trades: [String], gain: Double, margin: Double?
    ) {
      (self.shop, self.type, self.like, self.trades) = (shop, type, like, trades)
      (self.gain, self.margin) = (gain, margin)
    }

    /// Whether the interval excludes 0.
    public var isClear: Bool { margin.map { abs(gain) > $0 } ?? false }
  }

  /// All needs, the most valuable first; equal ones keep their order.
  public static func ranked(_ needs: [Need]) -> [Need] {
    needs.enumerated().sorted { one, other in
      one.element.gain != other.element.gain
        ? one.element.gain > other.element.gain : one.offset < other.offset
    }.map(\.element)
  }

  /// A trade over all workshops.
  public struct Trade: Hashable, Sendable {
    /// What it is a trade of, such as `technician`.
    public var type: String
    /// The trade or type.
    public var trade: String
    /// The workshops that were asked.
    public var shops: Int
    /// The workshop to which one more is worth most.
    public var best: String
    /// What it is worth there.
    public var bestGain: Double
    /// What one more in every workshop is worth together.
    public var total: Double
    /// What one more is worth in a workshop, with an interval over the workshops.
    public var mean: BootstrapMean
  }

  /// Each trade over all workshops, that with the most valuable need first. A workshop counts once for a trade, with its
  /// best resource.
  ///
  /// - Complexity: That of sorting the needs, and of a bootstrap for each trade.
  public static func trades(_ needs: [Need], seed: Int = 1) -> [Trade] {
    struct Key: Hashable {
      let type, trade: String
    }
    var order: [Key] = []
    var shops: [Key: [(shop: String, gain: Double)]] = [:]
    var counted: [Key: Set<String>] = [:]
    for need in ranked(needs) {
      for trade in need.trades {
        let key = Key(type: need.type, trade: trade)
        if shops[key] == nil { order.append(key) }
        if counted[key, default: []].insert(need.shop).inserted {
          shops[key, default: []].append((need.shop, need.gain))
        }
      }
    }
    return order.compactMap { key in
      guard let known = shops[key], let best = known.first,
        let mean = BootstrapMean(blocks: known.map { [$0.gain] }, seed: UInt64(bitPattern: Int64(seed)))
      else { return nil }
      return Trade(
        type: key.type, trade: key.trade, shops: known.count, best: best.shop, bestGain: best.gain,
        total: known.reduce(0) { $0 + $1.gain }, mean: mean)
    }
  }
}
