package import BaylineModel

/// Answers to callers as JSON, as printed by `bayline offer --json` (docs/schemas/offer.schema.json).
package enum OfferFormat {
  /// The answer as a document, ending in a line break.
  ///
  /// - Parameter first: The number of the first offer; an accepted offer appears alone, under its own number.
  package static func encode(_ answer: Offer.Answer, numberedFrom first: Int = 1) -> String {
    JSONWriter.document(json(answer, numberedFrom: first))
  }

  /// The answer as a value.
  package static func json(_ answer: Offer.Answer, numberedFrom first: Int = 1) -> JSONValue {
    JSONValue {
      $0.add("request", answer.request.id)
      $0.add("offers", all: Array(answer.offers.enumerated())) {
        json($1, number: first + $0, of: answer.request)
      }
      if let reason = answer.firstChoiceReason {
        $0.add("firstChoice") {
          $0.add("arrival", answer.request.preferredArrival)
          $0.add("reason", reason.rawValue)
        }
      }
      if let refusal = answer.refusal { $0.add("refusal") { $0.add(reasonOf: refusal) } }
      if let next = answer.next {
        $0.add("next") {
          $0.add(next.reception)
          $0.add("ready", next.ready)
        }
      }
    }
  }

  private static func json(_ offer: Offer, number: Int, of request: Appointment) -> JSONValue {
    JSONValue {
      $0.add("number", number)
      $0.add("code", OfferCode.code(offer, of: request))
      $0.add(offer.reception)
      $0.add("ready", offer.ready)
      $0.add("readyBy", offer.promise)
      $0.add("operations", all: offer.operations, ScheduleFormat.json)
      $0.add("parts", all: offer.parts) { supply in
        JSONValue {
          $0.add("part", supply.part)
          $0.add("quantity", supply.quantity)
          $0.add("arrives", supply.arrives)
        }
      }
      $0.add("extraCost", offer.extraCost)
      $0.add("firstChoice", offer.isFirstChoice)
      $0.add("opened", offer.isOutsideAvailability)
      $0.add("moves", all: offer.moves) { move in
        JSONValue {
          $0.add("appointment", move.appointment)
          $0.add("operation", move.to.operation)
          $0.add("from") { $0.add(placeOf: move.from) }
          $0.add("to") { $0.add(placeOf: move.to) }
        }
      }
    }
  }
}
