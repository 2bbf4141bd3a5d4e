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

extension Glossary {
  /// Marks a visit that weighs more than others.
  var preferred: String { "VIP" }

  /// The time between an operation and the one before it; `nil` if nothing is asked.
  func lag(_ lag: ServiceOperation.Lag) -> String? {
    let most = lag.max.map { self("不超过\(duration($0))", "at most \(duration($0))") }
    let least = lag.min > 0 ? self("至少\(duration(lag.min))", "at least \(duration(lag.min))") : nil
    let bounds = [least, most].compactMap(\.self)
    guard !bounds.isEmpty else { return nil }
    return self("距上道作业\(list(bounds))", "\(list(bounds)) after the job before")
  }
}

extension Appointment {
  /// The plate, or the id of an appointment without one.
  var plate: String { card.plate ?? id }
}
