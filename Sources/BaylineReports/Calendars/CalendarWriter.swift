import BaylineModel

/// Writes calendars (RFC 5545).
///
/// There is no `METHOD`: the files are a snapshot, not a scheduling message (3.7.2; `PUBLISH` would require an organizer,
/// RFC 5546, 3.2.1).
struct CalendarWriter {
  private let zone: SiteTimeZone
  private let uidEnd: String
  private let stamp: String
  private let sequence: Int
  private let now: CivilTime

  /// - Parameter now: The demand's `now`, by which programs tell newer files from older ones.
  init(site: Site, now: CivilTime, zone: SiteTimeZone) {
    self.zone = zone
    self.now = now
    uidEnd = "@" + SafeName.checksum(site.name) + ".bayline"
    stamp = zone.utc(now)
    sequence = Self.sequence(now)
  }

  /// The calendar of a person, with the events by time.
  func text(of events: [CalendarEvent], named name: String) -> String {
    var lines = ContentLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//Bayline//Bayline//EN")
    lines.add("CALSCALE", "GREGORIAN")
    lines.add("NAME", text: name)
    lines.add("X-WR-CALNAME", text: name)
    lines.add("X-WR-TIMEZONE", text: zone.name)
    // How often subscribers should reload the file (RFC 7986, 5.7).
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", "PT15M")
    lines.add("X-PUBLISHED-TTL", "PT15M")
    zone.add(to: &lines)
    for event in events.sorted(by: Self.precedes) { add(event, to: &lines) }
    lines.add("END", "VCALENDAR")
    return lines.text
  }

  private func add(_ event: CalendarEvent, to lines: inout ContentLines) {
    let start = zone.wallClockTime(event.start)
    let end = zone.wallClockTime(event.end)
    lines.add("BEGIN", "VEVENT")
    lines.add("UID", event.uid + uidEnd)
    lines.add("DTSTAMP", stamp)
    lines.add("SEQUENCE", String(sequence))
    lines.add("DTSTART;TZID=\(zone.name)", SiteTimeZone.local(start))
    // An end must be later than the start; an event without one has no duration.
    if start < end { lines.add("DTEND;TZID=\(zone.name)", SiteTimeZone.local(end)) }
    lines.add("SUMMARY", text: event.summary)
    if !event.location.isEmpty { lines.add("LOCATION", text: event.location) }
    lines.add("DESCRIPTION", text: event.description.joined(separator: "\n"))
    lines.add("CATEGORIES", text: event.category)
    lines.add("TRANSP", event.isFree ? "TRANSPARENT" : "OPAQUE")
    // Events that have begun need no reminder.
    if let reminder = event.reminder, event.start >= now {
      for trigger in ["-P1D", "-PT1H"] {
        lines.add("BEGIN", "VALARM")
        lines.add("ACTION", "DISPLAY")
        lines.add("TRIGGER", trigger)
        lines.add("DESCRIPTION", text: reminder)
        lines.add("END", "VALARM")
      }
    }
    lines.add("END", "VEVENT")
  }

  private static func precedes(_ left: CalendarEvent, _ right: CalendarEvent) -> Bool {
    left.start != right.start
      ? left.start < right.start : left.uid.precedesByCodePoint(right.uid)
  }

  /// The revision of events planned at a time: minutes since the year 2000. A later plan has a higher number, as programs
  /// require for updates (RFC 5546, 2.1.5), without any stored counter.
  private static func sequence(_ now: CivilTime) -> Int {
    let year2000 = CivilTime(CivilDate(ordinal: 730_120))
    // `SEQUENCE` has 31 bits.
    return min(max(0, now - year2000), Int(Int32.max))
  }
}
