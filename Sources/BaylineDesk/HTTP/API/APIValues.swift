import Bayline
import BaylineFormats
import BaylineReports
import BaylineStore
import BaylineWording

/// Offers as the API has them.
struct APIOffers {
  let app: DeskApp
  let language: Language

  func json(_ list: OfferList) -> JSONValue {
    let answer = list.answer
    let names = DisplayNames(site: app.desk.book.site, demand: app.desk.book.demand)
    let encoded = JSONValue(encoded: OfferFormat.encode(answer))
    return JSONValue { root in
      root.add("version", list.version)
      root.add("request", DemandFormat.json(answer.request))
      root.add("notes", list.notes)
      root.add("offers", .array(Self.offers(answer, encoded, names)))
      if let reason = answer.firstChoiceReason {
        root.add("firstChoice") {
          $0.add("arrival", answer.request.preferredArrival)
          $0.add("reason", reason.rawValue)
          $0.add("name", Glossary(language).reason(reason))
        }
      }
      root.add("next", next(answer.next, names))
      root.add("refusal", encoded["refusal"] ?? .null)
    }
  }

  /// The members of an offer file with names and price.
  private static func offers(_ answer: Offer.Answer, _ encoded: JSONValue, _ names: DisplayNames)
    -> [JSONValue]
  {
    guard case .array(let items)? = encoded["offers"] else { return [] }
    return zip(answer.offers, items).map { offer, item in
      JSONValue { members in
        for name in ["number", "code", "arrival"] { members.add(name, item[name] ?? .null) }
        members.add("advisor", id: offer.reception.advisor, name: names.advisor)
        members.add("ready", offer.ready)
        members.add("promise", offer.promise)
        members.add("price", answer.request.card.estimate)
        members.add("isFirstChoice", offer.isFirstChoice)
        members.add("isOutsideAvailability", offer.isOutsideAvailability)
        for name in ["moves", "operations", "parts", "extraCost"] { members.add(name, item[name] ?? .null) }
      }
    }
  }

  private func next(_ next: Offer.Answer.NextTime?, _ names: DisplayNames) -> JSONValue {
    guard let next else { return .null }
    return JSONValue {
      $0.add("arrival", next.reception.arrival)
      $0.add("advisor", id: next.reception.advisor, name: names.advisor)
      $0.add("ready", next.ready)
    }
  }

  func json(_ booked: Booked) -> JSONValue {
    let names = DisplayNames(site: app.desk.book.site, demand: app.desk.book.demand)
    return JSONValue {
      $0.add("visit", booked.visit)
      $0.add("version", app.desk.book.version)
      $0.add("arrival", booked.offer.reception.arrival)
      $0.add("advisor", id: booked.offer.reception.advisor, name: names.advisor)
      $0.add("ready", booked.offer.ready)
      $0.add("promise", booked.offer.promise)
      $0.add("spoken", booked.spoken)
      $0.add("message", booked.message)
    }
  }
}

/// Previews as the API has them.
struct APIPreviews {
  let app: DeskApp
  let language: Language

  func json(_ preview: Preview) -> JSONValue {
    let book = app.desk.book
    let changes = JSONValue(
      encoded: ChangeListFormat.encode(
        preview.changes, site: preview.book.site, before: book.demand, after: preview.book.demand,
        language: language))
    return JSONValue {
      $0.add("id", preview.id)
      $0.add("version", preview.version)
      $0.add("detail", preview.detail)
      $0.add("groups", all: preview.groups) { group in
        JSONValue {
          $0.add("heading", group.heading)
          $0.add("lines", group.lines)
        }
      }
      $0.add("calls", changes["calls"] ?? .array([]))
      $0.add("changes", changes)
    }
  }
}

/// Visits as the API has them.
struct APIVisits {
  let language: Language
  /// Whether names, phones, plates and what customers said are left as they are.
  let showsCustomers: Bool

  init(_ request: DeskRequest) {
    language = request.language
    showsCustomers = request.account.may(.customers)
  }

  func json(_ record: VisitRecord) -> JSONValue {
    JSONValue { root in
      root.add("id", record.appointment.id)
      root.add("status", record.status.rawValue)
      root.add("appointment", DemandFormat.json(shown(record.appointment)))
      if let assignment = record.assignment { root.add("assignment", ScheduleFormat.json(assignment)) }
      if let reason = record.unscheduled {
        root.add("unscheduled") {
          $0.add("reason", reason.reason.rawValue)
          $0.add("detail", reason.detail)
          $0.add("earliest", reason.earliest)
        }
      }
      root.add("steps", all: record.steps, step)
      if showsCustomers { root.add("contacts", all: record.contacts, \.json) }
      root.add("work") { work in
        for operation in record.appointment.operations {
          if let worked = record.work[operation.id] { work.add(operation.id, worked.json) }
        }
      }
    }
  }

  /// A visit as this account may see it.
  func shown(_ appointment: Appointment) -> Appointment {
    guard !showsCustomers else { return appointment }
    let masking = Masking(language)
    var appointment = appointment
    var card = Appointment.CustomerCard()
    card.customer = masking.customer(appointment.card)
    card.plate = appointment.card.plate.map(masking.plate)
    card.vehicle = appointment.card.vehicle
    appointment.card = card
    return appointment
  }

  /// Reasons are customers' words.
  private func step(_ step: VisitStep) -> JSONValue {
    var step = step
    if !showsCustomers { step.reason = nil }
    return step.json
  }
}
