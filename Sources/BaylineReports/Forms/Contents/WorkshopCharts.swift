import BaylineModel
import BaylineVerifier
import BaylineWording

/// The charts of the workshop board for one day, and its load.
struct WorkshopCharts {
  private let facts: FormContext
  private let day: CivilDate
  private let span: TimeWindow
  /// The operations that are worked on that day.
  private let jobs: [Job]

  private typealias Job = (visit: ScheduledVisit, operation: ScheduledOperation)

  init(facts: FormContext, day: CivilDate) {
    self.facts = facts
    self.day = day
    let (midnight, next) = (CivilTime(day), CivilTime(day.advanced(by: 1)))
    let jobs = facts.visits.flatMap { visit in
      visit.operations(on: day).map { (visit: visit, operation: $0) }
    }
    self.jobs = jobs
    // Full hours, from the first to the last in which anybody works or is on duty.
    let worked = jobs.flatMap { job in
      facts.workWindows[job.operation.reference, default: []].filter { $0.from < next && midnight < $0.to }
    }
    let calendars = [facts.site.hours] + facts.site.technicians.map(\.calendar)
    let shifts: [TimeWindow] = calendars.flatMap { facts.site.windows(of: $0, on: day) }
    let from = (worked + shifts).map { max($0.from, midnight) - midnight }.min() ?? 480
    let to = (worked + shifts).map { min($0.to, next) - midnight }.max() ?? 1080
    span = TimeWindow(
      from: midnight + from / 60 * 60, to: midnight + max(from / 60 * 60 + 60, (to + 59) / 60 * 60))
  }

  private var words: Glossary { facts.words }

  // MARK: - Gantt charts

  var byBay: GanttChart {
    let rows = facts.site.bays.map { bay in
      let own = jobs.filter { $0.operation.placed.bay == bay.id }
      let hours = facts.site.windows(of: bay.calendar ?? facts.site.hours, on: day)
      return row(
        facts.names.bay(bay.id), detail: words.list(bay.types.map(words.bayType)), own, open: hours,
        used: occupied(bay.id, open: hours) ?? minutes(own), held: held(in: bay.id), showsMoves: true)
    }
    return GanttChart(title: words("按工位", "By bay"), span: span, rows: rows, now: now, curve: nil)
  }

  /// A lane for each one in use at a time.
  var byEquipment: GanttChart {
    let hours = facts.site.windows(of: facts.site.hours, on: day)
    let rows = facts.site.equipment.map { equipment in
      let own = jobs.filter { $0.operation.operation.equipment.contains(equipment.id) }
      return row(
        facts.names.equipment(equipment.id), detail: equipment.count > 1 ? "×\(equipment.count)" : "", own,
        open: hours, used: used(own, open: hours) / max(1, equipment.count))
    }
    return GanttChart(
      title: words("按设备", "By equipment"), span: span, rows: rows, now: now, curve: nil,
      legend: .shown(held: false, moves: false))
  }

  var byTechnician: GanttChart {
    let rows = facts.site.technicians.map { technician in
      let own = jobs.filter { $0.operation.placed.technicians.contains(technician.id) }
      return row(
        facts.names.technician(technician.id), detail: technician.team ?? "", own,
        open: facts.site.windows(of: technician.calendar, on: day), used: minutes(own))
    }
    return GanttChart(
      title: words("按技师", "By technician"), span: span, rows: rows, now: now, curve: curve,
      legend: .shown(held: hasHeld, moves: hasMoves))
  }

  private var hasHeld: Bool { facts.site.bays.contains { !held(in: $0.id).isEmpty } }
  private var hasMoves: Bool { jobs.contains { $0.visit.bayBefore($0.operation) != nil } }

  private var now: CivilTime? {
    facts.isUnderWay && span.contains(facts.now) ? facts.now : nil
  }

  private func row(
    _ label: String, detail: String, _ own: [Job],
    open: [TimeWindow], used: Int, held: [GanttChart.Bar] = [], showsMoves: Bool = false
  ) -> GanttChart.Row {
    let available = open.reduce(0) { $0 + ($1.to - $1.from) }
    return GanttChart.Row(
      label: label.printable, detail: detail.printable,
      load: available > 0 ? "\(used * 100 / available)%" : used > 0 ? "!" : "–",
      off: gaps(in: open), bars: own.compactMap { bar($0, showsMoves: showsMoves) } + held,
      marks: own.compactMap(mark))
  }

