import Bayline
import BaylineFormats
import BaylineStore

/// What is planned against what people can do, by day, trade and advisor.
struct CapacityOutlook {
  /// Minutes or vehicles of a day.
  struct Use: Hashable {
    var used = 0
    var available = 0
  }

  let days: [CivilDate]
  /// Minutes by trade; who has several trades counts in each of them.
  private(set) var trades: [(name: String, uses: [Use])] = []
  /// Vehicles by advisor.
  private(set) var advisors: [(id: String, uses: [Use])] = []

  init(_ book: Book, from day: CivilDate, days count: Int) {
    let horizon = book.demand.horizon
    days = (0..<count).map { day.advanced(by: $0) }.filter { horizon.isArrivalDay($0) }
    let trades = Set(book.site.technicians.flatMap(\.skills.keys)).sorted()
    let minutes = Self.minutes(of: book)
    self.trades = trades.map { trade in
      let people = book.site.technicians.filter { $0.skills[trade] != nil }
      return (
        trade,
        days.map { day in
          Use(
            used: minutes[Key(trade: trade, day: day)] ?? 0,
            available: people.reduce(0) { $0 + Self.minutes(book.site, $1.calendar, on: day) })
        }
      )
    }
    let receptions = Dictionary(
      grouping: book.schedule.assignments.compactMap(\.reception), by: \.advisor)
    advisors = book.site.advisors.map { advisor in
      let limit = advisor.bookingsPerDay ?? book.site.booking.advisorBookingsPerDay
      return (
        advisor.id,
        days.map { day in
          Use(
            used: receptions[advisor.id, default: []].count { $0.arrival.date == day },
            available: Self.minutes(book.site, advisor.calendar, on: day) > 0 ? limit : 0)
        }
      )
    }
  }

  private struct Key: Hashable {
    var trade: String
    var day: CivilDate
  }

  /// The minutes of people that are planned, by trade and day.
  private static func minutes(of book: Book) -> [Key: Int] {
    var minutes: [Key: Int] = [:]
    let appointments = Dictionary(
      book.demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let worked = Verifier(site: book.site, demand: book.demand).workedWindows(in: book.schedule)
    for assignment in book.schedule.assignments {
      for (operation, placed) in zip(
        appointments[assignment.appointment]?.operations ?? [], assignment.operations)
      {
        guard let trade = operation.trade else { continue }
        let reference = OperationReference(appointment: assignment.appointment, operation: operation.id)
        for window in worked[reference] ?? [TimeWindow(from: placed.start, to: placed.end)] {
          minutes[Key(trade: trade, day: window.from.date), default: 0] +=
            window.minutes * placed.technicians.count
        }
      }
    }
    return minutes
  }

  private static func minutes(_ site: Site, _ calendar: String?, on day: CivilDate) -> Int {
    site.windows(of: calendar, on: day).reduce(0) { $0 + $1.minutes }
  }

  var json: JSONValue {
    JSONValue { root in
      root.add("days", days.map(\.description))
      root.add("trades", all: trades) { trade in
        JSONValue {
          $0.add("trade", trade.name)
          $0.add("minutes", all: trade.uses, Self.json)
        }
      }
      root.add("advisors", all: advisors) { advisor in
        JSONValue {
          $0.add("advisor", advisor.id)
          $0.add("vehicles", all: advisor.uses, Self.json)
        }
      }
    }
  }

  private static func json(_ use: Use) -> JSONValue {
    JSONValue {
      $0.add("used", use.used)
      $0.add("available", use.available)
    }
  }
}
