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
    let form = self.form
    let origin = words(
      "Bayline · \(plan.from) 起 \(plan.days) 天", "Bayline · \(plan.days) days from \(plan.from)")
    return HTMLForms(words: words, siteName: siteName, origin: origin).files([form]) + [
      (name: "calls.csv", text: CSVForm(form, words).text), (name: "load.csv", text: loadTable),
      (name: "calls.txt", text: OutreachText(self).whole),
      (name: "outreach.json", text: OutreachJSON().text(plan)),
    ]
  }

  // MARK: - Calls

  var form: Form {
    let days = Dictionary(grouping: plan.calls, by: \.day).sorted { $0.key < $1.key }
    let pages = days.map { day, calls in
      FormPage(
        day: day, notes: [words("\(calls.count) 个电话", "\(calls.count) call\(calls.count == 1 ? "" : "s")")],
        blocks: [.table(FormTable(columns: columns, rows: calls.map(row)))])
    }
    return Form(
      kind: .calls, title: words("主动预约致电清单", "Outgoing call list"), pages: [overview] + pages,
      records: FormTable(
        columns: [FormColumn(words("日期", "Day"), 10)] + columns,
        rows: plan.calls.map { FormRow([FormCell($0.day.description)] + row($0).cells) }))
  }

  private var columns: [FormColumn] {
    [
      FormColumn(words("客户", "Whom"), 18), FormColumn(words("电话", "Phone"), 22), .plate(words, 20),
      FormColumn(words("车型", "Vehicle"), 18), FormColumn(words("方式", "Channel"), 11),
      FormColumn(words("致电人", "Caller"), 16), FormColumn(words("事由", "Why"), 34),
      FormColumn(words("要点", "What to say"), 40), FormColumn(words("时间一", "First time"), 24),
      FormColumn(words("时间二", "Second time"), 24), FormColumn(words("时间三", "Third time"), 24),
      FormColumn(words("结果", "Result"), 12),
    ]
  }

  private func row(_ call: OutreachCall) -> FormRow {
    let vehicle = call.candidate.vehicle
    let times = phrases.times(call.visit)
    func time(_ index: Int) -> FormCell {
      FormCell(index < times.count ? times[index] : "", index == 0 ? .strong : .plain)
    }
    return FormRow(
      [
        FormCell(phrases.customer(vehicle)), FormCell(vehicle.card.phone ?? ""),
        FormCell(vehicle.plate, .strong),
        FormCell(vehicle.card.vehicle ?? ""), FormCell(phrases.channel(call.channel)),
        FormCell(phrases.caller(call)),
        FormCell(phrases.why(call)), FormCell(phrases.say(call)), time(0), time(1), time(2), .box(),
      ], isFlagged: call.isEscalated)
  }

  // MARK: - Overview

  private var overview: FormPage {
    let blocks: [FormBlock] =
      plan.resources.map { .dayLoads(chart($0)) } + [.table(figures), .table(reasons), .table(notListed)]
    return FormPage(day: nil, notes: summary, blocks: blocks)
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

  private func chart(_ resource: Int) -> DayLoadChart {
    let days = plan.loads.days.indices.filter { plan.isOpen[$0] && plan.loads.capacity[$0][resource] > 0 }
    let name = phrases.resource(resource, plan.loads)
    return DayLoadChart(
      caption: words("\(name)：每日负荷占产能", "\(name): daily load against capacity"),
      days: days.map { day in
        DayLoadChart.Day(
          label: String(plan.loads.days[day].description.suffix(5)),
          weekday: words.weekday(plan.loads.days[day].weekday), capacity: plan.loads.capacity[day][resource],
          booked: plan.loads.booked[day][resource], expected: plan.loads.expected[day][resource],
          before: plan.before[day][resource], after: plan.after[day][resource])
      })
  }

  /// A percentage with one decimal.
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }

  /// A variance of shares, in squares of percent with one decimal.
  static func variance(_ variance: Double) -> String {
    let tenths = Int((variance * 100_000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private var figures: FormTable {
    let columns = [
      FormColumn(words("资源", "Resource"), 20), FormColumn(words("最高日（最佳日）", "Peak, best days"), 26, .right),
      FormColumn(words("最高日（削峰后）", "Peak, levelled"), 26, .right),
      FormColumn(words("方差（最佳日，%²）", "Variance, best days (%²)"), 26, .right),
      FormColumn(words("方差（削峰后，%²）", "Variance, levelled (%²)"), 26, .right),
    ]
    return FormTable(
      caption: words("削峰填谷", "Load levelling"), columns: columns,
      rows: plan.resources.compactMap { resource in
        guard let before = plan.evenness(plan.before, resource),
          let after = plan.evenness(plan.after, resource)
        else {
          return nil
        }
        return FormRow([
          FormCell(phrases.resource(resource, plan.loads)),
          FormCell("\(Self.percent(before.peak)) \(phrases.weekday(before.peakDay))"),
          FormCell("\(Self.percent(after.peak)) \(phrases.weekday(after.peakDay))", .strong),
          FormCell(Self.variance(before.variance)), FormCell(Self.variance(after.variance), .strong),
        ])
      }, empty: words("没有约到店的车辆", "no visits"))
  }

  private var reasons: FormTable {
    let mains = Dictionary(grouping: plan.calls, by: \.candidate.primaryReason)
    let notListed = Dictionary(grouping: plan.leftOut.filter { !$0.reasons.isEmpty }) { $0.reasons[0].reason }
    return FormTable(
      caption: words("本期目标", "Targets of this period"),
      columns: [
        FormColumn(words("事由", "Reason"), 40), FormColumn(words("致电", "Calls"), 14, .right),
        FormColumn(words("约到店", "Visits"), 14, .right), FormColumn(words("未列入", "Not listed"), 14, .right),
      ],
      rows: OutreachReason.allCases.compactMap { reason in
        let (calls, others) = (mains[reason] ?? [], notListed[reason] ?? [])
        guard !calls.isEmpty || !others.isEmpty else { return nil }
        return FormRow([
          FormCell(phrases.reason(reason)), FormCell(words.number(calls.count)),
          FormCell(words.number(calls.count { $0.visit != nil })), FormCell(words.number(others.count)),
        ])
      }, empty: words("没有要致电的", "no calls"))
  }

  private var notListed: FormTable {
    FormTable(
      caption: words("未列入的车辆", "Vehicles not listed"),
      columns: [
        .plate(words, 20), FormColumn(words("客户", "Customer"), 20), FormColumn(words("原因", "Reason"), 50),
        FormColumn(words("事由", "Due"), 50), FormColumn(words("位置", "Location"), 26),
      ],
      rows: plan.leftOut.map { entry in
        FormRow([
          FormCell(entry.vehicle.plate, .strong), FormCell(phrases.customer(entry.vehicle)),
          FormCell(phrases.cause(entry.cause)),
          FormCell(entry.reasons.map(phrases.reason).joined(separator: words("；", "; "))),
          FormCell(entry.vehicle.place),
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
