import BaylineGenerator
import BaylineMath
import BaylineModel
import BaylineWording

@testable import BaylineReports

/// A page with every kind of chart, of made-up numbers as a workshop has them.
struct Gallery {
  let words: Glossary
  private var random = SplitMix64(seed: 11)

  init(_ language: Language) {
    words = Glossary(language)
  }

  private mutating func noise() -> Double {
    (0..<6).reduce(-3.0) { sum, _ in sum + Double(random.below(1001)) / 1000 }
  }

  private mutating func estimate(_ value: Double, _ margin: Double) -> Estimate {
    let value = value + noise() * margin * 0.4
    return Estimate(value, value - margin, value + margin)
  }

  mutating func page() -> Document {
    Document(
      words: words, title: words("人员与工位方案对比", "What other staffing would change"), siteName: "云岭汽车江东4S店",
      keyFindings: [
        words(
          "增加一名喷漆技师最有价值：每天多交付 3.1 台，返修提前 41 分钟。",
          "One more paint technician is worth most: 3.1 vehicles a day more, returns 41 minutes earlier."),
        words(
          "增加服务顾问没有明确作用：区间包含零。", "Another advisor makes no clear difference: its interval includes zero."),
      ],
      warnings: [words("示例数字，非真实结果", "Made-up numbers, to look at the charts")],
      sections: [whatif(), ranking(), simulation(), staffing(), forecast(), load(), extremes()],
      notes: [
        words("差异按同一天同一随机数成对计算。", "Differences are paired: the same days with the same random numbers.")
      ],
      origin: DocumentOrigin(
        program: "bayline 0.5.0", seed: 7, replications: 200, iterations: 20_000,
        files: ["site.json", "demand.json", "scenarios.json"]))
  }

  private var scenarios: [String] {
    [
      words("喷漆技师 +1", "One more paint technician"), words("机修高级技师 +1", "One more senior mechanic"),
      words("举升工位 +1", "One more lift"), words("服务顾问 +1", "One more advisor"),
      words("代步车 +2", "Two more loan vehicles"), words("周六延长营业至 20:00", "Open until 20:00 on Saturdays"),
      words("杨娟由初级培训为中级（机修）", "Train 杨娟 from junior to senior mechanic"),
      words("取消预约间隔，每小时 4 台", "No gap between bookings, four an hour"), words("预留工时 25%", "Reserve of 25%"),
      words("未到店率减半（提前一天、一小时提醒）", "Half of the no-shows (reminders a day and an hour before)"),
      words("需求 +10%", "Demand up by 10%"), words("两名技师请假", "Two technicians away"),
    ]
  }

  private mutating func whatif() -> DocumentSection {
    let served = [3.1, 1.4, 1.1, 0.1, 0.4, 1.9, 0.7, -0.9, -1.6, 1.2, 2.4, -4.8]
    let onTime = [4.2, 2.1, 1.0, 0.3, 0, 1.1, 0.8, -3.5, 2.2, -0.4, -5.1, -9.3]
    let waiting = [-2.0, -6.2, -4.1, -0.7, 0.2, -1.1, -2.4, 5.8, -3.3, 1.2, 7.9, 12.1]
    let returns = [-41.0, -12, -9, -1, -6, -4, -7, 11, -15, 2, 24, 58]
    let overtime = [-14.0, -22, -8, 1, 0, 35, -9, 12, -18, 6, 41, 66]
    func column(_ values: [Double], _ margin: Double) -> [Estimate?] {
      var copy = self
      let made = values.map { copy.estimate($0, margin) as Estimate? }
      return made
    }
    let figures: [(String, ValueUnit, Bool, [Estimate?])] = [
      (words("交付台数", "Vehicles served"), .vehicles, true, column(served, 0.6)),
      (words("准时交车率", "On time"), .percentagePoints, true, column(onTime, 1.4)),
      (words("客户在店时间", "Waiting time"), .minutes, false, column(waiting, 2.1)),
      (words("返修交车延迟", "Delay of returns"), .minutes, false, column(returns, 8)),
    ]
    let chart = IntervalChart(
      rows: ChartRows(
        title: words("每天与现状之差", "Change from today, per day"),
        note: words(
          "点为均值，线为 95% 区间；不碰零线的才算数",
          "Dots are means, lines 95% intervals; what does not touch the zero line counts"),
        names: scenarios,
        panels: figures.map { .init(title: $0.0, measure: $0.1, moreIsBetter: $0.2, differences: $0.3) },
        isSorted: true))
    let one = IntervalChart(
      rows: ChartRows(
        title: words("加班：与现状之差", "Overtime: change from today"), names: scenarios,
        panels: [
          .init(
            title: "", measure: .minutes, moreIsBetter: false,
            differences: [nil] + column(overtime, 9).dropFirst())
        ], isSorted: true))
    let table = DocumentTable(
      name: "scenarios", caption: words("每天与现状之差", "Change from today, per day"),
      columns: [DocumentColumn(words("方案", "Scenario"))]
        + figures.map { DocumentColumn($0.0, $0.1, isSigned: true) },
      rows: scenarios.indices.map { row in
        DocumentRow(
          [.words(scenarios[row])] + figures.map { .difference($0.3[row], moreIsBetter: $0.2) },
          isBest: row == 0, isMuted: row == 11)
      })
    return DocumentSection(
      words("方案对比", "Scenarios"), [.table(table), .chart(.intervals(chart)), .chart(.intervals(one))])
  }

