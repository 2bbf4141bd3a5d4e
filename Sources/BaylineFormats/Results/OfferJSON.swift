public import BaylineModel

/// An answer to a caller as a JSON object, as `bayline offer --json` prints it (docs/schemas/offer.schema.json).
public struct OfferJSON: Sendable {
  /// An encoder of answers.
  public init() {}

  /// The answer as a document, ending in a line break.
  ///
  /// - Parameter first: The number of the first offer: an accepted one stands alone under its own.
  public func text(_ answer: OfferAnswer, numberedFrom first: Int = 1) -> String {
    var root: [JSONMember] = []
    root.add("request", answer.request.id)
    root.add(
      "offers",
      .array(answer.offers.enumerated().map { tree($1, number: first + $0) }))
    if let reason = answer.firstChoiceReason {
      var members: [JSONMember] = []
      members.add("arrival", answer.request.preferredArrival)
      members.add("reason", reason.rawValue)
      root.add("firstChoice", .object(members))
    }
    if let refusal = answer.refusal {
      var members: [JSONMember] = []
      members.add("reason", refusal.reason.rawValue)
      members.add("detail", refusal.detail)
      members.add("earliest", refusal.earliest)
      root.add("refusal", .object(members))
    }
    if let next = answer.next {
      var members: [JSONMember] = []
      members.add("arrival", next.reception.arrival)
      members.add("advisor", next.reception.advisor)
      members.add("ready", next.ready)
      root.add("next", .object(members))
    }
    return JSONWriter.document(.object(root))
  }

  private func tree(_ offer: Offer, number: Int) -> JSONValue {
    var members: [JSONMember] = []
    members.add("number", number)
    members.add("arrival", offer.reception.arrival)
    members.add("advisor", offer.reception.advisor)
    members.add("ready", offer.ready)
    members.add("readyBy", offer.promise)
    members.add("operations", .array(offer.operations.map { .object(placed($0)) }))
    members.add(
      "parts",
      .array(
        offer.parts.map { supply in
          var part: [JSONMember] = []
          part.add("part", supply.part)
          part.add("quantity", supply.quantity)
          part.add("arrives", supply.arrives)
          return .object(part)
        }))
    members.add("extraCost", offer.extraCost)
    members.add("firstChoice", .bool(offer.isFirstChoice))
    members.add("opened", .bool(offer.isOutsideAvailability))
    members.add(
      "moves",
      .array(
        offer.moves.map { move in
          .object([
            JSONMember("appointment", .string(move.appointment)),
            JSONMember("operation", .string(move.to.operation)),
            JSONMember("from", .object(placed(move.from, isNamed: false))),
            JSONMember("to", .object(placed(move.to, isNamed: false))),
          ])
        }))
    return .object(members)
  }

  private func placed(_ operation: OperationAssignment, isNamed: Bool = true) -> [JSONMember] {
    var members: [JSONMember] = []
    if isNamed { members.add("operation", operation.operation) }
    members.add("bay", operation.bay)
    members.add("technicians", operation.technicians)
    members.add("start", operation.start)
    members.add("end", operation.end)
    return members
  }
}
