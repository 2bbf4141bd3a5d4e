import BaylineForecast
import BaylineModel
import Testing

@Suite struct BacktestTests {
  private func month(_ year: Int, _ month: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: 1) ?? CivilDate(ordinal: 1)
  }

  /// The same numbers each week: nobody errs.
  @Test func certainDaysHaveNoError() throws {
    let counts = MadeUpShop().counts(days: 800, seed: nil)
    let report = try #require(ForecastBacktest(counts).run(from: month(2019, 10), through: month(2020, 1)))
    #expect(report.months == 4)
    let total = report.series[0]
    #expect(total.errors.absolute < 0.1)
    #expect(total.naive.allSatisfy { $0.absolute == 0 && $0.squared == 0 })
    #expect(report.closed == 0, "Sundays are not usual")
  }

  /// Two counts in turn by week, 8 and 12: last week's errs by 4 in every second week of the month, the mean of eight weeks
  /// by 2 on each day.
  @Test func simpleForecastsByHand() throws {
    var days: [CivilDate: [Int]] = [:]
    // From a Monday on.
    for offset in 0..<500 { days[MadeUpShop.first.advanced(by: offset)] = [offset / 7 % 2 == 0 ? 8 : 12] }
    let counts = DailyCounts(kinds: [.repair], days: days)
    // April 2019 begins on a Monday, 65 weeks after the first day: weeks 65 (12), 66 (8), 67, 68, and 29 and 30 April (12).
    let report = try #require(ForecastBacktest(counts).run(from: month(2019, 4), through: month(2019, 4)))
    let naive = report.series[0].naive
    #expect(report.days == 30)
    // Week 64 had 8: it errs on 7 + 7 + 2 days of 30.
    #expect(abs(naive[0].absolute - 4.0 * 16 / 30) < 1e-12)
    // 52 weeks before is a week of the same kind.
    #expect(naive[1].absolute == 0)
    #expect(abs(naive[2].absolute - 2) < 1e-12)
  }

  @Test func noMonthWithoutAPast() {
    let counts = MadeUpShop().counts(days: 400, seed: nil)
    #expect(ForecastBacktest(counts).run(from: month(2018, 1), through: month(2018, 12)) == nil)
    #expect(ForecastBacktest(counts).run(from: month(2025, 1), through: month(2025, 2)) == nil)
  }

  /// Independent days of known means: the forecast beats each of the simple ones, which repeat chance.
  @Test func chanceIsNotRepeated() throws {
    let counts = MadeUpShop(dispersion: 2).counts(days: 365 * 4, seed: 21)
    let report = try #require(ForecastBacktest(counts).run(from: month(2021, 1), through: month(2021, 12)))
    for series in report.series {
      for naive in series.naive {
        #expect(series.errors.absolute < naive.absolute)
        #expect(series.errors.squared < naive.squared)
      }
      #expect(abs(series.centralCoverage - 0.9) < 0.05)
      #expect(series.coverage > 0.85)
    }
  }
}
