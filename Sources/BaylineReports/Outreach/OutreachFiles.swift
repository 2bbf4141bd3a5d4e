import BaylineFormats
public import BaylineModel
import BaylineWording

/// The outgoing call list as files: HTML, CSV, text and JSON.
///
/// The same plan always gives the same bytes.
public struct OutreachFiles: Sendable {
  let plan: OutreachPlan
  let phrases: OutreachPhrases
  let siteName: String
  var words: Glossary { phrases.words }

  /// Creates the files of a plan of calls.
  public init(site: Site, plan: OutreachPlan, language: Language) {
    self.plan = plan
    phrases = OutreachPhrases(site: site, from: plan.from, language: language)
    siteName = site.name.printable
  }

  /// All files, with fixed names.
  public var files: [(name: String, text: String)] {
    DocumentHTML.files(of: [form]) + form.csvFiles + [
      (name: "load.csv", text: loadTable),
      (name: "calls.txt", text: OutreachText(self).whole),
      (name: "outreach.json", text: OutreachFormat.encode(plan)),
    ]
  }

  // MARK: - Calls

  /// Today's calls first; how they level the load comes last.
  private var form: Document {
    let days = Dictionary(grouping: plan.calls, by: \.day).sorted { $0.key < $1.key }
    let pages = days.map { day, calls in
      DocumentSection(
        day: day, notes: [words("\(calls.count) 个电话", "\(calls.count) call\(calls.count == 1 ? "" : "s")")],
        blocks: [.table(DocumentTable(columns: columns, rows: calls.map(row)))])
    }
    return Document(
      form: .calls, title: words("主动预约致电清单", "Outgoing call list"), words: words, siteName: siteName,
      sections: pages + [overview],
      origin: words(
        "Bayline · \(plan.from) 起 \(plan.days) 天", "Bayline · \(plan.days) days from \(plan.from)"),
      records: DocumentTable(
        columns: [DocumentColumn(words("日期", "Day"), 10)] + columns,
        rows: plan.calls.map { DocumentRow([DocumentCell($0.day.description)] + row($0).cells) }))
  }

  private var columns: [DocumentColumn] {
    [
      DocumentColumn(words("客户", "Whom"), 18), DocumentColumn(words("电话", "Phone"), 22), .plate(words, 20),
      DocumentColumn(words("车型", "Vehicle"), 18), DocumentColumn(words("方式", "Channel"), 11),
      DocumentColumn(words("致电人", "Caller"), 16), DocumentColumn(words("事由", "Why"), 34),
      DocumentColumn(words("要点", "What to say"), 40), DocumentColumn(words("时间一", "First time"), 24),
      DocumentColumn(words("时间二", "Second time"), 24), DocumentColumn(words("时间三", "Third time"), 24),
      DocumentColumn(words("结果", "Result"), 12),
    ]
  }

  private func row(_ call: OutreachPlan.Call) -> DocumentRow {
    let vehicle = call.candidate.vehicle
    let times = phrases.times(call.visit)
    func time(_ index: Int) -> DocumentCell {
      DocumentCell(index < times.count ? times[index] : "", index == 0 ? .strong : .plain)
    }
    return DocumentRow(
      [
        DocumentCell(phrases.customer(vehicle)), DocumentCell(vehicle.card.phone ?? ""),
        DocumentCell(vehicle.plate, .strong),
        DocumentCell(vehicle.card.vehicle ?? ""), DocumentCell(phrases.channel(call.channel)),
        DocumentCell(phrases.caller(call)),
        DocumentCell(phrases.why(call)), DocumentCell(phrases.say(call)), time(0), time(1), time(2), .box(),
      ], isFlagged: call.isEscalated)
  }

  // MARK: - Overview

  private var overview: DocumentSection {
    let blocks: [DocumentSection.Block] =
      plan.resources.map { .chart(.columns(chart($0))) } + [
        .table(figures), .table(reasons), .table(notListed),
      ]
    return DocumentSection(day: nil, notes: summary, blocks: blocks)
  }

