package import BaylineModel
import BaylineSimulation
import BaylineWording

/// Statistics of past days (practice.md, 000 2.3.5 and 2.3.7) as a page for the terminal, as HTML, or as CSV.
public struct StatisticsPage: Sendable {
  private let statistics: HistoryStatistics
  private let words: Glossary
  private let siteName: String
  private let program: String
  private let files: [String]
  private let withoutRecord: Int

  /// Creates a page.
  ///
  /// - Parameters:
  ///   - program: The program's name and version.
  ///   - files: The input files, as the user wrote them.
  ///   - withoutRecord: The number of days without a record.
  package init(
    _ statistics: HistoryStatistics, siteName: String, program: String, files: [String], withoutRecord: Int,
    language: Language
  ) {
    self.statistics = statistics
    words = Glossary(language)
    self.siteName = siteName
    self.program = program
    self.files = files
    self.withoutRecord = withoutRecord
  }

  /// The page for a terminal.
  public var text: String { page.text }

  /// The page as a self-contained HTML file.
  public var html: String { page.html }

  /// A row per period with all counts and figures, as CSV.
  public var csv: String { DocumentCSV(table: table(all: true), words: words).text }

  private typealias Period = HistoryStatistics.Period

  private var page: Document {
    var sections = [DocumentSection(words("逐期", "By time"), [.table(table(all: false))] + charts)]
    if let reasons {
      sections.append(
        DocumentSection(words("未成功原因", "Why visits were lost"), [.table(reasons), .chart(reasonChart)]))
    }
    if let trades {
      sections.append(DocumentSection(words("工种负荷", "Load by trade"), [.chart(tradeChart), .table(trades)]))
    }
    return Document(
      words: words, title: words("经营统计", "Statistics of past days"), siteName: siteName,
      keyFindings: keyFindings,
      warnings: withoutRecord > 0
        ? [
          words(
            "\(withoutRecord) 天没有记录，未计入。",
            "\(withoutRecord) day\(withoutRecord == 1 ? " has" : "s have") no record and \(withoutRecord == 1 ? "is" : "are") not counted."
          )
        ]
        : [],
      sections: sections, notes: notes, origin: DocumentOrigin(program: program, files: files))
  }

  private var keyFindings: [String] {
    guard let total = statistics.total else { return [words("没有记录。", "There are no records.")] }
    func percent(_ value: Double?) -> String {
      value.map { NumberText.text($0, decimals: 1) + "%" } ?? NumberText.missing
    }
    let served = total.bookedServed + total.unbookedServed
    let figures = total.figures.values
    let last = statistics.by(.day).periods.last?.from ?? total.from
    return [
      words("\(total.from) 至 \(last)。", "From \(total.from) to \(last)."),
      words(
        "\(total.days) 天到店 \(words.number(served)) 台，预约占 \(percent(total.bookingShare))，预约到店率 \(percent(total.showRate))。",
        "\(words.number(served)) vehicles came on \(total.days) days; \(percent(total.bookingShare)) had a booking, and the show rate was \(percent(total.showRate))."
      ),
      words(
        "准时交车 \(percent(figures[.onTime]))，宽限时间内接待 \(percent(figures[.receivedInGrace]))，技师利用率 \(percent(figures[.utilisation]))。",
        "\(percent(figures[.onTime])) were ready on time, \(percent(figures[.receivedInGrace])) received within the grace time; technician utilisation was \(percent(figures[.utilisation]))."
      ),
    ]
  }

  private var notes: [String] {
    [
      words(
        "每个指标在期内合并计算（如准时率＝期内准时台数÷有承诺的台数），公式见 docs/figures.md。",
        "Each figure is computed over the whole period, such as vehicles ready on time divided by those with a promise; see docs/figures.md for the formulas."
      ),
      words(
        "取消的客户计入预约数、不计入到店；被拒绝而没有登记的需求不在任何记录里。",
        "Cancelled visits count as booked but not as arrived; refused requests that were not noted are in no record."
      ),
      words(
        "加班为每营业日平均；准时率、停留等只计当天到店的车，留宿的车不重复计。",
        "Overtime is a mean per open day; customer figures count each vehicle once, on the day it came."
      ),
      words(
        "工种负荷：该工种作业的技师分钟 ÷ 以其为主工种的技师的班次分钟；兼做的工种可超过 100%。",
        "Load by trade: technician minutes on work of the trade, divided by the shifts of those whose main trade it is; with help from others it can exceed 100%."
      ),
    ]
  }

  // MARK: - By time

  private static let shown: [Figure] = [
    .onTime, .promisesKept, .waiting, .receivedInGrace, .returnDelay, .sameDayReturns, .utilisation,
    .efficiency, .bayUse,
    .overtime, .carryOver,
  ]
  private static let counted =
    shown.prefix(4) + [.receptionWait, .workWait] + shown.dropFirst(4) + [.advisorVehicles]

