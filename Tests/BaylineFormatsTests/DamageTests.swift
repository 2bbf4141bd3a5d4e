import BaylineFormats
import BaylineModel
import Testing

/// Small documents damaged at random: every one is either read or rejected with a diagnostic, and nothing traps.
@Suite struct DamageTests {
  private static let site = Sample.readSite().names
  private static let demand = Sample.readDemand().names

  @Test(arguments: 0..<6)
  func damagedBytesNeverTrap(seed: UInt64) {
    var random = TestRandom(seed: seed)
    for _ in 0..<100 {
      for text in [Sample.site, Sample.demand, Sample.schedule] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let i = Int.random(in: 0..<max(bytes.count, 1), using: &random)
          guard i < bytes.count else { break }
          switch Int.random(in: 0..<5, using: &random) {
          case 0: bytes[i] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes[i] ^= 1 << UInt8.random(in: 0..<8, using: &random)
          case 2: bytes.removeSubrange(i..<min(bytes.count, i + Int.random(in: 1...9, using: &random)))
          case 3: bytes.insert(contentsOf: bytes[i..<min(bytes.count, i + 9)], at: i)
          default: bytes.removeLast(bytes.count - i)
          }
        }
        check(bytes)
      }
    }
  }

  @Test(arguments: 0..<6)
  func damagedTreesNeverTrap(seed: UInt64) throws {
    var random = TestRandom(seed: 100 + seed)
    for text in [Sample.site, Sample.demand, Sample.schedule] {
      let tree = try #require(JSONParser.parse(Array(text.utf8)).value)
      for _ in 0..<100 {
        var damaged = tree
        for _ in 0..<Int.random(in: 1...3, using: &random) { damaged.damage(&random) }
        check(Array(JSONWriter.document(damaged).utf8))
      }
    }
  }

  /// Reads a text as each of the formats.
  private func check(_ bytes: [UInt8]) {
    let site = SiteFormat.decode(bytes, file: "f")
    #expect((site.site == nil) == !site.diagnostics.isEmpty)
    let demand = DemandFormat.decode(bytes, file: "f", site: site.names ?? Self.site)
    #expect((demand.demand == nil) == !demand.diagnostics.isEmpty)
    let schedule = ScheduleFormat.decode(
      bytes, file: "f", site: Self.site, demand: demand.names ?? Self.demand)
    #expect((schedule.value == nil) == !schedule.diagnostics.isEmpty)
    // What was taken can be written and is taken again.
    if let value = site.site {
      #expect(SiteFormat.decode(Array(SiteFormat.encode(value).utf8), file: "f").site == value)
    }
    if let value = demand.demand {
      #expect(
        DemandFormat.decode(Array(DemandFormat.encode(value).utf8), file: "f", site: nil).demand == value)
    }
  }
}

extension JSONValue {
  /// Changes a value somewhere in the tree: another type, an extreme number, a member less, twice or misnamed.
  mutating func damage(_ random: inout TestRandom) {
    switch self {
    case .array(var items) where !items.isEmpty && Int.random(in: 0..<8, using: &random) > 0:
      let i = Int.random(in: 0..<items.count, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: items.remove(at: i)
      case 1: items.append(items[i])
      case 2: items.swapAt(i, 0)
      default: items[i].damage(&random)
      }
      self = .array(items)
    case .object(var members) where !members.isEmpty && Int.random(in: 0..<8, using: &random) > 0:
      let i = Int.random(in: 0..<members.count, using: &random)
      switch Int.random(in: 0..<12, using: &random) {
      case 0: members.remove(at: i)
      case 1: members.append(members[i])
      case 2: members[i].name += "x"
      case 3: members[i].name = "x-" + members[i].name
      default: members[i].value.damage(&random)
      }
      self = .object(members)
    default:
      let values: [JSONValue] = [
        .null, .bool(true), .integer(0), .integer(-1), .integer(.max), .integer(.min), .number("1.5"),
        .number("1e400"), .number("99999999999999999999"), .string(""), .string("\u{0}"), .string("24:00"),
        .string("9999-12-31"), .string("9999-12-31T23:59"), .string("0001-01-01T00:00"), .array([]),
        .object([]), .array([.array([])]),
      ]
      self = values.randomElement(using: &random) ?? .null
    }
  }
}
