import BaylineModel
import BaylineWording

/// 取送车单: which vehicle a driver fetches or brings back when, and whom to ring there.
struct DriversForm {
  let facts: FormContext

  var form: Document {
    let trips = facts.trips
    let sheets = facts.shown(trips.map(\.time.from.date)).map { day in
      let trips = trips.filter { $0.time.from.date == day }
      let collected = trips.count { $0.purpose == .collect }
      return DocumentSection(
        day: day,
        notes: [
          words(
            "取车 \(collected) 次，送车 \(trips.count - collected) 次，司机 \(facts.site.drivers) 名",
            "\(collected) to collect, \(trips.count - collected) to deliver; drivers: \(facts.site.drivers)")
        ],
        blocks: [.table(DocumentTable(columns: columns, rows: trips.map { row($0, on: day) }))])
    }
    return facts.form(.drivers, sheets)
  }

  private var words: Glossary { facts.words }

  private var columns: [DocumentColumn] {
    [
      DocumentColumn(words("出发", "Sets out"), 12), DocumentColumn(words("返回", "Back"), 12),
      DocumentColumn(words("任务", "Task"), 16), .plate(words, 20),
      DocumentColumn(words("车型", "Vehicle"), 20), DocumentColumn(words("客户", "Customer"), 20),
      DocumentColumn(words("电话", "Phone"), 23), DocumentColumn(words("地址、备注", "Address, remarks"), 50),
      DocumentColumn(words("服务顾问", "Advisor"), 16), DocumentColumn(words("司机", "Driver"), 16),
      DocumentColumn(words("完成", "Done"), 9),
    ]
  }

  private func row(_ trip: DriverTrip, on day: CivilDate) -> DocumentRow {
    let (visit, card) = (trip.visit, trip.visit.appointment.card)
    let task =
      switch trip.purpose {
      case .collect: words("取车", "collect")
      case .deliver: words("送车", "deliver")
      }
    return DocumentRow([
      DocumentCell(facts.time(trip.time.from, on: day), .strong),
      DocumentCell(facts.time(trip.time.to, on: day)),
      DocumentCell(lines: [task] + (visit.isPreferred ? [words.preferred] : [])),
      facts.vehicle(visit.appointment), DocumentCell(card.vehicle ?? ""),
      DocumentCell(facts.customer(visit.appointment)), .phone(card.phone),
      DocumentCell(card.note ?? ""), DocumentCell(visit.advisor.map(facts.names.advisor) ?? ""), "", .box(),
    ])
  }
}
