import BaylineWording

/// Cost against service. The points that no other beats in both are joined; the chosen one and the target are marked.
struct FrontierChart: DrawnChart {
  /// A staffing, a scenario.
  struct Item: Sendable {
    let name: String
    let cost: Double
    let service: Estimate
    /// Whether it meets all targets, not only the one of this chart.
    let isAllowed: Bool

    init(name: String, cost: Double, service: Estimate, isAllowed: Bool = true) {
      self.name = name.printable
      self.cost = cost
      self.service = service
      self.isAllowed = isAllowed
    }

    var isDrawable: Bool { cost.isDrawable && service.isDrawable }
  }

  /// An axis of the chart; less cost is better.
  struct Axis: Sendable {
    let title: String
    let measure: ValueUnit

    init(_ title: String, _ measure: ValueUnit) {
      self.title = title
      self.measure = measure
    }
  }

  let title: String
  var note: String?
  let cost: Axis
  let service: Axis
  /// Whether more service is better; false for delays.
  let moreIsBetter: Bool
  let items: [Item]
  /// The index of the chosen item.
  var chosen: Int?
  /// The target for the service.
  var target: ReferenceLine?

  /// The indices of the efficient items, by cost: no other item is at least as cheap and as good, and better in one. Items
  /// that are not allowed count only if none is.
  /// - Complexity: O(*n* log *n*).
  var frontier: [Int] {
    let sign = moreIsBetter ? 1.0 : -1.0
    let hasAllowed = items.contains { $0.isDrawable && $0.isAllowed }
    let drawable = items.indices.filter { items[$0].isDrawable && (items[$0].isAllowed || !hasAllowed) }
    let byCost = drawable.sorted {
      (items[$0].cost, -sign * items[$0].service.value, $0)
        < (items[$1].cost, -sign * items[$1].service.value, $1)
    }
    var best = -Double.infinity
    return byCost.filter { item in
      let service = sign * items[item].service.value
      defer { best = max(best, service) }
      return service > best
    }
  }

  func picture(width: Double, _ words: Glossary) -> Picture {
    var picture = Picture(width: width)
    let drawable = items.indices.filter { items[$0].isDrawable }
    let frontier = self.frontier
    let top = legend(frontier, words).draw(at: 0, &picture)
    let height = picture.isNarrow ? 240.0 : 300.0
    let frame = PlotFrame(
      drawable.flatMap { [items[$0].service.low, items[$0].service.value, items[$0].service.high] },
      .init(
        measure: service.measure, subject: service.title, moreIsBetter: moreIsBetter, hasZero: false,
        references: target.map { [$0] } ?? [], height: height, footer: 38),
      at: top, words, &picture)
    let (across, text) = NiceScale.fitting(drawable.map { items[$0].cost }, hasZero: false, words) {
      text, scale in
      let widest = scale.ticks.map { text.tick($0).drawn(Picture.smallSize) }.max() ?? 0
      return Double(scale.ticks.count - 1) * (widest + 14) <= frame.plot.width
    }
    frame.drawAcross(
      across, text, title: "\(cost.title) (\(text.title(cost.measure)))", moreIsBetter: false, words, &picture
    )
    func at(_ item: Int) -> Point {
      Point(
        frame.plot.x + across.fraction(items[item].cost) * frame.plot.width,
        frame.y(items[item].service.value))
    }
    draw(frontier, through: at, &picture)
    for item in drawable {
      draw(item, at(item), isEfficient: frontier.contains(item), frame, text, &picture)
    }
    // The chosen one is named first, then the frontier where there is room.
    let chosen = drawable.filter { $0 == self.chosen }
    for item in chosen { name(item, at(item), isChosen: true, frame, &picture) }
    frame.nameReferences(&picture)
    for item in frontier where item != self.chosen {
      name(item, at(item), isChosen: false, frame, &picture)
    }
    return picture
  }

  // MARK: -

