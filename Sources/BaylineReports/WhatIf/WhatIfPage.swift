import BaylineMath
public import BaylineModel
import BaylineSimulation
import BaylineWording

/// The result of a what-if study as a page for the terminal, as HTML, or as CSV.
public struct WhatIfPage: Sendable {
  private let result: WhatIfResult
  private let words: Glossary
  private let siteName: String
  private let program: String
  private let files: [String]

  /// Creates a page.
  ///
  /// - Parameters:
  ///   - program: The program's name and version.
  ///   - files: The input files, as the user wrote them.
  public init(_ result: WhatIfResult, siteName: String, program: String, files: [String], language: Language)
  {
    self.result = result
    words = Glossary(language)
    self.siteName = siteName
    self.program = program
    self.files = files
  }

  /// The page for a terminal.
  public var text: String { page.text }

  /// The page as a self-contained HTML file.
  public var html: String { page.html }

  /// All rows with all figures as CSV: scenarios first, then one more of each resource.
  public var csv: String {
    let rows = result.scenarios + result.oneMore
    let table = tables.differences(
      rows, name: "whatif", caption: "", figures: Figure.allCases, isBrief: false)
    return DocumentCSV(table: table, words: words).text
  }

  private var tables: WhatIfTables { WhatIfTables(result: result, words: words) }

  private var page: Document {
    let tables = tables
    var sections: [DocumentSection] = []
    if !result.scenarios.isEmpty {
      sections.append(
        DocumentSection(
          words("各方案与现状之差", "What each scenario changes"),
          [
            .table(
              tables.differences(
                result.scenarios, name: "scenarios", caption: tables.differenceCaption,
                figures: tables.shownFigures, isBrief: true)),
            .chart(tables.differenceChart(result.scenarios)),
          ]))
    }
    if !result.oneMore.isEmpty {
      sections.append(
        DocumentSection(
          words("每种资源各加一：瓶颈在哪里", "One more of each resource: where the bottleneck is"),
          [
            .table(
              tables.differences(
                result.oneMore, name: "one-more", caption: tables.rankingCaption,
                figures: tables.shownFigures, isBrief: true
              )),
            .chart(tables.rankingChart),
          ]))
    }
    sections.append(
      DocumentSection(
        words("现状", "Today"),
        [.table(tables.today)] + (tables.leftOut.map { [.table($0)] } ?? [])))
    if let load = tables.loadChart { sections.append(DocumentSection(words("负荷", "Load"), [.chart(load)])) }
    return Document(
      words: words, title: words("如果……会怎样", "What if"), siteName: siteName,
      keyFindings: WhatIfFindings(result: result, words: words).lines, warnings: warnings, sections: sections,
      notes: notes,
      origin: DocumentOrigin(
        program: program, seed: UInt64(exactly: result.seed), replications: result.replications,
        iterations: result.effort.iterationCount, files: files))
  }

  private var warnings: [String] {
    guard !result.unfinished.isEmpty else { return [] }
    let names = words.list(result.unfinished.map(\.printable))
    return [
      words(
        "计算被中断，以下方案未完成，未列出：\(names)",
        "The run was stopped; unfinished scenarios, not shown: \(names)")
    ]
  }

  private var notes: [String] {
    let days = result.days.count
    var notes = [
      words(
        "各方案与现状遇到相同的日子和相同的偶然因素（公共随机数），差值成对计算；正差表示方案的数值更大。",
        "Scenarios and today face the same days and the same random events (common random numbers); differences are paired: scenario minus today."
      )
    ]
    switch result.basis {
    case .days:
      notes.append(
        words(
          "区间以 \(days) 个日子为样本：对与这些日子相似的日子成立。",
          "Intervals treat the \(days) days as a sample: they apply to days like these."))
    case .replications:
      notes.append(
        words(
          "日子少于 \(WhatIfResult.SamplingBasis.minDays) 个，区间以重复为样本：只对这 \(days) 个日子成立。",
          "With fewer than \(WhatIfResult.SamplingBasis.minDays) days, intervals treat the replications as a sample: they apply only to \(days == 1 ? "this day" : "these \(days) days")."
        ))
    }
    notes.append(
      words(
        "区间为 95%：没有任何差别的数值中，约每 20 个会有一个偶然被标为明确。",
        "Intervals are 95%: of 20 numbers without any real difference, about one is marked as clear by chance."
      ))
    if let noise = result.noise {
      let text = NumberText.text(noise.margin, decimals: 0)
      notes.append(
        words(
          "搜索噪声：仅因换种子，计划成本之差可达 ±\(text) 点。",
          "Search noise: a different seed alone changes planned costs by up to ±\(text) points."))
    }
    return notes
  }
}

extension Glossary {
  /// The name of a row: one more of a resource, or the scenario's name.
  func rowName(_ row: WhatIfResult.Comparison) -> String {
    row.resource.map(oneMore) ?? row.name.printable
  }
}

extension Estimate {
  /// A mean with its interval, if it has one.
  init(_ interval: MeanInterval) {
    self.init(interval.mean, interval.low ?? interval.mean, interval.high ?? interval.mean)
  }
}

extension SearchLimit {
  /// The number of iterations, if that is the limit.
  var iterationCount: Int? {
    if case .iterations(let count) = self { count } else { nil }
  }
}
