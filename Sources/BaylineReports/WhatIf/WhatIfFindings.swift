import BaylineMath
import BaylineModel
import BaylineSimulation
import BaylineWording

/// The key findings of a what-if study: what is worth most, and what makes no difference.
struct WhatIfFindings {
  let result: WhatIfResult
  let words: Glossary

  var lines: [String] {
    var lines: [String] = []
    if let best = result.oneMore.first(where: isGain) {
      let changes = changes(best)
      lines.append(
        words(
          "最值得增加的是「\(words.rowName(best))」：\(changes)。",
          "The most valuable addition is \(words.rowName(best)): \(changes)."))
    } else if !result.oneMore.isEmpty {
      lines.append(
        words(
          "没有哪一种资源加一有明确的好处：瓶颈不在数量。",
          "One more of any resource brings no clear benefit: quantities are not the bottleneck."))
    }
    let better = result.scenarios.filter(isGain)
    let worse = result.scenarios.filter(isLoss)
    let unclear = result.scenarios.count - better.count - worse.count
    for (group, verdict) in [
      (better, words("明确更好", "Clearly better")), (worse, words("明确更差", "Clearly worse")),
    ]
    where !group.isEmpty {
      let largest = group.max { abs(main($0).mean) < abs(main($1).mean) } ?? group[0]
      lines.append(
        words(
          "\(verdict)的方案有 \(group.count) 个，差别最大的是「\(words.rowName(largest))」：\(changes(largest))。",
          "\(verdict) than today: \(group.count) of \(result.scenarios.count) scenarios; the largest difference: \(words.rowName(largest)), \(changes(largest))."
        ))
    }
    if unclear > 0 {
      lines.append(
        words(
          "\(unclear) 个方案按\(criterion)没有明确差异。",
          "\(unclear) scenario\(unclear == 1 ? "" : "s") without a clear difference in \(criterion)."))
    }
    return lines
  }

  /// The name of the main criterion.
  private var criterion: String {
    result.today.money != nil ? words("收益", "money") : words("计划成本", "planned cost")
  }

  /// The difference in the main criterion; more is better.
  private func main(_ row: WhatIfResult.Comparison) -> MeanInterval {
    row.moneyDifference
      ?? MeanInterval(mean: -row.costDifference.mean, margin: row.costDifference.margin)
  }

  private func isGain(_ row: WhatIfResult.Comparison) -> Bool {
    main(row).isSignificant && main(row).mean > 0
  }
  private func isLoss(_ row: WhatIfResult.Comparison) -> Bool {
    main(row).isSignificant && main(row).mean < 0
  }

  /// The significant differences of a row.
  private func changes(_ row: WhatIfResult.Comparison) -> String {
    var parts: [String] = []
    func add(_ name: String, _ measure: ValueUnit, _ difference: MeanInterval?) {
      guard let difference, difference.isSignificant else { return }
      let decimals = NumberText.decimals(for: [difference.mean], margins: [difference.margin ?? 0])
      parts.append(
        "\(name) \(measure.text(difference.mean, decimals: decimals, isSigned: true, words))")
    }
    if row.moneyDifference != nil {
      add(words("收益", "money"), .money(result.currency ?? ""), row.moneyDifference)
    }
    add(words("计划成本", "planned cost"), .named(words("点", "points")), row.costDifference)
    for figure in [Figure.served, .onTime, .waiting, .returnDelay, .overtime, .lost] {
      add(words.brief(figure), words.unit(ofDifferenceIn: figure), row.differences[figure])
    }
    let per = WhatIfTables(result: result, words: words).per
    return words("\(per)\(words.list(parts))", "\(words.list(parts)) \(per)")
  }
}
