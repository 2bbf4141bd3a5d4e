import BaylineModel

/// Rows of bars along a day: what is done in each bay or by each technician.
struct GanttChart {
  let caption: String
  /// What the picture shows; bars are clipped to it.
  let span: TimeWindow
  let rows: [Row]
  /// The time of the plan, if it lies in the span.
  let now: CivilTime?
  /// Technicians on duty and at work along the span; `nil` where it does not apply.
  let curve: LoadCurve?

  struct Row {
    let label: String
    /// Team, or types of the bay.
    let detail: String
    /// What is used of it on that day: `78%`.
    let load: String
    /// When it cannot be used: off duty, lunch, closed.
    let off: [TimeWindow]
    let bars: [Bar]
    let marks: [Mark]
  }

  struct Bar {
    let span: TimeWindow
    /// It began before the day shown, or goes on after it.
    let continues: (before: Bool, after: Bool)
    /// From the most telling to the shortest: the first that fits is shown.
    let labels: [String]
    /// All of it, for where there is room for a sentence.
    let title: String
    let kind: VisitKind
    let isLate: Bool
    let isFixed: Bool
    /// Stretches of it without work.
    let pauses: [TimeWindow]
  }

  /// When a vehicle was promised, on the row of its last work.
  struct Mark {
    let at: CivilTime
    let isKept: Bool
    let title: String
  }
}

/// Technicians on duty and at work, a value for each step of the span.
struct LoadCurve {
  let caption: String
  /// Minutes of a step.
  let step: Int
  let onDuty: [Int]
  let atWork: [Int]
  /// Percent kept free.
  let reserve: Int
}

/// What is used of what there is, as bars.
struct LoadTable {
  let caption: String
  let columns: [String]
  let rows: [Row]

  struct Row {
    let label: String
    let used: Int
    let available: Int
    /// What may be booked ahead, of the available; `nil` where there is no such limit.
    let bookable: Int?
    let remark: String

    var percent: Int { available > 0 ? used * 100 / available : 0 }
  }
}
