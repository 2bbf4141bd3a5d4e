import BaylineMath
import BaylineModel
import BaylineSimulation
import BaylineWording

/// The tables and charts of a backtest.
struct BacktestTables {
  let result: BacktestResult
  let words: Glossary

  /// The plan that the page is about.
  var main: BacktestResult.Plan { result.plans.first ?? .bayline }

  /// The measures compared: cost and all figures with a value.
  var measures: [BacktestResult.Measure] {
    [.points]
      + BacktestResult.figures.map(BacktestResult.Measure.figure).filter { result.mean(of: $0) != nil }
  }

  /// The measures for decisions.
  private var shown: [BacktestResult.Measure] {
    let wanted: [Figure] = [
      .onTime, .promisesKept, .waiting, .workWait, .returnDelay, .overtime, .carryOver,
    ]
    return measures.filter { measure in
      if case .figure(let figure) = measure { wanted.contains(figure) } else { true }
    }
  }

  /// A mean difference; one without an interval gets no verdict.
  func cell(_ difference: BootstrapMean?, _ measure: BacktestResult.Measure) -> DocumentCell {
    guard let difference else { return .number(nil) }
    guard let estimate = Estimate(difference) else { return .number(difference.mean) }
    return .difference(estimate, moreIsBetter: measure.moreIsBetter)
  }

  // MARK: - Overall

  /// Record and plan side by side, a row per measure.
  var inAll: DocumentTable {
    DocumentTable(
      name: "in-all",
      caption: words("每天平均，实际与计划", "Daily means, actual and planned") + " — "
        + [Judgement.better, .worse, .different, .unclear].map { "\($0.sign) \($0.name(words))" }
        .joined(separator: " · "),
      columns: [
        DocumentColumn(words("指标", "Figure")), DocumentColumn(words("实际", "Actual")),
        DocumentColumn(words.plan(main)), DocumentColumn(words("差值", "Difference")),
        DocumentColumn(words("95% 区间", "95% interval")),
      ],
      rows: measures.map { measure in
        let difference = result.difference(of: measure, main)
        let estimate = difference.flatMap { Estimate($0) }
        let numbers = [result.mean(of: measure), result.mean(of: measure, main)]
        let decimals = NumberText.decimals(
          for: numbers.compactMap(\.self), margins: [estimate?.margin].compactMap(\.self))
        func text(_ number: Double?, isSigned: Bool = false) -> String {
          number.map { NumberText.text($0, decimals: decimals, isSigned: isSigned) } ?? NumberText.missing
        }
        let judgement = estimate.map { Judgement($0, moreIsBetter: measure.moreIsBetter) }
        return DocumentRow([
          .words(words.measure(measure) + words.bracketed(words.unit(measure).name(words))),
          .words(text(numbers[0])), .words(text(numbers[1])),
          .words(text(difference?.mean, isSigned: true) + (judgement.map { " \($0.sign)" } ?? "")),
          .words(
            estimate.map { "[\(text($0.low, isSigned: true)), \(text($0.high, isSigned: true))]" } ?? ""),
        ])
      })
  }

  /// The differences of each plan from the record.
  var plans: DocumentTable {
    DocumentTable(
      name: "plans",
      caption: words("各计划与实际之差，每天平均", "Differences of each plan from actual, daily means"),
      columns: [DocumentColumn(words("计划", "Plan"))]
        + shown.map {
          DocumentColumn(words.brief($0), words.unit(ofDifferenceIn: $0), isSigned: true)
        },
      rows: result.plans.map { plan in
        DocumentRow([.words(words.plan(plan))] + shown.map { cell(result.difference(of: $0, plan), $0) })
      }, isBrief: true)
  }

