import BaylineModel

/// Writes the calendars of a site's people (RFC 5545).
///
/// There is no `METHOD`: the files are a snapshot to be read, not a message of a meeting (3.7.2; `PUBLISH` would ask for
/// an organizer, RFC 5546, 3.2.1).
struct CalendarWriter {
  private let zone: SiteTimeZone
  private let uidEnd: String
  private let stamp: String
  private let sequence: Int
  private let now: CivilTime

  /// - Parameters:
  ///   - now: What the demand says: the age of the files, for programs that have to tell old from new.
  init(site: Site, now: CivilTime, zone: SiteTimeZone) {
    self.zone = zone
    self.now = now
    uidEnd = "@" + SafeName.checksum(site.name) + ".bayline"
    stamp = zone.utc(now)
    sequence = Self.sequence(now)
  }

  /// The text of one person's calendar, its events in order of time.
  func text(of events: [CalendarEvent], named name: String) -> String {
    var lines = ContentLines()
    lines.add("BEGIN", "VCALENDAR")
    lines.add("VERSION", "2.0")
    lines.add("PRODID", "-//Bayline//Bayline//EN")
    lines.add("CALSCALE", "GREGORIAN")
    lines.add("NAME", text: name)
    lines.add("X-WR-CALNAME", text: name)
    lines.add("X-WR-TIMEZONE", text: zone.name)
    // How often a program that has subscribed to the file should look at it again (RFC 7986, 5.7).
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
    // An end shall be later than its start; without one the event is a moment.
    if start < end { lines.add("DTEND;TZID=\(zone.name)", SiteTimeZone.local(end)) }
    lines.add("SUMMARY", text: event.summary)
    if !event.location.isEmpty { lines.add("LOCATION", text: event.location) }
    lines.add("DESCRIPTION", text: event.description.joined(separator: "\n"))
    lines.add("CATEGORIES", text: event.category)
    lines.add("TRANSP", event.isFree ? "TRANSPARENT" : "OPAQUE")
    // What has begun needs no reminder.
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

  /// The revision of events that were planned at a time: its minutes since the year 2000. So a later plan has the
  /// higher number, which programs ask for before they take a change (RFC 5546, 2.1.5), and nobody has to keep count.
  private static func sequence(_ now: CivilTime) -> Int {
    let year2000 = CivilTime(CivilDate(ordinal: 730_120))
    // The number has 31 bits.
    return min(max(0, now - year2000), Int(Int32.max))
  }
}
