import BaylineModel

/// The partial chains kept in a layer: the cheapest, and by flags the one that ends first.
struct KeptChains {
  private let width: Int
  private var best: [ForcedChain.Label] = []
  private var first: [ForcedChain.Label?] = [nil, nil, nil, nil]

  init(width: Int) {
    self.width = width
  }

  var labels: [ForcedChain.Label] { best + first.compactMap(\.self) }

  mutating func add(_ label: ForcedChain.Label) {
    if label.end < first[label.flags]?.end ?? .max { first[label.flags] = label }
    if best.count == width {
      guard let last = best.last, label.precedes(last) else { return }
      best.removeLast()
    }
    let position = best.firstIndex { label.precedes($0) } ?? best.count
    best.insert(label, at: position)
  }
}
