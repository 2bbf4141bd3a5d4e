import BaylineGenerator
import BaylineModel
import Testing

/// What two years of records show of the truths behind them: rates within three standard errors.
@Suite(.serialized) struct HistoryTruthTests {
  private let past = Past.years
  private var truth: HistoryGroundTruth { past.history.truth }

  /// Expects some of `rates.count` independent draws to have come true as often as their rates say.
  private func expect(_ count: Int, of rates: [Double], _ what: String) {
    let mean = rates.reduce(0, +)
    let error = rates.reduce(0) { $0 + $1 * (1 - $1) }.squareRoot()
    #expect(abs(Double(count) - mean) <= 3 * error, "\(what): \(count) of \(rates.count), expected \(mean)")
  }

  @Test func bookedCustomersStayAwayByWeekdayAndHour() {
    let bookings = past.days.flatMap(\.bookings)
    func rate(_ told: Appointment.Booking) -> Double {
      truth.absentPercent(on: told.arrival.date.weekday, hour: told.arrival.minuteOfDay / 60) / 100
    }
    func check(_ what: String, _ isIn: (CivilTime) -> Bool) {
      let some = bookings.filter { isIn($0.told.arrival) }
      #expect(some.count > 100)
      expect(some.count { $0.visit.outcome != .served }, of: some.map { rate($0.told) }, what)
    }
    for weekday in Weekday.allCases.dropLast() { check(weekday.rawValue) { $0.date.weekday == weekday } }
    for hours in [7...8, 9...11, 12...13, 14...17] {
      check("\(hours)") { hours.contains($0.minuteOfDay / 60) }
    }
    let rates = bookings.map { rate($0.told) }
    #expect((0.12...0.15).contains(rates.reduce(0, +) / Double(rates.count)))
    let absent = bookings.filter { $0.visit.outcome != .served }
    expect(
      absent.count { $0.visit.outcome == .cancelled },
      of: absent.map { _ in Double(truth.cancelledPercent) / 100 }, "called off")
  }

  /// Within a weekday, hours with higher rates have more who stay away: the score of the hours' differences is zero at the truth, and
  /// some five standard errors from it if all hours were alike.
  @Test func hoursDifferAsStated() {
    var (score, information) = (0.0, 0.0)
    for (weekday, some) in Dictionary(
      grouping: past.days.flatMap(\.bookings), by: \.told.arrival.date.weekday)
    {
      let rates = some.map { truth.absentPercent(on: weekday, hour: $0.told.arrival.minuteOfDay / 60) / 100 }
      let mean = rates.reduce(0, +) / Double(rates.count)
      for (booking, rate) in zip(some, rates) {
        let difference = rate / mean - 1
        score += ((booking.visit.outcome == .served ? 0 : 1) - rate) * difference
        information += rate * (1 - rate) * difference * difference
      }
    }
    #expect(abs(score) <= 3 * information.squareRoot(), "\(score), error \(information.squareRoot())")
  }

  @Test func customersWalkInByWeekdayAndHour() {
    for weekday in Weekday.allCases.dropLast() {
      let orders = past.days.filter { $0.actual.day.weekday == weekday }.flatMap(\.served).filter {
        $0.asked.kind != .comeback && $0.asked.kind != .recall && $0.asked.card.note != "路上抛锚，拖车进厂"
      }
      let rate = Double(truth.walkInPercent(on: weekday)) / 100
      expect(orders.count { $0.asked.walkIn }, of: orders.map { _ in rate }, weekday.rawValue)
    }
    let came = past.days.filter { $0.actual.day.weekday != .saturday }
      .flatMap { day in day.actual.requests.compactMap { day.became[$0.id]?.came } }
    let hours = truth.walkInHours(opening: 450, closing: 1080)
    let sum = Double(hours.reduce(0, +))
    for (hour, weight) in hours.enumerated() {
      expect(
        came.count { $0.minuteOfDay / 60 == hour }, of: came.map { _ in Double(weight) / sum },
        "\(hour) o'clock")
    }
  }

  @Test func someWalkInsDoNotWait() {
    let requests = past.days.flatMap { day in
      day.actual.requests.filter { $0.card.note != "路上抛锚，拖车进厂" }.compactMap { day.became[$0.id] }
    }
    let stayed = requests.filter { $0.outcome == .served }
    expect(requests.count - stayed.count, of: stayed.map { _ in Double(truth.lostPercent) / 100 }, "lost")
  }

