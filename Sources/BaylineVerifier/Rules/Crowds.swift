import BaylineModel

/// The use of one of several equal things, such as loan vehicles, over a time.
struct Use<Holder> {
  let from: CivilTime
  let to: CivilTime
  /// Settled before the schedule was made: violations among such uses alone do not count.
  var isSettled = false
  let holder: Holder
}

extension Sequence {
  /// The starts at which more uses than `most` are under way, and not only settled ones, with all those uses.
  func crowds<Holder>(above most: Int) -> [(at: CivilTime, uses: [Use<Holder>])]
  where Element == Use<Holder> {
    let ordered = filter { $0.from < $0.to }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    var crowds: [(at: CivilTime, uses: [Use<Holder>])] = []
    var active: [Use<Holder>] = []
    for (index, use) in ordered.enumerated() {
      active.removeAll { $0.to <= use.from }
      active.append(use)
      // All that begin in one minute are considered together.
      if index + 1 < ordered.count, ordered[index + 1].from == use.from { continue }
      if active.count > most && !active.allSatisfy(\.isSettled) { crowds.append((use.from, active)) }
    }
    return crowds
  }
}
