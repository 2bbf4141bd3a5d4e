import BaylineMath
public import BaylineModel
import BaylineSimulation
import BaylineWording

/// The result of a simulation as a page for the terminal or as HTML.
public struct SimulationPage: Sendable {
  private let result: SimulationResult
  private let words: Glossary
  private let site: Site
  private let days: String
  private let origin: DocumentOrigin

  /// Creates a page.
  ///
  /// - Parameters:
  ///   - program: The program's name and version.
  ///   - files: The input files, as the user wrote them.
  public init(
    _ result: SimulationResult, site: Site, demand: Demand, program: String, files: [String],
    language: Language
  ) {
    self.result = result
    self.site = site
    let words = Glossary(language)
    self.words = words
    let first = demand.horizon.from
    let last = first.advanced(by: max(0, demand.horizon.days - 1))
    func name(_ day: CivilDate) -> String {
      words("\(day)（\(words.weekday(day.weekday))）", "\(words.weekday(day.weekday)) \(day)")
    }
    days = first == last ? name(first) : "\(name(first)) – \(name(last))"
    origin = DocumentOrigin(
      program: program, seed: UInt64(max(0, result.seed)), replications: result.replications.count,
      files: files)
  }

  /// The page for a terminal.
  public var text: String { page.text }

  /// The page as a self-contained HTML file.
  public var html: String { page.html }

  private var page: Document {
    Document(
      words: words, title: words("模拟：\(days)", "Simulation: \(days)"), siteName: site.name,
      keyFindings: keyFindings,
      warnings: warnings,
      sections: [
        DocumentSection(words("各项指标", "Figures"), Self.units.map { .table(table(of: $0)) } + promises),
        DocumentSection(words("计划与实际可能", "The plan and likely outcomes"), [.chart(spreads)]),
        DocumentSection(words("每次运行", "Run by run"), histograms.map { .chart($0) }),
      ],
      notes: [
        words(
          "区间为均值的 95% 置信区间；百分位说明单次运行可能偏离多远。指标定义见 docs/figures.md。",
          "Intervals are 95% confidence intervals of the mean; percentiles show how far a single run may deviate from it. docs/figures.md defines the figures."
        )
      ], origin: origin)
  }

  private var warnings: [String] {
    let done = result.replications.count
    guard done < result.asked else { return [] }
    return [
      words(
        "已中止：只完成 \(done)/\(result.asked) 次模拟",
        "Stopped early: \(done) of \(result.asked) replications finished")
    ]
  }

  // MARK: - Key findings

  /// The main figures in sentences, each beside its planned value.
  private var keyFindings: [String] {
    var lines: [String] = []
    func add(_ figure: Figure, _ line: (_ mean: String, _ plan: String, _ spread: SampleStatistics) -> String)
    {
      guard let spread = result.statistics(of: figure) else { return }
      let measure = ValueUnit(figure.unit)
      let decimals = NumberText.decimals(for: [spread.mean], margins: [Estimate(spread).margin])
      let plan = result.plan[figure].map { measure.text($0, decimals: decimals, words) } ?? "–"
      lines.append(line(measure.text(spread.mean, decimals: decimals, words), plan, spread))
    }
    add(.served) { mean, plan, spread in
      words(
        "平均完工 \(mean)（计划 \(plan)），九成的模拟结果在 \(whole(spread.p5)) 到 \(whole(spread.p95)) 台之间。",
        "On average \(mean) are finished (plan: \(plan)); 90% of runs are between \(whole(spread.p5)) and \(whole(spread.p95))."
      )
    }
    add(.onTime) { mean, plan, _ in
      words("准时交车 \(mean)（计划 \(plan)）。", "\(mean) of vehicles are ready on time (plan: \(plan)).")
    }
    add(.promisesKept) { mean, _, _ in
      words("告知客户的交车时间兑现 \(mean)。", "\(mean) of the times told to customers are kept.")
    }
    add(.waiting) { mean, plan, spread in
      words(
        "在店等待的客户平均停留 \(mean)（计划 \(plan)）；5% 的模拟结果平均超过 \(whole(spread.p95)) 分钟。",
        "Waiting customers stay \(mean) on average (plan: \(plan)); in 5% of runs the average exceeds \(whole(spread.p95)) min."
      )
    }
    add(.overtime) { mean, _, spread in
      words(
        "技师每天共加班 \(mean)，5% 的模拟结果超过 \(whole(spread.p95)) 分钟。",
        "Technicians together work \(mean) of overtime per day; in 5% of runs more than \(whole(spread.p95)) min."
      )
    }
    if let spread = result.statistics(of: .lost) {
      let mean = NumberText.text(
        spread.mean, decimals: NumberText.decimals(for: [spread.mean], margins: [Estimate(spread).margin]))
      lines.append(words("平均流失客户 \(mean) 位。", "On average \(mean) customers are lost."))
    }
    return lines
  }

