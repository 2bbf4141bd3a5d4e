import BaylineMath
import BaylineModel
import BaylineSimulation
import BaylineWording

/// The tables and charts of a staffing study.
struct StaffingTables {
  let result: StaffingResult
  let site: Site
  let words: Glossary

  /// The staffings compared side by side, the chosen one last.
  var columns: [(title: String, point: StaffingResult.Point)] {
    let columns: [(String, StaffingResult.Point?)] = [
      (words.today, result.today), (words("允许的上限", "upper limits"), result.most),
      (words("最接近的", "closest"), result.nearest), (words("选定", "chosen"), result.chosen),
    ]
    return columns.compactMap { title, point in point.map { (title, $0) } }
  }

  private var money: ValueUnit { .money(result.currency ?? "") }
  private var isPriced: Bool { result.points.contains { $0.consequences != nil } }

  // MARK: - The staffing

  /// The number of each post in each staffing.
  var staffing: DocumentTable {
    var heads = [DocumentColumn(words("岗位", "Post")), DocumentColumn(words("范围", "Range"))]
    heads += columns.map { DocumentColumn($0.title, .named("")) }
    let last = result.chosen ?? result.nearest
    if last != nil, result.today != nil {
      heads.append(DocumentColumn(words("增减", "Change"), .named(""), isSigned: true))
      heads.append(DocumentColumn(words("去留", "Who")))
    }
    let rows = result.groups.map { group in
      let range = group.range
      var cells = [DocumentCell.words(words.group(group.subject))]
      cells.append(
        .words(
          range.lowerBound == range.upperBound
            ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"))
      cells += columns.map { .number(Double(result.count(of: group, in: $0.point))) }
      if let last, let today = result.today {
        let change = result.count(of: group, in: last) - result.count(of: group, in: today)
        cells.append(.number(Double(change)))
        cells.append(.words(who(group, last)))
      }
      return DocumentRow(cells)
    }
    return DocumentTable(
      name: "staffing", caption: words("人员与资源", "People and resources"), columns: heads, rows: rows)
  }

  /// Who of a group is not needed, and who is new.
  private func who(_ group: StaffingRanges.Group, _ point: StaffingResult.Point) -> String {
    var parts: [String] = []
    for post in group.posts {
      let count = point.counts[post]
      let released = result.people[post].dropFirst(count).map(name)
      if !released.isEmpty {
        parts.append(words("不需要\(words.list(released))", "without \(words.list(released))"))
      }
      switch result.posts[post] {
      case .newTechnicians(_, _, let pattern?) where count > 0, .newAdvisors(let pattern?) where count > 0:
        parts.append(words("新增 \(count)（\(words.shift(pattern))）", "\(count) new on \(words.shift(pattern))"))
      case .newTechnicians where count > 0, .newAdvisors where count > 0, .newBays where count > 0:
        parts.append(words("新增 \(count)", "\(count) new"))
      default: break
      }
    }
    return parts.joined(separator: words("；", "; "))
  }

  private func name(_ id: String) -> String {
    let name =
      site.technicians.first { $0.id == id }?.name ?? site.advisors.first { $0.id == id }?.name
      ?? site.bays.first { $0.id == id }?.name
    return name.map { "\($0.printable) (\(id.printable))" } ?? id.printable
  }

  /// Targets, money and figures, a column per staffing.
  var figures: DocumentTable {
    var rows: [DocumentRow] = result.targets.map { target in
      DocumentRow(
        [.words(words.target(target))]
          + columns.map { .words(text(target.measure, $0.point) + " " + sign(target, $0.point)) })
    }
    func add(_ name: String, _ value: (StaffingResult.Point) -> Double?) {
      rows.append(
        DocumentRow(
          [.words(name)]
            + columns.map { column in
              .words(value(column.point).map { money.text($0, decimals: 0, words) } ?? NumberText.missing)
            }))
    }
    add(words("人员与资源成本", "cost of people and resources")) { $0.cost }
    if isPriced {
      add(words("加班、逾期与流失", "overtime, lateness and lost customers")) { $0.consequences }
      add(words("合计", "total")) { $0.total }
    }
    let asked = Set(result.targets.map(\.measure))
    for measure in shown where !asked.contains(measure) {
      guard columns.contains(where: { $0.point.measures[measure] != nil }) else { continue }
      rows.append(
        DocumentRow([.words(words.measure(measure))] + columns.map { .words(text(measure, $0.point)) }))
    }
    return DocumentTable(
      name: "figures", caption: words("每天平均", "Daily means"),
      columns: [DocumentColumn(words("指标", "Figure"))] + columns.map { DocumentColumn($0.title) }, rows: rows)
  }

  /// The figures for decisions.
  private var shown: [StaffingTargets.Measure] {
    [.servedShare]
      + [Figure.served, .onTime, .promisesKept, .waiting, .returnDelay, .overtime, .lost, .utilisation].map {
        .figure($0)
      }
  }

  /// `91.3% [90.2, 92.4]`
  func text(_ measure: StaffingTargets.Measure, _ point: StaffingResult.Point) -> String {
    guard let value = point.measures[measure] else { return NumberText.missing }
    let interval = value.interval
    let margin = interval.margin ?? 0
    let decimals = NumberText.decimals(for: [value.mean], margins: [margin])
    let text = words.unit(of: measure).text(value.mean, decimals: decimals, words)
    guard let low = interval.low, let high = interval.high, margin > 0 else { return text }
    func bound(_ number: Double) -> String { NumberText.text(number, decimals: decimals) }
    return "\(text) [\(bound(low)), \(bound(high))]"
  }

  private func sign(_ target: StaffingTargets.Target, _ point: StaffingResult.Point) -> String {
    switch point.status(target, confidence: result.confidence) {
    case .met: "✓"
    case .failed, .noValue: "✗"
    case .unproven: "?"
    }
  }

  // MARK: - Neighbours

  /// The staffings with one fewer, or the exchanges.
  func neighbours(isSmaller: Bool) -> DocumentTable {
    let found = result.neighbours.filter { $0.isSmaller == isSmaller }
    var heads = [
      DocumentColumn(words("方案", "Staffing")),
      DocumentColumn(words("每天成本", "Cost per day"), money, decimals: 0),
    ]
    if isPriced { heads.append(DocumentColumn(words("合计", "Total"), money, decimals: 0)) }
    heads += [
      DocumentColumn(words("不能满足的目标", "Target")), DocumentColumn(words("数值", "Figure")),
      DocumentColumn(words("结论", "Verdict")),
    ]
    let rows = found.map { neighbour in
      let (target, value, verdict) = evaluation(neighbour)
      var cells = [
        DocumentCell.words(words.difference(neighbour.difference, result.posts) ?? ""),
        .number(neighbour.cost),
      ]
      if isPriced {
        if case .played(let point) = neighbour.evaluation {
          cells.append(.number(point.total))
        } else {
          cells.append(.number(nil))
        }
      }
      return DocumentRow(cells + [.words(target), .words(value), .words(verdict)])
    }
    return DocumentTable(
      name: isSmaller ? "one-less" : "exchanges",
      caption: isSmaller
        ? words("比选定方案少一个", "The chosen staffing with one fewer") : words("更省的替换", "Cheaper exchanges"),
      columns: heads, rows: rows,
      empty: isSmaller
        ? words("已是范围的下限", "Everything is at the lower end of its range")
        : words("没有试过更省的替换", "No cheaper exchange was tried"))
  }

  private func evaluation(_ neighbour: StaffingResult.Neighbour) -> (
    target: String, value: String, verdict: String
  ) {
    switch neighbour.evaluation {
    case .played(let point):
      guard let target = worst(point) else {
        return ("", "", words("达标，但合计更贵", "met, but at a higher total cost"))
      }
      return (
        words.target(target), text(target.measure, point),
        words.status(point.status(target, confidence: result.confidence))
      )
    case .ruledOut(let proof):
      guard let measure = proof.measure,
        let target = result.targets.first(where: { $0.measure == measure })
      else { return ("", "", words.bound(proof.bound)) }
      let maximum = words.unit(of: measure).text(
        proof.most, decimals: NumberText.decimals(for: [proof.most], margins: [0.1]), words)
      return (
        words.target(target), words("至多 \(maximum)", "at most \(maximum)"),
        words("必然：\(words.bound(proof.bound))", "proven: \(words.bound(proof.bound))")
      )
    }
  }

  /// The target that a staffing most clearly misses; `nil` if it meets all.
  func worst(_ point: StaffingResult.Point) -> StaffingTargets.Target? {
    let missed = result.targets.filter { point.status($0, confidence: result.confidence) != .met }
    func isSure(_ target: StaffingTargets.Target) -> Bool {
      point.status(target, confidence: result.confidence) != .unproven
    }
    return missed.first(where: isSure) ?? missed.first
  }

  // MARK: - Cost and service

  /// The positions of the Pareto-efficient points in cost and some target, by cost.
  private var efficient: [Int] {
    var found: Set<Int> = []
    for target in result.targets {
      found.formUnion(frontier(target).frontier)
    }
    let marked = result.points.indices.filter { result.points[$0].counts == result.chosen?.counts }
    return found.union(marked).sorted()
  }

  /// The efficient staffings.
  var frontierTable: DocumentTable {
    var heads = [DocumentColumn(words("方案", "Staffing")), DocumentColumn(cost, money, decimals: 0)]
    heads += result.targets.map { DocumentColumn(words.measure($0.measure), words.unit(of: $0.measure)) }
    heads.append(DocumentColumn(words("目标", "Targets")))
    return DocumentTable(
      name: "frontier",
      caption: words("没有更省又更好的方案", "Efficient staffings: none is both cheaper and better"),
      columns: heads,
      rows: efficient.map { position in
        let point = result.points[position]
        let isMet = point.meets(result.targets, confidence: result.confidence)
        let missed = result.targets.filter { point.status($0, confidence: result.confidence) != .met }
        return DocumentRow(
          [.words(name(point)), .number(point.total)]
            + result.targets.map { .estimate(point.measures[$0.measure].map { Estimate($0.interval) }) }
            + [
              .words(
                isMet
                  ? words("全部达标", "all met")
                  : words("未达：", "missed: ") + words.list(missed.map { words.measure($0.measure) }))
            ], isBest: point.counts == result.chosen?.counts, isMuted: !isMet)
      })
  }

  /// A chart of cost against each target, at most ``maxCharts``.
  var charts: [Chart] {
    result.targets.prefix(Self.maxCharts).map { .frontier(frontier($0)) }
  }

  private static let maxCharts = 4

  private var cost: String {
    isPriced ? words("每天合计成本", "Total cost per day") : words("每天成本", "Cost per day")
  }

  private func frontier(_ target: StaffingTargets.Target) -> FrontierChart {
    let measure = target.measure
    let (value, moreIsBetter): (Double, Bool) =
      switch target.bound {
      case .least(let value): (value, true)
      case .most(let value): (value, false)
      }
    // Without a value there is nothing to draw.
    let items = result.points.map { point in
      FrontierChart.Item(
        name: name(point), cost: point.total,
        service: point.measures[measure].map { Estimate($0.interval) } ?? Estimate(.nan),
        isAllowed: point.meets(result.targets, confidence: result.confidence))
    }
    return FrontierChart(
      title: words("\(words.measure(measure))与成本", "\(words.measure(measure)) against cost"),
      note: words(
        "每一点是一种全部日子都排过并模拟过的人员配置；名称是与选定方案之差",
        "Each point is a staffing planned and simulated on all days, named by its difference from the chosen one"
      ),
      cost: FrontierChart.Axis(cost, money),
      service: FrontierChart.Axis(words.measure(measure), words.unit(of: measure)),
      moreIsBetter: moreIsBetter, items: items,
      chosen: result.points.firstIndex { $0.counts == result.chosen?.counts },
      target: ReferenceLine(value, words("目标", "target")))
  }

  /// A staffing's name: its difference from the chosen one.
  func name(_ point: StaffingResult.Point) -> String {
    if point.counts == result.today?.counts, point.counts != result.chosen?.counts { return words.today }
    guard let base = result.chosen ?? result.nearest else { return words.today }
    let difference = zip(base.counts, point.counts).map { $1 - $0 }
    return words.difference(difference, result.posts)
      ?? (result.chosen == nil ? words("最接近的", "closest") : words("选定", "chosen"))
  }
}
