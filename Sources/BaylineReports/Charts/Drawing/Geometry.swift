/// A point of a picture; x grows to the right, y downwards.
struct Point: Hashable, Sendable {
  var x, y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// An upright rectangle.
struct Box: Hashable, Sendable {
  var x, y, width, height: Double

  init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    (self.x, self.y) = (x, y)
    (self.width, self.height) = (max(0, width), max(0, height))
  }

  /// The box between two corners, in any order.
  init(between first: Point, _ second: Point) {
    self.init(
      min(first.x, second.x), min(first.y, second.y), (first.x - second.x).magnitude,
      (first.y - second.y).magnitude)
  }

  var right: Double { x + width }
  var bottom: Double { y + height }
  var middle: Point { Point(x + width / 2, y + height / 2) }
  var corners: [Point] { [Point(x, y), Point(right, y), Point(right, bottom), Point(x, bottom)] }

  /// Whether the interiors of both boxes intersect.
  func overlaps(_ other: Box) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// Whether the box is within another one.
  func lies(in other: Box) -> Bool {
    x >= other.x && right <= other.right && y >= other.y && bottom <= other.bottom
  }
}
