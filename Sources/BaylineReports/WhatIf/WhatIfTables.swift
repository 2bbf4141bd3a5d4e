import BaylineMath
import BaylineModel
import BaylineSimulation
import BaylineWording

/// The tables and charts of a what-if study.
struct WhatIfTables {
  let result: WhatIfResult
  let words: Glossary

  /// The figures of narrow tables; those without any value are omitted.
  var shownFigures: [Figure] {
    [.served, .onTime, .promisesKept, .waiting, .returnDelay, .overtime, .lost, .utilisation].filter {
      figure in
      result.today.figures[figure] != nil
        || (result.scenarios + result.oneMore).contains { $0.figures.figures[figure] != nil }
    }
  }

  private var hasMoney: Bool { result.today.money != nil }
  private var money: ValueUnit { .money(result.currency ?? "") }
  private var points: ValueUnit { .named(words("点", "points")) }

  /// What means are taken over.
  var per: String {
    result.areSingleDays ? words("每天", "per day") : words("每期", "per plan")
  }

  var differenceCaption: String {
    words("与现状之差，\(per)平均", "Differences from today, mean \(per)")
  }

  var rankingCaption: String {
    hasMoney
      ? words("按收益排列，\(per)与现状之差", "Ranked by money: differences from today, \(per)")
      : words("按计划成本的减少排列，\(per)与现状之差", "Ranked by planned cost saved: differences from today, \(per)")
  }

  // MARK: - Tables

  /// Differences from today, a row each.
  ///
  /// - Parameter isBrief: Whether headings are short and descriptions omitted, for people rather than spreadsheets.
  func differences(
    _ rows: [WhatIfResult.Comparison], name: String, caption: String, figures: [Figure], isBrief: Bool
  ) -> DocumentTable {
    var columns = [DocumentColumn(words("方案", "Scenario"))]
    if !isBrief { columns.append(DocumentColumn(words("说明", "Description"))) }
    if hasMoney { columns.append(DocumentColumn(words("收益", "Money"), money, isSigned: true)) }
    columns.append(DocumentColumn(words("计划成本", "Planned cost"), points, isSigned: true))
    columns.append(DocumentColumn(words("计划台数", "Planned"), .visits, isSigned: true))
    columns += figures.map {
      DocumentColumn(
        isBrief ? words.brief($0) : words.figure($0), words.unit(ofDifferenceIn: $0, isBrief: isBrief),
        isSigned: true)
    }
    return DocumentTable(
      name: name, caption: caption, columns: columns,
      rows: rows.map { row in
        var cells = [DocumentCell.words(words.rowName(row))]
        if !isBrief { cells.append(.words(row.description ?? "")) }
        if hasMoney { cells.append(cell(row.moneyDifference, moreIsBetter: true)) }
        cells.append(cell(row.costDifference, moreIsBetter: false))
        cells.append(cell(row.plannedDifference, moreIsBetter: true))
        cells += figures.map { cell(row.differences[$0], moreIsBetter: $0.moreIsBetter) }
        return DocumentRow(cells)
      }, isBrief: isBrief)
  }

  /// A difference; one without an interval gets no verdict.
  private func cell(_ difference: MeanInterval?, moreIsBetter: Bool?) -> DocumentCell {
    guard let difference else { return .number(nil) }
    guard difference.margin != nil else { return .number(difference.mean) }
    return .difference(Estimate(difference), moreIsBetter: moreIsBetter)
  }

  /// The figures of today.
  var today: DocumentTable {
    var rows: [DocumentRow] = []
    func add(_ name: String, _ measure: ValueUnit, _ value: Estimate) {
      let decimals = NumberText.decimals(for: [value.value, value.low, value.high], margins: [value.margin])
      let number = measure.text(value.value, decimals: decimals, words)
      func bound(_ bound: Double) -> String { NumberText.text(bound, decimals: decimals) }
      let range = value.low < value.high ? "[\(bound(value.low)), \(bound(value.high))]" : ""
      rows.append(DocumentRow([.words(name), .words(number), .words(range)]))
    }
    if let balance = result.today.money { add(words("收益", "money"), money, Estimate(balance)) }
    add(words("计划成本", "planned cost"), points, Estimate(result.today.plannedCost))
    add(words("预约要求", "requested visits"), .visits, Estimate(result.today.visits))
    add(words("计划台数", "planned visits"), .visits, Estimate(result.today.planned))
    for figure in Figure.allCases {
      guard let value = result.today.figures[figure] else { continue }
      add(words.figure(figure), words.unit(of: figure), Estimate(value))
    }
    return DocumentTable(
      name: "today", caption: words("现状，\(per)平均", "Today, mean \(per)"),
      columns: [
        DocumentColumn(words("指标", "Figure")), DocumentColumn(words("数值", "Value")),
        DocumentColumn(words("95% 区间", "95% interval")),
      ], rows: rows)
  }