  private func whole(_ number: Double) -> String { NumberText.text(number, decimals: 0) }

  // MARK: - Tables and charts

  private static let units: [Figure.Unit] = [.percent, .minutes, .vehicles, .customers]

  private func figures(in unit: Figure.Unit) -> [Figure] {
    Figure.allCases.filter { $0.unit == unit && result.statistics(of: $0) != nil }
  }

  private func table(of unit: Figure.Unit) -> DocumentTable {
    let rows = figures(in: unit).compactMap { figure -> DocumentRow? in
      guard let spread = result.statistics(of: figure) else { return nil }
      return DocumentRow(
        [.words(words.figure(figure)), .number(result.plan[figure])] + cells(of: spread))
    }
    return DocumentTable(
      name: "simulation-\(unit.rawValue)", caption: "",
      columns: [
        DocumentColumn(words("指标", "figure")), DocumentColumn(words("计划", "plan"), ValueUnit(unit)),
      ] + columns(of: unit), rows: rows)
  }

  /// The promises kept by kind, if there are any.
  private var promises: [DocumentSection.Block] {
    let kinds = result.promisesKeptByKind()
    if kinds.isEmpty { return [] }
    let rows = kinds.map { kind, kept in DocumentRow([.words(words.kind(kind))] + cells(of: kept)) }
    return [
      .table(
        DocumentTable(
          name: "simulation-promises", caption: words.figure(.promisesKept),
          columns: [DocumentColumn(words("类别", "kind"))] + columns(of: .percent), rows: rows))
    ]
  }

  /// Mean and percentiles.
  private func columns(of unit: Figure.Unit) -> [DocumentColumn] {
    let measure = ValueUnit(unit)
    let decimals = unit == .vehicles || unit == .customers ? 1 : 0
    return [DocumentColumn(words("均值", "mean"), measure)]
      + ["5%", "25%", words("中位", "median"), "75%", "95%"].map {
        DocumentColumn($0, measure, decimals: decimals)
      }
  }

  private func cells(of spread: SampleStatistics) -> [DocumentCell] {
    [.estimate(Estimate(spread))]
      + [spread.p5, spread.p25, spread.p50, spread.p75, spread.p95].map { .number($0) }
  }

  private var spreads: Chart {
    let groups = Self.units.map { unit in
      BoxChart.Group(
        title: "", measure: ValueUnit(unit),
        rows: figures(in: unit).map {
          BoxChart.Row(
            name: words.figure($0), spread: result.statistics(of: $0), plan: result.plan[$0],
            moreIsBetter: $0.moreIsBetter)
        })
    }
    return .boxes(
      BoxChart(
        title: words(
          "各指标在模拟中的分布，与计划值相比", "Distribution of the figures over all runs, compared with the plan"),
        groups: groups.filter { !$0.rows.isEmpty }))
  }

  private var histograms: [Chart] {
    [Figure.served, .onTime, .promisesKept, .waiting, .overtime].compactMap { figure in
      let values = result.replications.compactMap { $0[figure] }
      guard values.count > 1 else { return nil }
      return .histogram(
        HistogramChart(
          title: words.figure(figure), measure: ValueUnit(figure.unit), moreIsBetter: figure.moreIsBetter,
          values: values, plan: result.plan[figure]))
    }
  }
}
