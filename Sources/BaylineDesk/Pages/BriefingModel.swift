import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The comebacks and complex jobs of a day, for the briefing before it (2.4.1, 2.4.2).
struct BriefingModel: Sendable {
  struct Item: Sendable {
    let visit: ScheduledVisit
    let isComeback: Bool
    /// The last visit of the vehicle before.
    let earlier: VisitRecord?
    let original: String?
    let technicians: String
    let bays: String
    let diagnosis: [ScheduledOperation]
    let parts: [(name: String, quantity: Int, isThere: Bool)]
  }

  let day: CivilDate
  let items: [Item]

  /// - Parameter earlier: The visits of a plate that are over, the newest first.
  init(_ facts: BoardFacts, day: CivilDate, earlier: (String) -> [VisitRecord]) {
    self.day = day
    items = facts.arrivals(on: day).filter(Self.needsBriefing).map { visit in
      let appointment = visit.appointment
      let before = earlier(appointment.card.plate ?? "").first { $0.appointment.id != appointment.id }
      return Item(
        visit: visit, isComeback: appointment.kind == .comeback, earlier: before,
        original: appointment.originalTechnician.map(facts.names.technician),
        technicians: facts.technicians(visit.technicians()),
        bays: visit.bays().map(facts.names.bay).joined(separator: " → "),
        diagnosis: visit.operations.enumerated().filter { index, operation in
          Self.isNamedDiagnosis(operation) || (index == 0 && Self.isDiagnosis(operation))
        }.map(\.element),
        parts: appointment.allParts.filter { !AnswerPart.isAnswer($0.part) }.map {
          (
            facts.names.part($0.part), $0.quantity,
            appointment.picked || (facts.parts[$0.part]?.onHand ?? 0) >= $0.quantity
          )
        })
    }.sorted { ($0.isComeback ? 0 : 1, $0.visit.arrival) < ($1.isComeback ? 0 : 1, $1.visit.arrival) }
  }

  /// A comeback, or work for a master, for several people, with a certificate or with a diagnosis.
  private static func needsBriefing(_ visit: ScheduledVisit) -> Bool {
    visit.appointment.kind == .comeback
      || visit.operations.contains { operation in
        guard case .standard(let work) = operation.operation.work, let crew = work.crew else { return false }
        return crew.level >= 3 || crew.size > 1 || !crew.certifications.isEmpty || isDiagnosis(operation)
      }
  }

  private static func isDiagnosis(_ operation: ScheduledOperation) -> Bool {
    if case .standard(let work) = operation.operation.work, work.bay == "diagnosis" { return true }
    return isNamedDiagnosis(operation)
  }

  private static func isNamedDiagnosis(_ operation: ScheduledOperation) -> Bool {
    let name = operation.name.lowercased()
    return name.contains("诊断") || name.contains("diagnos")
  }
}
