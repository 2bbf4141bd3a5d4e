import BaylineModel
import BaylineVerifier
import BaylineWording

/// Whether a visit could be elsewhere, and what it would take.
extension ExplanationText {
  func answer(_ answer: PlacementAnswer, of explanation: Explanation) -> [[String]] {
    if answer.isPossible { return [possible(answer, explanation)] }
    let past = words(
      "该时间已过：现在是 \(names.time(demand.now))", "that time is past: it is \(names.time(demand.now))")
    return [
      inTheWay(answer, explanation),
      answer.isPast ? [past] : relaxations(answer.relaxations, explanation),
    ]
  }

  /// What was asked for, in words; empty if nothing was.
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

  private func possible(_ answer: PlacementAnswer, _ explanation: Explanation) -> [String] {
    let difference = answer.cost - explanation.cost
    let asked = asked(explanation.question)
    let what =
      asked.isEmpty ? words("可以排入", "it can be scheduled") : words("\(asked)：可行", "\(asked): possible")
    var lines = [what + words("，", ", ") + place(answer.assignment)]
    let terms = change(difference)
    if answer.assignment == explanation.standing?.assignment {
      return ["\(asked)" + words("：它正排在那里", ": that is where it is")]
    }
    if difference.total > 0 {
      let more = words.number(difference.total)
      lines.append(
        "  "
          + (explanation.standing == nil
            ? words("比不排贵 \(more) 点：\(terms)", "costs \(more) points more than leaving it out: \(terms)")
            : words("比现在贵 \(more) 点：\(terms)", "costs \(more) points more than where it is: \(terms)")))
    } else if difference.total < 0 {
      let less = words.number(-difference.total)
      lines.append(
        "  "
          + words(
            "比现在省 \(less) 点：\(terms)。计划还可改进，请运行 bayline schedule --from",
            "costs \(less) points less than now: \(terms). The schedule can be improved: bayline schedule --from"
          ))
    } else {
      lines.append(
        "  " + words("成本与现在相同", "costs the same as now") + (terms.isEmpty ? "" : words.bracketed(terms)))
    }
    return lines
  }

  // MARK: - Not possible

  private func inTheWay(_ answer: PlacementAnswer, _ explanation: Explanation) -> [String] {
    let asked = asked(explanation.question)
    let text = obstacles(explanation, in: answer.schedule)
    var lines = [
      asked.isEmpty
        ? words("无处可排，至少会违反：", "nowhere possible; the least that would be broken:")
        : words("\(asked)：不可行，原因：", "\(asked): not possible, because of")
    ]
    lines += text.lines(answer.violations).map { "  \($0.rule.rawValue)  \($0.text)" }
    lines.append(
      "  " + words("（按此排法：\(place(answer.assignment))）", "(forced there: \(place(answer.assignment)))"))
    if !answer.otherWays.isEmpty {
      let ways = answer.otherWays.prefix(5).map { $0.map(\.rawValue).joined(separator: "+") }
        .joined(separator: words("或", " or "))
      lines.append("  " + words("换一种排法，会改为违反 \(ways)", "in another way it would be \(ways) instead"))
    }
    let others = answer.advisors.filter { $0.advisor != answer.assignment.reception?.advisor }
    if explanation.question.advisor == nil,
      answer.violations.contains(where: { [.h1, .h2, .h3, .h4].contains($0.rule) }),
      !others.isEmpty
    {
      lines.append("  " + words("其他服务顾问：", "the other advisors:"))
      lines += others.map { advisorLine($0, text) }
    }
    return lines
  }

  private func relaxations(_ relaxations: Relaxations, _ explanation: Explanation) -> [String] {
    let most = relaxations.maxTogether
    guard let size = relaxations.sets.first?.edits.count else {
      return [
        relaxations.isComplete
          ? words(
            "试过的 \(relaxations.tried) 项放宽中，\(most) 项以内的任何组合都不够",
            "of the \(relaxations.tried) weaker rules that were tried, no \(most) together are enough")
          : words(
            "在限定的尝试次数内，\(relaxations.tried) 项放宽中没有找到足够的组合",
            "of the \(relaxations.tried) weaker rules, no combination was found within the limit of trials")
      ]
    }
    var lines = [
      size == 1
        ? words("以下任何一项就够：", "any one of these would be enough:")
        : words("需要 \(size) 项一起，以下任何一组就够：", "\(size) together are needed; any of these sets is enough:")
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
        ? words("省 \(words.number(set.gain)) 点", "saves \(words.number(set.gain)) points")
        : set.gain < 0
          ? words("贵 \(words.number(-set.gain)) 点", "costs \(words.number(-set.gain)) points more")
          : words("成本不变", "at the same cost")
      lines.append("  - \(what) \(then)\(gain)")
    }
    if relaxations.more > 0 {
      lines.append("  " + words("另有 \(relaxations.more) 组", "and \(relaxations.more) more"))
    }
    if !relaxations.isComplete {
      lines.append("  " + words("（尝试次数已到上限，可能还有）", "(the limit of trials was reached: there may be more)"))
    }
    return lines
  }
}
