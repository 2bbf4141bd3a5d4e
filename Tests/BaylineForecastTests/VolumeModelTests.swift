import BaylineForecast
import BaylineMath
import BaylineModel
import Testing

@Suite struct VolumeModelTests {
  /// The same numbers each week: the forecast is these numbers, and Sundays, on which nobody ever came, have none.
  @Test func whatNeverChangesGoesOn() throws {
    let counts = MadeUpShop().counts(days: 700, seed: nil)
    let model = try #require(VolumeModel(counts))
    let forecast = model.forecast(from: counts.end, days: 14)
    for day in forecast.days {
      let expected = MadeUpShop().mean(day.date)
      #expect(abs(day.total.mean - expected) < 0.05, "\(day.date)")
      #expect(abs(day.kinds.reduce(0) { $0 + $1.mean } - day.total.mean) < 1e-9, "kinds add up")
    }
  }

  @Test func tooFewDaysGiveNoModel() {
    // Four weeks and four days of six days: 28 of them are open.
    #expect(VolumeModel(MadeUpShop().counts(days: 31, seed: nil)) == nil)
    #expect(VolumeModel(MadeUpShop().counts(days: 33, seed: nil)) != nil)
    #expect(VolumeModel(DailyCounts(kinds: [.repair], days: [:])) == nil)
  }

  @Test func sameCountsGiveTheSameForecast() throws {
    let counts = MadeUpShop(dispersion: 2).counts(days: 900, seed: 3)
    let one = try #require(VolumeModel(counts)).forecast(from: counts.end, days: 30)
    let other = try #require(VolumeModel(counts)).forecast(from: counts.end, days: 30)
    #expect(one == other)
  }

  /// What comes after the first day of the forecast is not known to it.
  @Test func theFutureIsNotLookedAt() throws {
    let counts = MadeUpShop(dispersion: 2).counts(days: 900, seed: 3)
    let from = MadeUpShop.first.advanced(by: 600)
    let short = MadeUpShop(dispersion: 2).counts(days: 600, seed: 3)
    let one = try #require(VolumeModel(counts.before(from))).forecast(from: from, days: 10)
    let other = try #require(VolumeModel(short)).forecast(from: from, days: 10)
    #expect(one == other)
  }

  /// Five Decembers with half as much again: most of it is learnt, and no other month has a season to speak of.
  @Test func seasonOfTheYearIsLearnt() throws {
    let shop = MadeUpShop(level: 3, december: 1.5)
    let counts = shop.counts(days: 365 * 5 + 300, seed: 5)
    let model = try #require(VolumeModel(counts))
    let forecast = model.forecast(from: counts.end, days: 70)
    let days = forecast.days.filter { $0.date.weekday == .tuesday }
    let november = days.filter { $0.date.components.month == 11 }.map(\.total.mean)
    let december = days.filter { $0.date.components.month == 12 }.map(\.total.mean)
    let ratio = try #require(december.max()) / (try #require(november.max()))
    #expect(ratio > 1.3 && ratio < 1.6, "\(ratio)")
  }

  /// Closed on 1 May and on the fourth Thursday of November of each year: known again, and no other day is.
  @Test func holidaysComeAgain() throws {
    func isHoliday(_ date: CivilDate) -> Bool {
      let (_, month, day) = date.components
      return (month, day) == (5, 1)
        || (month == 11 && date.weekday == .thursday && (22...28).contains(day))
    }
    let counts = MadeUpShop(dispersion: 1.5, isHoliday: isHoliday).counts(days: 365 * 6, seed: 7)
    let model = try #require(VolumeModel(counts))
    let year = (0..<365).map { counts.end.advanced(by: $0) }
    let closed = year.filter(model.isUsuallyClosed)
    // A 1 May on a Sunday is no day that is usually open.
    #expect(closed == year.filter { isHoliday($0) && $0.weekday != .sunday })
  }

  /// 40% a year: the damped trend lifts the level, if by less than the growth itself.
  @Test func growthIsFollowedWithCaution() throws {
    let shop = MadeUpShop(level: 3, growth: 0.000_92, dispersion: 1.2)
    let counts = shop.counts(days: 900, seed: 2)
    let steady = MadeUpShop(level: 3, dispersion: 1.2).counts(days: 900, seed: 2)
    func monday(_ counts: DailyCounts) throws -> (near: Double, far: Double) {
      let model = try #require(VolumeModel(counts))
      let days = model.forecast(from: counts.end, days: 92).days.filter { $0.date.weekday == .monday }
      return (try #require(days.first).total.mean, try #require(days.last).total.mean)
    }
    let growing = try monday(counts)
    #expect(growing.far / growing.near > 1.02)
    let flat = try monday(steady)
    #expect(abs(flat.far / flat.near - 1) < 0.03)
  }

  /// A kind that came twice in a thousand days is expected to come seldom, but not never.
  @Test func rareKindsAreNotImpossible() throws {
    var days: [CivilDate: [Int]] = [:]
    for offset in 0..<1000 { days[MadeUpShop.first.advanced(by: offset)] = [8, 0, 0] }
    days[MadeUpShop.first.advanced(by: 400)] = [7, 1, 0]
    days[MadeUpShop.first.advanced(by: 700)] = [7, 1, 0]
    let counts = DailyCounts(kinds: [.repair, .recall, .comeback], days: days)
    let day = try #require(VolumeModel(counts)?.forecast(from: counts.end, days: 1).days.first)
    #expect(day.kinds[1].mean > 0.0005 && day.kinds[1].mean < 0.02)
    #expect(day.kinds[1].interval == 0...0)
    #expect(day.kinds[2].mean == 0, "never seen")
  }

  /// Drawn from what the model assumes, nine of ten days lie between the 5% and 95% points, and the interval of the sum of
  /// a month holds, too.
  @Test func intervalsHoldWhatTheyPromise() throws {
    var tally = (held: 0.0, days: 0, sums: 0.0, months: 0)
    for seed in 1...30 {
      let shop = MadeUpShop(dispersion: 2)
      let all = shop.counts(days: 730, seed: UInt64(seed))
      let from = MadeUpShop.first.advanced(by: 700)
      let forecast = try #require(VolumeModel(all.before(from))).forecast(from: from, days: 30)
      var sum = 0
      for day in forecast.days where day.date.weekday != .sunday {
        let seen = all.total(on: day.date)
        sum += seen
        tally.held += day.total.share(of: seen, between: 0.05, and: 0.95)
        tally.days += 1
      }
      tally.sums += forecast.sum.share(of: sum, between: 0.05, and: 0.95)
      tally.months += 1
    }
    let share = tally.held / Double(tally.days)
    // 780 days: a standard error of some 1%, and days of one seed share their level.
    #expect(share > 0.87 && share < 0.94, "\(share)")
    // 30 sums: two standard errors below 90%.
    #expect(tally.sums / Double(tally.months) > 0.79)
  }
}
