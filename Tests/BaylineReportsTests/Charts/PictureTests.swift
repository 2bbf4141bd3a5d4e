import BaylineModel
import Foundation
import Testing

@testable import BaylineReports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What holds of every picture, whatever the values are.
@Suite struct PictureTests {
  private static let widths = [ChartWriter.phone, ChartWriter.wide, 560, 700]

  @Test(arguments: 0..<12)
  func nothingLeavesThePictureAndNoLabelCoversAnother(seed: Int) {
    var random = RandomCharts(seed: UInt64(seed))
    for round in 0..<60 {
      let chart = random.next()
      let words = Glossary(random.flag() ? .chinese : .english)
      for width in Self.widths {
        let picture = chart.drawing.picture(width: width, words)
        let place = "seed \(seed), chart \(round), width \(width): \(chart)".prefix(600)
        for point in picture.shapes.flatMap(\.points) {
          let isInside = (-1...width + 1).contains(point.x) && (-1...picture.height + 1).contains(point.y)
          #expect(isInside, "\(point) of \(picture.height) in \(place)")
          if !isInside { return }
        }
        let boxes = picture.labelBoxes.sorted { $0.y < $1.y }
        for (index, box) in boxes.enumerated() {
          let other = boxes[(index + 1)...].prefix { $0.y < box.bottom }.first { $0.overlaps(box) }
          #expect(other == nil, "\(box) and \(String(describing: other)) in \(place)")
          if other != nil { return }
        }
      }
    }
  }

  @Test func everyPictureIsWellFormed() throws {
    var random = RandomCharts(seed: 99)
    for _ in 0..<60 {
      let chart = random.next()
      var html = HTMLBuilder()
      ChartWriter.write(chart, Glossary(.english), to: &html)
      let parser = XMLParser(data: Data(html.text.utf8))
      #expect(parser.parse(), "\(String(describing: parser.parserError)): \(html.text.prefix(3000))")
      #expect(!html.text.contains("<script"))
    }
  }

  @Test func theSameValuesGiveTheSameBytes() {
    func text() -> String {
      var random = RandomCharts(seed: 7)
      var html = HTMLBuilder()
      for _ in 0..<20 { ChartWriter.write(random.next(), Glossary(.chinese), to: &html) }
      return html.text
    }
    #expect(text() == text())
  }
}
