import BaylineModel
import BaylineWording
import Foundation
import TestSupport
import Testing

@testable import BaylineReports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct GanttChartTests {
  private func bar(_ from: String, _ to: String, title: String = "", isLate: Bool = false) -> GanttChart.Bar {
    GanttChart.Bar(
      span: TimeWindow(from: time(from), to: time(to)), continues: (false, false), labels: [title],
      title: title, kind: .repair, isLate: isLate, isFixed: false, pauses: [])
  }

  @Test(arguments: 0..<8) func noLabelLeavesThePictureOrCoversAnother(seed: Int) {
    var random = RandomCharts(seed: UInt64(seed))
    for round in 0..<15 {
      let chart = random.gantt()
      for width in [chart.widths.wide, 700] {
        let fault = PictureTests.fault(in: chart.picture(width: width, Glossary(.english)))
        #expect(fault == nil, "\(fault ?? "") in seed \(seed), chart \(round), width \(width)")
      }
    }
  }

  @Test func everyBarHasItsTitle() throws {
    var random = RandomCharts(seed: 3)
    let chart = random.gantt()
    var html = HTMLBuilder()
    ChartWriter.write(.gantt(chart), Glossary(.chinese), to: &html)
    #expect(XMLParser(data: Data(html.text.utf8)).parse(), "\(html.text.prefix(2000))")
    for bar in chart.rows.flatMap(\.bars) {
      #expect(html.text.contains("<title>\(HTMLBuilder.escaped(bar.title.printable))</title>"))
    }
  }

  // The first two overlap; the third begins when the first ends.
  @Test func overlappingBarsGetLanesOfTheirOwn() {
    let bars = [
      bar("08:00", "09:00", title: "a"), bar("08:30", "10:00", title: "b"), bar("09:00", "11:00", title: "c"),
    ]
    #expect(GanttChart.lanes(of: bars.reversed()).map { $0.map(\.title) } == [["a", "c"], ["b"]])
    #expect(GanttChart.lanes(of: []).isEmpty)
  }

  // Two hours of quarters: half an hour late, an hour free, half an hour off duty.
  @Test func charactersShowWorkAndDuty() {
    let row = GanttChart.Row(
      label: "Bay", detail: "", load: "25%", off: [TimeWindow(from: time("09:30"), to: time("10:00"))],
      bars: [bar("08:00", "08:30", isLate: true)], marks: [])
    let chart = GanttChart(
      title: "By bay", span: TimeWindow(from: time("08:00"), to: time("10:00")), rows: [row], now: nil,
      curve: nil)
    #expect(
      chart.textLines == [
        "By bay", String(repeating: " ", count: 23) + "08:00", "Bay".padded(to: 23) + "!!....     25%",
      ])
  }
}
