import BaylineFormats
import BaylineModel
import BaylineReports
import TestSupport
import Testing

@Suite("Calendars of advisors and technicians")
struct CalendarFilesTests {
  /// A visit at 08:00 with advisor S, on bay B by technician T from 08:15 to 09:15, ready at 09:30.
  private var visit: TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.site.name = "虹桥4S店"
    tiny.site.technicians[0].name = "陈杰"
    tiny.site.bays[0].name = "1号工位"
    tiny.add("A1") {
      $0.kind = .comeback
      $0.operations[0].name = "复检制动"
      $0.originalTechnician = "T2"
      $0.card.plate = "沪A·12345"
      $0.card.customer = "李娜"
      $0.card.title = "女士"
      $0.card.phone = "10012345678"
      $0.card.request = "刹车异响; 已修过,没好\n见工单"
    }
    return tiny
  }

  // 2026-11-23T00:00 in Shanghai is 16:00 UTC the day before. From 2000-01-01 there are 9,823 days of 1,440 minutes.
  private let advisorLines = """
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Bayline//Bayline//EN
    CALSCALE:GREGORIAN
    NAME:虹桥4S店 S
    X-WR-CALNAME:虹桥4S店 S
    X-WR-TIMEZONE:Asia/Shanghai
    REFRESH-INTERVAL;VALUE=DURATION:PT15M
    X-PUBLISHED-TTL:PT15M
    BEGIN:VTIMEZONE
    TZID:Asia/Shanghai
    BEGIN:STANDARD
    DTSTART:20250101T000000
    TZOFFSETFROM:+0800
    TZOFFSETTO:+0800
    END:STANDARD
    END:VTIMEZONE
    BEGIN:VEVENT
    UID:A1.arrival@D2E24B846A672DDE.bayline
    DTSTAMP:20261122T160000Z
    SEQUENCE:14145120
    DTSTART;TZID=Asia/Shanghai:20261123T080000
    DTEND;TZID=Asia/Shanghai:20261123T081500
    SUMMARY:接车 沪A·12345 李女士 返修
    LOCATION:接待区
    DESCRIPTION:客户：李娜 女士\\n电话：10012345678\\n客户原话：刹车异响\\; 已修过\\,没好\\n见工单\\n· 11-23 08:15–09:15 \
    复检制动（1号工位 (B)、陈杰 (T)）\\n预计可交车：11-23 09:30\\n请客户带：保养手册、行驶证、驾驶证、原维修工单\\n预约号：A1
    CATEGORIES:返修
    TRANSP:OPAQUE
    BEGIN:VALARM
    ACTION:DISPLAY
    TRIGGER:-P1D
    DESCRIPTION:提醒客户 11-23 08:00 到店：沪A·12345 李女士
    END:VALARM
    BEGIN:VALARM
    ACTION:DISPLAY
    TRIGGER:-PT1H
    DESCRIPTION:提醒客户 11-23 08:00 到店：沪A·12345 李女士
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:A1.ready@D2E24B846A672DDE.bayline
    DTSTAMP:20261122T160000Z
    SEQUENCE:14145120
    DTSTART;TZID=Asia/Shanghai:20261123T093000
    DTEND;TZID=Asia/Shanghai:20261123T094500
    SUMMARY:交车 沪A·12345 李女士 返修
    LOCATION:交车区
    DESCRIPTION:客户：李娜 女士\\n电话：10012345678\\n客户原话：刹车异响\\; 已修过\\,没好\\n见工单\\n· 11-23 08:15–09:15 \
    复检制动（1号工位 (B)、陈杰 (T)）\\n预计可交车：11-23 09:30\\n预约号：A1
    CATEGORIES:返修
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    TRIGGER:-P1D
    DESCRIPTION:告知客户 11-23 09:30 可交车：沪A·12345 李女士
    END:VALARM
    BEGIN:VALARM
    ACTION:DISPLAY
    TRIGGER:-PT1H
    DESCRIPTION:告知客户 11-23 09:30 可交车：沪A·12345 李女士
    END:VALARM
    END:VEVENT
    END:VCALENDAR
    """

  @Test("An advisor's calendar has the arrival and the hand-over, with the customer")
  func advisor() throws {
    let text = try #require(try visit.calendars()["advisor-S.ics"])
    #expect(text.unfolded == advisorLines.split(separator: "\n").map(String.init))
    #expect(text.hasSuffix("END:VCALENDAR\r\n"))
  }

  @Test("A technician's calendar has the operation with its bay, and no customer")
  func technician() throws {
    let text = try #require(try visit.calendars()["technician-T.ics"])
    let event = try #require(text.events.first)
    #expect(text.events.count == 1)
    #expect(event["DTSTART"] == "20261123T081500" && event["DTEND"] == "20261123T091500")
    #expect(event["SUMMARY"] == "沪A·12345 复检制动" && event["LOCATION"] == "1号工位 (B)")
    #expect(
      event["DESCRIPTION"]
        == #"类别：返修\n作业：1/1 复检制动 11-23 08:15–09:15\n技师：陈杰 (T)\n客户原话：刹车异响\; 已修过\,没好\n见工单\n原技师：T2\n"#
        + #"预计可交车：11-23 09:30\n预约号：A1"#)
    #expect(!text.contains("李") && !text.contains("10012345678"))
  }

  @Test("English says the same")
  func english() throws {
    let files = try visit.calendars(.english)
    let summaries = ["advisor-S.ics", "technician-T.ics"].flatMap { files[$0]?.events ?? [] }.map {
      $0["SUMMARY"]
    }
    #expect(
      summaries == [
        "Reception 沪A·12345 Ms. 李\\, comeback", "Hand-over 沪A·12345 Ms. 李\\, comeback", "沪A·12345 复检制动",
      ])
    let text = files.values.joined()
    #expect(text.contains("Remind the customer: arrival 11-23 08:00: 沪A·12345 Ms. 李"))
    #expect(!text.contains("客户") && !text.contains("提醒"))
  }

  @Test("Everybody has a file, with or without an event")
  func everybody() throws {
    let tiny = TinyWorkshop()
    let files = try CalendarFiles(
      site: tiny.site, siteFile: "s", demand: tiny.demand, schedule: tiny.schedule, language: .english
    ).files
    #expect(
      files.map(\.name) == ["advisor-S.ics", "advisor-S2.ics", "technician-T.ics", "technician-T2.ics"])
    #expect(files.allSatisfy { $0.text.events.isEmpty && $0.text.contains("BEGIN:VTIMEZONE\r\n") })
  }

  @Test("Unscheduled visits are in no calendar")
  func leftOut() throws {
    var tiny = TinyWorkshop()
    tiny.leaveOut("A1") { $0.booked = Appointment.Booking(arrival: time("08:00"), advisor: "S") }
    #expect(try tiny.calendars().values.allSatisfy(\.events.isEmpty))
  }

  // 300 minutes from 10:00: 120 to the lunch, 180 after it to 16:00.
  @Test("Work that pauses is an event for each stretch, reminded of once")
  func pauses() throws {
    var tiny = TinyWorkshop()
    tiny.add([Step("10:00", "16:00", minutes: 300, splittable: true, crew: ["T", "T2"])])
    let files = try tiny.calendars()
    let events = try #require(files["technician-T.ics"]?.events)
    #expect(events.map { $0["DTSTART"] } == ["20261123T100000", "20261123T130000"])
    #expect(events.map { $0["DTEND"] } == ["20261123T120000", "20261123T160000"])
    #expect(events.map { $0["SUMMARY"] } == ["A 维修（1/2）", "A 维修（2/2）"])
    #expect(events.map { $0["UID"]?.prefix { $0 != "@" } } == ["A.op.1", "A.op.1.2"])
    #expect(events.map { $0["TRIGGER"] } == ["-P1D -PT1H", nil])
    // Both work on it: the same event, so that whoever has both calendars in one sees it once.
    #expect(files["technician-T2.ics"]?.events == events)
  }

  @Test("Locked work outside all shifts is an event as it was locked")
  func lockedOffDuty() throws {
    var tiny = TinyWorkshop()
    let lock = ServiceOperation.LockedWork(
      bay: "B", technicians: ["T"], start: time("19:00"), end: time("20:00"))
    tiny.add([
      Step("19:00", "20:00") {
        $0.splittable = true
        $0.locked = lock
      }
    ])
    let event = try #require(try tiny.calendars()["technician-T.ics"]?.events.first)
    #expect(event["DTSTART"] == "20261123T190000" && event["DTEND"] == "20261123T200000")
  }

  @Test(
    "A vehicle on the premises stands with the advisor who received it, and what has begun is not reminded of"
  )
  func arrived() throws {
    var tiny = TinyWorkshop()
    tiny.demand.now = time("09:00")
    tiny.add("A1", at: nil, [Step("09:00", "10:00")]) {
      $0.arrived = time("-3 16:30")
      $0.receivedBy = "S2"
    }
    tiny.add("A2", at: nil, [Step("10:00", "11:00")]) { $0.arrived = time("08:30") }
    let files = try tiny.calendars()
    let events = try #require(files["advisor-S2.ics"]?.events)
    #expect(events.map { $0["DTSTART"] } == ["20261120T163000", "20261123T101500"])
    #expect(events.map { $0["TRIGGER"] } == [nil, "-P1D -PT1H"])
    #expect(files["advisor-S.ics"]?.events.isEmpty == true)
    #expect(files["technician-T.ics"]?.events.count == 2)
  }

  @Test("A moved visit keeps its UID, and a later plan has a later stamp and a higher sequence")
  func moved() throws {
    let before = try visit.calendars()
    var tiny = visit
    tiny.demand.now = time("07:30")
    tiny.schedule.assignments[0].reception = Schedule.Reception(arrival: time("10:00"), advisor: "S2")
    tiny.schedule.assignments[0].ready = time("11:30")
    tiny.schedule.assignments[0].operations[0].start = time("10:15")
    tiny.schedule.assignments[0].operations[0].end = time("11:15")
    tiny.schedule.assignments[0].operations[0].technicians = ["T2"]
    let after = try tiny.calendars()
    for (old, new) in [("advisor-S.ics", "advisor-S2.ics"), ("technician-T.ics", "technician-T2.ics")] {
      let first = try #require(before[old]?.events.first)
      let second = try #require(after[new]?.events.first)
      #expect(after[old]?.events.isEmpty == true)
      #expect(first["UID"] == second["UID"])
      // 450 minutes later.
      #expect(first["SEQUENCE"] == "14145120" && second["SEQUENCE"] == "14145570")
      #expect(first["DTSTAMP"] == "20261122T160000Z" && second["DTSTAMP"] == "20261122T233000Z")
    }
  }

  @Test("No time passes between an event's start and its end: there is no end")
  func moment() throws {
    var tiny = TinyWorkshop()
    tiny.site.booking.receptionMinutes = 0
    tiny.add(at: "08:15")
    #expect(try tiny.calendars()["advisor-S.ics"]?.events.map { $0["DTEND"] } == [nil, nil])
  }

  @Test("What stands in a stranger's file stays inside its value")
  func hostile() throws {
    var tiny = visit
    let attack =
      "x\r\nEND:VEVENT\nBEGIN:VEVENT\u{2028}UID:1;,\\\u{0}\u{1B}\u{85}" + String(repeating: "备注😀", count: 500)
    tiny.site.name = attack
    tiny.site.bays[0].name = attack
    tiny.demand.appointments[0].id = attack
    tiny.schedule.assignments[0].appointment = attack
    tiny.demand.appointments[0].operations[0].id = attack
    tiny.schedule.assignments[0].operations[0].operation = attack
    tiny.demand.appointments[0].card.note = attack
    for (name, text) in try tiny.calendars() {
      #expect(text.events.count == (name == "advisor-S.ics" ? 2 : name == "technician-T.ics" ? 1 : 0))
      #expect(
        text.unicodeScalars.allSatisfy {
          $0 == "\r" || $0 == "\n" || $0.properties.generalCategory != .control
        })
      #expect(text.utf8.split(separator: UInt8(ascii: "\n")).allSatisfy { $0.count <= 76 && $0.last == 13 })
      #expect(text.events.allSatisfy { ($0["UID"]?.utf8.count ?? 0) < 255 })
    }
  }

  @Test(
    "No time zone: a fault of the site file",
    arguments: [
      ("Asia/Shangai", "Asia/Shanghai"), ("asia/shanghai", "Asia/Shanghai"), ("Mars/Olympus", nil),
      ("CST", nil),
      ("GMT+8", nil), ("+08:00", nil), ("Asia/Shanghai\n", nil),
    ])
  func unknownZone(zone: String, nearest: String?) throws {
    var tiny = TinyWorkshop()
    tiny.site.timeZone = zone
    let fault = #expect(throws: Diagnostic.self) { try tiny.calendars() }
    #expect(fault?.file == "site.json" && fault?.place == "$.timeZone")
    if let nearest { #expect(fault?.problem == .unknownTimeZone(zone, nearest: nearest)) }
  }
}

