package import BaylineFormats
import BaylineModel

/// The texts of the parts of a book; the site has that of its file.
enum PartFormat {
  /// What the desk's workshop has chosen.
  static func text(_ settings: DeskSettings) -> String {
    JSONWriter.line(DeskSettingsFormat.json(settings))
  }

  /// The spare parts, as the member of a demand.
  static func text(stock: [SparePart]) -> String {
    let horizon = Demand.Horizon(from: CivilDate(ordinal: 1))
    let demand = DemandFormat.json(Demand(horizon: horizon, parts: stock, appointments: []))
    return JSONWriter.line(demand["parts"] ?? .array([]))
  }

  /// The demand and the schedule without their visits: members of both.
  static func text(head book: Book) -> String {
    let demand = DemandFormat.json(
      Demand(horizon: book.demand.horizon, now: book.demand.now, appointments: []))
    let schedule = ScheduleFormat.json(
      Schedule(assignments: [], cost: book.schedule.cost, about: book.schedule.about))
    return JSONWriter.line(
      JSONValue {
        for name in ["horizon", "now"] { if let value = demand[name] { $0.add(name, value) } }
        for name in ["cost", "about"] { if let value = schedule[name] { $0.add(name, value) } }
      })
  }

  /// How the text of a head begins whose horizon begins on a day.
  static func head(from day: CivilDate) -> String {
    "{\"horizon\": {\"from\": \"\(day)\""
  }

  /// A visit.
  ///
  /// - Parameter position: Its place in the order of the demand; `nil` if the demand does not have it.
  static func text(_ record: VisitRecord, position: Int?) -> String {
    let schedule = ScheduleFormat.json(
      Schedule(
        assignments: record.assignment.map { [$0] } ?? [], unscheduled: record.unscheduled.map { [$0] } ?? [])
    )
    let value = JSONValue { members in
      members.add("position", position)
      members.add("status", record.status.rawValue)
      members.add("appointment", DemandFormat.json(record.appointment))
      for (name, list) in [("assignment", "assignments"), ("unscheduled", "unscheduled")] {
        if case .array(let items) = schedule[list], let item = items.first { members.add(name, item) }
      }
      members.add("steps", record.steps, \.json)
      members.add("contacts", record.contacts, \.json)
      if !record.work.isEmpty {
        members.add("work") { work in
          for (id, time) in record.work.sorted(by: { $0.key.precedesByCodePoint($1.key) }) {
            work.add(id, time.json)
          }
        }
      }
    }
    return JSONWriter.line(value)
  }
}

extension VisitStep {
  package var json: JSONValue {
    JSONValue {
      $0.add("at", at)
      $0.add("by", by)
      $0.add("status", status.rawValue)
      $0.add("reason", reason)
    }
  }
}

extension CustomerContact {
  package var json: JSONValue {
    JSONValue {
      $0.add("at", at)
      $0.add("by", by)
      $0.add("occasion", occasion)
      $0.add("outcome", outcome.rawValue)
      $0.add("retry", retry)
      $0.add("note", note)
    }
  }
}

extension WorkedTime {
  package var json: JSONValue {
    JSONValue {
      $0.add("bay", bay)
      $0.add("technicians", technicians)
      $0.add("start", start)
      $0.add("end", end)
    }
  }
}
