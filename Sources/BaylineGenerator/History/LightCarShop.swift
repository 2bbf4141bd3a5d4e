import BaylineFormats
package import BaylineModel

/// The number of work orders of a day by the fleet's own kinds.
package struct OrderCounts: Hashable, Sendable {
  /// Scheduled maintenance.
  package var preventive = 0
  /// Repairs.
  package var repair = 0
  /// Damage to body or glass.
  package var damage = 0
  /// Vehicles that broke down on the road.
  package var roadCall = 0
  /// Accidents.
  package var accident = 0
  /// Work under warranty.
  package var warranty = 0
  /// Recalls.
  package var recall = 0
  /// Comebacks.
  package var rework = 0

  /// Creates counts of zero.
  package init() {}

  /// Creates counts from the columns of the file; missing ones are zero.
  package init(columns: [Int]) {
    let all = columns + [Int](repeating: 0, count: max(0, 8 - columns.count))
    (preventive, repair, damage, roadCall) = (all[0], all[1], all[2], all[3])
    (accident, warranty, recall, rework) = (all[4], all[5], all[6], all[7])
  }

  /// The counts in the order of the file's columns.
  package var columns: [Int] {
    [preventive, repair, damage, roadCall, accident, warranty, recall, rework]
  }

  /// The number of all orders.
  package var total: Int {
    columns.reduce(0, +)
  }
}

/// The real volumes of LIGHT CAR SHOP, a workshop for a city's light vehicles: work orders opened per day, 2008-01-02 to 2023-08-09.
///
/// Source: City of Cincinnati open data, fleet work orders, set 2a8x-bxjm; counts only. The file is `datasets/history/light-car-shop.csv`.
package enum LightCarShop {
  /// The orders of a day; `nil` if the record has none.
  package static func orders(on date: CivilDate) -> OrderCounts? {
    days[date]
  }

  /// The first and the last day of the record.
  package static let span: ClosedRange<CivilDate> = recordedSpan()

  private static let days: [CivilDate: OrderCounts] = recordedDays()

  /// Reads only two lines, because every start of the command needs the span for its help.
  private static func recordedSpan() -> ClosedRange<CivilDate> {
    let bytes = PackageResources.light_car_shop_csv
    let lineFeed = UInt8(ascii: "\n")
    func date(after lineEnd: Int?) -> CivilDate? {
      lineEnd.flatMap { CivilDate(String(decoding: bytes[($0 + 1)...].prefix(10), as: UTF8.self)) }
    }
    guard let first = date(after: bytes.firstIndex(of: lineFeed)),
      let last = date(after: bytes.dropLast().lastIndex(of: lineFeed))
    else { preconditionFailure("light-car-shop.csv has no days") }
    return first...last
  }

  private static func recordedDays() -> [CivilDate: OrderCounts] {
    let rows = CSVReader(PackageResources.light_car_shop_csv, delimiter: UInt8(ascii: ",")).rows
    return rows.dropFirst().reduce(into: [:]) { days, row in
      guard let date = CivilDate(row.cells[0].text) else { return }
      days[date] = OrderCounts(columns: row.cells.dropFirst().compactMap { Int($0.text) })
    }
  }
}
