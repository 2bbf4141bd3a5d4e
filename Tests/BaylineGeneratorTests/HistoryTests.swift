import BaylineFormats
import BaylineGenerator
import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct HistoryTests {
  private static let folder = Project.datasets.appending(path: "history")

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
  }

  @Test func theCountsAreThoseOfTheFile() throws {
    let lines = try text("light-car-shop.csv").split(separator: "\n").dropFirst()
    var seen: Set<CivilDate> = []
    for line in lines {
      let fields = line.split(separator: ",")
      let date = try #require(CivilDate(fields[0]))
      seen.insert(date)
      #expect(LightCarShop.orders(on: date)?.columns == fields.dropFirst().compactMap { Int($0) })
    }
    let span = LightCarShop.span
    #expect(seen.min() == span.lowerBound && seen.max() == span.upperBound)
    for ordinal in span.lowerBound.ordinal...span.upperBound.ordinal {
      let date = CivilDate(ordinal: ordinal)
      #expect((LightCarShop.orders(on: date) != nil) == seen.contains(date))
    }
  }

  @Test func theHoursAreThoseOfTheFile() throws {
    let lines = try text("arrivals_by_hour.csv").split(separator: "\n").dropFirst()
    for line in lines {
      let fields = line.split(separator: ",")
      let hour = try #require(Int(fields[0]))
      #expect(ArrivalHours.counts[hour] == Int(fields[1]))
    }
  }

  @Test func theMonthInTheDatasetsIsMadeTheSameNow() throws {
    let days = History(seed: 1).days(in: History.sampleMonth)
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
      CivilDate($0) != nil
    }
    #expect(folders.sorted() == days.map(\.name))
    #expect(try text("site.json") == SiteFormat.encode(History(seed: 1).site))
    for day in days {
      #expect(try text("\(day.name)/demand.json") == DemandFormat.encode(day.demand))
    }
  }

  @Test func aDayHasAsManyVehiclesAsTheRecord() throws {
    let date = try #require(CivilDate("2022-09-21"))
    let day = try #require(History(seed: 3).day(date))
    // 4 preventive, 13 repairs, 1 road call.
    #expect(day.demand.appointments.count == 18)
    #expect(day.demand.appointments.count { $0.walkIn } == 1)
    #expect(day.demand.appointments.count { $0.kind == .repair } == 14)
  }

  @Test func aDayIsTheSameInAnyRange() throws {
    let date = try #require(CivilDate("2021-05-11"))
    let history = History(seed: 4)
    #expect(history.days(in: date...date).first == history.days(in: date.advanced(by: -9)...date).last)
  }

  @Test func sundaysAreLeftOut() throws {
    let sunday = try #require(CivilDate("2022-09-04"))
    #expect(LightCarShop.orders(on: sunday) != nil)
    #expect(History(seed: 1).day(sunday) == nil)
  }

  @Test func twoYearsAreAsFullAsStated() throws {
    let from = try #require(CivilDate("2021-01-01"))
    let to = try #require(CivilDate("2022-12-31"))
    let loads = History(seed: 1).days(in: from...to)
      .filter { $0.demand.horizon.from.weekday != .saturday }
      .map { Load.perMille(site: $0.site, demand: $0.demand) }
    #expect(loads.count > 500)
    // 85% of what the reserve of 15% leaves.
    let mean = loads.reduce(0, +) * 100 / loads.count / 85
    #expect((820...880).contains(mean), "\(mean)")
    #expect(loads.sorted()[loads.count * 95 / 100] > 1200)
  }
}
