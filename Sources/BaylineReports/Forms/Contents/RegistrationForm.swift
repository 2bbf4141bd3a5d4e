import BaylineModel
import BaylineWording

/// 预约登记表: each visit of a day with all that was said on the phone. Twice a day to manager, supervisor and parts.
struct RegistrationForm {
  let facts: FormContext

  var form: Form {
    let pages = facts.arrivalDays.map { day in
      let visits = facts.arrivals(on: day)
      return FormPage(
        day: day, notes: [count(visits)],
        blocks: [.table(FormTable(columns: columns, rows: visits.map { row($0, on: day) }))])
    }
    return Form(
      kind: .registration, title: FormKind.registration.title(words), pages: pages,
      records: FormTable.byDay(pages, words))
  }

  private var words: Glossary { facts.words }

  private var columns: [FormColumn] {
    [
      FormColumn(words("来电时间", "Called"), 14), FormColumn(words("预约时间", "Arrival"), 13),
      FormColumn(words("客户", "Customer"), 17), FormColumn(words("电话", "Phone"), 22),
      .plate(words, 20), FormColumn(words("车型", "Vehicle"), 18),
      FormColumn(words("里程", "km"), 13, .right), FormColumn(words("类别", "Kind"), 12),
      FormColumn(words("客户原话", "In their own words"), 28), FormColumn(words("作业", "Operations"), 34),
      FormColumn(words("配件", "Parts"), 32), FormColumn(words("估价", "Estimate"), 12, .right),
      FormColumn(words("服务顾问", "Advisor"), 14), FormColumn(words("技师", "Technician"), 14),
      FormColumn(words("代步车", "Loan car"), 10),
      FormColumn(words("提醒：前一天、前一小时", "Told: day, hour before"), 13, keepsLines: true),
      FormColumn(words("到店", "Came"), 10), FormColumn(words("备注", "Remarks"), 24),
    ]
  }

  private func row(_ visit: ScheduledVisit, on day: CivilDate) -> FormRow {
    let (appointment, card) = (visit.appointment, visit.appointment.card)
    return FormRow([
      FormCell(card.called.map { facts.time($0, on: day) } ?? ""),
      FormCell(facts.time(visit.arrival, on: day), .strong),
      FormCell(facts.customer(appointment)), FormCell(card.phone ?? ""), FormCell(visit.plate, .strong),
      FormCell(card.vehicle ?? ""), FormCell(card.mileage.map(words.number) ?? ""),
      FormCell(words.kind(appointment.kind)), FormCell(card.request ?? ""),
      FormCell(lines: visit.operations.map(\.name)),
      FormCell(lines: appointment.parts.map { "\(facts.names.part($0.part)) ×\($0.quantity)" }),
      FormCell(card.estimate.map(words.number) ?? ""),
      FormCell(visit.advisor.map(facts.names.advisor) ?? ""),
      FormCell(lines: facts.technicians(visit.technicians())), appointment.loaner ? .box() : "",
      FormCell(lines: [words("☐天", "☐day"), words("☐时", "☐hr")]), .box(appointment.arrived != nil),
      FormCell(lines: remarks(visit)),
    ])
  }

  private func remarks(_ visit: ScheduledVisit) -> [String] {
    let appointment = visit.appointment
    var lines: [String] = []
    if appointment.walkIn { lines.append(words("未预约到店", "walk-in")) }
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
