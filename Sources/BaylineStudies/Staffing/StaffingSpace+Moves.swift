import BaylineModel

extension StaffingSpace {
  /// One fewer of each post, where the ranges allow it.
  func removals(from staffing: Staffing) -> [StaffingMove] {
    moves(posts.indices.map { StaffingMove(less: [$0], more: []) }, from: staffing)
  }

  /// One more of each post, where the ranges allow it.
  func additions(to staffing: Staffing) -> [StaffingMove] {
    moves(posts.indices.map { StaffingMove(less: [], more: [$0]) }, from: staffing)
  }

  /// Moves of somebody to other shifts within a group, where the ranges allow them.
  func shiftSwaps(of staffing: Staffing) -> [StaffingMove] {
    moves(
      pairs { one, other in
        groups.contains { $0.posts.contains(one) && $0.posts.contains(other) }
      }, from: staffing)
  }

  /// Exchanges of one post for a cheaper one.
  func exchanges(from staffing: Staffing) -> [StaffingMove] {
    moves(pairs(areRelated), from: staffing).filter { saving($0, from: staffing) > 0 }
  }

  /// Exchanges of two posts for one, or one for two, at lower cost.
  func doubleExchanges(from staffing: Staffing) -> [StaffingMove] {
    var found: [StaffingMove] = []
    for (first, one) in posts.indices.enumerated() {
      for other in posts.indices.dropFirst(first) {
        for third in posts.indices where third != one && third != other && areRelated(one, third) {
          found.append(StaffingMove(less: [one, other], more: [third]))
          if areRelated(other, third) { found.append(StaffingMove(less: [third], more: [one, other])) }
        }
      }
    }
    return moves(found, from: staffing).filter { saving($0, from: staffing) > 0 }
  }

  /// The saving of a move per day.
  func saving(_ move: StaffingMove, from staffing: Staffing) -> Double {
    cost(staffing) - cost(move.applied(to: staffing))
  }

  private func pairs(_ isIncluded: (Int, Int) -> Bool) -> [StaffingMove] {
    posts.indices.flatMap { one in
      posts.indices.filter { $0 != one && isIncluded(one, $0) }.map { StaffingMove(less: [one], more: [$0]) }
    }
  }

  private func moves(_ moves: [StaffingMove], from staffing: Staffing) -> [StaffingMove] {
    moves.filter { allows($0.applied(to: staffing)) }
  }

  /// Whether one post can do some of the other's work: technicians of a trade, bays, advisors.
  private func areRelated(_ one: Int, _ other: Int) -> Bool {
    switch (posts[one].kind, posts[other].kind) {
    case (.bays, .bays), (.bays, .newBays), (.newBays, .bays), (.newBays, .newBays): true
    case (.advisors, .newAdvisors), (.newAdvisors, .advisors), (.newAdvisors, .newAdvisors): true
    default:
      if let trade = posts[one].kind.trade { posts[other].kind.trade == trade } else { false }
    }
  }
}

extension StaffingRanges.Post {
  /// The trade of technicians.
  var trade: String? {
    switch self {
    case .technicians(let trade, _), .newTechnicians(let trade, _, _): trade
    default: nil
    }
  }
}
