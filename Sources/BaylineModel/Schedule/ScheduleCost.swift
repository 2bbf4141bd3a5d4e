extension ScheduleCost {
  /// The terms of the cost, in the order of the files.
  public enum Term: String, CaseIterable, Sendable, Hashable {
    case unscheduled, delay, deviation, stay, lateness, advisor, technician, original, handover, moves
    case overskill, overload, balance, moved, makespan
  }
}

/// Cost in points by term; lower is better.
public struct ScheduleCost: Hashable, Sendable {
  private var points = [Int](repeating: 0, count: ScheduleCost.Term.allCases.count)

  /// Creates a cost of zero.
  public init() {}

  /// The points of a term.
  public subscript(term: ScheduleCost.Term) -> Int {
    get { points[term.index] }
    set { points[term.index] = newValue }
  }

  /// The sum of the terms.
  public var total: Int {
    points.reduce(0, +)
  }
}

extension ScheduleCost.Term {
  /// The position in the order of the files.
  var index: Int {
    switch self {
    case .unscheduled: 0
    case .delay: 1
    case .deviation: 2
    case .stay: 3
    case .lateness: 4
    case .advisor: 5
    case .technician: 6
    case .original: 7
    case .handover: 8
    case .moves: 9
    case .overskill: 10
    case .overload: 11
    case .balance: 12
    case .moved: 13
    case .makespan: 14
    }
  }
}

extension ScheduleCost {
  /// The cost that a schedule file states, which may be wrong.
  public struct Stated: Hashable, Sendable {
    /// The stated total.
    public var total: Int
    /// The stated terms.
    public var terms: ScheduleCost

    /// Creates a stated cost.
    public init(total: Int, terms: ScheduleCost) {
      self.total = total
      self.terms = terms
    }
  }
}