  private mutating func ranking() -> DocumentSection {
    let names = [
      words("喷漆技师", "Paint technician"), words("烤漆房", "Paint booth"), words("机修高级技师", "Senior mechanic"),
      words("举升工位", "Lift"), words("电工", "Electrician"), words("代步车", "Loan vehicle"),
      words("服务顾问", "Advisor"),
      words("快保工位", "Quick bay"),
    ]
    let vehicles = [3.1, 2.2, 1.4, 1.1, 0.5, 0.4, 0.1, -0.2]
    func column(_ factor: Double, _ margin: Double) -> [Estimate?] {
      var copy = self
      return vehicles.map { copy.estimate($0 * factor, margin) as Estimate? }
    }
    return DocumentSection(
      words("增加一个单位值多少", "What one more is worth"),
      [
        .chart(
          .bars(
            BarChart(
              rows: ChartRows(
                title: words("增加一个单位每天的价值", "Value of one more of each resource, per day"), names: names,
                panels: [
                  .init(
                    title: words("交付台数", "Vehicles served"), measure: .vehicles, moreIsBetter: true,
                    values: column(1, 0.4)),
                  .init(
                    title: words("客户少等的时间", "Minutes saved"), measure: .minutes, moreIsBetter: true,
                    values: column(14, 9)),
                  .init(
                    title: words("净收益", "Net gain"), measure: .money("元"), moreIsBetter: true,
                    values: column(1180, 420)),
                ], isSorted: true))))
      ])
  }

  private mutating func runs(_ count: Int, _ mean: Double, _ spread: Double, within: ClosedRange<Double>)
    -> [Double]
  {
    (0..<count).map { _ in min(within.upperBound, max(within.lowerBound, mean + noise() * spread)) }
  }

