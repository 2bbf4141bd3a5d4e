/// The number of visits on past days, by kind.
public struct DailyCounts: Hashable, Sendable {
  /// The counted kinds, in the order of the numbers.
  public let kinds: [VisitKind]
  /// The first counted day.
  public let first: CivilDate
  /// A row for each day from `first`: the visits of each kind, `nil` for days without counts.
  public let rows: [[Int]?]

  /// Creates counts.
  ///
  /// - Parameters:
  ///   - kinds: The kinds, all different.
  ///   - days: The visits of each kind by day, 0 or more, in the order of `kinds`.
  /// - Complexity: Linear in the days from the first to the last.
  public init(kinds: [VisitKind], days: [CivilDate: [Int]]) {
    self.kinds = kinds
    let ordinals = days.keys.map(\.ordinal)
    let first = ordinals.min() ?? 1
    self.first = CivilDate(ordinal: first)
    rows = (first..<(ordinals.max().map { $0 + 1 } ?? first)).map { days[CivilDate(ordinal: $0)] }
  }

  /// The day after the last one.
  public var end: CivilDate { first.advanced(by: rows.count) }

  /// The visits of each kind on a day; `nil` without counts.
  public subscript(date: CivilDate) -> [Int]? {
    let place = date.ordinal - first.ordinal
    return rows.indices.contains(place) ? rows[place] : nil
  }

  /// The total number of visits on a day; 0 without counts.
  public func total(on date: CivilDate) -> Int {
    self[date]?.reduce(0, +) ?? 0
  }

  /// The counts before a day.
  /// - Complexity: Linear in the days.
  public func before(_ date: CivilDate) -> DailyCounts {
    var known = Array(rows.prefix(max(0, date.ordinal - first.ordinal)))
    while let last = known.last, last == nil { known.removeLast() }
    return DailyCounts(kinds: kinds, first: first, rows: known)
  }

  private init(kinds: [VisitKind], first: CivilDate, rows: [[Int]?]) {
    self.kinds = kinds
    self.first = first
    self.rows = rows
  }
}
