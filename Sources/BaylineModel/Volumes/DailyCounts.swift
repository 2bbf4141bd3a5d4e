/// How many visits a workshop had on each of its past days, by kind.
public struct DailyCounts: Hashable, Sendable {
  /// The kinds that were counted, in the order of the numbers.
  public let kinds: [VisitKind]
  /// The first day that was counted.
  public let first: CivilDate
  /// From `first` on, a row for each day: the visits of each kind; `nil` for a day that was not counted.
  public let rows: [[Int]?]

  /// The counts of some days.
  ///
  /// - Parameters:
  ///   - kinds: The kinds, no two the same.
  ///   - days: The visits of each kind, 0 or more, in the order of `kinds`.
  /// - Complexity: linear in the days from the first to the last.
  public init(kinds: [VisitKind], days: [CivilDate: [Int]]) {
    self.kinds = kinds
    let ordinals = days.keys.map(\.ordinal)
    let first = ordinals.min() ?? 1
    self.first = CivilDate(ordinal: first)
    rows = (first..<(ordinals.max().map { $0 + 1 } ?? first)).map { days[CivilDate(ordinal: $0)] }
  }

  /// The day after the last one.
  public var end: CivilDate { first.advanced(by: rows.count) }

  /// The visits of each kind on a day; `nil` if it was not counted.
  public subscript(date: CivilDate) -> [Int]? {
    let place = date.ordinal - first.ordinal
    return rows.indices.contains(place) ? rows[place] : nil
  }

  /// The visits of a day, of all kinds; 0 if it was not counted.
  public func total(on date: CivilDate) -> Int {
    self[date]?.reduce(0, +) ?? 0
  }

  /// What was known before a day.
  /// - Complexity: linear in the days.
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