  private mutating func simulation() -> DocumentSection {
    let percents: [(String, Double, Double, Double?, Bool?)] = [
      (words("准时交车率", "On time"), 84, 6, 97, true), (words("到店率", "Show rate"), 90, 4, 100, true),
      (words("工时利用率", "Utilisation"), 71, 5, 66, nil),
      (words("返修当日完成率", "Returns on the same day"), 88, 12, 100, true),
    ]
    let minutes: [(String, Double, Double, Double?, Bool?)] = [
      (words("客户在店时间", "Waiting time"), 96, 14, 84, false),
      (words("返修交车延迟", "Delay of returns"), 150, 45, 110, false),
      (words("加班", "Overtime"), 60, 55, 0, false),
    ]
    var groups: [BoxChart.Group] = []
    for (title, measure, figures) in [
      (words("比率", "Shares"), ValueUnit.percent, percents), (words("时间", "Times"), .minutes, minutes),
    ] {
      groups.append(
        BoxChart.Group(
          title: title, measure: measure,
          rows: figures.map { name, mean, spread, plan, better in
            BoxChart.Row(
              name: name,
              spread: SampleStatistics(
                runs(200, mean, spread, within: 0...(measure == .percent ? 100 : 900))),
              plan: plan, moreIsBetter: better)
          }))
    }
    let waiting = runs(200, 96, 14, within: 0...900)
    let lost = runs(200, 2, 1.8, within: 0...20).map { $0.rounded() }
    return DocumentSection(
      words("一天会怎样", "How the day may run"),
      [
        .chart(
          .boxes(
            BoxChart(
              title: words("200 次模拟中的指标与计划", "The figures in 200 simulated days, and by the plan"),
              groups: groups))),
        .chart(
          .histogram(
            HistogramChart(
              title: words("客户在店时间", "Waiting time of customers who stay"), measure: .minutes,
              moreIsBetter: false,
              values: waiting, plan: 84, target: ReferenceLine(120, words("目标 120", "target 120"))))),
        .chart(
          .histogram(
            HistogramChart(
              title: words("流失客户", "Customers lost"), measure: .customers, moreIsBetter: false, values: lost,
              plan: 0))),
      ])
  }

  private mutating func staffing() -> DocumentSection {
    var items: [FrontierChart.Item] = []
    for index in 0..<34 {
      let cost = 8200 + Double(index) * 110 + noise() * 300
      let service = 97.5 - 3200 / (cost - 7300) * 3.4 - Double(random.below(500)) / 100
      items.append(
        FrontierChart.Item(
          name: words(
            "机修 \(8 + index % 5)、喷漆 \(1 + index % 3)", "\(8 + index % 5) mechanics, \(1 + index % 3) painters"
          ),
          cost: cost, service: Estimate(service, service - 0.8, service + 0.8), isAllowed: index % 4 != 1))
    }
    let chart = FrontierChart(
      title: words("人员成本与准时交车率", "Cost of the staffing against vehicles on time"),
      note: words("折线左上方没有已知方案", "No known staffing lies above and left of the line"),
      cost: .init(words("每天成本", "cost a day"), .money("元")),
      service: .init(words("准时交车率", "on time"), .percent),
      moreIsBetter: true, items: items, target: ReferenceLine(92, words("目标 92%", "target 92%")))
    let chosen = chart.frontier.first { items[$0].service.value >= 92 && items[$0].isAllowed }
    return DocumentSection(
      words("最省的人员配置", "The cheapest staffing"),
      [
        .chart(
          .frontier(
            FrontierChart(
              title: chart.title, note: chart.note, cost: chart.cost, service: chart.service,
              moreIsBetter: true,
              items: items, chosen: chosen, target: chart.target)))
      ])
  }

  private mutating func forecast() -> DocumentSection {
    let start = CivilDate(ordinal: 738_000)
    func season(_ day: Int) -> Double {
      let weekday = start.advanced(by: day).weekday
      return 58 + Double(day) * 0.03 + (weekday == .saturday ? 14 : weekday == .sunday ? -18 : 0)
    }
    var bands: [[Estimate?]] = []
    var counts: [[Double?]] = []
    for length in [56, 365] {
      bands.append((0..<length).map { Estimate(season($0), season($0) - 13, season($0) + 14) })
      counts.append((0..<length).map { $0 == 20 ? nil : (season($0) + noise() * 11).rounded() })
    }
    let before = (0..<28).map { (season($0) + noise() * 6).rounded() }
    let after = before.map { min($0, 64) + ($0 < 50 ? 6 : 0) }
    func days(_ count: Int) -> CategoryAxis { .days((0..<count).map { start.advanced(by: $0) }) }
    var blocks: [DocumentSection.Block] = []
    for (band, count) in zip(bands, counts) {
      blocks.append(
        .chart(
          .series(
            SeriesChart(
              title: words("每日进店台数：预测与实际", "Vehicles a day: forecast and what came"), axis: days(band.count),
              measure: .vehicles,
              series: [
                .init(words("预测均值与 90% 区间", "forecast, mean and 90% band"), .band, band),
                .init(words("实际", "what came"), .dots, count),
              ]))))
    }
    blocks.append(
      .chart(
        .series(
          SeriesChart(
            title: words("主动预约削峰前后的每日台数", "Vehicles a day before and after levelling"), axis: days(28),
            measure: .vehicles,
            series: [
              .init(words("削峰前", "before"), .steps, before, marksPeak: true),
              .init(words("削峰后", "after"), .steps, after, marksPeak: true),
              .init(words("产能", "capacity"), .limit, (0..<28).map { $0 % 7 == 6 ? 52.0 : 66 }),
            ]))))
    return DocumentSection(words("预测与削峰", "Forecast and levelling"), blocks)
  }

