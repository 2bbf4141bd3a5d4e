import BaylineGenerator
import BaylineModel
import Testing

/// Rules H6 to H9 in the records, as far as what happened keeps them.
@Suite(.serialized) struct PastRecordTests {
  /// An operation as it was asked for and as it was done.
  private struct Pair {
    let asked: ServiceOperation
    let done: ActualDay.Operation
  }

  private func pairs(_ asked: Appointment, _ visit: ActualDay.Visit) throws -> [Pair] {
    var last: ServiceOperation?
    return try visit.operations.map { done in
      // Added work takes what the operation before it takes.
      if done.added != nil { return Pair(asked: try #require(last), done: done) }
      let operation = try #require(asked.operations.first { $0.id == done.operation })
      last = operation
      return Pair(asked: operation, done: done)
    }
  }

  @Test(arguments: Past.months) func operationsAreInOrder(past: Past) throws {
    for day in past.days {
      let became = day.became
      for asked in day.demand.appointments + day.actual.requests {
        let visit = try #require(became[asked.id])
        guard visit.outcome == .served else { continue }
        var earliest = CivilTime(day.actual.day)
        if asked.arrived == nil {
          #expect(try #require(visit.received) >= #require(visit.came))
          earliest = try #require(visit.received) + past.site.booking.receptionMinutes
        }
        for operation in visit.operations {
          #expect(operation.start >= earliest, "\(day.actual.day), \(asked.id)")
          earliest = operation.end
        }
        #expect(try #require(visit.ready) >= earliest + past.site.booking.finishMinutes)
        // All of it is done, in the order in which it was asked for.
        #expect(visit.operations.filter { $0.added == nil }.map(\.operation) == asked.operations.map(\.id))
        #expect(visit.operations.count { $0.added != nil } <= 1)
      }
    }
  }

  @Test(arguments: Past.months) func baysAndPeopleAreAble(past: Past) throws {
    for day in past.days {
      let became = day.became
      for asked in day.demand.appointments + day.actual.requests {
        for pair in try pairs(asked, try #require(became[asked.id])) {
          let bay = try pair.done.bay.map { id in try #require(past.site.bays.first { $0.id == id }) }
          let people = try pair.done.technicians.map { id in
            try #require(past.site.technicians.first { $0.id == id })
          }
          switch pair.asked.work {
          case .standard(let work):
            #expect((bay == nil) == (work.bay == nil))
            if let type = work.bay { #expect(bay?.types.contains(type) == true) }
            #expect(people.count == work.crew?.size ?? 0 && Set(pair.done.technicians).count == people.count)
            #expect(people.allSatisfy { work.crew?.admits($0) ?? false })
          case .alternatives(let ways):
            #expect(ways.contains { $0.bay == pair.done.bay && $0.technician == pair.done.technicians.first })
          }
        }
      }
    }
  }

  @Test(arguments: Past.months) func noBayAndNobodyIsInTwoPlaces(past: Past) {
    var spans: [String: [(start: CivilTime, end: CivilTime)]] = [:]
    for (place, day) in past.days.enumerated() {
      let carried = Set(day.carried.map(\.id))
      // The record of the first day has all work of a vehicle.
      for visit in day.actual.visits where place == 0 || !carried.contains(visit.appointment) {
        for operation in visit.operations {
          for id in operation.technicians + (operation.bay.map { [$0] } ?? []) {
            spans[id, default: []].append((operation.start, operation.end))
          }
        }
      }
    }
    // Nearly all bays and people have had work, so there is something to check.
    #expect(spans.count >= past.site.bays.count + past.site.technicians.count - 2)
    for (id, all) in spans {
      let sorted = all.sorted { $0.start < $1.start }
      for (one, next) in zip(sorted, sorted.dropFirst()) {
        #expect(next.start >= one.end, "\(id): \(one.start) to \(one.end), then \(next.start)")
      }
    }
  }

  /// One technician works through the shifts between start and end, a quarter of an hour into a break or an hour into the
  /// evening at most.
  @Test(arguments: Past.months) func workPausesOutsideTheShifts(past: Past) throws {
    var pauses = 0
    for day in past.days {
      for operation in day.actual.visits.flatMap(\.operations) where operation.technicians.count == 1 {
        let (start, end) = (operation.start.minutes, operation.end.minutes)
        let dates = operation.start.date.ordinal...operation.end.date.ordinal
        // On the last day of a year all stay until the yard is empty.
        if operation.end.date >= lastDay(of: operation.start.date.components.year) { continue }
        let shifts = dates.map { CivilDate(ordinal: $0) }.filter {
          LightCarShop.orders(on: $0)?.total ?? 0 > 0
        }
        .flatMap { past.site.shifts(of: operation.technicians[0], on: $0) }
        #expect(shifts.contains { $0.contains(start) }, "\(day.actual.day): \(operation)")
        let inside = shifts.reduce(0) { $0 + max(0, min(end, $1.upperBound) - max(start, $1.lowerBound)) }
        let before = try #require(shifts.last { $0.lowerBound < end })
        let beyond = max(0, end - before.upperBound)
        #expect(beyond <= (before == shifts.last ? 60 : 15), "\(day.actual.day): \(operation)")
        #expect(operation.worked == inside + beyond, "\(day.actual.day): \(operation)")
        #expect((operation.minutes == nil) == (operation.end - operation.start == inside + beyond))
        if operation.minutes != nil { pauses += 1 }
      }
    }
    #expect(pauses > 10)
  }

  private func lastDay(of year: Int) -> CivilDate {
    var date = CivilDate(year: year, month: 12, day: 31) ?? CivilDate(ordinal: 1)
    while date.weekday == .sunday || LightCarShop.orders(on: date)?.total ?? 0 == 0 {
      date = date.advanced(by: -1)
    }
    return date
  }

  /// What stays overnight: exactly what is not done, with what is left of it, and the record of the next day goes on with it.
  @Test(arguments: Past.months) func vehiclesStayOvernight(past: Past) throws {
    var underWay = 0
    for (day, next) in zip(past.days, past.days.dropFirst()) {
      let midnight = CivilTime(next.actual.day)
      let asked = Dictionary(
        (day.demand.appointments + day.actual.requests).map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first })
      let late = day.actual.visits.filter { ($0.operations.last?.end ?? midnight) > midnight }
      #expect(Set(late.map(\.appointment)) == Set(next.carried.map(\.id)))
      for visit in late {
        let carried = try #require(next.carried.first { $0.id == visit.appointment })
        let before = try #require(asked[carried.id])
        let left = visit.operations.filter { $0.end > midnight }
        // Added work that is found on a later day is not known yet.
        #expect(
          carried.operations.map(\.id)
            == left.filter { $0.added == nil || carried.has($0.operation) }.map(\.operation))
        let later = try #require(next.became[carried.id])
        #expect(later.operations.map(\.operation) == left.map(\.operation) && later.ready == visit.ready)
        #expect(carried.receivedBy != nil && carried.kind == before.kind && carried.walkIn == before.walkIn)
        #expect(carried.booked == nil && !carried.waiting)
        let isBegun = visit.operations.contains { $0.start < midnight }
        #expect(carried.picked == (isBegun || before.picked))
        for operation in left where operation.start < midnight {
          underWay += 1
          let old = try #require(
            before.operations.first { $0.id == operation.operation } ?? added(operation, before))
          let new = try #require(carried.operations.first { $0.id == operation.operation })
          #expect(new.minutes >= 1 && new.minutes <= old.minutes)
          #expect(
            new.previous
              == ServiceOperation.PreviousWork(bay: operation.bay, technicians: operation.technicians))
          let rest = try #require(later.operations.first)
          #expect(rest.operation == operation.operation && rest.end == operation.end && rest.start > midnight)
          // The same share of the standard time is left as of the work.
          let share = Double(rest.worked) / Double(operation.worked)
          if operation.added == nil {
            #expect(abs(Double(new.minutes) - share * Double(old.minutes)) <= 1, "\(carried.id)")
          }
        }
      }
    }
    #expect(underWay > 5)
  }

  /// Added work in progress overnight: its standard minutes are those of the record.
  private func added(_ operation: ActualDay.Operation, _ visit: Appointment) -> ServiceOperation? {
    guard let minutes = operation.added?.minutes else { return nil }
    return ServiceOperation(
      id: operation.operation, work: .standard(WorkRequirement.StandardWork(minutes: minutes)))
  }

  @Test func eachYearBeginsWithAnEmptyYard() throws {
    let past = Past.months[0]
    let first = try #require(past.days.firstIndex { $0.actual.day.components.year == 2022 })
    #expect(past.days[first].carried.isEmpty)
    #expect(!past.days[first - 1].carried.isEmpty)
  }
}

extension Appointment {
  fileprivate func has(_ operation: String) -> Bool { operations.contains { $0.id == operation } }
}

extension ServiceOperation {
  /// Standard minutes, or those of the first way.
  fileprivate var minutes: Int {
    switch work {
    case .standard(let work): work.minutes
    case .alternatives(let ways): ways[0].minutes
    }
  }
}
