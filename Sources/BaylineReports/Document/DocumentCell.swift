import BaylineWording

/// A cell of a table.
struct DocumentCell: Sendable, ExpressibleByStringInterpolation {
  enum Content: Sendable {
    /// Without control characters and line breaks.
    case lines([String])
    case number(Double?)
    case estimate(Estimate?)
    case bar(LoadBar)
  }

  /// The look; never the only carrier of information.
  enum Tone: String, Sendable {
    case plain = ""
    case strong
    /// A slot of the roster: bookable, kept for walk-ins, taken, off duty.
    case free
    case walkIn = "walkin"
    case taken, closed
  }

  let content: Content
  var tone = Tone.plain
  /// What the interval means, shown as a sign.
  var judgement: Judgement?
  /// The number that a phone dials when the text is tapped; `nil` for no link.
  private(set) var dialled: String?
  /// The id of the visit whose plate the cell shows; `nil` where the plate is missing, so that the id stands in its place.
  private(set) var visit: String?

  private init(_ content: Content) { self.content = content }

  init(lines: [String], _ tone: Tone = .plain) {
    content = .lines(lines.map(\.printable))
    self.tone = tone
  }

  init(_ text: String, _ tone: Tone = .plain) {
    self.init(lines: [text], tone)
  }

  init(stringLiteral text: String) {
    self.init(text)
  }

  static func words(_ text: String) -> DocumentCell { DocumentCell(text) }

  /// A checkbox.
  static func box(_ isTicked: Bool = false) -> DocumentCell { DocumentCell(isTicked ? "☑" : "☐") }

  /// A phone number, which can be dialled from the page; any other text is only shown.
  static func phone(_ number: String?) -> DocumentCell {
    var cell = DocumentCell(number ?? "")
    let dialled = (number ?? "").filter { !" -()".contains($0) }
    let digits = dialled.first == "+" ? dialled.dropFirst() : dialled[...]
    if digits.count >= 3, digits.allSatisfy({ $0.isASCII && $0.isNumber }) { cell.dialled = dialled }
    return cell
  }

  /// The plate of a visit, and its id, which the commands ask for.
  static func vehicle(_ plate: String, visit id: String, _ tone: Tone = .strong) -> DocumentCell {
    var cell = DocumentCell(plate, tone)
    if plate != id { cell.visit = id.printable }
    return cell
  }

  static func number(_ number: Double?) -> DocumentCell { DocumentCell(.number(number)) }

  static func estimate(_ estimate: Estimate?) -> DocumentCell { DocumentCell(.estimate(estimate)) }

  static func bar(_ bar: LoadBar) -> DocumentCell { DocumentCell(.bar(bar)) }

  /// A difference with its interval and its judgement.
  /// - Parameter moreIsBetter: `nil` if neither direction is better.
  static func difference(_ difference: Estimate?, moreIsBetter: Bool?) -> DocumentCell {
    var cell = DocumentCell(.estimate(difference))
    cell.judgement = difference.map { Judgement($0, moreIsBetter: moreIsBetter) }
    return cell
  }

  /// The lines of text, the id of the visit last; empty for numbers and bars.
  var lines: [String] { text + [visit].compactMap(\.self) }

  /// The lines without the id of the visit.
  var text: [String] {
    if case .lines(let lines) = content { lines } else { [] }
  }

  /// The lines that are not empty as one, for formats with one line per cell.
  func joinedLines(_ words: Glossary) -> String {
    text.filter { !$0.isEmpty }.joined(separator: words("；", "; "))
  }

  /// The value and, in brackets, its interval.
  func parts(_ column: DocumentColumn, decimals: Int, _ words: Glossary) -> (value: String, range: String) {
    func number(_ number: Double) -> String {
      NumberText.text(number, decimals: decimals, isSigned: column.isSigned)
    }
    switch content {
    case .lines: return (joinedLines(words), "")
    case .bar: return ("", "")
    case .number(let value): return (value.map(number) ?? NumberText.missing, "")
    case .estimate(let estimate):
      guard let estimate else { return (NumberText.missing, "") }
      return (
        number(estimate.value),
        estimate.low < estimate.high ? "[\(number(estimate.low)), \(number(estimate.high))]" : ""
      )
    }
  }
}

/// Used against available capacity, drawn as a bar.
struct LoadBar: Sendable {
  /// In any one unit: minutes, vehicles.
  let used, available: Int
  /// The part of the capacity that may be booked ahead; `nil` without such a limit.
  var bookable: Int?

  /// Rounded down; 0 without capacity.
  var percent: Int { available > 0 ? used * 100 / available : 0 }

  /// Up to 120% of the capacity as a filled frame, with a line at the bookable part.
  var picture: Picture {
    var picture = Picture(width: 240)
    picture.extend(to: 14)
    func x(_ amount: Int) -> Double {
      available > 0 ? min(240, Double(amount) * 200 / Double(available)) : 0
    }
    picture.add(.rectangle(Box(0, 1, 200, 12), fill: .white, stroke: Stroke(.axis)))
    picture.add(.rectangle(Box(0, 1, x(used), 12), fill: used > available ? .red : .sky, stroke: nil))
    if let bookable {
      let at = min(239, x(bookable))
      picture.add(.line(Point(at, 0), Point(at, 14), Stroke(.red, 2, .dots)))
    }
    return picture
  }
}
