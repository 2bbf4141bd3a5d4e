import BaylineForecast
import BaylineMath
import BaylineModel
import Testing

@Suite struct VolumeSamplerTests {
  private func model() throws -> VolumeModel {
    try #require(VolumeModel(MadeUpShop(dispersion: 2).counts(days: 800, seed: 11)))
  }

  @Test func sameSeedAndPathGiveTheSameDays() throws {
    let sampler = VolumeSampler(try model())
    let from = try model().end
    let one = sampler.path(from: from, days: 20, seed: 4, path: 1) { _ in true }
    #expect(one == sampler.path(from: from, days: 20, seed: 4, path: 1) { _ in true })
    #expect(one != sampler.path(from: from, days: 20, seed: 4, path: 2) { _ in true })
    #expect(one != sampler.path(from: from, days: 20, seed: 5, path: 1) { _ in true })
    // A longer path begins as the shorter one.
    #expect(Array(sampler.path(from: from, days: 30, seed: 4, path: 1) { _ in true }.prefix(20)) == one)
  }

  @Test func closedDaysHaveNobody() throws {
    let from = try model().end
    let days = VolumeSampler(try model()).path(from: from, days: 28, seed: 1, path: 1) {
      $0.weekday != .monday
    }
    for (offset, day) in days.enumerated() where from.advanced(by: offset).weekday == .monday {
      #expect(day == [0, 0])
    }
  }

  /// 2,000 paths have the forecast's means and variances, of each day and of all days together: the sum of independent days
  /// would have half of the variance.
  @Test func pathsHaveTheMomentsOfTheForecast() throws {
    let model = try model()
    let from = model.end
    let forecast = model.forecast(from: from, days: 28)
    let sampler = VolumeSampler(model)
    let paths = (1...2000).map { path in
      sampler.path(from: from, days: 28, seed: 9, path: path) { !model.isUsuallyClosed(on: $0) }
    }
    for (place, day) in forecast.days.enumerated() where day.total.mean > 1 {
      let seen = SampleStatistics(paths.map { Double($0[place].reduce(0, +)) })
      let deviation = (day.total.mean * day.total.dispersion).squareRoot()
      // Five standard errors of the mean.
      #expect(abs(seen.mean - day.total.mean) < 5 * deviation / 2000.0.squareRoot(), "\(day.date)")
      #expect(abs(seen.deviation / deviation - 1) < 0.15, "\(day.date)")
    }
    let sums = SampleStatistics(paths.map { Double($0.reduce(0) { $0 + $1.reduce(0, +) }) })
    let deviation = (forecast.sum.mean * forecast.sum.dispersion).squareRoot()
    #expect(abs(sums.mean / forecast.sum.mean - 1) < 0.01)
    #expect(abs(sums.deviation / deviation - 1) < 0.12, "\(sums.deviation) for \(deviation)")
  }
}
