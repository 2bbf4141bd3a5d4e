import BaylineModel
import BaylineWording

extension ScheduledVisitState {
  func name(_ words: Glossary) -> String {
    switch self {
    case .toCome: words("待到店", "to come")
    case .inHouse: words("在厂", "in house")
    case .arrived: words("已到店", "arrived")
    case .underWay: words("维修中", "under way")
    case .done: words("已完工", "done")
    }
  }
}

extension Appointment {
  /// The plate, or the id of an appointment without one.
  var plate: String { card.plate ?? id }
}
