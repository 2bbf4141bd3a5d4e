import BaylineModel
import BaylineWording
import Foundation
import Testing

@testable import BaylineReports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What holds of every picture, whatever the values are.
@Suite struct PictureTests {
  private static let widths = [350.0, 560, 700, 940, 1500]

  @Test(arguments: 0..<12)
  func nothingLeavesThePictureAndNoLabelCoversAnother(seed: Int) {
    var random = RandomCharts(seed: UInt64(seed))
    for round in 0..<15 {
      let chart = random.next()
      let words = Glossary(random.flag() ? .chinese : .english)
      for width in Self.widths {
        let picture = chart.drawing.picture(width: width, words)
        let place = "seed \(seed), chart \(round), width \(width): \(chart)".prefix(600)
        let fault = Self.fault(in: picture)
        #expect(fault == nil, "\(fault ?? "") in \(place)")
        if fault != nil { return }
      }
    }
  }

  /// A point outside the picture, or two labels that overlap.
  static func fault(in picture: Picture) -> String? {
    for point in picture.shapes.flatMap(\.points)
    where !(-1...picture.width + 1).contains(point.x) || !(-1...picture.height + 1).contains(point.y) {
      return "\(point) lies outside \(picture.width) × \(picture.height)"
    }
    let boxes = picture.labelBoxes.sorted { $0.y < $1.y }
    for (index, box) in boxes.enumerated() {
      let other = boxes[(index + 1)...].prefix { $0.y < box.bottom }.first { $0.overlaps(box) }
      if let other { return "labels in \(box) and \(other)" }
    }
    return nil
  }

  @Test func whatIsWrongIsFound() {
    var picture = Picture(width: 100)
    picture.extend(to: 50)
    picture.label(.init("abcdef", Point(10, 20)))
    #expect(Self.fault(in: picture) == nil)
    // The same place is taken: not drawn if it may be left out.
    let second = Picture.Label("xyz", Point(20, 24))
    #expect(!picture.labelIfFree(second) && Self.fault(in: picture) == nil)
    picture.label(second)
    #expect(Self.fault(in: picture)?.hasPrefix("labels") == true)
    picture.add(.line(Point(0, 0), Point(120, 0), Stroke(.text)))
    #expect(Self.fault(in: picture)?.contains("outside") == true)
  }

  @Test func everyPictureIsWellFormed() throws {
    var random = RandomCharts(seed: 99)
    for _ in 0..<30 {
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
