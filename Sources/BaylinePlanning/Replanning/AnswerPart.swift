import BaylineModel

/// A customer's answer as a part that work needs.
///
/// An operation may not start before a time that has nothing to do with the one before it. The format says so of parts
/// alone: an operation that waits for an answer needs the answer of its visit, which is delivered when it is expected.
package enum AnswerPart {
  private static let prefix = "answer-"

  /// The id of the part that stands for the answer of a visit.
  static func id(of appointment: String) -> String { prefix + appointment }

  /// Whether a part stands for the answer that a customer owes.
  package static func isAnswer(_ part: String) -> Bool { part.hasPrefix(prefix) }

  /// The part: delivered at a time, or never as far as anybody knows.
  static func part(of appointment: String, until: CivilTime?, language: Language) -> SparePart {
    SparePart(
      id: id(of: appointment), name: language == .chinese ? "客户答复" : "customer's answer", onHand: 0,
      inbound: until.map { [SparePart.Delivery(at: $0, quantity: 1)] } ?? [])
  }

  /// A visit without its answer, and what it waits for.
  static func removed(
    from appointment: Appointment, parts: [SparePart]
  ) -> (appointment: Appointment, hold: EventLedger.Hold?) {
    let id = id(of: appointment.id)
    guard let part = parts.first(where: { $0.id == id }) else { return (appointment, nil) }
    var visit = appointment
    for index in visit.operations.indices { visit.operations[index].parts.removeAll { $0.part == id } }
    if part.onHand > 0 { return (visit, nil) }
    return (visit, EventLedger.Hold(since: CivilTime(minutes: 0), until: part.inbound.first?.at))
  }
}
