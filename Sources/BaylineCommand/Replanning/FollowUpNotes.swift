import Bayline
import BaylineWording

/// Notes on visits whose customers did not come, so that the next lists say why they are called.
struct FollowUpNotes {
  private let words: Glossary
  /// What a customer gave as the reason, by visit.
  private let reasons: [String: String]

  init(_ words: Glossary, reasons: [String: String] = [:]) {
    self.words = words
    self.reasons = reasons
  }

  /// Adds a note to each visit that a replan calls a no-show, after what is noted already.
  func add(to demand: inout Demand, _ changes: ChangeList) {
    for call in changes.calls {
      guard case .noShow(let missed) = call.cause,
        let index = demand.appointments.firstIndex(where: { $0.id == call.appointment })
      else { continue }
      let time = String(describing: missed).replacing("T", with: " ")
      let reason = reasons[call.appointment].map { words("（\($0)）", " (\($0))") } ?? ""
      let note = words("\(time) 未到店\(reason)", "did not come at \(time)\(reason)")
      let known = demand.appointments[index].card.note ?? ""
      if known.contains(note) { continue }
      demand.appointments[index].card.note = known.isEmpty ? note : known + words("；", "; ") + note
    }
  }
}
