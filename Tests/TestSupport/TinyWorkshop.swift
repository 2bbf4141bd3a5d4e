public import BaylineModel

/// A tiny site with its demand and schedule, for cases that are worked out by hand.
///
/// It is Monday 2026-11-23, one arrival day and one day of carry-over. Site, advisors and technicians work 08:00-12:00
/// and 13:00-17:00, Monday to Friday. Advisors `S` and `S2`; bays `B` and `B2` (lift) and `W` (wash, no calendar);
/// technicians `T` and `T2` (mech, level 2). No reserve, parts needed at the arrival, no time to move a vehicle, 15
/// minutes of reception and of finishing; nothing costs anything but leaving a visit out.
public struct TinyWorkshop {
  /// The site.
  public var site: Site
  /// The demand.
  public var demand: Demand
  /// The schedule.
  public var schedule = Schedule(assignments: [])

  /// The workshop without a visit.
  public init() {
    let shift = [WorkCalendar.DayInterval(8 * 60, 12 * 60), WorkCalendar.DayInterval(13 * 60, 17 * 60)]
    let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    let week = WorkCalendar(weekly: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, shift) }))
    var booking = BookingRules()
    booking.reservePercent = 0
    booking.partsLeadMinutes = 0
    booking.moveMinutes = 0
    site = Site(
      name: "Tiny", calendars: ["week": week], hours: "week", booking: booking,
      advisors: [Advisor(id: "S", calendar: "week"), Advisor(id: "S2", calendar: "week")],
      bays: [
        Bay(id: "B", types: ["lift"]), Bay(id: "B2", types: ["lift"]), Bay(id: "W", types: ["wash"]),
      ],
      technicians: [
        Technician(id: "T", skills: ["mech": 2], calendar: "week"),
        Technician(id: "T2", skills: ["mech": 2], calendar: "week"),
      ],
      policy: .free)
    demand = Demand(
      horizon: Demand.Horizon(from: time("00:00").date, days: 1, carryOverDays: 1), appointments: [])
  }

  /// Adds an appointment and its place in the schedule; without an arrival it is an arrived vehicle. Ready by its last
  /// operation, 15 minutes after it.
  public mutating func add(
    _ id: String, at arrival: String? = "08:00", advisor: String = "S", ready: String? = nil,
    _ steps: [Step] = [Step("08:15", "09:15")], edit: (inout Appointment) -> Void = { _ in }
  ) {
    let operations = steps.enumerated().map { $1.operation(id: String($0 + 1)) }
    var appointment = Appointment(id: id, kind: .repair, operations: operations)
    edit(&appointment)
    demand.appointments.append(appointment)
    let placed = steps.enumerated().map { $1.placed(id: String($0 + 1)) }
    let end = (placed.last?.end ?? time("00:00")) + 15
    schedule.assignments.append(
      Schedule.Assignment(
        appointment: id, reception: arrival.map { Schedule.Reception(arrival: time($0), advisor: advisor) },
        ready: ready.map { time($0) } ?? end, operations: placed))
  }

  /// Adds an appointment `A`, as ``add(_:at:advisor:ready:_:edit:)``.
  public mutating func add(
    at arrival: String? = "08:00", advisor: String = "S", ready: String? = nil,
    _ steps: [Step] = [Step("08:15", "09:15")], edit: (inout Appointment) -> Void = { _ in }
  ) {
    add("A", at: arrival, advisor: advisor, ready: ready, steps, edit: edit)
  }

  /// Adds an appointment that is left out.
  public mutating func leaveOut(
    _ id: String, _ steps: [Step] = [Step("08:15", "09:15")], reason: Schedule.UnscheduledReason = .capacity,
    edit: (inout Appointment) -> Void = { _ in }
  ) {
    let operations = steps.enumerated().map { $1.operation(id: String($0 + 1)) }
    var appointment = Appointment(id: id, kind: .repair, operations: operations)
    edit(&appointment)
    demand.appointments.append(appointment)
    schedule.unscheduled.append(Schedule.UnscheduledAppointment(appointment: id, reason: reason))
  }

  /// Adds a calendar that is the same every day, of intervals in hours.
  public mutating func addCalendar(_ name: String, _ hours: [(Int, Int)]) {
    let day = hours.map { WorkCalendar.DayInterval($0.0 * 60, $0.1 * 60) }
    site.calendars[name] = WorkCalendar(
      weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, day) }))
  }
}

/// An operation with its place: 60 minutes on a lift by `T`, who needs level 2, unless said otherwise.
public struct Step {
  private let start: String
  private let end: String
  private let bay: String?
  private let crew: [String]
  private let edit: (inout ServiceOperation) -> Void

  /// An operation of 60 minutes, placed from `start` to `end`, edited as a case needs it.
  public init(
    _ start: String, _ end: String, bay: String? = "B", crew: [String] = ["T"],
    edit: @escaping (inout ServiceOperation) -> Void = { _ in }
  ) {
    self.start = start
    self.end = end
    self.bay = bay
    self.crew = crew
    self.edit = edit
  }

  /// As ``init(_:_:bay:crew:edit:)``, of so many minutes.
  public init(
    _ start: String, _ end: String, minutes: Int, splittable: Bool = false, bay: String? = "B",
    crew: [String] = ["T"]
  ) {
    self.init(start, end, bay: bay, crew: crew) {
      let requirement = WorkRequirement.Crew(trade: "mech", level: 2, size: max(1, crew.count))
      $0.work = .standard(WorkRequirement.StandardWork(minutes: minutes, bay: "lift", crew: requirement))
      $0.splittable = splittable
    }
  }

  func operation(id: String) -> ServiceOperation {
    let work = WorkRequirement.StandardWork(
      minutes: 60, bay: "lift", crew: WorkRequirement.Crew(trade: "mech", level: 2))
    var operation = ServiceOperation(id: id, work: .standard(work))
    edit(&operation)
    return operation
  }

  func placed(id: String) -> Schedule.OperationAssignment {
    Schedule.OperationAssignment(
      operation: id, bay: bay, technicians: crew, start: time(start), end: time(end))
  }
}

extension CostPolicy {
  /// Nothing costs anything but leaving a visit out.
  public static var free: CostPolicy {
    var policy = CostPolicy()
    for weight in [
      \CostPolicy.deviation, \.stay, \.late, \.lateness, \.advisor, \.technician, \.original, \.handover,
      \.move, \.overskill, \.overload, \.balance, \.moved, \.makespan,
    ] {
      policy[keyPath: weight] = 0
    }
    for kind in policy.kinds.keys { policy.kinds[kind]?.delay = 0 }
    return policy
  }
}

/// `08:15` on Monday 2026-11-23, `+1 08:15` on the day after it, `-3 08:15` three days before it.
public func time(_ text: String) -> CivilTime {
  let words = text.split(separator: " ")
  guard let clock = words.last, let monday = CivilTime("2026-11-23T\(clock)"),
    let days = words.count == 2 ? Int(words[0]) : 0
  else { preconditionFailure("\(text) is no time of a test") }
  return monday + days * CivilTime.minutesPerDay
}
