import BaylineMath
import BaylineModel
import BaylineSimulation
import BaylineWording

/// The key findings of a staffing study.
struct StaffingFindings {
  let result: StaffingResult
  let tables: StaffingTables
  let words: Glossary

  var lines: [String] {
    if let chosen = result.chosen { return met(chosen) }
    return unmet
  }

  private func met(_ chosen: StaffingResult.Point) -> [String] {
    var lines = [cost(chosen)]
    if let today = result.today {
      let difference = zip(today.counts, chosen.counts).map { $1 - $0 }
      if let changes = words.difference(difference, result.posts) {
        lines.append(words("与现状相比：\(changes)。", "Compared with today: \(changes)."))
      } else {
        lines.append(
          words(
            "就是现状：没有更省的达标方案。", "This is today's staffing: no cheaper one that meets the targets was found."))
      }
      let missed = missed(today)
      if !missed.isEmpty {
        let texts = missed.map { "\(words.target($0))\(words.bracketed(tables.text($0.measure, today)))" }
        lines.append(
          words("现状未满足：\(words.list(texts))。", "Today's staffing misses \(words.list(texts))."))
      }
    }
    lines.append(proof)
    return lines
  }

  private func cost(_ chosen: StaffingResult.Point) -> String {
    let text = price(chosen.total)
    let found = words(
      "满足全部 \(result.targets.count) 项目标的最省配置每天 \(text)",
      "The cheapest staffing found that meets all \(result.targets.count) targets costs \(text) per day")
    guard let today = result.today, today.total != chosen.total else { return found + words("。", ".") }
    let difference = today.total - chosen.total
    return found
      + (difference > 0
        ? words("，比现状省 \(price(difference))。", ", \(price(difference)) less than today's.")
        : words("，比现状多 \(price(-difference))。", ", \(price(-difference)) more than today's."))
  }

  /// Why nothing can be removed, from the neighbours.
  private var proof: String {
    let smaller = result.neighbours.filter(\.isSmaller)
    var (failed, unsure, ruledOut, costlier) = (0, 0, 0, 0)
    for neighbour in smaller {
      switch neighbour.evaluation {
      case .ruledOut: ruledOut += 1
      case .played(let point):
        let missed = missed(point)
        if missed.isEmpty {
          costlier += 1
        } else if missed.contains(where: {
          point.status($0, confidence: result.confidence) != .unproven
        }) {
          failed += 1
        } else {
          unsure += 1
        }
      }
    }
    guard result.isComplete else {
      return words(
        "计算被中断：是否还能再省，尚未证明。", "The run was stopped: whether anything can be removed has not been established."
      )
    }
    if smaller.isEmpty {
      return words("各项已在范围的下限。", "Everything is at the lower end of its range.")
    }
    var parts: [String] = []
    if failed > 0 { parts.append(words("\(failed) 个未达标", "\(failed) miss a target")) }
    if ruledOut > 0 { parts.append(words("\(ruledOut) 个必然不达标", "\(ruledOut) provably cannot meet one")) }
    if unsure > 0 { parts.append(words("\(unsure) 个达标把握不足", "\(unsure) may not meet all targets")) }
    if costlier > 0 {
      parts.append(words("\(costlier) 个达标但合计更贵", "\(costlier) meet all but have a higher total cost"))
    }
    return words(
      "不能再减：少一个的 \(smaller.count) 种配置中，\(parts.joined(separator: "，"))。",
      "Nothing can be removed: of the \(smaller.count) staffings with one fewer, \(words.list(parts)).")
  }

  private var unmet: [String] {
    guard result.isComplete else {
      return [
        words("计算被中断，尚未找到达标的配置。", "The run was stopped before a staffing that meets the targets was found.")
      ]
    }
    var lines = [
      words("在给定范围内没有找到满足全部目标的配置。", "No staffing within the ranges was found that meets all targets.")
    ]
    for (point, title) in [
      (result.most, words("用到允许的上限", "At the upper limits")),
      (result.nearest, words("最接近的配置", "The closest staffing")),
    ] {
      guard let point else { continue }
      let texts = missed(point).map { miss($0, point) }
      lines.append(
        texts.isEmpty
          ? words("\(title)：全部达标。", "\(title): all targets are met.")
          : words("\(title)：\(texts.joined(separator: "；"))。", "\(title): \(texts.joined(separator: "; "))."))
    }
    if let nearest = result.nearest, let today = result.today,
      let changes = words.difference(zip(today.counts, nearest.counts).map { $1 - $0 }, result.posts)
    {
      lines.append(words("最接近的与现状相比：\(changes)。", "The closest compared with today: \(changes)."))
    }
    return lines
  }

  /// `on time ≥ 90%: 85.2% [84.1, 86.3], 4.8 points short`
  private func miss(_ target: StaffingTargets.Target, _ point: StaffingResult.Point) -> String {
    let text = "\(words.target(target))\(words("，", ", "))\(tables.text(target.measure, point))"
    guard let mean = point.measures[target.measure]?.mean else {
      return text + words("，无可统计", ", no data")
    }
    let short =
      switch target.bound {
      case .least(let value): value - mean
      case .most(let value): mean - value
      }
    guard short > 0 else {
      return text + words("，达标把握不足", ", may not be met")
    }
    let size = words.unit(of: target.measure).ofDifference.text(
      short, decimals: NumberText.decimals(for: [short]), words)
    switch target.bound {
    case .least: return text + words("，差 \(size)", ", \(size) short")
    case .most: return text + words("，多 \(size)", ", \(size) too high")
    }
  }

  private func missed(_ point: StaffingResult.Point) -> [StaffingTargets.Target] {
    result.targets.filter { point.status($0, confidence: result.confidence) != .met }
  }

  private func price(_ number: Double) -> String {
    ValueUnit.money(result.currency ?? "").text(number, decimals: 0, words)
  }
}
