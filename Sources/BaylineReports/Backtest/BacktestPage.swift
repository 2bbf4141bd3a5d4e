import BaylineMath
public import BaylineModel
import BaylineSimulation
import BaylineWording

/// The result of a backtest as a page for the terminal, as HTML, or as CSV.
public struct BacktestPage: Sendable {
  private let result: BacktestResult
  private let words: Glossary
  private let siteName: String
  private let program: String
  private let files: [String]
  private let isShifted: Bool

  /// Creates a page.
  ///
  /// - Parameters:
  ///   - program: The program's name and version.
  ///   - files: The input files, as the user wrote them.
  ///   - isReplanned: Whether days were replanned while they ran.
  public init(
    _ result: BacktestResult, siteName: String, program: String, files: [String], isReplanned: Bool,
    language: Language
  ) {
    self.result = result
    words = Glossary(language)
    self.siteName = siteName
    self.program = program
    self.files = files
    isShifted = !isReplanned
  }

  /// The page for a terminal.
  public var text: String { page.text }

  /// The page as a self-contained HTML file.
  public var html: String { page.html }

  /// A row per day with all measures of all plans, as CSV.
  public var csv: String { DocumentCSV(table: tables.byDay, words: words).text }

  private var tables: BacktestTables { BacktestTables(result: result, words: words) }

  private var page: Document {
    let tables = tables
    guard !result.days.isEmpty else {
      return Document(
        words: words, title: title, siteName: siteName,
        keyFindings: [words("没有可比的日子。", "There are no days to compare.")], warnings: warnings, sections: [],
        origin: origin)
    }
    var sections = [
      DocumentSection(words("总体", "Overall"), [.table(tables.inAll), .chart(tables.differenceChart)])
    ]
    if result.plans.count > 1 {
      sections.append(
        DocumentSection(
          words("与简单排法相比", "Compared with simple planning rules"),
          [.table(tables.plans)] + (tables.againstPlans.map { [.table($0)] } ?? [])))
    }
    sections.append(
      DocumentSection(
        words("逐日", "Day by day"),
        [.chart(tables.course(.points)), .chart(tables.spread), .table(tables.byTime)]))
    sections.append(
      DocumentSection(
        words("计划更差的日子", "Where the plan did worse"),
        tables.worse.map { .text($0) }))
    return Document(
      words: words, title: title, siteName: siteName, keyFindings: keyFindings, warnings: warnings,
      sections: sections,
      notes: notes, origin: origin)
  }

  private var title: String { words("计划与实际", "Planned and actual") }

  private var origin: DocumentOrigin {
    DocumentOrigin(
      program: program, seed: UInt64(exactly: result.seed), iterations: result.effort.iterationCount,
      files: files)
  }

  // MARK: - Key findings

  private var keyFindings: [String] {
    let main = tables.main
    var lines: [String] = []
    let days = result.days.count
    if let first = result.days.first?.date, let last = result.days.last?.date {
      lines.append(words("\(first) 至 \(last)，\(days) 天。", "\(days) days from \(first) to \(last)."))
    }
    if days < BacktestResult.minWeeks {
      lines.append(
        words(
          "\(days) 天太少，分不清是好是巧：至少给 \(BacktestResult.minWeeks) 天。",
          "With so few days, better cannot be told from lucky: give \(BacktestResult.minWeeks) days or more."
        ))
    } else if let difference = result.difference(of: .points, main), let was = result.mean(of: .points) {
      let percent = was > 0 ? abs(difference.mean) * 100 / was : 0
      let share = NumberText.text(percent, decimals: 1)
      let isLess = difference.mean < 0
      if difference.isSignificant {
        lines.append(
          words(
            "按 \(words.plan(main)) 的计划，每天的成本比实际\(isLess ? "低" : "高") \(share)%，差异明确。",
            "Planned by \(words.plan(main)), a day would have cost \(share)% \(isLess ? "less" : "more") than it actually did: a clear difference."
          ))
      } else {
        lines.append(
          words(
            "\(words.plan(main)) 与实际在成本上没有明确差异。",
            "There is no clear difference in cost between \(words.plan(main)) and what actually happened."
          ))
      }
    }
    lines += clear(main)
    let better = result.days.count { ($0.plans[main]?.points ?? 0) < $0.record.points }
    lines.append(
      words(
        "\(better) 天计划更好，\(tables.worseDays.count) 天更差。",
        "The plan did better on \(better) \(better == 1 ? "day" : "days"), worse on \(tables.worseDays.count)."
      ))
    return lines
  }

