import BaylineModel

extension ScheduleProvenance {
  /// What is known of `about`; it is free, so anything else in it is passed over.
  init?(_ node: Node) {
    guard case .object = node.value else {
      node.report(.notAnObject(node.value.type))
      return nil
    }
    self.init()
    func text(_ name: String) -> String? {
      guard case .string(let text) = node.value[name] else { return nil }
      return text
    }
    func whole(_ name: String) -> Int? {
      guard case .integer(let number) = node.value[name] else { return nil }
      return number
    }
    func decimal(_ name: String) -> Double? {
      switch node.value[name] {
      case .integer(let number): Double(number)
      case .number(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
      default: nil
      }
    }
    program = text("program")
    version = text("version")
    seed = whole("seed")
    threads = whole("threads")
    iterations = whole("iterations")
    evaluations = whole("evaluations")
    seconds = decimal("seconds")
    firstSeconds = decimal("firstSeconds")
    bound = whole("bound")
    demand = text("demand")
  }

  /// The members that say something.
  var tree: JSONValue {
    var members: [JSONMember] = []
    members.add("program", program)
    members.add("version", version)
    members.add("seed", seed)
    members.add("threads", threads)
    members.add("iterations", iterations)
    members.add("evaluations", evaluations)
    if let seconds = seconds.flatMap(Self.rounded) { members.add("seconds", seconds) }
    if let seconds = firstSeconds.flatMap(Self.rounded) { members.add("firstSeconds", seconds) }
    members.add("bound", bound)
    members.add("demand", demand)
    return .object(members)
  }

  /// Seconds to the millisecond; `nil` for what is no duration.
  private static func rounded(_ seconds: Double) -> JSONValue? {
    guard seconds >= 0, seconds < 1e12 else { return nil }
    let milliseconds = Int((seconds * 1000).rounded())
    let (whole, rest) = (milliseconds / 1000, milliseconds % 1000)
    if rest == 0 { return .integer(whole) }
    var digits = String(String(1000 + rest).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return .number("\(whole).\(digits)")
  }
}
