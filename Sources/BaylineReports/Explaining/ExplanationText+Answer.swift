import BaylineModel
import BaylineVerifier
import BaylineWording

/// Whether a visit could be placed elsewhere, and what it would take.
extension ExplanationText {
  func answer(_ answer: Explanation.PlacementAnswer, of explanation: Explanation) -> [[String]] {
    if answer.isPossible { return [possible(answer, explanation)] }
    let past = words(
      "该时间已过：现在是 \(names.time(demand.now))", "that time has passed: it is now \(names.time(demand.now))")
    return [
      blocked(answer, explanation),
      answer.isPast ? [past] : relaxations(answer.relaxations, explanation),
    ]
  }

  /// The requested placement in words; empty if the question has none.
  private func asked(_ question: PlacementQuestion) -> String {
    var parts: [String] = []
    if let arrival = question.arrival {
      parts.append(words("\(names.time(arrival)) 到店", "at \(names.time(arrival))"))
    }
    if let advisor = question.advisor {
      parts.append(words("服务顾问 \(names.advisor(advisor))", "with advisor \(names.advisor(advisor))"))
    }
    if let technician = question.technician {
      parts.append(
        words("技师 \(names.technician(technician))", "with technician \(names.technician(technician))"))
    }
    if let bay = question.bay { parts.append(words("工位 \(names.bay(bay))", "in bay \(names.bay(bay))")) }
    return parts.joined(separator: words("、", " "))
  }

  // MARK: - Possible

  private func possible(_ answer: Explanation.PlacementAnswer, _ explanation: Explanation) -> [String] {
    let difference = answer.cost - explanation.cost
    let asked = asked(explanation.question)
    let what =
      asked.isEmpty ? words("可以排入", "it can be scheduled") : words("\(asked)：可行", "\(asked): possible")
    var lines = [what + words("，", ", ") + place(answer.assignment)]
    let terms = change(difference)
    if answer.assignment == explanation.standing?.assignment {
      return ["\(asked)" + words("：它正排在那里", ": this is its current placement")]
    }
    if difference.total > 0 {
      let more = words.number(difference.total)
      lines.append(
        "  "
          + (explanation.standing == nil
            ? words("成本比不排高 \(more)：\(terms)", "costs \(more) more than leaving it unscheduled: \(terms)")
            : words("成本比现在高 \(more)：\(terms)", "costs \(more) more than the current placement: \(terms)")))
    } else if difference.total < 0 {
      let less = words.number(-difference.total)
      lines.append(
        "  "
          + words(
            "成本比现在低 \(less)：\(terms)。计划还可改进，请运行 bayline schedule --from",
            "costs \(less) less than the current placement: \(terms). The schedule can be improved: run bayline schedule --from"
          ))
    } else {
      lines.append(
        "  " + words("成本与现在相同", "same cost as now") + (terms.isEmpty ? "" : words.bracketed(terms)))
    }
    return lines
  }

  // MARK: - Not possible

  private func blocked(_ answer: Explanation.PlacementAnswer, _ explanation: Explanation) -> [String] {
    let asked = asked(explanation.question)
    let text = obstacles(explanation, in: answer.schedule)
    var lines = [
      asked.isEmpty
        ? words("无处可排，至少会违反：", "not possible at any time; the fewest violations:")
        : words("\(asked)：不可行，原因：", "\(asked): not possible, because")
    ]
    lines += text.lines(answer.violations).map { "  \($0.rule.rawValue)  \($0.text)" }
    if !answer.isProven { lines.append("  " + undecided) }
    lines.append(
      "  " + words("（按此排法：\(place(answer.assignment))）", "(placed as follows: \(place(answer.assignment)))"))
    if !answer.otherWays.isEmpty {
      let ways = answer.otherWays.prefix(5).map { $0.map(\.rawValue).joined(separator: "+") }
        .joined(separator: words("或", " or "))
      lines.append(
        "  " + words("换一种排法，会改为违反 \(ways)", "placed differently, it would violate \(ways) instead"))
    }
    let others = answer.advisors.filter { $0.advisor != answer.assignment.reception?.advisor }
    if explanation.question.advisor == nil,
      answer.violations.contains(where: { [.h1, .h2, .h3, .h4].contains($0.rule) }),
      !others.isEmpty
    {
      lines.append("  " + words("其他服务顾问：", "other advisors:"))
      lines += others.map { advisorLine($0, text) }
    }
    return lines
  }

  private func relaxations(_ relaxations: Explanation.Relaxations, _ explanation: Explanation) -> [String] {
    let limit = relaxations.maxTogether
    guard let size = relaxations.sets.first?.edits.count else {
      return [
        relaxations.isComplete
          ? words(
            "试过的 \(relaxations.tried) 项放宽中，\(limit) 项以内的任何组合都不够",
            "none of the \(relaxations.tried) relaxations tried is sufficient, not even \(limit) together")
          : words(
            "在限定的尝试次数内，\(relaxations.tried) 项放宽中没有找到足够的组合",
            "no sufficient combination of the \(relaxations.tried) relaxations was found within the limit of trials"
          )
      ]
    }
    var lines = [
      size == 1
        ? words("以下任何一项就够：", "any one of these is sufficient:")
        : words(
          "需要 \(size) 项一起，以下任何一组就够：", "\(size) changes are needed together; any of these sets is sufficient:")
    ]
    let edits = RelaxationText(words: words, names: names, site: site, demand: demand)
    let arrivals = Set(relaxations.sets.map(\.assignment.reception?.arrival))
    for set in relaxations.sets {
      let what = set.edits.map(edits.sentence).joined(separator: words("，并且 ", ", and "))
      var then = ""
      if arrivals.count > 1 || explanation.question.arrival == nil,
        let arrival = set.assignment.reception?.arrival
      {
        then = words("→ \(names.time(arrival)) 到店，", "→ at \(names.time(arrival)), ")
      } else {
        then = "→ "
      }
      let gain =
        set.gain > 0
        ? words("成本降 \(words.number(set.gain))", "saves \(words.number(set.gain))")
        : set.gain < 0
          ? words("成本增 \(words.number(-set.gain))", "costs \(words.number(-set.gain)) more")
          : words("成本不变", "at the same cost")
      lines.append("  - \(what) \(then)\(gain)")
    }
    if relaxations.more > 0 {
      lines.append("  " + words("另有 \(relaxations.more) 组", "and \(relaxations.more) more"))
    }
    if !relaxations.isComplete {
      lines.append("  " + words("（尝试次数已到上限，可能还有）", "(the limit of trials was reached; there may be more)"))
    }
    return lines
  }
}