  private func table(all: Bool) -> DocumentTable {
    let figures = (all ? Array(Self.counted) : Self.shown).filter { figure in
      statistics.total?.figures.values[figure] != nil
    }
    var columns = [DocumentColumn(words("期间", "From"))]
    let vehicles: [(String, (Period) -> Int)] = [
      (words("天数", "days"), { $0.days }), (words("预约", "booked"), { $0.booked }),
      (words("预约到店", "booked, came"), { $0.bookedServed }),
      (words("无预约", "without booking"), { $0.unbookedServed }),
      (words("爽约", "no-shows"), { $0.noShows }), (words("取消", "called off"), { $0.cancelled }),
      (words("流失", "lost"), { $0.lost }),
    ]
    let counts = all ? vehicles : Array(vehicles.dropFirst())
    columns += counts.map { DocumentColumn($0.0, .named("")) }
    columns.append(DocumentColumn(words("预约占比", "booking share"), .percent, decimals: 1))
    columns.append(DocumentColumn(words("到店率", "show rate"), .percent, decimals: 1))
    columns += figures.map { DocumentColumn(all ? words.figure($0) : words.brief($0), words.unit(of: $0)) }
    let names = all ? tradeNames : []
    columns += names.map { DocumentColumn(words("负荷·", "load, ") + words.trade($0), .percent, decimals: 1) }
    return DocumentTable(
      name: "statistics", caption: words("每期的合计与指标", "Counts and figures of each period"), columns: columns,
      rows: statistics.periods.map { period in
        let values = period.figures.values
        var cells = [DocumentCell.words(period.from.description)]
        cells += counts.map { .number(Double($0.1(period))) }
        cells += [.number(period.bookingShare), .number(period.showRate)]
        cells += figures.map { .number(values[$0]) }
        cells += names.map { .number(period.trades[$0]?.percent) }
        return DocumentRow(cells)
      }, isBrief: true)
  }

  private var axis: CategoryAxis { .days(statistics.periods.map(\.from)) }

  private var charts: [DocumentSection.Block] {
    let periods = statistics.periods
    guard periods.count > 1 else { return [] }
    func series(_ name: String, _ value: (Period) -> Double?) -> SeriesChart.Series {
      SeriesChart.Series(name, .line, periods.map(value))
    }
    return [
      .chart(
        .columns(
          ColumnChart(
            title: words("每天到店", "Vehicles per day"), axis: axis, measure: .vehicles, layout: .stacked,
            series: [
              ColumnChart.Series(
                words("预约", "booked"), periods.map { Double($0.bookedServed) / Double(max(1, $0.days)) }),
              ColumnChart.Series(
                words("无预约", "without booking"),
                periods.map { Double($0.unbookedServed) / Double(max(1, $0.days)) }),
            ]))),
      .chart(
        .series(
          SeriesChart(
            title: words("准时率、到店率与利用率", "On time, show rate and utilisation"), axis: axis, measure: .percent,
            series: [
              series(words("准时", "on time")) { $0.figures.values[.onTime] },
              series(words("到店率", "show rate")) { $0.showRate },
              series(words("利用率", "utilisation")) { $0.figures.values[.utilisation] },
            ]))),
    ]
  }

  // MARK: - Reasons

  private var reasonCounts: [(name: String, count: Int)] {
    let total = statistics.total?.reasons ?? [:]
    let named = total.map { key, count in
      let outcome =
        switch key.outcome {
        case .noShow: words("爽约", "no-show")
        case .cancelled: words("取消", "cancelled")
        case .lost, .served: words("流失", "lost")
        }
      let reason = key.reason.isEmpty ? words("未说明", "no reason noted") : key.reason.printable
      return (name: words("\(outcome)：\(reason)", "\(outcome): \(reason)"), count: count)
    }
    return named.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private var reasons: DocumentTable? {
    let counts = reasonCounts
    guard !counts.isEmpty else { return nil }
    let all = counts.reduce(0) { $0 + $1.count }
    return DocumentTable(
      name: "reasons", caption: words("未成功的预约与到店，全部日子", "Bookings and visits lost, all days"),
      columns: [
        DocumentColumn(words("原因", "Reason")), DocumentColumn(words("次数", "Visits"), .named("")),
        DocumentColumn(words("占比", "Share"), .percent, decimals: 1),
      ],
      rows: counts.map {
        DocumentRow([
          .words($0.name), .number(Double($0.count)), .number(Double($0.count) * 100 / Double(max(1, all))),
        ])
      })
  }

  private var reasonChart: Chart {
    let counts = reasonCounts.prefix(12)
    return .bars(
      BarChart(
        rows: ChartRows(
          title: words("最常见的原因", "The most frequent reasons"), names: counts.map(\.name),
          panels: [
            RowMeasure(
              title: words("次数", "Visits"), measure: .named(words("次", "visits")), moreIsBetter: nil,
              values: counts.map { Estimate(Double($0.count)) })
          ])))
  }

  // MARK: - Trades

  private var tradeNames: [String] {
    (statistics.total?.trades ?? [:]).filter { $0.value.worked > 0 }.keys.sorted()
  }

  private var trades: DocumentTable? {
    guard let total = statistics.total, !tradeNames.isEmpty else { return nil }
    return DocumentTable(
      name: "trades", caption: words("全部日子", "All days"),
      columns: [
        DocumentColumn(words("工种", "Trade")), DocumentColumn(words("作业", "Worked"), .hours, decimals: 0),
        DocumentColumn(words("班次", "Shifts"), .hours, decimals: 0),
        DocumentColumn(words("负荷", "Load"), .percent, decimals: 1),
      ],
      rows: tradeNames.map { name in
        let load = total.trades[name]
        return DocumentRow([
          .words(words.trade(name)), .number(load.map { Double($0.worked) / 60 }),
          .number(load.map { Double($0.shifts) / 60 }), .number(load?.percent),
        ])
      })
  }

  private var tradeChart: Chart {
    .series(
      SeriesChart(
        title: words("工种负荷", "Load by trade"),
        note: words("作业分钟占主工种班次的比例", "Minutes of work divided by the shifts of those whose main trade it is"),
        axis: axis,
        measure: .percent,
        series: tradeNames.map { name in
          SeriesChart.Series(words.trade(name), .line, statistics.periods.map { $0.trades[name]?.percent })
        }))
  }
}
