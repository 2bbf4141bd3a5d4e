public import BaylineMath

/// Means over the days of many workshops. Days of a workshop resemble each other, so an interval draws workshops with all
/// their days, not days: it holds for workshops like these.
public struct GroupMean: Sendable {
  private var values: [String: [Double]] = [:]

  /// Without values.
  public init() {}

  /// Adds the value of a day of a workshop.
  public mutating func add(_ value: Double, of shop: String) {
    values[shop, default: []].append(value)
  }

  /// The workshops with values.
  public var shops: Int { values.count }

  /// The sum of all values.
  public var total: Double { blocks.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The mean over all days with an interval clustered by workshop; `nil` without values. Fewer than eight workshops have
  /// no interval.
  ///
  /// The order in which workshops were added does not matter.
  ///
  /// - Complexity: That of a bootstrap of the workshops.
  public func mean(seed: Int = 1) -> BootstrapMean? {
    BootstrapMean(blocks: blocks, seed: UInt64(bitPattern: Int64(seed)))
  }

  /// The days of each workshop, by its id.
  private var blocks: [[Double]] {
    values.sorted { $0.key < $1.key }.map(\.value)
  }
}