  /// The parts of the span that no window covers.
  private func gaps(in windows: [TimeWindow], within limits: TimeWindow? = nil) -> [TimeWindow] {
    let limits = limits ?? span
    var gaps: [TimeWindow] = []
    var time = limits.from
    for window in windows where window.to > time {
      if window.from > time { gaps.append(TimeWindow(from: time, to: min(window.from, limits.to))) }
      time = window.to
      if time >= limits.to { break }
    }
    if time < limits.to { gaps.append(TimeWindow(from: time, to: limits.to)) }
    return gaps
  }

  /// The waits of vehicles in a bay between two operations, which keep it from others.
  private func held(in bay: String) -> [GanttChart.Bar] {
    facts.visits.flatMap { visit in
      visit.stays.filter { $0.bay == bay }.flatMap(\.held).compactMap { window in
        let clipped = TimeWindow(from: max(window.from, span.from), to: min(window.to, span.to))
        guard clipped.from < clipped.to else { return nil }
        let times = "\(facts.time(window.from, on: day))–\(facts.time(window.to, on: day))"
        let plate = visit.plate.printable
        return GanttChart.Bar(
          span: clipped, continues: (window.from < clipped.from, clipped.to < window.to), labels: [],
          title: words("\(times) \(plate) 占用工位，待下道作业", "\(times) \(plate) stays in the bay, waiting"),
          kind: visit.appointment.kind, isLate: visit.isLate, isFixed: false, pauses: [], isHeld: true)
      }
    }
  }

  private func bar(_ job: Job, showsMoves: Bool) -> GanttChart.Bar? {
    let (visit, placed) = (job.visit, job.operation.placed)
    let clipped = TimeWindow(from: max(placed.start, span.from), to: min(placed.end, span.to))
    guard clipped.from < clipped.to else { return nil }
    let plate = visit.plate.printable
    // The end of a plate identifies a vehicle; most share the region.
    let tail = String((plate.split(separator: "·").last.map(String.init) ?? plate).suffix(5))
    let name = job.operation.name.printable
    let flag = visit.isLate ? "! " : ""
    let people = facts.technicians(placed.technicians) + [placed.bay.map(facts.names.bay)].compactMap(\.self)
    let movedFrom = showsMoves ? visit.bayBefore(job.operation).map(facts.names.bay) : nil
    let moved = movedFrom.map { words("，自 \($0) 移来", ", moved from \($0)") } ?? ""
    let wanted = visit.appointment.readyBy.map {
      words("，应交车 \(facts.time($0, on: day))", ", promised \(facts.time($0, on: day))")
    }
    let title =
      "\(flag)\(facts.time(placed.start, on: day))–\(facts.time(placed.end, on: day)) \(plate) "
      + "\(words.kind(visit.appointment.kind)) \(name) \(words.list(people))"
      + words("，可交车 \(facts.time(visit.told, on: day))", ", ready \(facts.time(visit.told, on: day))")
    return GanttChart.Bar(
      span: clipped, continues: (placed.start < clipped.from, clipped.to < placed.end),
      labels: ["\(flag)\(plate) \(name)", "\(flag)\(plate)", "\(flag)\(tail)", tail],
      title: (title + (wanted ?? "") + moved).printable, kind: visit.appointment.kind, isLate: visit.isLate,
      isFixed: job.operation.operation.locked != nil,
      pauses: gaps(in: facts.workWindows[job.operation.reference, default: []], within: clipped),
      isMoved: movedFrom != nil)
  }

  private func mark(_ job: Job) -> GanttChart.Mark? {
    guard job.operation.operation.id == job.visit.operations.last?.operation.id,
      let wanted = job.visit.appointment.readyBy ?? job.visit.promise, span.from <= wanted, wanted <= span.to
    else { return nil }
    let (plate, time) = (job.visit.plate, facts.time(wanted, on: day))
    return GanttChart.Mark(
      at: wanted, isKept: !job.visit.isLate,
      title: words("\(plate) 应交车 \(time)", "\(plate) promised \(time)").printable)
  }

  // MARK: - Load

  /// Minutes worked on the day; a crew counts once.
  private func minutes(_ own: [Job]) -> Int {
    let (midnight, next) = (CivilTime(day), CivilTime(day.advanced(by: 1)))
    return own.reduce(0) { sum, job in
      facts.workWindows[job.operation.reference, default: []].reduce(sum) {
        $0 + max(0, min($1.to, next) - max($1.from, midnight))
      }
    }
  }

