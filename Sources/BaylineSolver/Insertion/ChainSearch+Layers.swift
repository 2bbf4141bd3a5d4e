import BaylineModel

/// Selection of the partial chains kept at each operation.
extension ChainSearch {
  /// Whether an operation that ends no earlier than `end` could still be kept.
  @inline(__always)
  mutating func canImprove(
    _ end: Int, _ cost: Int, _ position: Int, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Bool {
    let ending = ending(at: end, position, visit, state)
    guard ending.completion <= request.limit else { return false }
    let lowerBound = cost + ending.points
    if lowerBound >= request.bound {
      isPruned = true
      return false
    }
    guard labels.count - next == width, let earliest else { return true }
    return lowerBound < labels[labels.count - 1].score || end < earliest.end
  }

  /// How the visit can end if the operation at a position ends at a time.
  @inline(__always)
  private mutating func ending(
    at end: Int, _ position: Int, _ visit: CompiledAppointment, _ state: SearchState
  ) -> Ending {
    let slot = end & (Self.endingCount - 1)
    let known = endings[slot]
    if known.end == end, known.layer == endingLayer { return known }
    var ending = Ending(end: end, layer: endingLayer)
    if let completion = soonest.completion(from: position + 1, end, in: state) {
      ending.completion = completion
      if completion <= request.limit { ending.points = endCost(visit, state, completion) }
    }
    endings[slot] = ending
    return ending
  }

  mutating func offer(
    _ step: Extension, _ operation: CompiledOperation, at position: Int, _ visit: CompiledAppointment,
    _ state: SearchState
  ) {
    let end = Int(step.placement.end)
    let ending = ending(at: end, position, visit, state)
    guard ending.completion <= request.limit else { return }
    let score = step.cost + ending.points
    if score >= request.bound {
      isPruned = true
      return
    }
    let before = labels[step.parent]
    let reserve = reserveUse(operation, step.placement, after: before, visit, state)
    var label = Label(
      placement: step.placement, end: end, unlockedEnd: operation.lock == nil ? end : before.unlockedEnd,
      cost: step.cost, score: score, technicians: step.technicians, depth: before.depth + 1,
      parent: step.parent, day: reserve.day, dayMinutes: reserve.minutes,
      booked: before.booked + bookedMinutes(operation, step.placement, state), stay: before.stay,
      stayOffset: before.stayOffset)
    label.stay.pass(operation, bay: step.bay, end: end)
    if step.bay > 0 { label.stayOffset = before.depth }
    if let first = earliest, first.end < end || first.end == end && first.score <= score {
    } else {
      earliest = label
    }
    guard labels.count - next < width || score < labels[labels.count - 1].score else { return }
    if labels.count - next == width { labels.removeLast() }
    var position = labels.count
    while position > next, labels[position - 1].score > score { position -= 1 }
    labels.insert(label, at: position)
  }

  /// Replaces the worst label by the one that ends first, unless one as early is already kept.
  mutating func keepEarliest() {
    guard let earliest, !labels[next...].contains(where: { $0.end <= earliest.end }) else { return }
    if labels.count - next == width, width > 1 { labels.removeLast() }
    labels.append(earliest)
  }
}
