import Bayline
import BaylineStore
import BaylineWording

/// A visit as the lists of a day show it.
struct DayRow: Sendable {
  let record: VisitRecord
  /// When the vehicle comes or came; `nil` while there is no time.
  let arrival: CivilTime?
  let advisor: String?
  /// When the customer gets the vehicle back, as told.
  let promise: CivilTime?
  let lateness: Lateness
  let waits: [Wait]
  /// What happened to it since the last forms were printed, the newest first.
  var changes: [JournalEntry] = []

  var id: String { record.appointment.id }
  var status: VisitStatus { record.status }

  /// What is late about a visit.
  enum Lateness: Hashable, Sendable {
    case onTime
    /// Not there at the arrival, within the grace time.
    case expected(minutes: Int)
    /// Not there after the grace time.
    case missing(minutes: Int)
    /// Will be ready after the promise.
    case willBeLate(minutes: Int)
    /// The promise has passed.
    case late(minutes: Int)

    var isLate: Bool {
      switch self {
      case .onTime, .expected: false
      case .missing, .willBeLate, .late: true
      }
    }
  }

  /// What the work waits for.
  enum Wait: Hashable, Sendable {
    /// 待料, until a delivery if one is known.
    case parts(until: CivilTime?)
    /// 待信, until an answer is expected.
    case consent(until: CivilTime?)

    enum Kind: Sendable { case parts, consent }

    var kind: Kind {
      switch self {
      case .parts: .parts
      case .consent: .consent
      }
    }

    var until: CivilTime? {
      switch self {
      case .parts(let until), .consent(let until): until
      }
    }
  }
}

extension VisitRecord {
  /// Who receives, or received, the vehicle.
  var advisor: String? {
    assignment?.reception?.advisor ?? appointment.receivedBy ?? appointment.expectedAdvisor
  }

  /// When the customer gets the vehicle back, as told.
  var promise: CivilTime? { assignment?.promise ?? appointment.readyBy ?? assignment?.ready }

  func lateness(at now: CivilTime, graceMinutes: Int) -> DayRow.Lateness {
    if status.isExpected, let arrival, arrival < now {
      return now > arrival + graceMinutes
        ? .missing(minutes: now - arrival) : .expected(minutes: now - arrival)
    }
    guard status == .arrived || status == .inWork, let goal = appointment.readyBy ?? assignment?.promise
    else { return .onTime }
    if goal < now { return .late(minutes: now - goal) }
    guard let ready = assignment?.ready, ready > goal else { return .onTime }
    return .willBeLate(minutes: ready - goal)
  }

  /// What keeps the work from going on, by the stock of a demand.
  func waits(_ parts: [String: SparePart], at now: CivilTime) -> [DayRow.Wait] {
    guard !status.isOver, status != .ready, status != .noShow else { return [] }
    let open = Set(appointment.operations.filter { work[$0.id]?.end == nil }.map(\.id))
    let needs =
      (appointment.picked ? [] : appointment.parts)
      + appointment.operations.filter { open.contains($0.id) }.flatMap(\.parts)
    var waits: [DayRow.Wait] = []
    let owed = needs.lazy.filter { AnswerPart.isAnswer($0.part) }.compactMap { parts[$0.part] }
    if let answer = owed.first(where: { $0.onHand == 0 }) {
      waits.append(.consent(until: answer.inbound.first?.at))
    }
    let short = needs.filter { need in
      !AnswerPart.isAnswer(need.part) && (parts[need.part]?.onHand ?? 0) < need.quantity
        && !appointment.picked
    }
    if !short.isEmpty {
      let times = short.map { need in
        parts[need.part]?.inbound.first { $0.at >= now || $0.quantity >= need.quantity }?.at
      }
      // The last part decides; without a delivery nobody knows.
      let known = times.compactMap(\.self)
      waits.append(.parts(until: known.count == times.count ? known.max() : nil))
    }
    return waits
  }
}

extension PageContext {
  /// The rows of some visits by time; those without a time follow, and then those that are over.
  func rows(_ records: some Sequence<VisitRecord>, changes: [String: [JournalEntry]] = [:]) -> [DayRow] {
    let parts = book.demand.partsByID
    return records.map { record in
      DayRow(
        record: record, arrival: record.arrival, advisor: record.advisor, promise: record.promise,
        lateness: record.lateness(at: now, graceMinutes: site.booking.graceMinutes),
        waits: record.waits(parts, at: now), changes: changes[record.appointment.id] ?? [])
    }.sorted { left, right in
      (left.status.isOver ? 1 : 0, left.arrival?.minutes ?? .max, left.id)
        < (right.status.isOver ? 1 : 0, right.arrival?.minutes ?? .max, right.id)
    }
  }

  /// The last time before now at which forms are printed: at opening, and halfway to closing.
  var lastPrint: CivilTime {
    let windows = site.windows(of: site.hours, on: today)
    guard let opening = windows.first?.from, let closing = windows.last?.to else { return CivilTime(today) }
    let halfway = opening + (closing - opening) / 2
    let before = site.latestOpenTime(upTo: CivilTime(today) + -1)
    return [halfway, opening].first { $0 <= now } ?? before
  }
}

extension Glossary {
  func lateness(_ lateness: DayRow.Lateness) -> (text: String, colour: String)? {
    switch lateness {
    case .onTime: nil
    case .expected(let minutes): (self("晚 \(minutes) 分", "\(minutes) min late"), "warn")
    case .missing(let minutes):
      (self("逾时 \(duration(minutes))", "missing for \(duration(minutes))"), "bad")
    case .willBeLate(let minutes):
      (self("将晚交 \(duration(minutes))", "\(duration(minutes)) late"), "warn")
    case .late(let minutes):
      (self("已晚交 \(duration(minutes))", "overdue by \(duration(minutes))"), "bad")
    }
  }

  func wait(_ kind: DayRow.Wait.Kind) -> String {
    switch kind {
    case .parts: self("待料", "parts")
    case .consent: self("待信", "consent")
    }
  }

  func wait(_ wait: DayRow.Wait, today: CivilDate) -> String {
    let name = self("", "waits for ") + self.wait(wait.kind)
    return wait.until.map {
      self("\(name) 至 \(time($0, today: today))", "\(name) until \(time($0, today: today))")
    } ?? name
  }
}
