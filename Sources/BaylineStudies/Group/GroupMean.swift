public import BaylineMath

/// Means over the days of many workshops. Days of a workshop resemble each other, so an interval draws workshops with all
/// their days, not days: it holds for workshops like these.
public struct GroupMean: Sendable {
  private var order: [String] = []
  private var values: [String: [Double]] = [:]

  /// Without values.
  public init() {}

  /// Adds the value of a day of a workshop.
  public mutating func add(_ value: Double, of shop: String) {
    if values[shop] == nil { order.append(shop) }
    values[shop, default: []].append(value)
  }

  /// The workshops with values.
  public var shops: Int { order.count }

  /// The sum of all values.
  public var total: Double { order.sorted().reduce(0) { $0 + (values[$1] ?? []).reduce(0, +) } }

  /// The mean over all days with an interval clustered by workshop; `nil` without values. Fewer than eight workshops have
  /// no interval.
  ///
  /// The order in which workshops were added does not matter.
  ///
  /// - Complexity: That of a bootstrap of the workshops.
  public func mean(seed: Int = 1) -> BootstrapMean? {
    BootstrapMean(
      blocks: order.sorted().compactMap { values[$0] }, seed: UInt64(bitPattern: Int64(seed)))
  }
}
