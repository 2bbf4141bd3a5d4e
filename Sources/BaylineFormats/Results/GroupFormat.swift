import BaylineMath
package import BaylineModel

/// Answers of several workshops as JSON (docs/batch.md).
package enum GroupFormat {
  /// The merged offers of a request as a document: those of all workshops in one order, and the answer of each workshop as
  /// `bayline offer --json` gives it.
  package static func encode(
    _ request: Appointment, _ offers: [GroupOffer], answers: [(shop: String, answer: Offer.Answer)]
  ) -> String {
    JSONWriter.document(
      JSONValue {
        $0.add("request", request.id)
        $0.add("offers", all: Array(offers.enumerated())) { rank, entry in
          JSONValue {
            $0.add("rank", rank + 1)
            $0.add("shop", entry.shop)
            $0.add("distance", entry.distance)
            $0.add("number", entry.number)
            $0.add("code", OfferCode.code(entry.offer, of: request))
            $0.add(entry.offer.reception)
            $0.add("ready", entry.offer.ready)
            $0.add("readyBy", entry.offer.promise)
            $0.add("firstChoice", entry.offer.isFirstChoice)
            $0.add("wait", entry.wait)
            $0.add("score", entry.score)
          }
        }
        $0.add("shops", all: answers) { shop, answer in
          JSONValue {
            $0.add("shop", shop)
            $0.add("answer", OfferFormat.json(answer))
          }
        }
      })
  }

  /// A workshop of a transfer: the scenario as a document, and the study of it.
  package typealias TransferSide = (shop: String, scenario: Scenario, result: WhatIfResult)

  /// The transfer of a technician as a document, with the study of each workshop as `bayline whatif --json` gives it.
  package static func encode(
    technician: String, _ change: TransferChange, from: TransferSide, to: TransferSide
  ) -> String {
    JSONWriter.document(
      JSONValue {
        $0.add("technician", technician)
        $0.add("change") {
          $0.add("planned", json(change.planned))
          if let served = change.served { $0.add("served", json(served)) }
          $0.add("cost", json(change.cost))
          if let money = change.money { $0.add("money", json(money)) }
        }
        $0.add("from", json(from))
        $0.add("to", json(to))
      })
  }

  private static func json(_ side: TransferSide) -> JSONValue {
    JSONValue {
      $0.add("shop", side.shop)
      $0.add("scenarios", ScenariosFormat.json(ScenarioSet(scenarios: [side.scenario])))
      $0.add("whatif", WhatIfFormat.json(side.result))
    }
  }

  private static func json(_ interval: MeanInterval) -> JSONValue {
    JSONValue {
      $0.add(interval)
      $0.add("clear", interval.isSignificant)
    }
  }
}