  /// The opening lines of page and text.
  var summary: [String] {
    let visits = plan.visits
    var lines = [
      words(
        "客户车辆 \(plan.vehicles)；致电 \(plan.calls.count)，其中约到店 \(visits.count)；无需致电 \(plan.nothingDue)；另有 \(plan.leftOut.count) 辆未列入",
        "\(plan.vehicles) customer vehicles; \(plan.calls.count) calls, \(visits.count) of them with a visit; \(plan.nothingDue) with nothing due; "
          + "\(plan.leftOut.count) not listed")
    ]
    if plan.unseen > 0 {
      let spoken = plan.unseenCalled + plan.unseenContacted
      lines.append(
        words(
          "三个月未到店 \(plan.unseen) 辆，已联系或列入 \(spoken)（\(spoken * 100 / plan.unseen)%，要求 90%）",
          "not seen for three months: \(plan.unseen), contacted or on the list: \(spoken) (\(spoken * 100 / plan.unseen)%, target 90%)"
        ))
    }
    let count = visits.count { $0.times.count < 2 }
    if count > 0 {
      lines.append(words("只有一个时间可约的：\(count)", "with only one slot: \(count)"))
    }
    return lines
  }

  /// The load of each open day in percent of its capacity, with a mark where it would be with every visit on its best
  /// day.
  private func chart(_ resource: Int) -> ColumnChart {
    let loads = plan.loads
    let open = loads.days.indices.filter { plan.isOpen[$0] && loads.capacity[$0][resource] > 0 }
    func percents(_ load: (Int) -> Int) -> [Double?] {
      open.map { Double(load($0)) * 100 / Double(loads.capacity[$0][resource]) }
    }
    let name = phrases.resource(resource, loads)
    return ColumnChart(
      title: words("\(name)：每日负荷占产能", "\(name): daily load against capacity"),
      axis: .days(open.map { loads.days[$0] }), measure: .percent, layout: .stacked,
      series: [
        .init(words("已约", "booked"), percents { loads.booked[$0][resource] }),
        .init(words("预计自行到店", "expected by themselves"), percents { loads.expected[$0][resource] }),
        .init(
          words("主动预约（削峰后）", "outgoing, levelled"),
          percents {
            max(0, plan.after[$0][resource] - loads.booked[$0][resource] - loads.expected[$0][resource])
          }),
      ],
      marks: .init(words("每辆都在最佳日", "every visit on its best day"), percents { plan.before[$0][resource] }),
      references: [ReferenceLine(100, words("产能（扣除预留）", "capacity less the reserve"))],
      titles: open.map { day in
        let (date, capacity) = (loads.days[day], loads.capacity[day][resource])
        let (booked, expected) = (loads.booked[day][resource], loads.expected[day][resource])
        let (best, levelled) = (plan.before[day][resource], plan.after[day][resource])
        let (label, weekday) = (date.description.suffix(5), words.weekday(date.weekday))
        return words(
          "\(label) \(weekday)：产能 \(capacity)，已约 \(booked)，预计 \(expected)，最佳日 \(best)，削峰后 \(levelled)",
          "\(weekday) \(label): capacity \(capacity), booked \(booked), expected \(expected), on best days \(best), "
            + "levelled \(levelled)")
      })
  }

  /// A percentage with one decimal.
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// The standard deviation of shares with a given variance, in percent with one decimal.
  static func spread(_ variance: Double) -> String { "±" + percent(max(0, variance).squareRoot()) }