  @Test func customersAreLateOrEarly() {
    let came = past.days.flatMap(\.bookings).compactMap { booking in
      booking.visit.came.map { $0 - booking.told.arrival }
    }
    expect(came.count { $0 > 0 }, of: came.map { _ in Double(truth.late.percent) / 100 }, "late")
    expect(came.count { $0 < 0 }, of: came.map { _ in Double(truth.early.percent) / 100 }, "early")
    let late = came.filter { $0 > 0 }
    // Whole minutes, rounded up: half a minute more.
    #expect(abs(Double(late.reduce(0, +)) / Double(late.count) - Double(truth.late.minutes) - 0.5) < 1.5)
  }

  @Test func workIsFoundOnTheWay() {
    let served = past.days.flatMap(\.served).filter { $0.asked.operations.contains(where: \.canGrow) }
    expect(
      served.count { $0.visit.operations.contains { $0.added != nil } },
      of: served.map { _ in Double(truth.addedPercent) / 100 }, "added")
  }

  /// Work of one technician with its minutes in percent of the planned ones.
  private struct Sample {
    let name: String
    let technician: String
    let planned: Int
    let percent: Double
  }

  private var samples: [Sample] {
    past.days.flatMap(\.served).flatMap { asked, visit in
      visit.operations.compactMap { done -> Sample? in
        guard done.technicians.count == 1, let id = done.technicians.first,
          let technician = past.site.technicians.first(where: { $0.id == id }),
          let operation = asked.operations.first(where: { $0.id == done.operation }),
          let name = operation.name
        else { return nil }
        let planned: Int
        switch operation.work {
        case .standard(let work):
          planned = (work.minutes * 100 + technician.efficiency - 1) / technician.efficiency
        case .alternatives(let ways):
          planned = ways.first { $0.bay == done.bay && $0.technician == id }?.minutes ?? 1
        }
        return Sample(
          name: name, technician: id, planned: planned, percent: 100 * Double(done.worked) / Double(planned))
      }
    }
  }

  @Test func operationsAndTechniciansHavePaces() throws {
    let samples = samples.filter { $0.planned >= 12 }
    var checked = 0
    for (name, own) in Dictionary(grouping: samples, by: \.name) where own.count >= 100 {
      let expected = try #require(truth.operations[name])
      let ratios = try own.map { $0.percent / Double(try #require(truth.technicians[$0.technician])) * 100 }
      let mean = ratios.reduce(0, +) / Double(own.count)
      let error = Double(truth.variation) / Double(own.count).squareRoot() * Double(expected) / 100
      #expect(abs(mean - Double(expected)) < 3 * error + 0.5, "\(name): \(mean), expected \(expected)")
      checked += 1
    }
    #expect(checked > 25)
    for (id, own) in Dictionary(grouping: samples, by: \.technician) {
      let expected = try #require(truth.technicians[id])
      let ratios = try own.map { $0.percent / Double(try #require(truth.operations[$0.name])) * 100 }
      let mean = ratios.reduce(0, +) / Double(own.count)
      #expect(
        abs(mean - Double(expected)) < 3 * 30 / Double(own.count).squareRoot() + 0.5,
        "\(id): \(mean), \(expected)")
    }
    #expect(Set(truth.technicians.values).min() == 85 && Set(truth.technicians.values).max() == 120)
  }

  /// Of one operation: the standard deviation is 25 percent of the mean.
  @Test func timesVaryAsStated() throws {
    let own = samples.filter { $0.planned >= 24 }
    let ratios = try own.map {
      $0.percent / Double(try #require(truth.technicians[$0.technician]))
        / Double(try #require(truth.operations[$0.name])) * 100
    }
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    let variance = ratios.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(ratios.count)
    #expect(abs(variance.squareRoot() / mean * 100 - Double(truth.variation)) < 1.5)
  }
}

extension ServiceOperation {
  /// Whether it has a bay and people, so that more work can be found on it.
  fileprivate var canGrow: Bool {
    switch work {
    case .standard(let work): work.bay != nil && work.crew != nil
    case .alternatives(let ways): ways.allSatisfy { $0.bay != nil && $0.technician != nil }
    }
  }
}