  /// The measures that are clearly better or worse.
  private func clear(_ plan: BacktestResult.Plan) -> [String] {
    var better: [String] = []
    var worse: [String] = []
    for measure in tables.measures where measure != .points {
      guard let difference = result.difference(of: measure, plan), let estimate = Estimate(difference),
        let was = result.mean(of: measure), let now = result.mean(of: measure, plan)
      else { continue }
      let decimals = NumberText.decimals(for: [was, now], margins: [estimate.margin])
      let unit = words.unit(measure)
      let text =
        "\(words.measure(measure)) \(unit.text(was, decimals: decimals, words)) → \(unit.text(now, decimals: decimals, words))"
      switch Judgement(estimate, moreIsBetter: measure.moreIsBetter) {
      case .better: better.append(text)
      case .worse: worse.append(text)
      case .different, .unclear: break
      }
    }
    var lines: [String] = []
    if !better.isEmpty {
      lines.append(words("明确变好：", "Clearly better: ") + words.list(better) + words("。", "."))
    }
    if !worse.isEmpty {
      lines.append(words("明确变差：", "Clearly worse: ") + words.list(worse) + words("。", "."))
    }
    return lines
  }

  // MARK: - Warnings and notes

  private var warnings: [String] {
    var lines: [String] = []
    if result.isStopped {
      lines.append(words("计算被中断，只含已完成的日子。", "The run was stopped; only finished days are shown."))
    }
    if !result.skipped.isEmpty {
      let shown = result.skipped.prefix(8).map { "\($0.date) (\(words.reason($0.reason)))" }
      let more = result.skipped.count - shown.count
      lines.append(
        words("未比较的日子：", "Days not compared: ") + words.list(shown)
          + (more > 0 ? words("等 \(result.skipped.count) 天", " and \(more) more") : ""))
    }
    return lines
  }

  private var notes: [String] {
    let gaps = result.days.reduce(BacktestResult.RecordGaps()) { $0 + $1.gaps }
    var notes = [
      words(
        "每天只用前一晚已知的信息排程，再让计划遇到当天实际发生的事：到店早晚、作业用时与标准之比、增项、无预约客户都与记录相同；两边服务的车辆相同，由同一段程序评判。",
        "Each day is planned with what was known the evening before, and the plan then faces what actually happened: customers come as early or late, jobs take the same share of their standard time, the same additional work is found, the same walk-ins come. Both sides serve the same vehicles and are evaluated by the same code."
      ),
      isShifted
        ? words(
          "当天不重排：计划只顺延。实际的调度员当天可以随机应变。",
          "The plan is only shifted during the day, never remade; the actual dispatcher could react."
        )
        : words(
          "当天偏离计划时每半小时重排一次。",
          "When a day deviates from its plan, the rest is replanned every half hour."),
      result.isByWeek
        ? words(
          "区间为 95%，自助法，按周抽取（同一周的日子可能相关）。",
          "Intervals are 95%, bootstrapped over weeks, as days of a week may be correlated.")
        : words(
          "区间为 95%，自助法，按日抽取；少于 \(BacktestResult.minWeeks) 周，宜当作参考。",
          "Intervals are 95%, bootstrapped over days; with fewer than \(BacktestResult.minWeeks) weeks they are only indicative."
        ),
      words(
        "当天成本按门店的权重计：各车从最早可开工到交车的营业分钟、超过承诺的罚分、在店等待客户的停留。",
        "The cost of a day uses the site's weights: open minutes from the earliest possible start to ready, penalties for broken promises, the stay of waiting customers."
      ),
      words(
        "各天从实际的早晨各自开始，一天的得失不带到下一天；留宿数日的车每天各计一次，所以各天之和不是一个月的得失。",
        "Each day begins with the actual situation of that morning, and its gains and losses do not carry over; a vehicle that stays for several days counts on each, so the days do not add up to a month's result."
      ),
      words(
        "实际中空等超过 20 个营业小时的工序（等件、等保险、等答复，记录里看不出），计划也不早于实际开工。",
        "Where a vehicle stood idle for more than 20 open hours (waiting for parts, an insurer or an answer, which records do not show), the plan does not start its work earlier either."
      ),
      words(
        "被拒绝的预约不在任何记录里，两边都不计。", "Refused requests are in no record; neither side serves them."),
    ]
    func add(_ count: Int, _ chinese: String, _ english: String) {
      if count > 0 { notes.append(words("\(count) \(chinese)", "\(count) \(english)")) }
    }
    add(gaps.visits, "个预约没有任何记录：两边都不计。", "visits of the demands are in no record; neither side serves them.")
    add(
      gaps.operations, "道工序没有记录：视为未做，两边相同。",
      "operations are in no record and count as not done, on both sides.")
    add(
      gaps.arrivals, "位客户的到店时间没有记录：取接待、约定或开工时间。",
      "customers have no recorded arrival; the reception, booked time or start of work is used.")
    add(gaps.receptions, "次接待没有时间：视为到店即接待。", "receptions have no recorded time and count as immediate.")
    add(
      gaps.bookings, "位未到的客户没有约定时间：取其首选时间。",
      "no-shows have no booked time; their first choice is used.")
    return notes
  }
}