  private func legend(_ frontier: [Int], _ words: Glossary) -> Legend {
    var legend = Legend()
    let hasAllowed = frontier.contains { items[$0].isAllowed && $0 != chosen }
    if chosen.map({ items.indices.contains($0) }) == true {
      legend.add(.mark(.diamond, .vermilion, isHollow: false), words("选定", "chosen"))
    }
    if hasAllowed {
      legend.add(.whisker(.circle, .blue, isHollow: false), words("没有更省又更好的", "none is cheaper and better"))
    }
    if items.indices.contains(where: { items[$0].isAllowed && $0 != chosen && !frontier.contains($0) }) {
      legend.add(.mark(.circle, .grey, isHollow: true), words("其他方案", "others"))
    }
    if items.indices.contains(where: { !items[$0].isAllowed && $0 != chosen }) {
      legend.add(.mark(.cross, .grey, isHollow: false), words("未达标", "fails a target"))
    }
    return legend
  }

  /// Draws the frontier as steps: between two points nothing better is known than the cheaper one.
  private func draw(_ frontier: [Int], through at: (Int) -> Point, _ picture: inout Picture) {
    var points: [Point] = []
    for item in frontier {
      let next = at(item)
      if let last = points.last { points.append(Point(next.x, last.y)) }
      points.append(next)
    }
    if points.count > 1 { picture.add(.polyline(points, Stroke(.blue, 1.8))) }
  }

  private func draw(
    _ item: Int, _ at: Point, isEfficient: Bool, _ frame: PlotFrame, _ costs: ScaleText,
    _ picture: inout Picture
  ) {
    let this = items[item]
    let isChosen = item == chosen
    var shapes: [Picture.Shape] = []
    if this.service.low < this.service.high, isEfficient || isChosen {
      shapes.append(
        .line(
          Point(at.x, frame.y(this.service.low)), Point(at.x, frame.y(this.service.high)),
          Stroke(isChosen ? .vermilion : .blue, 1.2)))
    }
    let radius = isChosen ? 7.5 : isEfficient ? 5 : 4
    if isChosen {
      shapes.append(.mark(.diamond, at, radius: radius, .vermilion, isHollow: false))
    } else if !this.isAllowed {
      shapes.append(.mark(.cross, at, radius: radius, isEfficient ? .blue : .grey, isHollow: false))
    } else {
      shapes.append(
        .mark(.circle, at, radius: radius, isEfficient ? .blue : .grey, isHollow: !isEfficient))
    }
    let value = EstimateText([this.service], frame.text).long(this.service)
    let price = EstimateText([Estimate(this.cost)], costs).number(this.cost)
    picture.add(.titled("\(this.name): \(service.title) \(value), \(cost.title) \(price)", shapes))
    picture.occupy(Box(at.x - radius, at.y - radius, 2 * radius, 2 * radius))
  }

  private func name(
    _ item: Int, _ at: Point, isChosen: Bool, _ frame: PlotFrame, _ picture: inout Picture
  ) {
    let name = items[item].name
    let size = Picture.smallSize
    let label = Picture.Label(
      name.fitted(min(170, frame.plot.width * 0.45), size, isBold: isChosen), at, size: size,
      isBold: isChosen,
      title: name, hasHalo: true)
    let away = isChosen ? 11.0 : 8.0
    let room = Box(frame.plot.x, frame.plot.y - 12, frame.plot.width + 12, frame.plot.height + 12)
    picture.label(
      label,
      at: [
        // Above the steps to the left, or below them to the right.
        (Point(at.x - away, at.y - 4), .end), (Point(at.x + away, at.y + 13), .start),
        (Point(at.x + away, at.y - 4), .start), (Point(at.x - away, at.y + 13), .end),
        (Point(at.x, at.y - away - 3), .middle), (Point(at.x, at.y + away + 10), .middle),
        (Point(at.x + away + 10, at.y + 24), .start), (Point(at.x - away - 10, at.y - 18), .end),
      ], in: room)
  }
}