  /// Why visits are unscheduled in today's plans; `nil` if none are.
  var leftOut: DocumentTable? {
    let counts = Schedule.UnscheduledReason.allCases.compactMap { reason in
      result.today.leftOut[reason].map { (reason, $0) }
    }.filter { $0.1 > 0 }
    guard !counts.isEmpty else { return nil }
    return DocumentTable(
      name: "left-out",
      caption: words("现状计划中未排入的原因，全部日子合计", "Why visits are unscheduled today, all days"),
      columns: [DocumentColumn(words("原因", "Reason")), DocumentColumn(words("台数", "Visits"), .visits)],
      rows: counts.map { DocumentRow([.words(words.reason($0.0)), .number(Double($0.1))]) })
  }

  // MARK: - Charts

  /// Differences with intervals as small multiples.
  func differenceChart(_ rows: [WhatIfResult.Comparison]) -> Chart {
    var panels: [RowMeasure] = []
    if hasMoney {
      panels.append(
        RowMeasure(
          title: words("收益", "Money"), measure: money, moreIsBetter: true,
          differences: rows.map { judged($0.moneyDifference) }))
    }
    panels.append(
      RowMeasure(
        title: words("计划成本", "Planned cost"), measure: points, moreIsBetter: false,
        differences: rows.map { judged($0.costDifference) }))
    panels += shownFigures.map { figure in
      RowMeasure(
        title: words.figure(figure), measure: words.unit(ofDifferenceIn: figure),
        moreIsBetter: figure.moreIsBetter, differences: rows.map { judged($0.differences[figure]) })
    }
    return .intervals(
      IntervalChart(
        rows: ChartRows(
          title: words("各方案与现状之差，\(per)平均", "Differences from today, mean \(per)"),
          note: words(
            "横线为 95% 置信区间；跨过零线即无明确差异",
            "Lines are 95% intervals; one that crosses zero shows no clear difference"),
          names: rows.map(words.rowName), panels: panels)))
  }

  private func judged(_ difference: MeanInterval?) -> Estimate? {
    difference.flatMap { $0.margin == nil ? nil : Estimate($0) }
  }

  /// The value of one more of each resource.
  var rankingChart: Chart {
    let rows = result.oneMore
    var panels: [RowMeasure] = []
    if hasMoney {
      panels.append(
        RowMeasure(
          title: words("收益", "Money"), measure: money, moreIsBetter: true,
          values: rows.map { judged($0.moneyDifference) }))
    }
    panels.append(
      RowMeasure(
        title: words("计划成本", "Planned cost"), measure: points, moreIsBetter: false,
        values: rows.map { judged($0.costDifference) }))
    for figure in [Figure.served, .waiting, .returnDelay] where shownFigures.contains(figure) {
      panels.append(
        RowMeasure(
          title: words.figure(figure), measure: words.unit(ofDifferenceIn: figure),
          moreIsBetter: figure.moreIsBetter, values: rows.map { judged($0.differences[figure]) }))
    }
    return .bars(
      BarChart(
        rows: ChartRows(
          title: words("每种资源各加一的价值，\(per)", "The value of one more of each resource, \(per)"),
          note: words("与现状之差", "Differences from today"), names: rows.map(words.rowName), panels: panels,
          isSorted: true)))
  }

  /// Load today and in each scenario.
  var loadChart: Chart? {
    let rows = result.scenarios.isEmpty ? result.oneMore : result.scenarios
    let figures = [Figure.utilisation, .bayUse, .advisorVehicles].filter { result.today.figures[$0] != nil }
    guard !figures.isEmpty else { return nil }
    return .bars(
      BarChart(
        rows: ChartRows(
          title: words("负荷", "Load"),
          note: words("95% 置信区间", "With 95% intervals"), names: [words.today] + rows.map(words.rowName),
          panels: figures.map { figure in
            RowMeasure(
              title: words.figure(figure), measure: words.unit(of: figure), moreIsBetter: nil,
              values: [result.today.figures[figure].map { Estimate($0) }]
                + rows.map { $0.figures.figures[figure].map { Estimate($0) } })
          })))
  }
}
