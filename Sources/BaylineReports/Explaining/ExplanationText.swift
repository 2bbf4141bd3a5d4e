public import BaylineModel
import BaylineVerifier
import BaylineWording

/// An explanation in plain words, for a terminal.
public struct ExplanationText: Sendable {
  let site: Site
  let demand: Demand
  let words: Glossary
  let names: DisplayNames

  /// Creates a text for explanations of schedules of a site and a demand.
  public init(site: Site, demand: Demand, language: Language) {
    self.site = site
    self.demand = demand
    words = Glossary(language)
    names = DisplayNames(site: site, demand: demand)
  }

  /// The whole explanation, ending with a line break.
  public func text(_ explanation: Explanation) -> String {
    var sections: [[String]] = []
    if let standing = explanation.standing, explanation.answer == nil {
      sections.append(self.standing(standing, of: explanation))
    } else if let standing = explanation.standing {
      sections.append([heading(explanation) + words("：现排 ", ": currently ") + place(standing.assignment)])
    }
    if let reason = explanation.reason {
      sections.append(unscheduled(reason, explanation))
      if explanation.answer == nil {
        sections.append([
          words(
            "没有可比较的排法：作业全部已锁定，或站点没有服务顾问",
            "there is no alternative to compare: all its work is locked, or the site has no advisors")
        ])
      }
    }
    if let answer = explanation.answer { sections += self.answer(answer, of: explanation) }
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  // MARK: - Parts of sentences

  func heading(_ explanation: Explanation) -> String {
    let id = explanation.question.appointment
    let kind = demand.appointments.first { $0.id == id }.map { words.kind($0.kind) } ?? ""
    return names.vehicle(id) + words(" ", " ") + kind
  }

  /// Arrival, advisor, technicians, bays, and time ready.
  func place(_ assignment: Schedule.Assignment) -> String {
    var parts: [String] = []
    if let reception = assignment.reception {
      parts.append(
        words(
          "\(names.time(reception.arrival)) 到店（\(names.advisor(reception.advisor))）",
          "\(names.time(reception.arrival)) with \(names.advisor(reception.advisor))"))
    }
    var seen: [String] = []
    for operation in assignment.operations {
      let people = operation.technicians.map(names.technician)
      for name in people + (operation.bay.map { [names.bay($0)] } ?? []) where !seen.contains(name) {
        seen.append(name)
      }
    }
    parts.append(words.list(seen))
    parts.append(words("\(names.time(assignment.ready)) 交车", "ready at \(names.time(assignment.ready))"))
    return parts.filter { !$0.isEmpty }.joined(separator: words("，", ", "))
  }

  /// `+30: off the first choice +40, delay -10`.
  func change(_ cost: ScheduleCost) -> String {
    let terms = ScheduleCost.Term.allCases.filter { cost[$0] != 0 }.map {
      "\(words.term($0)) \(signed(cost[$0]))"
    }
    return terms.isEmpty ? "" : words.list(terms)
  }

  func signed(_ points: Int) -> String {
    (points > 0 ? "+" : "") + words.number(points)
  }

  /// A search that was cut off proves nothing.
  var undecided: String {
    words(
      "（未证明：预留工时的组合太多，只试了一部分，可能还有排法）",
      "(not proven: there are too many ways to keep the reserve, and not all were tried; a place may exist)")
  }

  func obstacles(_ explanation: Explanation, in schedule: Schedule) -> ObstacleText {
    ObstacleText(
      site: site, demand: demand, language: words.language, appointment: explanation.question.appointment,
      schedule: schedule)
  }

  // MARK: - Unscheduled

  private func unscheduled(_ reason: Schedule.UnscheduledAppointment, _ explanation: Explanation) -> [String]
  {
    var lines = [
      heading(explanation) + words("：未排入，", ": unscheduled, ")
        + ReasonText(site: site, demand: demand, language: words.language).cause(reason)
    ]
    if let detail = reason.detail { lines.append("  " + detail) }
    if !explanation.isReasonProven { lines.append("  " + undecided) }
    if let earliest = reason.earliest {
      lines.append(
        "  "
          + words(
            "其余不动，不限客户时间，最早可在 \(names.time(earliest)) 到店",
            "with nothing else changed and the customer's own times ignored, it could arrive at \(names.time(earliest)) at the earliest"
          ))
    }
    return lines
  }
}
