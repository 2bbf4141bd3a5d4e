import BaylineModel
import BaylineWording

/// 预约登记表: each visit of a day with everything that was said on the phone, for manager, supervisor and parts.
struct RegistrationForm {
  let facts: FormContext

  var form: Document {
    let sheets = facts.arrivalDays.map { day in
      let visits = facts.arrivals(on: day)
      return DocumentSection(
        day: day, notes: [count(visits)],
        blocks: [.table(DocumentTable(columns: columns, rows: visits.map { row($0, on: day) }))])
    }
    return facts.form(.registration, sheets)
  }

  private var words: Glossary { facts.words }

  private var columns: [DocumentColumn] {
    [
      DocumentColumn(words("来电时间", "Called"), 14), DocumentColumn(words("预约时间", "Arrival"), 13),
      DocumentColumn(words("客户", "Customer"), 17), DocumentColumn(words("电话", "Phone"), 22),
      .plate(words, 20), DocumentColumn(words("车型", "Vehicle"), 18),
      DocumentColumn(words("里程", "km"), 13, .right), DocumentColumn(words("类别", "Kind"), 12),
      DocumentColumn(words("客户原话", "In their own words"), 28), DocumentColumn(words("作业", "Operations"), 34),
      DocumentColumn(words("配件", "Parts"), 32), DocumentColumn(words("估价", "Estimate"), 12, .right),
      DocumentColumn(words("服务顾问", "Advisor"), 14), DocumentColumn(words("技师", "Technician"), 14),
      DocumentColumn(words("代步车", "Loan car"), 10),
      DocumentColumn(words("提醒：前一天、前一小时", "Reminded: day, hour before"), 13),
      DocumentColumn(words("到店", "Came"), 10), DocumentColumn(words("备注", "Remarks"), 24),
    ]
  }

  private func row(_ visit: ScheduledVisit, on day: CivilDate) -> DocumentRow {
    let (appointment, card) = (visit.appointment, visit.appointment.card)
    return DocumentRow([
      DocumentCell(card.called.map { facts.time($0, on: day) } ?? ""),
      DocumentCell(facts.time(visit.arrival, on: day), .strong),
      DocumentCell(facts.customer(appointment)), .phone(card.phone),
      facts.vehicle(visit.appointment),
      DocumentCell(card.vehicle ?? ""), DocumentCell(card.mileage.map(words.number) ?? ""),
      DocumentCell(words.kind(appointment.kind)), DocumentCell(card.request ?? ""),
      DocumentCell(lines: visit.operations.map(\.name)),
      DocumentCell(lines: appointment.allParts.map(facts.part)),
      DocumentCell(card.estimate.map(words.number) ?? ""),
      DocumentCell(visit.advisor.map(facts.names.advisor) ?? ""),
      DocumentCell(lines: facts.technicians(visit.technicians())), appointment.loaner ? .box() : "",
      DocumentCell(lines: [words("☐前一天", "☐day"), words("☐前1小时", "☐hr")]), .box(appointment.arrived != nil),
      DocumentCell(lines: remarks(visit)),
    ])
  }

  private func remarks(_ visit: ScheduledVisit) -> [String] {
    let appointment = visit.appointment
    var lines: [String] = []
    if appointment.walkIn { lines.append(words("未预约到店", "walk-in")) }
    if visit.isPreferred { lines.append(words.preferred) }
    if let trip = facts.trip(.collect, of: visit) {
      lines.append(words("\(trip.time.from.clock) 上门取车", "pick-up \(trip.time.from.clock)"))
    }
    if let trip = facts.trip(.deliver, of: visit) {
      let from = facts.time(trip.time.from, on: visit.arrival.date)
      lines.append(words("\(from) 送车", "delivery \(from)"))
    }
    if appointment.waiting { lines.append(words("在店等待", "waits at the site")) }
    if let original = appointment.originalTechnician {
      lines.append(words("原技师 ", "original technician ") + facts.names.technician(original))
    }
    if let note = appointment.card.note, !note.isEmpty { lines.append(note) }
    return lines
  }

  private func count(_ visits: [ScheduledVisit]) -> String {
    let walkIns = visits.count(where: \.appointment.walkIn)
    let (all, booked) = (visits.count, visits.count - walkIns)
    return words(
      "\(all) 台：预约 \(booked)，未预约 \(walkIns)", "\(all) vehicles: \(booked) by appointment, \(walkIns) walk-ins"
    )
  }
}
