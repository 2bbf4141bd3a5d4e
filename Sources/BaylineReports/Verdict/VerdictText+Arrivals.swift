import BaylineModel
import BaylineVerifier
import BaylineWording

/// Sentences about arrivals and trips: READY, H1-H5, H13, H15, H17, H18.
extension VerdictText {
  func sentence(_ violation: Violation) -> String {
    arrivalSentence(violation) ?? tripSentence(violation) ?? workSentence(violation) ?? resourceSentence(
      violation) ?? ""
  }

  private func arrivalSentence(_ violation: Violation) -> String? {
    let at = names.time(violation.at)
    switch violation.detail {
    case .wrongReadyTime(let time):
      return words(
        "写明 \(at) 可交车，应为 \(names.time(time))", "stated to be ready at \(at), must be \(names.time(time))")
    case .promisedBeforeReady(let ready):
      return words(
        "承诺 \(at) 交车，早于可交车时间 \(names.time(ready))",
        "promised for \(at), but ready only at \(names.time(ready))")
    case .offGrid(let minutes):
      return words("\(at) 须为 \(minutes) 分钟整档", "\(at) is not a multiple of \(minutes) minutes")
    case .notAnArrivalDay:
      return words("\(at) 不是接车日", "\(at) is not on an arrival day")
    case .arrivalBeforeNow(let now):
      return words("\(at) 早于当前时间 \(names.time(now))", "\(at) is before the current time, \(names.time(now))")
    case .kindNotReceived(let advisor, let kind):
      return words(
        "服务顾问 \(names.advisor(advisor)) 不接待\(words.kind(kind))",
        "advisor \(names.advisor(advisor)) does not receive visits of kind \(words.kind(kind))")
    case .receptionOutsideHours:
      return words("\(at) 的接车不在营业时间内", "the reception at \(at) is outside the site's hours")
    case .receptionOutsideShift(let advisor):
      return words(
        "\(at) 的接车不在服务顾问 \(names.advisor(advisor)) 的班内",
        "the reception at \(at) is outside the shift of advisor \(names.advisor(advisor))")
    case .arrivalsTooClose(let earlier, let later, let minimum):
      return tooClose(earlier, later, minMinutes: minimum)
    case .tooManyArrivalsInHour(let arrivals, let limit):
      return words(
        "\(at) 起 60 分钟内接车 \(arrivals.count) 台，至多 \(limit) 台",
        "\(arrivals.count) arrivals in the 60 minutes from \(at), at most \(limit) are allowed")
        + plates(of: arrivals)
    case .tooManyArrivalsOnDay(let arrivals, let limit):
      let day = names.day(violation.at.date)
      return words(
        "\(day) 接车 \(arrivals.count) 台，至多 \(limit) 台",
        "\(arrivals.count) arrivals on \(day), at most \(limit) are allowed")
    case .outsideAvailability(let windows):
      let times = words.list(windows.map { names.span(from: $0.from, to: $0.to) })
      return words(
        "\(at) 不在客户可来的时间\(words.bracketed(times))内",
        "\(at) is outside the customer's times\(words.bracketed(times))")
    case .notReadyByClosing(let closing?):
      return words(
        "客户在店等待，\(at) 才可交车，应不晚于 \(names.time(closing))",
        "the customer waits and the vehicle is ready at \(at), must be by \(names.time(closing))")
    case .notReadyByClosing(nil):
      return words(
        "客户在店等待，但到店当天不营业", "the customer waits, but the site is closed on the day of the arrival")
    case .arrivalNotAsPromised(let promised):
      return words(
        "\(at) 到店，已与客户约定 \(names.time(promised))", "arrives at \(at), confirmed for \(names.time(promised))")
    default: return nil
    }
  }

  private func tripSentence(_ violation: Violation) -> String? {
    let at = names.time(violation.at)
    switch violation.detail {
    case .limitExceeded(let arrivals, let most):
      let day = names.day(violation.at.date)
      return words(
        "\(day) 到店 \(arrivals.count) 台，至多 \(most) 台",
        "\(arrivals.count) arrivals on \(day), at most \(most) are allowed")
        + plates(of: arrivals)
    case .collectedOutsideHours(let minutes):
      return words(
        "\(at) 上门取车，全程 \(minutes) 分钟不在同一营业时段内",
        "the vehicle is collected from \(at); these \(minutes) minutes are not within one interval of the site's hours"
      )
    case .neverDelivered(let minutes):
      return words(
        "\(at) 可交车，此后没有容得下 \(minutes) 分钟送车的营业时段",
        "ready at \(at), but no interval of the site's hours after that has room for the \(minutes) minutes of its delivery"
      )
    case .driverShortage(let underWay, let most, let appointments):
      let plates = words.bracketed(words.list(appointments.map(names.plate)))
      return words(
        "\(at) 需 \(underWay) 名司机，至多 \(most) 名\(plates)",
        "\(underWay) trips under way at \(at), at most \(most) are possible\(plates)")
    default: return nil
    }
  }

  private func tooClose(
    _ earlier: Violation.ArrivalReference, _ later: Violation.ArrivalReference, minMinutes: Int
  ) -> String {
    let gap = later.at - earlier.at
    let (first, second) = (names.time(earlier.at), names.time(later.at))
    return words(
      "\(first) 与 \(second) 仅隔 \(gap) 分钟，至少 \(minMinutes) 分钟",
      "\(first) and \(second) are \(gap) minutes apart, at least \(minMinutes) are required")
      + plates(of: [earlier, later])
  }

  private func plates(of arrivals: [Violation.ArrivalReference]) -> String {
    words.bracketed(words.list(arrivals.map { names.plate($0.appointment) }))
  }
}