  /// The differences of the main plan from the others.
  var againstPlans: DocumentTable? {
    let others = result.plans.filter { $0 != main && $0 != .record }
    guard !others.isEmpty else { return nil }
    return DocumentTable(
      name: "against-plans",
      caption: words("\(words.plan(main)) 与其他计划之差", "\(words.plan(main)) compared with other plans"),
      columns: [DocumentColumn(words("对比", "Compared with"))]
        + shown.map { DocumentColumn(words.brief($0), words.unit(ofDifferenceIn: $0), isSigned: true) },
      rows: others.map { other in
        DocumentRow(
          [.words(words.plan(other))]
            + shown.map { cell(result.difference(of: $0, from: other, to: main), $0) })
      }, isBrief: true)
  }

  var differenceChart: Chart {
    .intervals(
      IntervalChart(
        rows: ChartRows(
          title: words("各计划与实际之差，每天平均", "Differences from actual, daily means"),
          note: words(
            "横线为 95% 区间；跨过零线即无明确差异",
            "Lines are 95% intervals; one that crosses zero shows no clear difference"),
          names: result.plans.map(words.plan),
          panels: shown.map { measure in
            RowMeasure(
              title: words.measure(measure), measure: words.unit(ofDifferenceIn: measure),
              moreIsBetter: measure.moreIsBetter,
              differences: result.plans.map { plan in
                result.difference(of: measure, plan).flatMap { Estimate($0) }
              })
          }), reference: words("实际", "actual")))
  }

  // MARK: - By time

  /// The period of a row or point, chosen so that a page has a few dozen of them.
  private enum Span { case day, week, month }

  private var span: Span { result.days.count <= 45 ? .day : result.days.count <= 260 ? .week : .month }

  private func key(_ date: CivilDate, _ span: Span) -> String {
    switch span {
    case .day: date.description
    case .week: date.advanced(by: -date.weekday.position).description
    case .month: String(date.description.prefix(7))
    }
  }

  private func groups(_ span: Span) -> [(name: String, days: [BacktestResult.Day])] {
    var groups: [(name: String, days: [BacktestResult.Day])] = []
    for day in result.days {
      let name = key(day.date, span)
      if groups.last?.name != name { groups.append((name, [])) }
      groups[groups.count - 1].days.append(day)
    }
    return groups
  }

