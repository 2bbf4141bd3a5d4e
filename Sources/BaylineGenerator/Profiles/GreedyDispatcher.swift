import BaylineModel

/// Dispatches a day greedily: each operation, in order of arrival, goes to whoever can start it first.
///
/// It simulates the past morning of a case that begins at 10:30, and is not meant to be a good schedule.
struct GreedyDispatcher {
  let site: Site
  let origin: CivilTime
  private let minutes: Int
  /// Availability by technician and minute.
  private var onDuty: [[Bool]]
  private var isTaken: [[Bool]]
  private var bayFree: [[Bool]]
  /// What is free of each equipment, by minute.
  private var equipmentFree: [String: [Int]]

  /// An operation's placement, in minutes from the origin.
  struct Step {
    let bay: String?
    let technicians: [String]
    let start: Int
    let end: Int
  }

  /// Creates an empty dispatcher for some days; the technician `absent` does no work before the minute `until`.
  init(site: Site, first: CivilDate, days: Int, absent: Int, until: Int) {
    self.site = site
    origin = CivilTime(first)
    minutes = days * CivilTime.minutesPerDay
    func open(_ calendar: String?) -> [Bool] {
      guard let calendar, let calendar = site.calendars[calendar] else {
        return [Bool](repeating: true, count: days * CivilTime.minutesPerDay)
      }
      var open = [Bool](repeating: false, count: days * CivilTime.minutesPerDay)
      for day in 0..<days {
        for interval in calendar.intervals(on: first.advanced(by: day)) {
          for minute in interval.start..<interval.end { open[day * CivilTime.minutesPerDay + minute] = true }
        }
      }
      return open
    }
    onDuty = site.technicians.map { open($0.calendar) }
    isTaken = onDuty.map { $0.map { _ in false } }
    bayFree = site.bays.map { open($0.calendar) }
    let length = minutes
    equipmentFree = Dictionary(
      site.equipment.map { ($0.id, [Int](repeating: $0.count, count: length)) },
      uniquingKeysWith: { first, _ in first })
    for minute in 0..<until { onDuty[absent][minute] = false }
  }

  /// Places an operation at the first possible time from `earliest` on, in a given bay if the vehicle cannot be moved;
  /// `pace` gives the percentage of its planned time.
  mutating func place(
    _ operation: ServiceOperation, from earliest: Int, in keptBay: String?, pace: (Int) -> Int
  ) -> Step? {
    for start in stride(from: (earliest + 4) / 5 * 5, to: minutes, by: 5) {
      guard let choice = choice(operation, at: start, in: keptBay, pace: pace),
        operation.equipment.allSatisfy({ hasEquipment($0, start, choice.end) })
      else { continue }
      for id in operation.equipment {
        for minute in start..<choice.end { equipmentFree[id]?[minute] -= 1 }
      }
      for minute in start..<choice.end {
        if let bay = choice.bay { bayFree[bay][minute] = false }
        for technician in choice.crew { isTaken[technician][minute] = true }
      }
      return Step(
        bay: choice.bay.map { site.bays[$0].id }, technicians: choice.crew.map { site.technicians[$0].id },
        start: start, end: choice.end)
    }
    return nil
  }

  private func hasEquipment(_ id: String, _ start: Int, _ end: Int) -> Bool {
    equipmentFree[id]?[start..<end].allSatisfy { $0 > 0 } ?? false
  }

  private func choice(
    _ operation: ServiceOperation, at start: Int, in keptBay: String?, pace: (Int) -> Int
  ) -> (bay: Int?, crew: [Int], end: Int)? {
    switch operation.work {
    case .standard(let work):
      let percent = pace(start)
      return standardChoice(work, operation.splittable, at: start, in: keptBay, percent: percent)
    case .alternatives(let ways):
      for way in ways where keptBay == nil || way.bay == keptBay {
        let bay = way.bay.flatMap { id in site.bays.firstIndex { $0.id == id } }
        let crew =
          way.technician.flatMap { id in site.technicians.firstIndex { $0.id == id } }.map { [$0] } ?? []
        let work = max(1, way.minutes * pace(start) / 100)
        if let end = end(of: work, at: start, crew, operation.splittable), isFree(bay, start, end) {
          return (bay, crew, end)
        }
      }
      return nil
    }
  }

  private func standardChoice(
    _ work: WorkRequirement.StandardWork, _ splittable: Bool, at start: Int, in keptBay: String?, percent: Int
  ) -> (bay: Int?, crew: [Int], end: Int)? {
    var crew: [Int] = []
    if let need = work.crew {
      // The least skilled of the qualified technicians first.
      let able = site.technicians.indices.filter {
        need.admits(site.technicians[$0]) && onDuty[$0][start] && !isTaken[$0][start]
      }
      crew = Array(
        able.sorted { (level($0, need.trade), $0) < (level($1, need.trade), $1) }.prefix(need.size))
      guard crew.count == need.size else { return nil }
    }
    let slowest = crew.map { site.technicians[$0].workMinutes(for: work.minutes) }.max()
    let needed = max(1, (slowest ?? work.minutes) * percent / 100)
    guard let end = end(of: needed, at: start, crew, splittable) else { return nil }
    guard let type = work.bay else { return (nil, crew, end) }
    let fitting = site.bays.indices.filter {
      site.bays[$0].types.contains(type) && isFree($0, start, end)
        && (keptBay == nil || site.bays[$0].id == keptBay)
    }
    // The least versatile bay first.
    guard let bay = fitting.min(by: { (site.bays[$0].types.count, $0) < (site.bays[$1].types.count, $1) })
    else {
      return nil
    }
    return (bay, crew, end)
  }

  private func level(_ technician: Int, _ trade: String) -> Int {
    site.technicians[technician].skills[trade, default: 0]
  }

  private func isFree(_ bay: Int?, _ start: Int, _ end: Int) -> Bool {
    guard let bay else { return true }
    return bayFree[bay][start..<end].allSatisfy { $0 }
  }

  /// When a crew that starts at `start` has done some minutes of work; `nil` if it would be interrupted.
  private func end(of work: Int, at start: Int, _ crew: [Int], _ splittable: Bool) -> Int? {
    var left = work
    for minute in start..<minutes {
      if crew.contains(where: { isTaken[$0][minute] }) { return nil }
      if crew.allSatisfy({ onDuty[$0][minute] }) {
        left -= 1
        if left == 0 { return minute + 1 }
      } else if !splittable || minute == start {
        return nil
      }
    }
    return nil
  }
}
