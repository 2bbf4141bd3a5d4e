import BaylineModel
import BaylineVerifier
import BaylineWording

/// Sentences about operations: H6-H10 and locks.
extension VerdictText {
  func workSentence(_ violation: Violation) -> String? {
    let at = names.time(violation.at)
    switch violation.detail {
    case .startsBeforeReceptionEnds(let time):
      return words(
        "\(at) 开工，接车到 \(names.time(time)) 才结束",
        "starts at \(at), but the reception ends at \(names.time(time))")
    case .startsBeforeVehiclePresent(let time):
      return words(
        "\(at) 开工，最早可在 \(names.time(time))",
        "starts at \(at), but the vehicle arrives at \(names.time(time))")
    case .startsBeforePredecessorEnds(let operation, let end):
      let name = operationName(operation, in: violation.subject)
      return words(
        "\(at) 开工，前一项 \(name) 到 \(names.time(end)) 才结束",
        "starts at \(at), but \(name) lasts until \(names.time(end))")
    case .startsBeforeNow(let now):
      return words(
        "\(at) 开工，早于当前时间 \(names.time(now))", "starts at \(at), before the current time, \(names.time(now))")
    case .workDoesNotFit(let minutes):
      return words(
        "\(at) 开工不在技师与工位的共同工作时间内，或其中容不下 \(minutes) 分钟",
        "starts at \(at), outside the common working time of crew and bay, or \(minutes) minutes never fit"
      )
    case .outsideShift(let technicians, let end):
      let people = words.list(technicians.map(names.technician))
      return words(
        "\(at)–\(names.time(end)) 不在 \(people) 的同一班段内",
        "\(at)–\(names.time(end)) is not within one working interval of \(people)")
    case .wrongEnd(let stated, let expected, let minutes):
      return words(
        "\(at) 开工，写明 \(names.time(stated)) 结束，\(minutes) 分钟应到 \(names.time(expected))",
        "starts at \(at), stated to end at \(names.time(stated)); \(minutes) minutes of work end at \(names.time(expected))"
      )
    case .endsAfterHorizon(let end):
      return words(
        "\(at) 才完工，超出计划期 \(names.time(end))",
        "ends at \(at), after the end of the horizon, \(names.time(end))")
    case .startsBeforeHorizon(let start):
      return words(
        "\(at) 开工，早于计划期开始 \(names.time(start))",
        "starts at \(at), before the start of the horizon, \(names.time(start))")
    case .lockNotKept(let locked):
      let place = words.list(
        [names.time(locked.start)] + locked.technicians.map(names.technician)
          + (locked.bay.map { [names.bay($0)] } ?? []))
      return words("与锁定不符，应为 \(place)", "does not match its lock: \(place)")
    default: return sequenceSentence(violation)
    }
  }

  /// Lags, and bays that are kept.
  private func sequenceSentence(_ violation: Violation) -> String? {
    let at = names.time(violation.at)
    switch violation.detail {
    case .startsTooSoon(let operation, let minutes, let least):
      let name = operationName(operation, in: violation.subject)
      return words(
        "\(at) 开工，距前一项 \(name) 结束仅 \(minutes) 分钟，至少 \(least) 分钟",
        "starts at \(at), \(minutes) minutes after \(name); at least \(least) are required")
    case .startsTooLate(let operation, let minutes, let most):
      let name = operationName(operation, in: violation.subject)
      return words(
        "\(at) 开工，距前一项 \(name) 结束 \(minutes) 分钟，至多 \(most) 分钟",
        "starts at \(at), \(minutes) minutes after \(name); at most \(most) are allowed")
    case .bayNotKept(let after):
      let name = operationName(after, in: violation.subject)
      return words("\(name) 之后车辆不得移出工位", "the vehicle must stay in its bay after \(name)")
    default: return nil
    }
  }

  private func operationName(_ id: String, in subject: Violation.Subject) -> String {
    guard case .operation(let operation) = subject else { return id }
    return names.operation(id, of: operation.appointment)
  }
}