  private var figures: DocumentTable {
    let columns = [
      DocumentColumn(words("资源", "Resource"), 20),
      DocumentColumn(words("最高日（最佳日）", "Peak, best days"), 26, .right),
      DocumentColumn(words("最高日（削峰后）", "Peak, levelled"), 26, .right),
      DocumentColumn(words("波动（最佳日）", "Spread, best days"), 26, .right),
      DocumentColumn(words("波动（削峰后）", "Spread, levelled"), 26, .right),
    ]
    return DocumentTable(
      caption: words("削峰填谷", "Load levelling"), columns: columns,
      rows: plan.resources.compactMap { resource in
        guard let before = plan.evenness(plan.before, resource),
          let after = plan.evenness(plan.after, resource)
        else {
          return nil
        }
        return DocumentRow([
          DocumentCell(phrases.resource(resource, plan.loads)),
          DocumentCell("\(Self.percent(before.peak)) \(phrases.weekday(before.peakDay))"),
          DocumentCell("\(Self.percent(after.peak)) \(phrases.weekday(after.peakDay))", .strong),
          DocumentCell(Self.spread(before.variance)), DocumentCell(Self.spread(after.variance), .strong),
        ])
      }, empty: words("没有约到店的车辆", "no visits"))
  }

  private var reasons: DocumentTable {
    let mains = Dictionary(grouping: plan.calls, by: \.candidate.primaryReason)
    let notListed = Dictionary(grouping: plan.leftOut.filter { !$0.reasons.isEmpty }) { $0.reasons[0].reason }
    return DocumentTable(
      caption: words("本期目标", "Targets of this period"),
      columns: [
        DocumentColumn(words("事由", "Reason"), 40), DocumentColumn(words("致电", "Calls"), 14, .right),
        DocumentColumn(words("约到店", "Visits"), 14, .right),
        DocumentColumn(words("未列入", "Not listed"), 14, .right),
      ],
      rows: OutreachPlan.Reason.allCases.compactMap { reason in
        let (calls, others) = (mains[reason] ?? [], notListed[reason] ?? [])
        guard !calls.isEmpty || !others.isEmpty else { return nil }
        return DocumentRow([
          DocumentCell(phrases.reason(reason)), DocumentCell(words.number(calls.count)),
          DocumentCell(words.number(calls.count { $0.visit != nil })),
          DocumentCell(words.number(others.count)),
        ])
      }, empty: words("没有要致电的", "no calls"))
  }

  private var notListed: DocumentTable {
    DocumentTable(
      caption: words("未列入的车辆", "Vehicles not listed"),
      columns: [
        .plate(words, 20), DocumentColumn(words("客户", "Customer"), 20),
        DocumentColumn(words("原因", "Reason"), 50),
        DocumentColumn(words("事由", "Due"), 50), DocumentColumn(words("位置", "Location"), 26),
      ],
      rows: plan.leftOut.map { entry in
        DocumentRow([
          DocumentCell(entry.vehicle.plate, .strong), DocumentCell(phrases.customer(entry.vehicle)),
          DocumentCell(phrases.cause(entry.cause)),
          DocumentCell(entry.reasons.map(phrases.reason).joined(separator: words("；", "; "))),
          DocumentCell(entry.vehicle.place),
        ])
      }, empty: words("无", "none"))
  }

  // MARK: - Load

  /// The load of each day and resource as CSV.
  private var loadTable: String {
    var writer = CSVWriter()
    writer.add([
      words("日期", "Day"), words("资源", "Resource"), words("产能", "Capacity"), words("已约", "Booked"),
      words("预计", "Expected"), words("最佳日", "On best days"), words("削峰后", "Levelled"),
    ])
    for day in plan.loads.days.indices where plan.isOpen[day] {
      for resource in 0...plan.loads.arrivals where plan.loads.capacity[day][resource] > 0 {
        writer.add([
          plan.loads.days[day].description, phrases.resource(resource, plan.loads),
          String(plan.loads.capacity[day][resource]), String(plan.loads.booked[day][resource]),
          String(plan.loads.expected[day][resource]), String(plan.before[day][resource]),
          String(plan.after[day][resource]),
        ])
      }
    }
    return writer.text
  }
}
