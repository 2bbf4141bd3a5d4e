/// A picture as values: shapes with coordinates, and labels with their extents.
struct Picture {
  /// A part of a picture.
  enum Shape: Sendable {
    /// Separate lines with the same stroke.
    case segments([(Point, Point)], Stroke)
    case polyline([Point], Stroke)
    case area([Point], Ink)
    case rectangle(Box, fill: Ink, stroke: Stroke?, radius: Double = 0)
    /// A mark around a point; hollow ones are white inside.
    case mark(MarkShape, Point, radius: Double, Ink, isHollow: Bool)
    case label(Label)
    /// An area with a text that is shown on hover.
    case spot(Box, title: String)
    /// Shapes with a text that is shown on hover.
    case titled(String, [Shape])
  }

  /// A line of text.
  struct Label: Sendable {
    enum Anchor: String, Sendable { case start, middle, end }

    var text: String
    /// The anchor on the baseline.
    var at: Point
    var anchor = Anchor.start
    var size = Picture.fontSize
    var isBold = false
    var ink = Ink.text
    /// The full text, shown on hover, if the label is cut off.
    var title: String?
    /// White around the letters hides lines below.
    var hasHalo = false

    init(
      _ text: String, _ at: Point, _ anchor: Anchor = .start, size: Int = Picture.fontSize,
      isBold: Bool = false,
      ink: Ink = .text, title: String? = nil, hasHalo: Bool = false
    ) {
      (self.text, self.at, self.anchor, self.size) = (text, at, anchor, size)
      (self.isBold, self.ink, self.hasHalo) = (isBold, ink, hasHalo)
      self.title = title == text ? nil : title
    }

    /// An upper estimate of the extent.
    var box: Box {
      let width = text.drawn(size, isBold: isBold)
      let left =
        switch anchor {
        case .start: at.x
        case .middle: at.x - width / 2
        case .end: at.x - width
        }
      return Box(left, at.y - 0.86 * Double(size), width, 1.1 * Double(size))
    }
  }

  static let fontSize = 12
  static let smallSize = 11
  /// Below this width a picture is laid out for a phone.
  static let narrow = 560.0

  let width: Double
  private(set) var height: Double
  private(set) var shapes: [Shape] = []
  /// The extents of the labels drawn so far.
  private(set) var labelBoxes: [Box] = []
  /// Marks that labels should not cover.
  private var occupied: [Box] = []

  init(width: Double) {
    self.width = width
    height = 0
  }

  var isNarrow: Bool { width < Self.narrow }
  var frame: Box { Box(0, 0, width, height) }

  /// Extends the height to at least `bottom`.
  mutating func extend(to bottom: Double) {
    height = max(height, bottom)
  }

  mutating func add(_ shape: Shape) {
    shapes.append(shape)
  }

  /// Keeps optional labels away from a box.
  mutating func occupy(_ box: Box) {
    occupied.append(box)
  }

  /// Draws a label whose place is known to be free, moved sideways if it would leave the picture.
  mutating func label(_ label: Label) {
    let label = moved(label)
    labelBoxes.append(label.box)
    shapes.append(.label(label))
  }

  /// Draws shapes and labels with a text that is shown on hover. The labels' places are known to be free.
  mutating func add(titled title: String, _ shapes: [Shape] = [], labels: [Label]) {
    let labels = labels.map(moved)
    labelBoxes += labels.map(\.box)
    add(.titled(title, shapes + labels.map { .label($0) }))
  }

  /// Draws a label at the first place where it covers nothing, or not at all.
  ///
  /// - Parameter room: The box that the label must stay in; the picture by default.
  /// - Returns: Whether the label was drawn.
  @discardableResult
  mutating func label(_ label: Label, at places: [(Point, Label.Anchor)], in room: Box? = nil) -> Bool {
    for (point, anchor) in places {
      var placed = label
      (placed.at, placed.anchor) = (point, anchor)
      if !isFree(placed.box, in: room) { continue }
      labelBoxes.append(placed.box)
      shapes.append(.label(placed))
      return true
    }
    return false
  }

  /// Draws a label at its own place if it covers nothing there.
  @discardableResult
  mutating func labelIfFree(_ label: Label, in room: Box? = nil) -> Bool {
    let label = moved(label)
    return self.label(label, at: [(label.at, label.anchor)], in: room)
  }

  /// Whether no label and no mark is in a box.
  func isFree(_ box: Box, in room: Box? = nil) -> Bool {
    box.lies(in: room ?? frame) && !labelBoxes.contains { $0.overlaps(box) }
      && !occupied.contains { $0.overlaps(box) }
  }

  private func moved(_ label: Label) -> Label {
    var label = label
    let box = label.box
    if box.right > width { label.at.x -= box.right - width }
    if label.box.x < 0 { label.at.x -= label.box.x }
    return label
  }
}

extension Picture.Shape {
  static func line(_ from: Point, _ to: Point, _ stroke: Stroke) -> Self { .segments([(from, to)], stroke) }

  /// A line of levels joined by upright edges.
  static func steps(_ levels: [(from: Double, to: Double, y: Double)], _ stroke: Stroke) -> Self {
    .polyline(levels.flatMap { [Point($0.from, $0.y), Point($0.to, $0.y)] }, stroke)
  }

  /// The lines of a hatch over a box, aligned over all boxes of a picture; `nil` if there are none.
  static func hatch(_ hatch: Hatch, over box: Box, _ ink: Ink) -> Self? {
    let apart = 5.0
    func lines(from low: Double, to high: Double) -> [Double] {
      let first = (low / apart).rounded(.up)
      let last = (high / apart).rounded(.down)
      return first <= last ? (0...Int(last - first)).map { (first + Double($0)) * apart } : []
    }
    let segments: [(Point, Point)] =
      switch hatch {
      case .none: []
      case .level: lines(from: box.y, to: box.bottom).map { (Point(box.x, $0), Point(box.right, $0)) }
      case .upright: lines(from: box.x, to: box.right).map { (Point($0, box.y), Point($0, box.bottom)) }
      case .rising:
        lines(from: box.x + box.y, to: box.right + box.bottom).map { sum in
          let (left, right) = (max(box.x, sum - box.bottom), min(box.right, sum - box.y))
          return (Point(left, sum - left), Point(right, sum - right))
        }
      case .falling:
        lines(from: box.x - box.bottom, to: box.right - box.y).map { rest in
          let (left, right) = (max(box.x, rest + box.y), min(box.right, rest + box.bottom))
          return (Point(left, left - rest), Point(right, right - rest))
        }
      }
    return segments.isEmpty ? nil : .segments(segments, Stroke(ink, 0.8))
  }

  /// All points of the shape, and the corners of its labels' extents.
  var points: [Point] {
    switch self {
    case .segments(let segments, _): segments.flatMap { [$0.0, $0.1] }
    case .polyline(let points, _), .area(let points, _): points
    case .rectangle(let box, _, _, _): box.corners
    case .mark(_, let at, let radius, _, _):
      Box(at.x - radius, at.y - radius, 2 * radius, 2 * radius).corners
    case .label(let label): label.box.corners
    case .spot(let box, _): box.corners
    case .titled(_, let shapes): shapes.flatMap(\.points)
    }
  }
}
