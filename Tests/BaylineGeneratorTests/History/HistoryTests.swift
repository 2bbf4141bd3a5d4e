import Bayline
import BaylineFormats
import BaylineGenerator
import BaylineModel
import BaylinePlanning
import BaylineVerifier
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
    let history = GeneratedHistory(seed: 1)
    let days = history.days(in: GeneratedHistory.sampleMonth)
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
      CivilDate($0) != nil
    }
    #expect(folders.sorted() == days.map(\.actual.day.description))
    #expect(try text("site.json") == SiteFormat.encode(history.site))
    for day in days {
      #expect(try text("\(day.actual.day)/demand.json") == DemandFormat.encode(day.demand))
      #expect(try text("\(day.actual.day)/actual.json") == ActualFormat.encode(day.actual))
    }
  }

  @Test func aDayIsTheSameInAnyRange() throws {
    let date = try #require(CivilDate("2022-01-11"))
    let history = GeneratedHistory(seed: 4)
    let day = try #require(history.day(date))
    #expect(history.days(in: date.advanced(by: -9)...date).last == day)
    #expect(
      history.days(in: date.advanced(by: -20)...date.advanced(by: 5)).contains(day), "over the new year")
  }

  @Test func sundaysAreLeftOut() throws {
    let sunday = try #require(CivilDate("2022-01-09"))
    #expect(LightCarShop.orders(on: sunday) != nil)
    #expect(GeneratedHistory(seed: 1).day(sunday) == nil)
  }

  @Test(arguments: Past.months) func filesAreReadBackTheSame(past: Past) throws {
    let site = SiteFormat.decode(Array(SiteFormat.encode(past.site).utf8), file: "site.json")
    for day in past.days {
      let demand = DemandFormat.decode(
        Array(DemandFormat.encode(day.demand).utf8), file: "demand.json", site: site.names)
      #expect(demand.diagnostics.isEmpty, "\(day.actual.day): \(demand.diagnostics.prefix(3))")
      #expect(demand.demand == day.demand)
      let actual = ActualFormat.decode(
        Array(ActualFormat.encode(day.actual).utf8), file: "actual.json", site: site.names, demand: demand)
      #expect(actual.diagnostics.isEmpty, "\(day.actual.day): \(actual.diagnostics.prefix(3))")
      #expect(actual.value == day.actual)
    }
  }

  /// A day of each month, with what stayed overnight, is planned, and the plan holds.
  @Test(arguments: Past.months) func demandsCanBePlanned(past: Past) async throws {
    let day = try #require(past.days.max { $0.carried.count < $1.carried.count })
    #expect(!day.carried.isEmpty)
    var options = SearchOptions()
    options.limit = .iterations(0)
    options.threads = 1
    let schedule = await Planner(site: past.site, demand: day.demand).schedule(options)
    #expect(Verifier(site: past.site, demand: day.demand).verify(schedule).isCorrect)
    #expect(schedule.assignments.count > day.demand.appointments.count / 3)
  }

  @Test func anotherSeedIsAnotherPast() throws {
    let range = try #require(CivilDate("2022-01-03"))...(#require(CivilDate("2022-01-05")))
    #expect(GeneratedHistory(seed: 5).days(in: range) == GeneratedHistory(seed: 5).days(in: range))
    let (one, other) = (GeneratedHistory(seed: 5), GeneratedHistory(seed: 6))
    for (day, otherDay) in zip(one.days(in: range), other.days(in: range)) {
      #expect(day.demand != otherDay.demand && day.actual.visits != otherDay.actual.visits)
    }
    #expect(one.truth != other.truth)
  }
}
