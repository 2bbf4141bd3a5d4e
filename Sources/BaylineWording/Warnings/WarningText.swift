package import BaylineModel

/// Warnings of a schedule as sentences.
package struct WarningText: Sendable {
  private let words: Glossary
  private let names: DisplayNames

  /// Creates words for the schedules of a site and a demand.
  package init(site: Site, demand: Demand, language: Language) {
    words = Glossary(language)
    names = DisplayNames(site: site, demand: demand)
  }

  /// The warning as a sentence without a full stop.
  package func sentence(_ warning: ScheduleWarning) -> String {
    switch warning {
    case .samePlate(let plate, let appointments, let at):
      words(
        "\(plate.printable) 在 \(names.time(at)) 有两次到店：\(words.list(appointments))",
        "\(plate.printable) has two visits at \(names.time(at)): \(words.list(appointments))")
    case .advisorPromisedTwice(let advisor, let appointments, let at):
      words(
        "\(names.advisor(advisor)) 在 \(names.time(at)) 同时约了两位客户：\(vehicles(appointments))",
        "\(names.advisor(advisor)) has promised two customers \(names.time(at)): \(vehicles(appointments))")
    case .limitExceededByBooked(let limit, let day, let booked, let most):
      words(
        "\(names.day(day)) 已约定 \(booked) 台，超过“\(names.limit(limit))”限额 \(most) 台",
        "\(booked) arrivals are promised on \(names.day(day)), the limit “\(names.limit(limit))” is \(most)")
    case .promisedPartTaken(let part, let appointment, let arrival, let missing):
      words(
        "\(names.part(part)) 本次计划用完后，已约 \(names.time(arrival)) 的 \(names.vehicle(appointment)) 缺 \(missing) 件",
        "this schedule leaves \(names.vehicle(appointment)), promised for \(names.time(arrival)), \(missing) short "
          + "of \(names.part(part))")
    case .onDutyWhileClosed(let people, let days): onDutyWhileClosed(people, days)
    case .nobodyOnDuty(let role, let days): nobodyOnDuty(role, days)
    case .shiftTooShort(let technician, let longest, let shortest):
      words(
        "\(names.technician(technician)) 的班次最长连续 \(words.duration(longest))，能做的作业最短要 "
          + words.duration(shortest),
        "no work fits the shifts of \(names.technician(technician)): at most \(words.duration(longest)) in one "
          + "piece, the shortest job takes \(words.duration(shortest))")
    case .bayHoursTooShort(let bay, let longest, let shortest):
      words(
        "\(names.bay(bay)) 的开放时间最长连续 \(words.duration(longest))，能做的作业最短要 \(words.duration(shortest))",
        "no work fits the hours of \(names.bay(bay)): at most \(words.duration(longest)) in one piece, the "
          + "shortest job takes \(words.duration(shortest))")
    }
  }

  private func onDutyWhileClosed(_ people: [ScheduleWarning.Person], _ days: [CivilDate]) -> String {
    let named = words.shortList(
      people.map { $0.role == .advisors ? names.advisor($0.id) : names.technician($0.id) })
    return words(
      "\(words.shortList(days.map(names.day))) 本店不营业，但排有班次：\(named)",
      "the site is closed on \(words.shortList(days.map(names.day))), but on duty: \(named)")
  }

  private func nobodyOnDuty(_ role: ScheduleWarning.Role, _ days: [CivilDate]) -> String {
    let days = words.shortList(days.map(names.day))
    switch role {
    case .technicians:
      return words("\(days) 营业，但没有技师当班", "the site is open on \(days), but no technician is on duty")
    case .advisors:
      return words("\(days) 营业，但没有服务顾问当班", "the site is open on \(days), but no advisor is on duty")
    }
  }

  private func vehicles(_ appointments: [String]) -> String {
    words.list(appointments.map(names.vehicle))
  }
}
