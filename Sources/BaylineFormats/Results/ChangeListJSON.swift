public import BaylineModel

/// The changes of a replanned day as a JSON object, as `bayline replan --json` prints it.
public struct ChangeListJSON: Sendable {
  private let cards: [String: CustomerCard]
  private let wording: @Sendable (ChangeList.CallReason) -> String

  /// An encoder for the customers of two demands that has the causes of calls put into words.
  public init(before: Demand, after: Demand, cause: @escaping @Sendable (ChangeList.CallReason) -> String) {
    let appointments = after.appointments + before.appointments
    cards = Dictionary(appointments.map { ($0.id, $0.card) }, uniquingKeysWith: { first, _ in first })
    wording = cause
  }

  /// The list as a JSON object on one line, for other programs: ids, times and the words of the text.
  public func json(_ changes: ChangeList) -> String {
    JSONWriter.line(
      .object([
        list("calls", changes.calls, tree), list("calledOff", changes.cancellations, tree),
        list("technicians", changes.technicians) { person in
          .object([self.text("technician", person.id), self.list("tasks", person.tasks, self.tree)])
        },
        list("advisors", changes.advisors) { person in
          .object([self.text("advisor", person.id), self.list("arrivals", person.arrivals, self.tree)])
        },
        list("parts", changes.picks, tree), list("moved", changes.moved, tree),
      ]))
  }

  private func list<Item>(_ name: String, _ items: [Item], _ tree: (Item) -> JSONValue) -> JSONMember {
    JSONMember(name, .array(items.map(tree)))
  }

  private func text(_ name: String, _ text: String) -> JSONMember { JSONMember(name, .string(text)) }

  /// Members for what there is, and none for what there is not.
  private func members(_ pairs: (String, String?)...) -> [JSONMember] {
    pairs.compactMap { name, value in value.map { text(name, $0) } }
  }

  private func object(_ name: String, _ members: [JSONMember]?) -> [JSONMember] {
    members.map { [JSONMember(name, .object($0))] } ?? []
  }

  private func tree(_ call: ChangeList.Call) -> JSONValue {
    let card = cards[call.appointment] ?? CustomerCard()
    var all = members(
      ("appointment", call.appointment), ("cause", code(call.cause)), ("customer", card.customer),
      ("phone", card.phone), ("plate", card.plate), ("why", wording(call.cause)))
    switch call.answer {
    case .planned(let reception, let ready):
      all += members(
        ("arrival", reception?.arrival.description), ("advisor", reception?.advisor),
        ("ready", ready.description))
    case .leftOut(let reason, let offer, let ready, let earliest):
      all += members(("reason", reason.rawValue))
      all += object(
        "offer",
        offer.map {
          members(("arrival", $0.arrival.description), ("advisor", $0.advisor), ("ready", ready?.description))
        })
      all += members(("earliest", earliest?.description))
    }
    return .object(all)
  }

  /// The name of the cause: that of its case.
  private func code(_ cause: ChangeList.CallReason) -> String {
    switch cause {
    case .promiseBroken: "promiseBroken"
    case .notPlanned: "notPlanned"
    case .late: "late"
    case .readyLater: "readyLater"
    case .urgentReturn: "urgentReturn"
    case .walkIn: "walkIn"
    case .addedWork: "addedWork"
    case .slotReleased: "slotReleased"
    case .request: "request"
    case .noShow: "noShow"
    case .nowPossible: "nowPossible"
    case .promisePassed: "promisePassed"
    }
  }

  private func tree(_ visit: ChangeList.Cancellation) -> JSONValue {
    .object([text("appointment", visit.appointment), JSONMember("workBegun", .bool(visit.hadBegun))])
  }

  private func tree(_ task: ChangeList.OperationChange) -> JSONValue {
    .object(
      members(("appointment", task.appointment), ("operation", task.operation))
        + object("before", task.before.map(place)) + object("after", task.after.map(place)))
  }

  private func place(_ placed: OperationAssignment) -> [JSONMember] {
    members(("bay", placed.bay)) + [
      JSONMember("technicians", .array(placed.technicians.map { .string($0) })),
      text("start", placed.start.description), text("end", placed.end.description),
    ]
  }

  private func tree(_ arrival: ChangeList.ArrivalChange) -> JSONValue {
    func reception(_ reception: Reception?) -> [JSONMember]? {
      reception.map { members(("arrival", $0.arrival.description), ("advisor", $0.advisor)) }
    }
    return .object(
      members(("appointment", arrival.appointment)) + object("before", reception(arrival.before))
        + object("after", reception(arrival.after)))
  }

  private func tree(_ pick: ChangeList.PartsPick) -> JSONValue {
    .object(
      members(
        ("appointment", pick.appointment), ("before", pick.before?.description),
        ("after", pick.after?.description))
        + [
          list("parts", pick.parts) {
            .object([self.text("part", $0.part), JSONMember("quantity", .integer($0.quantity))])
          }
        ])
  }
}