  private mutating func load() -> DocumentSection {
    let start = CivilDate(ordinal: 738_000)
    let axis = CategoryAxis.days((0..<7).map { start.advanced(by: $0) })
    let trades = [
      words("机修", "mechanical"), words("电工", "electrical"), words("钣金", "body"), words("喷漆", "paint"),
    ]
    let sizes = [52.0, 14, 18, 12]
    let series = trades.indices.map { trade in
      ColumnChart.Series(
        trades[trade], (0..<7).map { _ in max(0, sizes[trade] + noise() * sizes[trade] * 0.3).rounded() })
    }
    return DocumentSection(
      words("负荷与产能", "Load and capacity"),
      [
        .chart(
          .columns(
            ColumnChart(
              title: words("各工种每日负荷与产能", "Load by trade and day against capacity"), axis: axis,
              measure: .hours,
              layout: .stacked, series: series,
              limit: .init(words("产能", "capacity"), [102, 102, 102, 102, 102, 96, 60])))),
        .chart(
          .columns(
            ColumnChart(
              title: words("各类来店：计划与实际", "Visits by kind: planned and done"),
              axis: .names(VisitKind.known.map(words.kind)), measure: .visits, layout: .grouped,
              series: [
                .init(words("计划", "planned"), [1, 3, 3, 16, 5, 5, 24, 3]),
                .init(words("完成", "done"), [1, 3, 2, 14, 5, 5, 22, 4]),
              ]))),
      ])
  }

  private mutating func extremes() -> DocumentSection {
    let long = (0..<40).map {
      "\(words("方案", "Scenario")) \($0 + 1)"
        + ($0 % 7 == 3 ? " " + String(repeating: words("很长的名称", "long name "), count: 6) : "")
    }
    var copy = self
    let many = (0..<40).map { copy.estimate(Double($0 - 20) / 3, 1.8) as Estimate? }
    return DocumentSection(
      words("极端情形", "Extremes"),
      [
        .chart(
          .intervals(
            IntervalChart(
              rows: ChartRows(
                title: words("四十个方案", "Forty scenarios"), names: long,
                panels: [
                  .init(
                    title: words("交付台数", "Vehicles served"), measure: .vehicles, moreIsBetter: true,
                    differences: many),
                  .init(
                    title: words("利润", "Profit"), measure: .money("元"), moreIsBetter: nil,
                    differences: many.map { $0.map { Estimate($0.value * 4e5, $0.low * 4e5, $0.high * 4e5) } }
                  ),
                ])))),
        .chart(
          .intervals(
            IntervalChart(
              rows: ChartRows(
                title: words("一个方案，无差异", "One scenario, no difference"), names: ["A"],
                panels: [.init(title: "", measure: .minutes, moreIsBetter: false, differences: [Estimate(0)])]
              )))
        ),
        .chart(
          .bars(
            BarChart(
              rows: ChartRows(
                title: words("没有数据", "Nothing known"), names: ["A", "B"],
                panels: [.init(title: "x", measure: .vehicles, moreIsBetter: true, values: [nil, nil])],
                isSorted: true)))),
        .chart(
          .histogram(
            HistogramChart(
              title: words("全部相等", "All equal"), measure: .minutes, moreIsBetter: nil, values: [42, 42, 42],
              plan: 42))),
      ])
  }
}