extension TinyWorkshop {
  /// The calendars by name.
  func calendars(_ language: Language = .chinese) throws(Diagnostic) -> [String: String] {
    let made = try CalendarFiles(
      site: site, siteFile: "site.json", demand: demand, schedule: schedule, language: language)
    return Dictionary(uniqueKeysWithValues: made.files.map { ($0.name, $0.text) })
  }
}

extension String {
  /// The content lines of a calendar, unfolded.
  var unfolded: [String] {
    // By bytes, for a blank and a combining mark are one character.
    var lines: [[UInt8]] = []
    for line in utf8.split(separator: UInt8(ascii: "\n")) {
      let line = line.dropLast()
      if line.first == UInt8(ascii: " "), !lines.isEmpty {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(Array(line))
      }
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The events of a calendar: the values of the properties by name, the triggers of the alarms one after the other.
  var events: [[String: String]] {
    var events: [[String: String]] = []
    var inside: [String] = []
    for line in unfolded {
      let name = String(line.prefix { $0 != ":" && $0 != ";" })
      let value = String(line.drop { $0 != ":" }.dropFirst())
      switch (name, value) {
      case ("BEGIN", _):
        inside.append(value)
        if value == "VEVENT" { events.append([:]) }
      case ("END", _): inside.removeLast()
      case ("TRIGGER", _):
        let before = events[events.count - 1][name].map { $0 + " " } ?? ""
        events[events.count - 1][name] = before + value
      default:
        if inside.last == "VEVENT" { events[events.count - 1][name] = value }
      }
    }
    return events
  }
}
