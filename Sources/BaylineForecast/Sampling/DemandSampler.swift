import BaylineMath
package import BaylineModel

/// Generates demands of future days from past ones: for each kind as many visits as were drawn, each a past visit moved
/// to the new date (sampling with replacement: B. Efron, 1979, "Bootstrap methods: another look at the jackknife",
/// Annals of Statistics 7(1)).
///
/// A visit keeps its operations, parts, preferences and requested people, and whether the customer waits or needs a
/// loan vehicle. Its preferred times move by days to the new date; those outside the opening hours are dropped. Nothing
/// is booked, arrived, picked, locked or planned before, and no customer's name, plate or phone number is kept. Each
/// part is in stock in exactly the quantity needed that day, so that parts never bind.
package struct DemandSampler: Sendable {
  /// A past visit, and the day that its times refer to.
  private struct Template {
    var visit: Appointment
    var day: CivilDate
  }

  private let hours: WorkCalendar
  private var templates: [VisitKind: [Template]] = [:]
  private var parts: [String: SparePart] = [:]
  private var carryOverDays = 0

  /// Creates a sampler.
  ///
  /// - Parameters:
  ///   - site: Its opening hours decide which days are open.
  ///   - past: The demands that visits are taken from.
  package init(site: Site, past: [Demand]) {
    hours = site.openingHours
    for demand in past {
      carryOverDays = max(carryOverDays, demand.horizon.carryOverDays)
      for part in demand.parts where parts[part.id] == nil { parts[part.id] = part }
      for visit in demand.appointments {
        templates[visit.kind, default: []].append(
          Template(visit: Self.cleared(visit), day: Self.day(of: visit, in: demand.horizon)))
      }
    }
  }

  /// Whether the site is open on a day.
  package func isOpen(_ date: CivilDate) -> Bool {
    hours.isOpen(on: date)
  }

  /// Whether there is any past visit of a kind.
  package func knows(_ kind: VisitKind) -> Bool {
    templates[kind] != nil
  }

  /// Generates the demand of a day. The same day, visits, seed and path give the same demand.
  ///
  /// - Parameters:
  ///   - visits: The number of visits of each kind; kinds without a past visit are skipped.
  ///   - path: The number of the path; the paths of a seed are independent.
  /// - Complexity: O(visits · log visits).
  package func demand(on date: CivilDate, visits: [(kind: VisitKind, count: Int)], seed: UInt64, path: Int)
    -> Demand
  {
    var random = SplitMix64(seed: seed, stream: "forecast visits \(path) \(date)")
    var drawn: [Appointment] = []
    for (kind, count) in visits {
      guard let past = templates[kind] else { continue }
      for _ in 0..<count { drawn.append(moved(random.pick(past), to: date)) }
    }
    let order = drawn.indices.sorted {
      let (left, right) = (wish(drawn[$0]), wish(drawn[$1]))
      return left == right ? $0 < $1 : left < right
    }
    let digits = max(3, String(drawn.count).count)
    let visits = order.enumerated().map { place, index in
      var visit = drawn[index]
      let number = String(place + 1)
      visit.id = "\(date)-" + String(repeating: "0", count: digits - number.count) + number
      return visit
    }
    return Demand(
      horizon: Demand.Horizon(from: date, days: 1, carryOverDays: carryOverDays), parts: stock(of: visits),
      appointments: visits)
  }

  // MARK: - Visits

  /// The visit without bookings, progress and personal data.
  private static func cleared(_ past: Appointment) -> Appointment {
    var visit = past
    visit.booked = nil
    visit.arrived = nil
    visit.receivedBy = nil
    visit.picked = false
    visit.walkIn = false
    visit.operations = past.operations.map {
      var operation = $0
      operation.locked = nil
      operation.previous = nil
      return operation
    }
    // The times of a vehicle that was already in house say nothing about another day.
    if past.arrived != nil {
      visit.preferredArrival = nil
      visit.availability = nil
    }
    visit.card = Appointment.CustomerCard()
    visit.card.vehicle = past.card.vehicle
    visit.card.request = past.card.request
    visit.card.mileage = past.card.mileage
    visit.card.estimate = past.card.estimate
    return visit
  }

  /// The day that a visit's times refer to.
  private static func day(of visit: Appointment, in horizon: Demand.Horizon) -> CivilDate {
    if let arrived = visit.arrived { return max(arrived.date, horizon.from) }
    if let wish = visit.preferredArrival { return wish.date }
    if let booked = visit.booked { return booked.arrival.date }
    return max(visit.availability?.map(\.from.date).min() ?? horizon.from, horizon.from)
  }

  private func moved(_ template: Template, to date: CivilDate) -> Appointment {
    var visit = template.visit
    let minutes = (date.ordinal - template.day.ordinal) * CivilTime.minutesPerDay
    let open = hours.windows(on: date)
    let windows = (visit.availability ?? []).flatMap { window in
      open.compactMap { hours -> TimeWindow? in
        let (from, to) = (max(window.from + minutes, hours.from), min(window.to + minutes, hours.to))
        return from < to ? TimeWindow(from: from, to: to) : nil
      }
    }
    visit.availability = windows.isEmpty ? nil : windows
    let wish = visit.preferredArrival.map { $0 + minutes }
    visit.preferredArrival = wish.flatMap { wish in open.contains { $0.contains(wish) } ? wish : nil }
    let ready = visit.readyBy.map { $0 + minutes }
    visit.readyBy = ready.flatMap { $0 > open.first?.from ?? CivilTime(date) ? $0 : nil }
    return visit
  }

  private func wish(_ visit: Appointment) -> Int {
    (visit.preferredArrival ?? visit.availability?.first?.from)?.minutes ?? 0
  }

  // MARK: - Parts

  private func stock(of visits: [Appointment]) -> [SparePart] {
    var needs: [String: Int] = [:]
    for need in visits.flatMap(\.parts) { needs[need.part, default: 0] += need.quantity }
    return needs.keys.sortedByCodePoint().map { id in
      let part = parts[id]
      return SparePart(
        id: id, name: part?.name, shelf: part?.shelf, price: part?.price, onHand: needs[id, default: 0])
    }
  }
}
