import BaylineMath
import BaylineModel

/// The arrivals per advisor and for the whole site, for the gap, rolling-hour and daily limits (H2–H4).
///
/// A settled arrival is one that was booked or received before. Violations among settled arrivals alone do not count.
package struct ArrivalUsage: Sendable, Equatable {
  /// An arrival encoded to sort by time: twice the minute, plus one if it is settled.
  private typealias Entry = Int

  /// One sorted list per advisor, then one for the site.
  private var rows: [[Entry]]
  private let perHour: [Int]
  private let perDay: [Int]
  private let gap: Int

  init(_ problem: CompiledProblem) {
    let rules = problem.site.booking
    perHour = problem.advisors.elements.map(\.perHour) + [rules.siteBookingsPerHour ?? .max]
    perDay = problem.advisors.elements.map(\.perDay) + [.max]
    gap = rules.minGapMinutes
    rows = Array(repeating: [], count: perHour.count)
  }

  /// Whether an advisor can take another arrival (H2–H4, and the site's hourly limit).
  /// - Complexity: O(log *n* + arrivals within the hour and the day).
  func admits(_ time: Int, at advisor: AdvisorIndex, settled: Bool) -> Bool {
    keepsGap(time, row: advisor.int, settled: settled)
      && keepsHour(time, row: advisor.int, settled: settled)
      && keepsDay(time, row: advisor.int, settled: settled)
  }

  /// Whether the site's hourly limit allows another arrival (H3).
  func siteAdmits(_ time: Int, settled: Bool) -> Bool {
    keepsHour(time, row: rows.count - 1, settled: settled)
  }

  /// Which limits of an advisor another arrival would break (H2–H4).
  func broken(by time: Int, at advisor: AdvisorIndex, settled: Bool) -> (gap: Bool, hour: Bool, day: Bool) {
    (
      !keepsGap(time, row: advisor.int, settled: settled),
      !keepsHour(time, row: advisor.int, settled: settled),
      !keepsDay(time, row: advisor.int, settled: settled)
    )
  }

  mutating func add(_ time: Int, to advisor: AdvisorIndex, settled: Bool) {
    let entry = time << 1 | (settled ? 1 : 0)
    insert(entry, into: advisor.int)
    insert(entry, into: rows.count - 1)
  }

  mutating func remove(_ time: Int, from advisor: AdvisorIndex, settled: Bool) {
    let entry = time << 1 | (settled ? 1 : 0)
    rows[advisor.int].remove(at: position(of: entry, in: advisor.int))
    rows[rows.count - 1].remove(at: position(of: entry, in: rows.count - 1))
  }

  private mutating func insert(_ entry: Entry, into row: Int) {
    rows[row].insert(entry, at: position(of: entry, in: row))
  }

  package func count(of advisor: AdvisorIndex, onDay day: Int) -> Int {
    position(of: (day + 1) * 1440 << 1, in: advisor.int) - position(of: day * 1440 << 1, in: advisor.int)
  }

  func count(of advisor: AdvisorIndex) -> Int {
    rows[advisor.int].count
  }

  var count: Int { rows[rows.count - 1].count }

  private func position(of entry: Entry, in row: Int) -> Int {
    rows[row].partitioningIndex { $0 >= entry }
  }

  private func keepsGap(_ time: Int, row: Int, settled: Bool) -> Bool {
    guard gap > 0 else { return true }
    let entries = rows[row]
    var index = position(of: (time - gap + 1) << 1, in: row)
    while index < entries.count, entries[index] >> 1 < time + gap {
      if !settled || entries[index] & 1 == 0 { return false }
      index += 1
    }
    return true
  }

  /// Checks every 60-minute window that starts at an arrival and would contain the new one.
  private func keepsHour(_ time: Int, row: Int, settled: Bool) -> Bool {
    let limit = perHour[row]
    guard limit < .max else { return true }
    let entries = rows[row]
    let first = position(of: (time - 59) << 1, in: row)
    var last = first
    while last < entries.count, entries[last] >> 1 < time + 60 { last += 1 }
    if last - first < limit { return true }
    // Windows start at an arrival up to 59 minutes earlier, or at the new one.
    var start = first
    while true {
      let from = start < last && entries[start] >> 1 <= time ? entries[start] >> 1 : time
      var count = 1
      var free = settled ? 0 : 1
      for index in start..<last where entries[index] >> 1 >= from && entries[index] >> 1 < from + 60 {
        count += 1
        free += 1 - entries[index] & 1
      }
      if count > limit, free > 0 { return false }
      if from == time { return true }
      start += 1
    }
  }

  private func keepsDay(_ time: Int, row: Int, settled: Bool) -> Bool {
    let midnight = time >= 0 ? time / 1440 * 1440 : -((1439 - time) / 1440) * 1440
    let entries = rows[row]
    let first = position(of: midnight << 1, in: row)
    let last = position(of: (midnight + 1440) << 1, in: row)
    if last - first < perDay[row] { return true }
    return settled && entries[first..<last].allSatisfy { $0 & 1 == 1 }
  }
}
