import BaylineModel

extension Node {
  /// A limit of arrivals on its own; `nil` after reporting that it has no id or no maximum.
  func arrivalLimit(kinds: IDList?) -> BookingRules.ArrivalLimit? {
    guard let fields = Fields(self, .limit) else { return nil }
    let id = fields.name("id")
    let limit = fields.arrivalLimit(id: id ?? "", kinds: kinds)
    return id == nil ? nil : limit
  }
}

extension Fields {
  /// A limit of arrivals whose id is known; `nil` after reporting that it has no maximum.
  func arrivalLimit(id: String, kinds: IDList?) -> BookingRules.ArrivalLimit? {
    let most = integer("most")
    let (from, to) = (self["from"]?.clock(), self["to"]?.clock())
    let hours = WorkCalendar.DayInterval(from ?? 0, to ?? CivilTime.minutesPerDay)
    let areRead = has("from") == (from != nil) && has("to") == (to != nil)
    if areRead, hours.start >= hours.end {
      self[has("from") ? "from" : "to"]?
        .report(.endNotAfterStart(start: CivilTime.clock(hours.start), end: CivilTime.clock(hours.end)))
    }
    let weekdays = Weekday.allCases.map(\.rawValue)
    let limit = BookingRules.ArrivalLimit(
      id: id, name: text("name"),
      kinds: self["kinds"]?.references(.kind, in: kinds)?.map(VisitKind.init(rawValue:)),
      waiting: flag("waiting"),
      weekdays: self["weekdays"]?.items { $0.choice(of: weekdays).flatMap(Weekday.init(rawValue:)) },
      hours: hours, most: most ?? 0)
    return most == nil ? nil : limit
  }
}
