public import BaylineModel
import BaylineSimulation
import BaylineWording

/// The result of a staffing study as a page for the terminal or as HTML.
public struct StaffingPage: Sendable {
  private let result: StaffingResult
  private let site: Site
  private let words: Glossary
  private let program: String
  private let files: [String]

  /// Creates a page.
  ///
  /// - Parameters:
  ///   - site: Today's workshop.
  ///   - program: The program's name and version.
  ///   - files: The input files, as the user wrote them.
  public init(_ result: StaffingResult, site: Site, program: String, files: [String], language: Language) {
    self.result = result
    self.site = site
    words = Glossary(language)
    self.program = program
    self.files = files
  }

  /// The page for a terminal.
  public var text: String { page.text }

  /// The page as a self-contained HTML file.
  public var html: String { page.html }

  private var page: Document {
    let tables = StaffingTables(result: result, site: site, words: words)
    var sections = [
      DocumentSection(
        words("配置", "The staffing"), [.table(tables.staffing), .table(tables.figures)])
    ]
    if result.chosen != nil {
      var proof: [DocumentSection.Block] = [.table(tables.neighbours(isSmaller: true))]
      if result.neighbours.contains(where: { !$0.isSmaller }) {
        proof.append(.table(tables.neighbours(isSmaller: false)))
      }
      sections.append(DocumentSection(words("为什么不能再省", "Why nothing can be removed"), proof))
    }
    if !result.points.isEmpty {
      sections.append(
        DocumentSection(
          words("成本与服务", "Cost and service"),
          tables.charts.map { .chart($0) } + [.table(tables.frontierTable)]))
    }
    return Document(
      words: words, title: words("最省的人员配置", "The cheapest staffing"), siteName: site.name,
      keyFindings: StaffingFindings(result: result, tables: tables, words: words).lines, warnings: warnings,
      sections: sections, notes: notes,
      origin: DocumentOrigin(
        program: program, seed: UInt64(exactly: result.seed), replications: result.replications,
        iterations: result.effort.iterationCount, files: files))
  }

  private var warnings: [String] {
    result.isComplete
      ? []
      : [
        words(
          "计算被中断：以下只是到目前为止的结果", "The run was stopped: these are the results so far")
      ]
  }

  private var notes: [String] {
    let counts = result.searchStatistics
    let percent = NumberText.text(
      result.confidence, decimals: result.confidence == result.confidence.rounded() ? 0 : 1)
    var notes = [
      words(
        "各配置遇到相同的 \(result.days.count) 个日子、相同的客户和相同的偶然因素；数值是这些日子的平均。目标以 \(percent)% 单侧置信判断，✓ 达标，✗ 未达标，? 把握不足。",
        "All staffings face the same \(result.days.count) days, customers and random events; figures are means over these days. Targets are tested at \(percent)% one-sided confidence: ✓ met, ✗ missed, ? may not be met."
      ),
      words(
        "没有预约的客户与现状一样多，不随人员多少而变。方括号内为 95% 置信区间。",
        "The number of walk-ins is as today, whatever the staffing. In brackets: 95% intervals."
      ),
    ]
    let ruledOut = StaffingResult.Bound.allCases.compactMap { bound in
      counts.ruledOut[bound].map { "\(words.bound(bound)) \($0)" }
    }
    let pruned = ruledOut.isEmpty ? words("0", "0") : words.list(ruledOut)
    notes.append(
      words(
        "全部日子排过并模拟过 \(counts.played) 种配置，部分日子 \(counts.screened) 种；用下界排除：\(pruned)；因更大的配置已不达标而略过 \(counts.presumed) 种。",
        "\(counts.played) staffings were planned and simulated on all days, \(counts.screened) on some; ruled out by bounds: \(pruned); skipped because a larger one fails: \(counts.presumed)."
      ))
    return notes
  }
}
