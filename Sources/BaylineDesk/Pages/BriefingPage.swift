import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The briefing sheet: the comebacks and complex jobs of a day.
struct BriefingPage {
  let context: PageContext
  private let facts: BoardFacts
  private let model: BriefingModel

  init(_ context: PageContext, day: CivilDate?, earlier: (String) -> [VisitRecord]) {
    self.context = context
    let facts = BoardFacts(context)
    self.facts = facts
    model = BriefingModel(facts, day: day ?? AdvisorModel.nextOpenDay(facts), earlier: earlier)
  }

  private var words: Glossary { context.words }

  static func addRoutes(to routes: DeskRoutes) {
    routes.page("/briefing", .customers) { page, request in
      let store = request.app.store
      let day = try request.day("day")
      return BriefingPage(page, day: day) { plate in
        // Without its history a visit is still worth a briefing.
        (try? store.visits(ofPlate: plate, limit: 6)) ?? []
      }.html
    }
  }

  var html: HTMLBuilder {
    let title = words("返修与疑难交底", "Briefing: comebacks and complex jobs")
    return context.page(title, in: .planning, styles: ["board.css"]) { html in
      html.head(title, words.day(model.day)) { html in
        html.element("form", ["action": "/briefing", "class": "row no-print"]) { html in
          DayChoice(facts: facts, day: model.day).select(to: &html)
        }
      }
      if model.items.isEmpty { html.empty(words("没有返修和疑难作业", "No comebacks and no complex jobs")) }
      for item in model.items { self.item(item, to: &html) }
    }
  }

  private func item(_ item: BriefingModel.Item, to html: inout HTMLBuilder) {
    let appointment = item.visit.appointment
    html.element("section", ["class": "panel brief", "id": "brief-\(appointment.id)"]) { html in
      html.element("div", ["class": "panel-head"]) { html in
        html.element("h2") { html in
          html.add("\(item.visit.arrival.clock) ")
          html.element(
            "a", ["href": "/visit/\(FormFields.encoded(appointment.id))"], text: item.visit.plate.printable)
        }
        html.chip(words.kind(appointment.kind), item.isComeback ? "bad" : "accent")
      }
      html.pairs([
        (words("车型", "Vehicle"), vehicle(appointment.card)),
        (words("客户原话", "Customer's words"), appointment.card.request?.printable),
        (words("作业", "Work"), facts.work(appointment)),
        (words("原工单", "Earlier order"), item.earlier.map(earlier)),
        (words("原技师", "Original technician"), item.original),
        (words("计划技师", "Technicians"), item.technicians),
        (words("工位", "Bays"), item.bays),
        (words("预诊断", "Pre-diagnosis"), diagnosis(item)),
        (words("备注", "Note"), appointment.card.note?.printable),
      ])
      if !item.parts.isEmpty {
        html.element("ul", ["class": "row"]) { html in
          for part in item.parts {
            html.element("li") { html in
              html.chip(
                "\(part.isThere ? "✓" : "!") \(part.name) ×\(part.quantity)", part.isThere ? "good" : "bad")
            }
          }
        }
      }
    }
  }

  private func vehicle(_ card: Appointment.CustomerCard) -> String {
    let mileage = card.mileage.map(words.mileage)
    return [card.vehicle?.printable, mileage].compactMap(\.self).joined(separator: " · ")
  }

  private func earlier(_ record: VisitRecord) -> String {
    let day = record.arrival.map { words.day($0.date) } ?? ""
    let people = Set(record.work.values.flatMap(\.technicians)).sorted()
    let crew = people.isEmpty ? "" : " · \(facts.technicians(people))"
    return "\(day) · \(facts.work(record.appointment))\(crew)"
  }

  private func diagnosis(_ item: BriefingModel.Item) -> String? {
    guard !item.diagnosis.isEmpty else { return nil }
    return words.list(
      item.diagnosis.map {
        "\($0.placed.start.clock) \($0.name.printable) \(facts.technicians($0.placed.technicians))"
      })
  }
}
