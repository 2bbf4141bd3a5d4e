/// The colours of charts. Series colours are distinct for colour-blind people too (M. Okabe and K. Ito, 2008, "Color
/// universal design"), some darkened for thin lines on white; no information is carried by colour alone.
enum Ink: String, Sendable {
  case text = "#1b1b1f"
  case muted = "#55555f"
  case axis = "#8a8c99"
  case line = "#dcdee6"
  case shade = "#f4f5f9"
  case white = "#ffffff"

  case blue = "#0072b2"
  case vermilion = "#c44e00"
  case green = "#007d5a"
  case orange = "#e69f00"
  case purple = "#a5527f"
  case sky = "#56b4e9"
  case grey = "#777a87"

  case paleBlue = "#c5dff0"
  case midBlue = "#7fb6dc"
  case paleOrange = "#f8e0ac"
  case paleGreen = "#b9e2d4"
  case palePurple = "#efd3e2"
  case paleGrey = "#dfe1e8"

  /// Late, or over capacity.
  case red = "#a00000"
  case offDuty = "#dcdce2"
  case grid = "#bbbbcc"

  // Kinds of visits.
  case rose = "#f7c4bd"
  case pink = "#f3cfe6"
  case apricot = "#f9dcae"
  case paleSteel = "#cfe0f5"
  case lavender = "#d9d2f0"
  case mint = "#c9ecd0"
  case lime = "#e0efc0"
  case aqua = "#d3eef0"
  case ash = "#ececec"
}

/// A pattern of a line.
enum Dash: String, Sendable {
  case solid = ""
  case dashes = "6 4"
  case dots = "2 3"
  case dashDot = "8 3 2 3"
}

struct Stroke: Hashable, Sendable {
  var ink: Ink
  var width = 1.0
  var dash = Dash.solid

  init(_ ink: Ink, _ width: Double = 1, _ dash: Dash = .solid) {
    (self.ink, self.width, self.dash) = (ink, width, dash)
  }
}

enum MarkShape: Hashable, Sendable {
  case circle, diamond, square, triangle, downTriangle, cross
}

/// A pattern over an area that works without colour.
enum Hatch: CaseIterable, Sendable {
  case none, rising, level, falling, upright
}

/// The look of a series: colour, hatch, dash and mark, any one of which is enough to identify it.
struct SeriesStyle: Sendable {
  let fill: Ink
  let line: Ink
  let hatch: Hatch
  let dash: Dash
  let mark: MarkShape

  /// The style of a series by its position; beyond five, colours and hatches combine anew.
  static func at(_ position: Int) -> SeriesStyle {
    let inks: [(Ink, Ink)] = [
      (.paleBlue, .blue), (.paleOrange, .vermilion), (.paleGreen, .green), (.palePurple, .purple),
      (.paleGrey, .text),
    ]
    let dashes: [Dash] = [.solid, .dashes, .dots, .dashDot]
    let marks: [MarkShape] = [.circle, .diamond, .square, .triangle, .downTriangle]
    let hatches = Hatch.allCases
    let (fill, line) = inks[position % inks.count]
    return SeriesStyle(
      fill: fill, line: line, hatch: hatches[(position + position / inks.count) % hatches.count],
      dash: dashes[position % dashes.count], mark: marks[position % marks.count])
  }
}
