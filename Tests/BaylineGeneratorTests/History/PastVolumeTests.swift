import BaylineGenerator
import BaylineModel
import Testing

/// How many come: those of the record, and nobody knows more of it the evening before than who has booked.
@Suite(.serialized) struct PastVolumeTests {
  @Test(arguments: Past.months) func asManyAreServedAsTheRecordHas(past: Past) throws {
    for day in past.days {
      let orders = try #require(LightCarShop.orders(on: day.actual.day))
      var kinds: [VisitKind: Int] = [:]
      for (asked, _) in day.served { kinds[asked.kind, default: 0] += 1 }
      #expect(day.served.count == orders.total)
      #expect((kinds[.maintenance] ?? 0) + (kinds[.firstService] ?? 0) == orders.preventive)
      #expect((kinds[.repair] ?? 0) == orders.repair + orders.roadCall)
      #expect((kinds[.accident] ?? 0) == orders.damage + orders.accident)
      #expect((kinds[.comeback] ?? 0) == orders.rework)
      // Those who do not come, or leave, are on top.
      let outcomes = day.actual.visits.map(\.outcome)
      #expect(outcomes.count == day.demand.appointments.count + day.actual.requests.count)
      let others = outcomes.count { $0 != .served }
      #expect(day.booked.count + day.actual.requests.count == orders.total + others)
      #expect(day.actual.visits.allSatisfy { ($0.reason != nil) == ($0.outcome != .served) })
    }
  }

  /// A day that goes otherwise had the same evening before; the days before it are the same, and those who booked for later as well.
  @Test func demandsKnowNothingOfTheDay() throws {
    let past = Past.months[1]
    var others = 0
    for place in [0, past.days.count / 2, past.days.count - 3] {
      let date = past.days[place].actual.day
      let other = GeneratedHistory(seed: past.seed, otherwise: [date: 77]).days(in: past.range)
      #expect(other[place].demand == past.days[place].demand)
      let (one, two) = (past.days[place].actual, other[place].actual)
      #expect(one.requests != two.requests)
      let shared = zip(one.visits, two.visits).prefix(past.days[place].demand.appointments.count)
      #expect(shared.contains { $0.came != $1.came }, "punctuality")
      others += shared.count { $0.outcome != $1.outcome }
      #expect(shared.contains { $0.operations.first?.worked != $1.operations.first?.worked }, "durations")
      // Vehicles that came before may be done at other times now, but that was not known then.
      #expect(other.prefix(place).map(\.demand) == past.days.prefix(place).map(\.demand))
      for (later, usual) in zip(other, past.days).dropFirst(place + 1) {
        #expect(later.booked == usual.booked)
      }
    }
    #expect(others > 1, "who comes")
  }

  @Test func theTwoYearsAreAsFullAsStated() {
    let loads = Past.years.days.filter { $0.actual.day.weekday != .saturday }.map { day in
      DemandLoad.perMille(
        site: Past.years.site,
        demand: Demand(horizon: day.demand.horizon, appointments: day.served.map(\.asked)))
    }
    #expect(Past.years.days.count == 621)
    #expect(loads.count > 500)
    // 58 percent of the technicians' time on average, and above it on one day in twenty.
    let mean = loads.reduce(0, +) / loads.count
    #expect((570...600).contains(mean), "\(mean)")
    let high = loads.sorted()[loads.count * 95 / 100]
    #expect(high > 1000, "\(high)")
  }

  /// Half of those who are served had booked, and the yard does not fill up for good.
  @Test func halfHaveBookedAndTheYardDoesNotFillUp() {
    let days = Past.years.days
    let booked = days.flatMap(\.served).count { $0.visit.booked != nil }
    let all = days.flatMap(\.served).count
    #expect((50.0...55.0).contains(100 * Double(booked) / Double(all)), "\(booked) of \(all)")
    let carried = days.map(\.carried.count)
    #expect(carried.reduce(0, +) / carried.count < 12)
    #expect(carried.filter { $0 <= 5 }.count > 200)
  }
}