  private func mean(_ days: [BacktestResult.Day], _ value: (BacktestResult.Day) -> Double?) -> Double? {
    let values = days.compactMap(value)
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// Actual and planned cost over time.
  func course(_ measure: BacktestResult.Measure) -> Chart {
    let groups = groups(span)
    return .series(
      SeriesChart(
        title: words.measure(measure) + words("：实际与计划", ": actual and planned"),
        note: span == .day
          ? nil
          : words(
            span == .week ? "每周的日均值" : "每月的日均值",
            span == .week ? "Daily means by week" : "Daily means by month"),
        axis: .days(groups.compactMap { $0.days.first?.date }), measure: words.unit(measure),
        moreIsBetter: measure.moreIsBetter,
        series: [
          SeriesChart.Series(
            words("实际", "actual"), .line, groups.map { mean($0.days) { $0.record[measure] } }),
          SeriesChart.Series(
            words.plan(main), .line, groups.map { mean($0.days) { $0.plans[main]?[measure] } }),
        ]))
  }

  /// The distribution of daily cost differences.
  var spread: Chart {
    .histogram(
      HistogramChart(
        title: words("每天的成本差（计划减实际）", "Daily cost differences, planned minus actual"),
        note: words("零左边的日子计划更好", "Left of zero the plan was better"),
        measure: words.unit(.points), moreIsBetter: false,
        values: result.days.compactMap { day in
          day.plans[main].map { Double($0.points - day.record.points) }
        }, target: ReferenceLine(0, words("无差别", "no difference")), subject: .days))
  }

  /// A row per period.
  var byTime: DocumentTable {
    rows(
      groups(span), name: "by-time", caption: words("按时间", "By time"),
      measures: shown.filter(Self.isDecisive), isBrief: true)
  }

  /// Whether a measure is shown in the table by time, which has two columns per measure.
  private static func isDecisive(_ measure: BacktestResult.Measure) -> Bool {
    [.points, .figure(.onTime), .figure(.waiting), .figure(.overtime)].contains(measure)
  }

  /// A row per day with all measures.
  var byDay: DocumentTable {
    rows(groups(.day), name: "days", caption: "", measures: measures, isBrief: false)
  }

  private func rows(
    _ groups: [(name: String, days: [BacktestResult.Day])], name: String, caption: String,
    measures: [BacktestResult.Measure],
    isBrief: Bool
  ) -> DocumentTable {
    var columns = [
      DocumentColumn(words("日期", "Date")),
      DocumentColumn(words("服务（含留宿）", "Served, with those in house"), .vehicles),
      DocumentColumn(words("无预约", "Without booking"), .vehicles),
      DocumentColumn(words("未到（含取消）", "Did not come"), .vehicles),
    ]
    let plans = isBrief ? [main] : result.plans
    for measure in measures {
      let name = isBrief ? words.brief(measure) : words.measure(measure)
      columns.append(DocumentColumn(name + words("·实际", ", done"), words.unit(measure)))
      for plan in plans {
        columns.append(
          DocumentColumn(name + words("·", ", ") + words.plan(plan), words.unit(measure)))
      }
    }
    return DocumentTable(
      name: name, caption: caption, columns: columns,
      rows: groups.map { group in
        var cells: [DocumentCell] = [
          .words(group.name), .number(mean(group.days) { Double($0.served) }),
          .number(mean(group.days) { Double($0.withoutBooking) }),
          .number(mean(group.days) { Double($0.noShows) }),
        ]
        for measure in measures {
          cells.append(.number(mean(group.days) { $0.record[measure] }))
          for plan in plans { cells.append(.number(mean(group.days) { $0.plans[plan]?[measure] })) }
        }
        return DocumentRow(cells)
      }, isBrief: isBrief)
  }

  // MARK: - Worse days

  private static let maxWorstDays = 20

  /// The days on which the plan did worse, by descending difference.
  var worseDays: [BacktestResult.Day] {
    func loss(_ day: BacktestResult.Day) -> Int { (day.plans[main]?.points ?? 0) - day.record.points }
    return result.days.filter { loss($0) > 0 }.sorted { (loss($1), $0.date) < (loss($0), $1.date) }
  }

  /// A line per worse day, with the vehicles that lost most.
  var worse: [String] {
    let days = worseDays
    if days.isEmpty { return [words("没有这样的日子。", "There are none.")] }
    var lines = days.prefix(Self.maxWorstDays).map { day in
      let more = NumberText.text(
        Double((day.plans[main]?.points ?? 0) - day.record.points), decimals: 0, isSigned: true)
      let why = day.worse.map(change).joined(separator: words("；", "; "))
      return words("\(day.date)（\(more) 点）：\(why)。", "\(day.date) (\(more) points): \(why).")
    }
    if days.count > Self.maxWorstDays {
      lines.append(
        words(
          "另有 \(days.count - Self.maxWorstDays) 天差得更少。",
          "\(days.count - Self.maxWorstDays) more days were worse by less."))
    }
    return lines
  }

  private func change(_ change: BacktestResult.DelayedVisit) -> String {
    let name =
      change.plate.map { "\($0.printable) (\(change.appointment.printable))" } ?? change.appointment.printable
    func clock(_ time: CivilTime) -> String {
      time.date == change.ready.date ? time.clock : time.description.replacing("T", with: " ")
    }
    return words(
      "\(name) \(words.cause(change.cause))，完工 \(change.ready.clock)→\(clock(change.planReady))，+\(change.points) 点",
      "\(name) \(words.cause(change.cause)), ready \(clock(change.planReady)) instead of \(change.ready.clock), +\(change.points) points"
    )
  }
}

extension Estimate {
  /// A mean with its bootstrap interval; `nil` if it has none.
  init?(_ mean: BootstrapMean) {
    guard let interval = mean.interval else { return nil }
    self.init(mean.mean, interval.lowerBound, interval.upperBound)
  }
}
