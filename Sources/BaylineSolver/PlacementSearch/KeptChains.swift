import BaylineModel

/// The partial chains kept in a layer.
struct KeptChains {
  private struct Use: Hashable {
    let used: [Int]
    let flags: Int
  }

  let width: Int
  /// The days on which the reserve could be binding; `nil` if it is not counted.
  let binding: [Bool]?
  /// The cheapest labels.
  private var best: [ForcedChain.Label] = []
  /// By flags, the label that ends first.
  private var first: [ForcedChain.Label?] = [nil, nil, nil, nil]
  /// By reserve use, the label that ends first and the cheapest.
  private var byUse: [(first: ForcedChain.Label, best: ForcedChain.Label)] = []
  private var positions: [Use: Int] = [:]

  init(width: Int, binding: [Bool]?) {
    self.width = width
    self.binding = binding
  }

  /// The earliest end among labels with the given flags; `.max` if there is none.
  func soonest(_ flags: Int) -> Int {
    first[flags]?.end ?? .max
  }

  /// Whether a label with this end and reserve use could be kept.
  func canImprove(_ end: Int, _ used: [Int], _ flags: Int) -> Bool {
    guard width == 0, let position = positions[Use(used: used, flags: flags)] else { return true }
    return end < byUse[position].first.end
  }

  mutating func add(_ label: ForcedChain.Label) {
    guard binding == nil else { return addByUse(label) }
    if label.end < soonest(label.flags) { first[label.flags] = label }
    guard width > 0 else { return }
    if best.count == width {
      guard label.precedes(best[width - 1]) else { return }
      best.removeLast()
    }
    let position = best.firstIndex { label.precedes($0) } ?? best.count
    best.insert(label, at: position)
  }

  private mutating func addByUse(_ label: ForcedChain.Label) {
    let use = Use(used: label.used, flags: label.flags)
    guard let position = positions[use] else {
      positions[use] = byUse.count
      return byUse.append((label, label))
    }
    if label.end < byUse[position].first.end { byUse[position].first = label }
    if label.precedes(byUse[position].best) { byUse[position].best = label }
  }

  func labels(maxCount: Int) -> [ForcedChain.Label] {
    guard binding != nil else { return best + first.compactMap(\.self) }
    var kept: [ForcedChain.Label] = []
    // A label that ends later and uses no less on any day is dominated.
    for label in byUse.map(\.first).sorted(by: { ($0.end, $0.points) < ($1.end, $1.points) })
    where kept.count < maxCount {
      let isBeaten = kept.contains { other in
        other.flags & label.flags == label.flags && zip(other.used, label.used).allSatisfy { $0 <= $1 }
      }
      if !isBeaten { kept.append(label) }
    }
    guard width > 0 else { return kept }
    return kept + byUse.map(\.best).sorted { $0.precedes($1) }.prefix(width)
  }
}