  /// Minutes within some hours that operations last, their pauses included.
  private func used(_ own: [Job], open: [TimeWindow]) -> Int {
    own.reduce(0) { sum, job in
      let placed = job.operation.placed
      return open.reduce(sum) { $0 + max(0, min($1.to, placed.end) - max($1.from, placed.start)) }
    }
  }

  /// Minutes within a bay's hours on the day in which vehicles stand in it; `nil` if it has none.
  private func occupied(_ bay: String, open: [TimeWindow]) -> Int? {
    guard !open.isEmpty else { return nil }
    return facts.visits.lazy.flatMap(\.stays).filter { $0.bay == bay }.reduce(0) { sum, stay in
      open.reduce(sum) { $0 + max(0, min($1.to, stay.to) - max($1.from, stay.from)) }
    }
  }

  /// The whole workshop with the share of walk-ins, then each trade, in minutes.
  var load: DocumentTable {
    let shifts = facts.site.technicians.map { technician in
      (
        technician: technician,
        minutes: facts.site.windows(of: technician.calendar, on: day).reduce(0) { $0 + ($1.to - $1.from) }
      )
    }
    let capacity = shifts.reduce(0) { $0 + $1.minutes }
    let bookable = (100 - facts.site.booking.reservePercent) * capacity / 100
    func planned(_ matches: (Job) -> Bool) -> Int {
      jobs.filter(matches).reduce(0) { $0 + minutes([$1]) * $1.operation.placed.technicians.count }
    }
    let walkIns = planned(\.visit.appointment.walkIn)
    let remarks =
      [words("可预约上限 \(bookable)", "bookable up to \(bookable)")]
      + (walkIns > 0 ? [words("其中散客 \(walkIns) 分钟", "\(walkIns) min of it for walk-ins")] : [])
    let all = loadRow(
      words("全体技师", "all technicians"),
      LoadBar(used: planned { _ in true }, available: capacity, bookable: bookable), remarks: remarks)
    let trades = Set(facts.site.technicians.flatMap(\.skills.keys)).sorted().map { trade in
      let able = shifts.filter { $0.technician.skills[trade] != nil }
      let bar = LoadBar(
        used: planned { $0.operation.operation.trade == trade }, available: able.reduce(0) { $0 + $1.minutes }
      )
      let count = words("\(able.count) 名技师", "\(able.count) technician\(able.count == 1 ? "" : "s")")
      return loadRow(words.trade(trade), bar, remarks: [count])
    }
    return DocumentTable(
      caption: words("当日负荷与产能（分钟）", "Load of the day against capacity (minutes)"),
      columns: [
        DocumentColumn(words("工种", "Trade")), DocumentColumn(words("已排", "Planned"), .named("")),
        DocumentColumn(words("产能", "Capacity"), .named("")),
        DocumentColumn(words("负荷", "Load"), alignment: .right), DocumentColumn(""),
        DocumentColumn(words("备注", "Remark")),
      ],
      rows: [all] + trades, isCompact: true)
  }

  private func loadRow(_ label: String, _ bar: LoadBar, remarks: [String]) -> DocumentRow {
    DocumentRow([
      DocumentCell(label), .number(Double(bar.used)), .number(Double(bar.available)),
      DocumentCell(bar.available > 0 ? "\(bar.percent)%" : NumberText.missing), .bar(bar),
      DocumentCell(remarks.joined(separator: words("；", "; "))),
    ])
  }

  private var curve: LoadCurve {
    let step = 15
    let times = stride(from: 0, to: span.to - span.from, by: step).map { span.from + $0 }
    let shifts = facts.site.technicians.map { facts.site.windows(of: $0.calendar, on: day) }
    let busy = jobs.flatMap { job in
      facts.workWindows[job.operation.reference, default: []].map {
        ($0, job.operation.placed.technicians.count)
      }
    }
    return LoadCurve(
      caption: words("在岗与作业人数", "On duty and at work"),
      onDuty: times.map { time in shifts.count { $0.contains { $0.contains(time) } } },
      // Sampled in the middle of each step.
      atWork: times.map { time in busy.reduce(0) { $0 + ($1.0.contains(time + step / 2) ? $1.1 : 0) } },
      reservePercent: facts.site.booking.reservePercent)
  }
}
