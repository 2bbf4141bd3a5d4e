public import BaylineModel

/// Work orders of a day by the kinds of the fleet.
public struct OrderCounts: Hashable, Sendable {
  /// Maintenance that is due.
  public var preventive = 0
  /// Repairs.
  public var repair = 0
  /// Damage to body or glass.
  public var damage = 0
  /// Vehicles that broke down on the road.
  public var roadCall = 0
  /// Accidents.
  public var accident = 0
  /// Work that the maker pays.
  public var warranty = 0
  /// Recalls of the maker.
  public var recall = 0
  /// Work that came back.
  public var rework = 0

  /// No orders.
  public init() {}

  /// The counts in the order of the columns of the file.
  public init(columns: [Int]) {
    let all = columns + [Int](repeating: 0, count: max(0, 8 - columns.count))
    (preventive, repair, damage, roadCall) = (all[0], all[1], all[2], all[3])
    (accident, warranty, recall, rework) = (all[4], all[5], all[6], all[7])
  }

  /// The counts in the order of the columns of the file.
  public var columns: [Int] {
    [preventive, repair, damage, roadCall, accident, warranty, recall, rework]
  }

  /// All orders.
  public var total: Int {
    columns.reduce(0, +)
  }
}

/// The real volumes of a workshop for light cars: orders opened per day, 2008-01-02 to 2023-08-09.
public enum LightCarShop {
  /// The orders of a day; `nil` if the record has none.
  public static func orders(on date: CivilDate) -> OrderCounts? {
    days[date]
  }

  /// The first and the last day of the record; only its first and its last year are looked at, for every start of the
  /// program asks.
  public static let span: ClosedRange<CivilDate> = {
    func present(in year: (year: Int, days: String)?) -> [CivilDate] {
      guard let year, let first = CivilDate(year: year.year, month: 1, day: 1) else { return [] }
      let words = year.days.split(whereSeparator: \.isWhitespace)
      return words.indices.filter { words[$0] != "." }.map { first.advanced(by: $0) }
    }
    guard let first = present(in: LightCarShopCounts.years.first).first,
      let last = present(in: LightCarShopCounts.years.last).last
    else { preconditionFailure("an empty record") }
    return first...last
  }()

  private static let days: [CivilDate: OrderCounts] = {
    var days: [CivilDate: OrderCounts] = [:]
    for (year, text) in LightCarShopCounts.years {
      guard let first = CivilDate(year: year, month: 1, day: 1) else { continue }
      for (place, word) in text.split(whereSeparator: \.isWhitespace).enumerated() where word != "." {
        days[first.advanced(by: place)] = OrderCounts(columns: word.utf8.map(digit))
      }
    }
    return days
  }()

  private static func digit(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 65 + 10
    default: Int(byte) - 97 + 36
    }
  }
}
