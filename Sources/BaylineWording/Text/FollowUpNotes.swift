package import BaylineModel

/// Notes on visits whose customers did not come, so that the next lists say why they are called.
package struct FollowUpNotes {
  private let words: Glossary

  package init(_ words: Glossary) {
    self.words = words
  }

  /// Notes each missed arrival, after what is noted already.
  ///
  /// - Parameter reason: What the customer says of it.
  package func add(
    _ missed: [(appointment: String, at: CivilTime)], reason: String? = nil, to demand: inout Demand
  ) {
    for visit in missed {
      guard let index = demand.appointments.firstIndex(where: { $0.id == visit.appointment }) else {
        continue
      }
      let time = String(describing: visit.at).replacing("T", with: " ")
      let why = reason.map { words("（\($0)）", " (\($0))") } ?? ""
      let note = words("\(time) 未到店", "did not come at \(time)") + why
      let known = demand.appointments[index].card.note ?? ""
      if known.contains(note) { continue }
      demand.appointments[index].card.note = known.isEmpty ? note : known + words("；", "; ") + note
    }
  }
}
