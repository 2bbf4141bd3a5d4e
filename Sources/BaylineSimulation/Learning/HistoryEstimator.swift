package import BaylineModel

/// Learns from the records of past days. Its estimates depend only on the days added so far.
package struct HistoryEstimator: Sendable {
  private let site: Site
  private let efficiencies: [String: Int]
  private(set) var work = WorkTimeModel()
  private(set) var bookings = BookingCounts()
  private(set) var walkIns = WalkInCounts()
  private(set) var added = AddedWorkCounts()
  private(set) var load = ReserveCounts()

  package init(site: Site) {
    self.site = site
    efficiencies = Dictionary(
      site.technicians.map { ($0.id, $0.efficiency) }, uniquingKeysWith: { first, _ in first })
  }

  /// The estimates for each day from the days before it.
  /// - Complexity: O(days × operations × technicians).
  package static func estimatesByDay(site: Site, days: [PastDay]) -> [HistoryEstimates] {
    var learner = HistoryEstimator(site: site)
    return days.map { day in
      defer { learner.add(day) }
      return learner.estimates
    }
  }

  /// Adds a day.
  /// - Complexity: O(*n*) in its operations.
  package mutating func add(_ day: PastDay) {
    let record = DayRecord(day)
    let actual = Dictionary(
      day.actual.visits.map { ($0.appointment, $0) }, uniquingKeysWith: { first, _ in first })
    let spontaneous = Set(day.actual.requests.filter(\.walkIn).map(\.id))
    var came: [(kind: VisitKind, at: CivilTime)] = []
    var extra = 0
    for visit in record.visits {
      addBooking(visit, actual[visit.appointment.id])
      if !visit.isServed { continue }
      addWork(visit, until: day.actual.day)
      let isSpontaneous = spontaneous.contains(visit.appointment.id)
      if isSpontaneous, let reception = visit.reception {
        came.append((visit.appointment.kind, reception.arrivedAt))
      }
      for work in visit.works where work.isDone(on: day.actual.day) && (work.isAdded || isSpontaneous) {
        extra += work.minutes * work.technicians.count
      }
    }
    walkIns.add(day.actual.day, came)
    load.add(extra: extra, shifts: shiftMinutes(on: day.actual.day))
  }

  /// The estimates from the days so far.
  package var estimates: HistoryEstimates {
    HistoryEstimates(
      work: work.estimates, bookings: bookings, walkIns: walkIns, added: added, load: load)
  }

  private mutating func addBooking(_ visit: DayRecord.RecordedVisit, _ actual: ActualDay.Visit?) {
    guard let actual, !visit.isRequest, visit.appointment.arrived == nil, let booking = visit.booking else {
      return
    }
    // Cancelled bookings say nothing about no-shows.
    guard actual.outcome == .served || actual.outcome == .noShow else { return }
    bookings.add(booking.arrival, visit.appointment.kind, arrives: visit.isServed)
    if actual.came != nil, let reception = visit.reception {
      bookings.addDeviation(reception.arrivedAt - booking.arrival)
    }
  }

  /// Adds the work done on a visit until the end of a day. Later work is not known that evening and appears in the
  /// records of later days.
  private mutating func addWork(_ visit: DayRecord.RecordedVisit, until day: CivilDate) {
    let foundOn = visit.works.indices.filter {
      $0 > 0 && visit.works[$0].isAdded && visit.works[$0].isDone(on: day)
    }
    if visit.appointment.arrived == nil {
      added.add(visit.appointment.kind, isFound: !foundOn.isEmpty)
    }
    for place in foundOn {
      let (before, work) = (visit.works[place - 1], visit.works[place])
      if !before.isAdded {
        added.addSize(percent: 100 * Double(work.minutes) / Double(max(1, before.minutes)))
        added.addWait(max(0, work.start - before.end))
      }
    }
    for work in visit.works where !work.isAdded && !work.technicians.isEmpty && work.isDone(on: day) {
      guard let planned = planned(work) else { continue }
      let technician = work.technicians.count == 1 ? work.technicians[0] : nil
      self.work.add(work.operation.name ?? "", by: technician, worked: work.minutes, planned: planned)
    }
  }

  /// Planned minutes by the standard time and the technicians' efficiency (H9).
  private func planned(_ work: DayRecord.RecordedWork) -> Int? {
    switch work.operation.work {
    case .standard(let standard):
      work.technicians.compactMap { efficiencies[$0] }.map {
        Technician.workMinutes(for: standard.minutes, efficiency: $0)
      }.max()
    case .alternatives(let ways):
      ways.first { $0.bay == work.bay && $0.technician == work.technicians.first }?.minutes
    }
  }

  private func shiftMinutes(on date: CivilDate) -> Int {
    site.technicians.reduce(0) { $0 + (site.calendars[$1.calendar]?.minutes(on: date) ?? 0) }
  }
}
