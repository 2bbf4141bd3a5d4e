import BaylineGenerator
import BaylineModel
import Testing

/// A generated past with its site, and queries for tests.
struct Past: Sendable, CustomTestStringConvertible {
  let seed: UInt64
  let history: GeneratedHistory
  let days: [PastDay]
  let range: ClosedRange<CivilDate>

  var site: Site { history.site }
  var testDescription: String { "seed \(seed), \(range.lowerBound) to \(range.upperBound)" }

  init(seed: UInt64, from: String, to: String) {
    self.seed = seed
    history = GeneratedHistory(seed: seed)
    range = (CivilDate(from) ?? CivilDate(ordinal: 1))...(CivilDate(to) ?? CivilDate(ordinal: 1))
    days = history.days(in: range)
  }

  /// Months of several years and seeds; the last one has many comebacks, the first one the end of a year.
  static let months = [
    Past(seed: 1, from: "2021-12-01", to: "2022-01-31"), Past(seed: 2, from: "2022-02-01", to: "2022-03-05"),
    Past(seed: 3, from: "2019-05-01", to: "2019-05-31"), Past(seed: 4, from: "2008-04-01", to: "2008-05-31"),
  ]

  /// The two years for which the rates are measured.
  static let years = Past(seed: 1, from: "2021-01-01", to: "2022-12-31")
}

extension PastDay {
  /// The visits that were booked for the day.
  var booked: [Appointment] { demand.appointments.filter { $0.arrived == nil } }
  /// The vehicles that were there in the morning.
  var carried: [Appointment] { demand.appointments.filter { $0.arrived != nil } }

  /// What became of each, by id.
  var became: [String: ActualDay.Visit] {
    Dictionary(actual.visits.map { ($0.appointment, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Those who came for the first time and were served.
  var served: [(asked: Appointment, visit: ActualDay.Visit)] {
    let became = became
    return (booked + actual.requests).compactMap { asked in
      guard let visit = became[asked.id], visit.outcome == .served else { return nil }
      return (asked, visit)
    }
  }

  /// The bookings with what became of them.
  var bookings: [(asked: Appointment, visit: ActualDay.Visit, told: Appointment.Booking)] {
    let became = became
    return booked.compactMap { asked in
      guard let visit = became[asked.id], let told = visit.booked else { return nil }
      return (asked, visit, told)
    }
  }
}

extension Site {
  /// The shifts of a technician on a day, in minutes as `CivilTime` counts them.
  func shifts(of technician: String, on date: CivilDate) -> [Range<Int>] {
    guard let own = technicians.first(where: { $0.id == technician }) else { return [] }
    let midnight = CivilTime(date).minutes
    return (calendars[own.calendar]?.intervals(on: date) ?? []).map {
      (midnight + $0.start)..<(midnight + $0.end)
    }
  }
}
